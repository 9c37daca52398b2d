// A text field with a list of hits: arrows mark, Enter chooses, Escape closes.
graphkit.combobox = (() => {
  const { element } = graphkit.dom;

  /**
   * @param find (text) => [hit]
   * @param show (hit) => [attributes, ...children] of its option
   * @param choose (hit) => what follows
   * @param onEscape what Escape does where the list is closed already; by default the field is emptied
   */
  function start(field, list, { find, show, choose, onEscape = () => { field.value = ""; } }) {
    let hits = [];
    let marked = 0;

    function open() {
      const asked = field.value.trim() !== "";
      hits = asked ? find(field.value) : [];
      list.hidden = !asked;
      field.setAttribute("aria-expanded", String(asked));
      list.replaceChildren(...(hits.length ? hits.map(option) : [nothing()]));
      if (asked) graphkit.announce.say(hits.length ? `${hits.length === 1 ? "1 hit" : `${hits.length} hits`}, the first is marked` : "Nothing found");
      mark(0);
    }

    function nothing() {
      return element("li", { class: "nothing", role: "presentation" }, "Nothing found. Fewer or shorter words find more.");
    }

    function option(hit, at) {
      const [attributes, ...children] = show(hit);
      const made = element("li", { role: "option", id: `${list.id}-${at}`, "aria-selected": "false", ...attributes }, ...children);
      made.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
      made.addEventListener("click", () => take(at));
      return made;
    }

    function mark(at) {
      if (!hits.length) return field.removeAttribute("aria-activedescendant");
      marked = (at + hits.length) % hits.length;
      [...list.children].forEach((child, number) => child.setAttribute("aria-selected", String(number === marked)));
      field.setAttribute("aria-activedescendant", `${list.id}-${marked}`);
      return list.children[marked].scrollIntoView({ block: "nearest" });
    }

    function close() {
      list.hidden = true;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    }

    function take(at) {
      const hit = hits[at];
      if (hit === undefined) return;
      close();
      choose(hit);
    }

    field.addEventListener("input", open);
    field.addEventListener("focus", () => field.value && open());
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (list.hidden) open();
        else mark(marked + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter") {
        if (list.hidden) open();
        take(marked);
      } else if (event.key === "Escape") {
        if (list.hidden) onEscape();
        close();
        event.stopPropagation(); // what is chosen stays chosen
      } else return;
      event.preventDefault();
    });
  }

  return { start };
})();
