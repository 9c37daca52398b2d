// Everything about what is chosen, in one column.
graphkit.details = (() => {
  const { byTime } = graphkit.graph;
  const { element } = graphkit.dom;
  const { count } = graphkit.text;
  const { accentProperty } = graphkit.theme;
  const below = matchMedia("(max-width: 820px)"); // the panel lies below the map, see page.css

  function start(panel, state) {
    const { graph } = state;
    const pieces = graphkit.pieces.create(state);
    const { article, gathering } = graphkit.articleCard.create(state, pieces);
    const story = graphkit.storyCard.create(state, pieces);

    /** In the briefing a story takes the place of the list. */
    function back() {
      return element("p", { class: "back" }, element("button", { type: "button", class: "quiet-button", onclick: () => state.choose(null, null, "details") }, "‹ Briefing"),
        element("span", { class: "quiet" }, graphkit.period.name(state.ranges)));
    }

    function close() {
      return element("button", { type: "button", class: "icon-button close", "aria-label": "Close the details", title: "Close (Esc)", onclick: () => state.choose(null, null, "details") }, "×");
    }

    function link(edge) {
      const { a, b } = graph.edges;
      const [earlier, later] = [a[edge], b[edge]].sort(byTime(graph));
      return [
        pieces.kicker("Link"),
        pieces.heading("Why these two are linked"),
        element("ul", { class: "items" }, pieces.articleItem(earlier), pieces.articleItem(later)),
        element("p", {}, graphkit.links.between(graph, edge, earlier).join(" · ")),
        graphkit.links.strength(graph, edge),
        graphkit.links.terms(graph, edge),
      ];
    }

    function loners() {
      return [
        pieces.heading("In no story"),
        element("p", { class: "quiet" }, `${count(graph.loners.length, "article")} without company: nothing else is about the same matter at the same time.`),
        pieces.list([...graph.loners].sort(byTime(graph)), (node) => pieces.articleItem(node), "items"),
      ];
    }

    function content() {
      const { type, number } = state.chosen;
      if (type === "story") return story(number);
      if (type === "loners") return loners();
      if (type === "edge") return link(number);
      return graph.isArticle(number) ? article(number) : gathering(number);
    }

    function hint() {
      if (state.view === "briefing") return [];
      return [element("p", { class: "hint" }, "Choose a story here or on the map, or any article, outlet or topic, to see what it is and why it is linked.")];
    }

    function fill() {
      panel.dataset.type = state.chosen === null ? "" : state.chosen.type;
      panel.style.setProperty("--accent", accentProperty(state.chosen === null ? null : state.story()));
      panel.replaceChildren(...(state.chosen === null ? hint() : [back(), close(), ...content().flat(Infinity).filter(Boolean)]));
    }

    function show(from) {
      fill();
      panel.scrollTop = 0;
      // The button that was pressed in the details is gone: the reader goes on at the new heading.
      if (from === "details" && state.chosen !== null) panel.querySelector("h2")?.focus({ preventScroll: true });
      if ((from === "list" || from === "table") && state.view === "briefing") panel.querySelector("h2")?.focus({ preventScroll: true });
      if (from !== "map" && from !== "address" && state.chosen !== null && below.matches) panel.scrollIntoView({ block: "start" });
    }

    /** The same again, since filters hide and show what is listed; the reader's place and focus stay. */
    function refill() {
      const top = panel.scrollTop;
      const buttons = () => [...panel.querySelectorAll("button, a, summary, input")];
      const at = buttons().indexOf(document.activeElement);
      fill();
      panel.scrollTop = top;
      if (at >= 0) (buttons()[at] ?? panel.querySelector("h2"))?.focus({ preventScroll: true });
    }

    state.onChange((what, from) => {
      if (what === "choice") show(from);
      else if (["filter", "view", "shortlist"].includes(what)) refill();
    });
    fill();
  }

  return { start };
})();
