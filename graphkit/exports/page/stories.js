// The list of stories: real buttons, so that the page is useful with the map never touched.
graphkit.stories = (() => {
  const { element, svg } = graphkit.dom;
  const { count, span, figure } = graphkit.text;
  const PAGE = 100; // stories listed at first, and with each "more"
  const ORDERS = {
    size: { name: "size", order: (a, b) => b.members.length - a.members.length },
    newest: { name: "newest", order: (a, b) => (b.last ?? -Infinity) - (a.last ?? -Infinity) },
    providers: { name: "providers", order: (a, b) => b.providers - a.providers },
    span: { name: "span", order: (a, b) => length(b) - length(a) },
    name: { name: "name", order: (a, b) => a.label.localeCompare(b.label, "en") },
  };

  /** Seconds from the first article of a story to the last. */
  function length({ first, last }) {
    return first === null ? -1 : last - first;
  }

  /** When the articles of a story came, as ticks along a line. */
  function strip(graph, story, width, height) {
    const { first, last, members } = story;
    if (first === null) return null;
    const place = (time) => 4 + (width - 8) * (last > first ? (time - first) / (last - first) : 0.5);
    const times = members.map((node) => graph.nodes.time[node]).filter((time) => time !== null);
    const ticks = new Set(times.map((time) => Math.round(place(time)))); // hundreds at one place look like one
    return svg("svg", { class: "strip", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      svg("line", { x1: 0, x2: width, y1: height / 2, y2: height / 2 }),
      svg("path", { d: [...ticks].map((x) => `M${x} ${height / 2}h0`).join("") })); // one element, where circles would be thousands
  }

  function start(list, sort, state) {
    const { graph } = state;
    const { stories } = graph;
    const made = new Map();
    const moreButton = element("button", { type: "button", class: "more", onclick: () => showMore() });
    let limit = PAGE, lonersButton = null;

    /** A button is made when it first shows: thousands at once would hold up the page. */
    function button(number) {
      if (!made.has(number)) {
        const story = stories[number];
        made.set(number, element("button",
          { type: "button", "data-cluster": story.id, color: graphkit.theme.accentProperty(number), onclick: () => state.choose("story", number, "list") },
          element("span", { class: "story-name", dir: "auto" }, story.label), element("span", { class: "story-facts" }), strip(graph, story, 320, 10)));
      }
      const found = made.get(number);
      found.setAttribute("aria-pressed", String(number === state.story()));
      found.querySelector(".story-facts").textContent = facts(number);
      return found;
    }

    function facts(number) {
      const { members, providers, first, last } = stories[number];
      const shown = state.storySize(number);
      const size = shown === members.length ? count(shown, "article") : `${shown} of ${count(members.length, "article")}`;
      return [size, count(providers, "provider"), span(first, last)].join(" · ");
    }

    function loners() {
      const shown = state.loners();
      if (shown === 0) return null;
      lonersButton ??= element("button", { type: "button", class: "loners", color: "var(--mark)", onclick: () => state.choose("loners", 0, "list") },
        element("span", { class: "story-name" }, "In no story"), element("span", { class: "story-facts" }));
      lonersButton.setAttribute("aria-pressed", String(state.is("loners", 0)));
      lonersButton.querySelector(".story-facts").textContent = count(shown, "article");
      return lonersButton;
    }

    function show() {
      const held = list.contains(document.activeElement) ? document.activeElement : null;
      const { order } = ORDERS[sort.value];
      const found = stories.map((_, number) => number).filter((number) => state.storySize(number) > 0)
        .sort((a, b) => order(stories[a], stories[b]) || a - b);
      const shown = found.slice(0, limit), chosen = state.story();
      if (chosen !== null && !shown.includes(chosen)) shown.push(chosen);
      const left = found.length - limit;
      moreButton.textContent = `${figure(left)} more`;
      const more = left > 0 ? moreButton : null;
      const buttons = [...shown.map(button), more, loners()].filter(Boolean);
      if (isListed(buttons)) return;
      list.replaceChildren(...buttons.map((one) => element("li", {}, one)));
      if (held && held.isConnected) held.focus();
    }

    /** Whether the list holds just these: to put them in again would cost a layout of the page. */
    function isListed(buttons) {
      return list.children.length === buttons.length && buttons.every((one, at) => list.children[at].firstChild === one);
    }

    function showMore() {
      const at = limit;
      limit += PAGE;
      show();
      list.children[at]?.firstChild.focus();
    }

    sort.append(...Object.entries(ORDERS).map(([value, { name }]) => element("option", { value }, name)));
    sort.closest(".sort").hidden = stories.length < 2;
    sort.addEventListener("change", () => {
      limit = PAGE;
      show();
    });
    show();

    state.onChange((what) => {
      if (what === "filter") show();
      if (what !== "choice") return;
      // With something chosen the list gives its room to the details.
      document.body.classList.toggle("has-choice", state.chosen !== null);
      show();
      const marked = list.querySelector("[aria-pressed=true]");
      if (marked) list.scrollTop = marked.offsetTop - list.offsetTop - list.clientHeight / 2 + marked.clientHeight / 2;
    });
  }

  return { start, strip };
})();
