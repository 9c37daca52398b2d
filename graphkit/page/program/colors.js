// What color a node has: by story, provider, topic or kind. The commonest values have colors of their own, the rest
// share the quiet one, so that no two that stand in the legend look the same.
graphkit.colors = (() => {
  const { PROVIDER, TOPIC } = graphkit.graph;
  const KIND_NAMES = ["articles", "related items"];

  function create(state) {
    const { graph } = state;
    const { nodes } = graph;
    const ranked = { provider: rank(graph, PROVIDER), topic: rank(graph, TOPIC) };
    const own = (kind, node, gathering) => (nodes.kind[node] > 1 ? node : graph.neighbors(node, gathering)[0]);
    const rankOf = (name, node) => (node === undefined ? -1 : ranked[name].indexOf(node));
    const ranks = {
      provider: nodes.kind.map((kind, node) => rankOf("provider", own(kind, node, PROVIDER))),
      topic: nodes.kind.map((kind, node) => rankOf("topic", own(kind, node, TOPIC))),
    };
    return { ranked, ranks };
  }

  /** The gatherings with most articles, as many as there are colors. */
  function rank(graph, kind) {
    const found = [...graph.nodes.kind.keys()].filter((node) => graph.nodes.kind[node] === kind);
    return found.sort((a, b) => graph.edgesOf[b].length - graph.edgesOf[a].length || a - b).slice(0, graphkit.theme.ACCENTS);
  }

  const made = new WeakMap();
  function of(state) {
    if (!made.has(state)) made.set(state, create(state));
    return made.get(state);
  }

  /** The accent number of a node, or null for the quiet color. */
  function accentOf(state, node) {
    const { kind, story } = state.graph.nodes;
    if (state.colorBy === "story" || state.colorBy === "kind") {
      if (kind[node] > 1) return state.colorBy === "kind" ? kind[node] : null;
      return state.colorBy === "kind" ? kind[node] : story[node];
    }
    const rank = of(state).ranks[state.colorBy][node];
    return rank < 0 ? null : rank;
  }

  /** [{color, label}] for the legend. */
  function key(state) {
    if (state.colorBy === "story") return state.graph.regions.flatMap(({ within, name }, number) => (within === null ? [{ color: graphkit.theme.plainProperty(number), label: name }] : []));
    if (state.colorBy === "kind") return KIND_NAMES.map((label, kind) => ({ color: graphkit.theme.plainProperty(kind), label })).slice(0, state.graph.totals[1] ? 2 : 1);
    const found = of(state).ranked[state.colorBy].map((node, at) => ({ color: graphkit.theme.plainProperty(at), label: state.graph.nodes.title[node] }));
    return [...found, { color: "var(--mark)", label: "others" }];
  }

  return { accentOf, key };
})();
