// The articles in no story, folded below the stories.
graphkit.loners = (() => {
  const { element } = graphkit.dom;
  const { count, figure } = graphkit.text;
  const PREVIEW = 3, PAGE = 100;
  let limit = PREVIEW;

  function show(place, state) {
    const { graph } = state;
    const all = graph.loners.filter(state.nodeShows);
    const item = (node) => element("li", {},
      element("button", { type: "button", class: "loner", dir: "auto", onclick: () => state.choose("node", node, "list") }, graph.nodes.title[node]),
      " ", element("span", { class: "quiet", dir: "auto" }, [graph.provider(node), graphkit.said.moment(graph, node)].filter(Boolean).join(", ")));
    const size = Math.min(limit, all.length);
    const more = all.length > size ? element("button", { type: "button", class: "quiet-button", onclick: () => {
      limit = limit === PREVIEW ? PAGE : limit + PAGE;
      show(place, state);
      place.querySelectorAll(".loner")[size]?.focus();
    } }, limit === PREVIEW ? `Show all ${figure(all.length)}` : `${figure(Math.min(PAGE, all.length - size))} more`) : null;
    const less = limit > PREVIEW ? element("button", { type: "button", class: "quiet-button", onclick: () => {
      limit = PREVIEW;
      show(place, state);
      place.querySelector("button")?.focus();
    } }, "Fold") : null;
    place.replaceChildren(...(all.length ? [element("section", { class: limit === PREVIEW ? "loners is-folded" : "loners", "aria-label": "In no story" },
      element("h3", {}, `${count(all.length, "article")} in no story`), element("ul", {}, all.slice(0, size).map(item)), element("p", {}, more, " ", less))] : []));
  }

  return { show };
})();
