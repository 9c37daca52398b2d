// Which nodes vis-network holds: all of a small graph; of a large one the members of the stories opened last.
graphkit.live = (() => {
  function create(graph, most) {
    const all = !graph.hasRims && graph.nodes.size <= most; // with many stories most nodes are far too small to be seen
    const open = new Set(); // in order of use, the longest unused first
    const size = () => [...open].reduce((sum, story) => sum + graph.stories[story].members.length, 0);
    const { story } = graph.nodes;

    return {
      all,
      has: (node) => all || (story[node] !== null && open.has(story[node])),
      nodes: () => (all ? Array.from({ length: graph.nodes.size }, (_, node) => node) : []),
      edges: () => (all ? Array.from({ length: graph.edges.size }, (_, edge) => edge) : []),
      /** @returns an object {added, removed: [story]} what changes; the opened story stays even if it alone is too large */
      open(number) {
        if (all) return { added: [], removed: [] };
        const added = open.delete(number) ? [] : [number];
        open.add(number);
        const removed = [];
        for (const one of [...open]) {
          if (one === number || size() <= most) break;
          open.delete(one);
          removed.push(one);
        }
        return { added, removed };
      },
    };
  }

  return { create };
})();
