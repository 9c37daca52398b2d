// The list of stories: real buttons, so that the page is useful with the map never touched.
graphkit.stories = (() => {
  const { element, svg } = graphkit.dom;
  const { count, span } = graphkit.text;
  const PAGE = 100; // stories listed at first, and with each "more"
  const ORDERS = {
    size: { name: "size", order: (a, b) => b.members.length - a.members.length },
    newest: { name: "newest", order: (a, b) => (b.last ?? -Infinity) - (a.last ?? -Infinity) },
    providers: { name: "providers", order: (a, b) => b.providers - a.providers },
    name: { name: "name", order: (a, b) => a.label.localeCompare(b.label, "en") },
  };

  /** When the articles of a story came, as ticks along a line. */
  function strip(graph, story, width, height) {
    const { first, last, members } = story;
    if (first === null) return null;
    const place = (time) => 4 + (width - 8) * (last > first ? (time - first) / (last - first) : 0.5);
    const times = members.map((node) => graph.nodes.time[node]).filter((time) => time !== null);
    return svg("svg", { class: "strip", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
      svg("line", { x1: 0, x2: width, y1: height / 2, y2: height / 2 }),
      times.map((time) => svg("circle", { cx: place(time).toFixed(1), cy: height / 2, r: 3 })));
  }

  function start(list, sort, state) {
    const { graph } = state;
    const { stories } = graph;
    const made = new Map();
    let limit = PAGE;

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
      const shown = graph.loners.filter(state.nodeShows).length;
      return shown === 0 ? null : element("button",
        { type: "button", class: "loners", "aria-pressed": String(state.is("loners", 0)), color: "var(--mark)", onclick: () => state.choose("loners", 0, "list") },
        element("span", { class: "story-name" }, "In no story"), element("span", { class: "story-facts" }, count(shown, "article")));
    }

    function show() {
      const held = list.contains(document.activeElement) ? document.activeElement : null;
      const { order } = ORDERS[sort.value];
      const found = stories.map((_, number) => number).filter((number) => state.storySize(number) > 0)
        .sort((a, b) => order(stories[a], stories[b]) || a - b);
      const shown = found.slice(0, limit), chosen = state.story();
      if (chosen !== null && !shown.includes(chosen)) shown.push(chosen);
      const left = found.length - limit;
      const more = left > 0 ? element("button", { type: "button", class: "more", onclick: showMore }, `${left.toLocaleString("en")} more`) : null;
      list.replaceChildren(...[...shown.map(button), more, loners()].filter(Boolean).map((one) => element("li", {}, one)));
      if (held && held.isConnected) held.focus();
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
