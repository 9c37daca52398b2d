// Keys that work anywhere on the page, and the list of all of them.
graphkit.keys = (() => {
  const { element } = graphkit.dom;
  const VIEWS = { 1: "briefing", 2: "map", 3: "timeline", 4: "compare", 5: "table" };
  const KEYS = [
    ["/", "search"],
    ["↑ ↓ Enter", "mark a hit, and choose it"],
    ["1 2 3 4 5", "briefing, map, timeline, compare, table"],
    ["↑ ↓ Enter", "in the list: from story to story, and its card"],
    ["s", "in the list: put the story on the shortlist"],
    ["c", "from a story to its card, and back to the list"],
    ["Esc", "close what is open: a list, a path, the details"],
    ["← → ↑ ↓", "on map and timeline: move it"],
    ["+ − 0", "on map and timeline: nearer, farther, all"],
    ["?", "this list"],
  ];

  const isTyping = ({ target }) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|range)$/.test(target.type);

  function fill(dialog) {
    const close = element("button", { type: "button", class: "icon-button close", "aria-label": "Close", onclick: () => dialog.close() }, "×");
    dialog.replaceChildren(close, element("h2", { id: "help-heading" }, "Keys"),
      element("dl", { class: "keys" }, KEYS.flatMap(([keys, what]) => [
        element("dt", {}, keys.split(" ").flatMap((key, at) => [at ? " " : "", element("kbd", {}, key)])), element("dd", {}, what)])));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close(); // the shade around it
    });
  }

  /** One thing at a time: the way, then what is chosen. */
  function escape(state) {
    if (state.pick !== null) {
      state.pick = null;
      state.look(null, null);
    } else if (state.local !== null) state.look(null, null);
    else if (state.chosen !== null) state.choose(null, null, "key");
  }

  /** From the list to the card of what is chosen, and back. */
  function swap(state, stories) {
    const panel = document.getElementById("details"), heading = panel.querySelector("h2");
    if (panel.contains(document.activeElement) || heading === null) stories.focus();
    else heading.focus();
  }

  function start({ search, help, helpButton, stories }, state) {
    fill(help);
    helpButton.addEventListener("click", () => help.showModal());
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || help.open) return;
      if (event.key === "Escape") return escape(state);
      if (isTyping(event)) return;
      if (event.key === "/") {
        search.focus();
        search.select();
      } else if (event.key === "?") help.showModal();
      else if (event.key === "c") swap(state, stories);
      else if (VIEWS[event.key]) state.show(VIEWS[event.key]);
      else return;
      event.preventDefault();
    });
  }

  return { start };
})();
