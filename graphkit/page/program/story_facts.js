// What can be told about a story from its links: what holds it together, where it leads.
graphkit.storyFacts = (() => {
  /** The links inside a story, strongest first. */
  function inside(graph, story) {
    const { edges, nodes } = graph;
    const found = graph.stories[story].members.flatMap((node) =>
      graph.edgesOf[node].filter((edge) => graph.isLink(edge) && edges.a[edge] === node && nodes.story[edges.b[edge]] === story));
    return found.sort((a, b) => edges.weight[b] - edges.weight[a] || edges.cosine[b] - edges.cosine[a] || a - b);
  }

  /** Where a story leads, strongest first: [{story, links, weight, edge}], `edge` the strongest link. */
  function linked(graph, story) {
    const { edges, nodes } = graph;
    const found = new Map();
    for (const member of graph.stories[story].members) {
      for (const edge of graph.edgesOf[member]) {
        if (!graph.isLink(edge)) continue;
        const other = nodes.story[graph.otherEnd(edge, member)];
        if (other === null || other === story) continue;
        const known = found.get(other) ?? { story: other, links: 0, weight: 0, edge };
        if (edges.weight[edge] > edges.weight[known.edge]) known.edge = edge;
        found.set(other, { ...known, links: known.links + 1, weight: known.weight + edges.weight[edge] });
      }
    }
    return [...found.values()].sort((a, b) => b.weight - a.weight || a.story - b.story);
  }

  /** The stories of one thread in order of time, if the file knows of threads; else none. */
  function thread(graph, story) {
    const own = graph.stories[story].thread;
    if (own === undefined || own === null) return [];
    return graph.stories.map((_, number) => number).filter((number) => graph.stories[number].thread === own)
      .sort((a, b) => (graph.stories[a].first ?? Infinity) - (graph.stories[b].first ?? Infinity) || a - b);
  }

  return { inside, linked, thread };
})();
