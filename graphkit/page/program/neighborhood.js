// What lies around a node, and the way from one node to another.
graphkit.neighborhood = (() => {
  // A step to a provider or a topic says little: it is taken only where no path between articles goes all the way.
  const DETOUR = 1000;
  const LEAST_WEIGHT = 0.005; // weights have two places in the file

  /**
   * The nodes at most `depth` steps away and the edges between them.
   *
   * Providers and topics are reached, but only the start leads on from one: through them all is near to all.
   *
   * @param shows (node) whether a node may be stepped on; the start always may
   * @returns an object {nodes: Map of node to steps, edges: [edge]}
   */
  function around(graph, start, depth, shows) {
    const steps = new Map([[start, 0]]);
    let border = [start];
    for (let step = 1; step <= depth; step++) {
      const next = [];
      for (const node of border) {
        if (node !== start && !graph.isArticle(node)) continue;
        for (const edge of graph.edgesOf[node]) {
          const other = graph.otherEnd(edge, node);
          if (steps.has(other) || !shows(other)) continue;
          steps.set(other, step);
          next.push(other);
        }
      }
      border = next;
    }
    const edges = [...steps.keys()].flatMap((node) => graph.edgesOf[node]
      .filter((edge) => graph.edges.a[edge] === node && steps.has(graph.edges.b[edge])));
    return { nodes: steps, edges };
  }

  /**
   * The same as a tree around the start: where each node stands, and the edges between those that have a place.
   *
   * A node hangs on the one a step nearer that it is most strongly linked to, and has as much of the circle as hangs on it.
   *
   * @param most how many nodes have a place, the nearest and strongest first
   * @returns an object {places: Map of node to {angle, step}, edges, left: how many have none}; angle 0 is up
   */
  function tree(graph, start, depth, shows, most) {
    const { nodes: steps, edges } = around(graph, start, depth, shows);
    const weight = (edge) => (graph.isLink(edge) ? graph.edges.weight[edge] : 0);
    const holder = new Map();
    for (const [node, step] of steps) {
      const inward = graph.edgesOf[node].filter((edge) => step > 0 && steps.get(graph.otherEnd(edge, node)) === step - 1
        && (graph.otherEnd(edge, node) === start || graph.isArticle(graph.otherEnd(edge, node))));
      if (inward.length) holder.set(node, inward.reduce((best, edge) => (weight(edge) > weight(best) ? edge : best)));
    }
    const ranked = [...steps.keys()].sort((a, b) => steps.get(a) - steps.get(b) || (holder.has(a) ? weight(holder.get(b)) - weight(holder.get(a)) : 0) || a - b).slice(0, most);
    const hanging = new Map(ranked.map((node) => [node, []])), share = new Map();
    for (const node of ranked) if (node !== start) hanging.get(graph.otherEnd(holder.get(node), node)).push(node);
    for (const node of [...ranked].reverse()) share.set(node, Math.max(1, hanging.get(node).reduce((sum, one) => sum + share.get(one), 0)));
    const places = new Map();
    const stand = (node, from, to) => {
      places.set(node, { angle: (from + to) / 2, step: steps.get(node) });
      let at = from;
      for (const one of hanging.get(node).sort((a, b) => a - b)) {
        const next = at + ((to - from) * share.get(one)) / share.get(node);
        stand(one, at, next);
        at = next;
      }
    };
    stand(start, 0, 2 * Math.PI);
    return { places, edges: edges.filter((edge) => places.has(graph.edges.a[edge]) && places.has(graph.edges.b[edge])), left: steps.size - ranked.length };
  }

  /** Weights multiply along a path, so their negative logarithms add up; a little for each step breaks ties. */
  function length(graph, edge) {
    if (!graph.isLink(edge)) return DETOUR;
    return 1e-6 - Math.log(Math.max(LEAST_WEIGHT, graph.edges.weight[edge]));
  }

  /**
   * The edges of the strongest path, in order; null if there is none.
   *
   * An edge between the two is the path; else the one with the fewest steps to providers and topics, of these
   * the one whose weights multiply to the most.
   */
  function path(graph, from, to, shows) {
    if (from === to) return [];
    const direct = graph.edgesOf[from].find((edge) => graph.otherEnd(edge, from) === to);
    if (direct !== undefined) return [direct];
    const known = new Map([[from, { length: 0, edge: null, done: false }]]);
    const queue = new graphkit.Heap();
    queue.push(0, from);
    while (queue.size) {
      const node = queue.pop();
      const here = known.get(node);
      if (node === to) return trace(graph, known, from, to);
      if (here.done) continue;
      here.done = true;
      for (const edge of graph.edgesOf[node]) {
        const other = graph.otherEnd(edge, node);
        if (other !== to && !shows(other)) continue;
        const reached = here.length + length(graph, edge);
        if (reached >= (known.get(other)?.length ?? Infinity)) continue;
        known.set(other, { length: reached, edge, done: false });
        queue.push(reached, other);
      }
    }
    return null;
  }

  function trace(graph, known, from, to) {
    const found = [];
    for (let node = to; node !== from; node = graph.otherEnd(found[0], node)) found.unshift(known.get(node).edge);
    return found;
  }

  return { around, tree, path };
})();
