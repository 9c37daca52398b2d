// What lies under the pointer, in words beside it: nothing else on the page moves.
graphkit.tooltip = (() => {
  const { element } = graphkit.dom;
  const { KINDS } = graphkit.graph;
  const GAP = 14;

  function start(box, state) {
    const { graph } = state;
    let last = "";

    function words({ type, number }) {
      if (type === "story") {
        return [element("p", { class: "tag", dir: "auto", color: graphkit.theme.accentProperty(number) }, graph.stories[number].label),
          element("p", { class: "tooltip-title", dir: "auto" }, graphkit.said.headline(state, number)),
          element("p", {}, `${graphkit.said.size(state, number)}, ${graphkit.text.count(state.storyOutlets(number), "outlet")}`),
          element("p", {}, graphkit.text.span(state.told(number).from, state.told(number).to))];
      }
      const { title, kind } = graph.nodes;
      if (!graph.isArticle(number)) return [element("p", { class: "tooltip-title", dir: "auto" }, title[number]), element("p", {}, KINDS[kind[number]] === "provider" ? "outlet" : "topic")];
      return [element("p", { class: "tooltip-title", dir: "auto" }, title[number]),
        element("p", { dir: "auto" }, [graph.provider(number), graphkit.said.moment(graph, number)].filter(Boolean).join(" · "))];
    }

    return {
      /** @param what - {type: "node" | "story", number}, or null for none */
      show(what, event = null) {
        const now = what === null ? "" : `${what.type} ${what.number}`;
        box.hidden = what === null;
        if (what === null) {
          last = now;
          return;
        }
        if (now !== last) box.replaceChildren(...words(what));
        last = now;
        const { offsetWidth, offsetHeight } = box;
        box.style.left = `${Math.max(4, Math.min(event.clientX + GAP, innerWidth - offsetWidth - 8))}px`;
        box.style.top = `${event.clientY + GAP + offsetHeight > innerHeight ? Math.max(4, event.clientY - GAP - offsetHeight) : event.clientY + GAP}px`;
      },
    };
  }

  return { start };
})();
