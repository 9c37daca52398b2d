// What can be told about a story from its articles and links: who was first, who copied whom, where it leads.
graphkit.storyFacts = (() => {
  const { byTime } = graphkit.graph;
  const { count, duration } = graphkit.text;

  /** The members in order of time, near-copies of one text under the first of them: [{node, copies, lag}], lag in
   *  seconds after the story's first article, null where unknown. */
  function stacks(graph, story) {
    const members = [...graph.stories[story].members].sort(byTime(graph));
    const first = members.length ? graph.nodes.time[members[0]] : null;
    const original = new Map(members.map((node) => [node, node]));
    const find = (node) => {
      let root = node;
      while (original.get(root) !== root) root = original.get(root);
      return root;
    };
    const rank = new Map(members.map((node, at) => [node, at]));
    for (const node of members) {
      for (const edge of graph.edgesOf[node]) {
        const other = graph.otherEnd(edge, node);
        if (graph.edges.copy[edge] !== 1 || !rank.has(other)) continue;
        const [a, b] = [find(node), find(other)].sort((one, two) => rank.get(one) - rank.get(two));
        original.set(b, a);
      }
    }
    const found = new Map();
    for (const node of members) {
      const root = find(node);
      if (root === node) found.set(node, { node, copies: [], lag: lag(graph, node, first) });
      else found.get(root).copies.push(node);
    }
    return [...found.values()];
  }

  function lag(graph, node, first) {
    const time = graph.nodes.time[node];
    return time === null || first === null ? null : time - first;
  }

  /** "first", "+1.6 h", "undated" */
  function lagText(seconds) {
    if (seconds === null) return "undated";
    return seconds === 0 ? "first" : `+${duration(seconds)}`;
  }

  /** How long after the first article of a story one of its articles came, in words; null where unknown. */
  function lagOf(graph, story, node) {
    const first = firstOf(graph, story);
    const found = first === null ? null : lag(graph, node, graph.nodes.time[first]);
    return found === null ? null : lagText(found);
  }

  /** The article that was first, or null where all are undated. */
  function firstOf(graph, story) {
    const { members } = graph.stories[story];
    const [node] = [...members].sort(byTime(graph));
    return node === undefined || graph.nodes.time[node] === null ? null : node;
  }

  /** "5 articles by 5 independent providers in 2.1 days; 1 is a copy" */
  function summary(graph, story) {
    const { members, providers, first, last } = graph.stories[story];
    const copies = stacks(graph, story).reduce((sum, stack) => sum + stack.copies.length, 0);
    const within = first === null ? ", undated" : last > first ? ` in ${duration(last - first)}` : " at one time";
    const by = providers ? ` by ${count(providers, "independent provider")}` : "";
    return `${count(members.length, "article")}${by}${within}${copies ? `; ${copies === 1 ? "1 is a copy" : `${copies} are copies`}` : ""}`;
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

  return { stacks, lagText, lagOf, firstOf, summary, linked, thread };
})();
