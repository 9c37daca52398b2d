// Two outlets side by side, as far as their articles show: what one alone has, and who was first of what both have.
graphkit.compare = (() => {
  const { PROVIDER } = graphkit.graph;
  const { DAY, startOfDay } = graphkit.dates;

  const providerOf = new WeakMap();

  /** The provider of each article, a node, or undefined. */
  function writers(graph) {
    if (!providerOf.has(graph)) providerOf.set(graph, graph.articles.reduce((found, node) => {
      const provider = (graph.nodes.gathered[node] ?? []).find((other) => graph.nodes.kind[other] === PROVIDER);
      if (provider !== undefined) found.set(node, provider);
      return found;
    }, new Map()));
    return providerOf.get(graph);
  }

  /** All outlets that have articles which show: [{provider, articles, stories, alone, first, tied}], those in most stories first. */
  function outlets(state) {
    const { graph } = state, written = writers(graph), found = new Map();
    const of = (provider) => {
      if (!found.has(provider)) found.set(provider, { provider, articles: 0, stories: 0, alone: 0, first: 0, tied: 0 });
      return found.get(provider);
    };
    for (const [node, provider] of written) if (state.nodeShows(node)) of(provider).articles++;
    for (const story of state.ranking()) {
      const { articles, first } = state.told(story);
      const here = new Set(articles.map((node) => written.get(node)).filter((provider) => provider !== undefined));
      const leading = new Set((first?.nodes ?? []).map((node) => written.get(node)));
      for (const provider of here) {
        const row = of(provider);
        row.stories++;
        if (here.size === 1) row.alone++;
        if (!leading.has(provider) || here.size === 1) continue;
        if (leading.size > 1) row.tied++;
        else row.first++;
      }
    }
    return [...found.values()].sort((a, b) => b.stories - a.stories || b.articles - a.articles || a.provider - b.provider);
  }

  /** The outlet that shares most of its stories with `one`, or null. */
  function partner(state, one) {
    const written = writers(state.graph), shared = new Map();
    for (const story of state.ranking()) {
      const here = new Set(state.told(story).articles.map((node) => written.get(node)));
      if (!here.delete(one)) continue;
      here.delete(undefined);
      here.forEach((other) => shared.set(other, (shared.get(other) ?? 0) + 1));
    }
    return [...shared].reduce((best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] < best[0]) ? next : best), [null, 0])[0];
  }

  /**
   * @returns an object {left, right, both: [{story, one: [node], other: [node], others: count of other outlets, lag}]}; `lag` in
   *   {seconds: positive where `one` was first, isExact}, null where a date is missing; each in order of what shows
   */
  function pair(state, one, other) {
    const { graph } = state, written = writers(graph), { time, day } = graph.nodes;
    const found = { left: [], right: [], both: [] };
    for (const story of state.ranking()) {
      const { articles } = state.told(story);
      const own = articles.filter((node) => written.get(node) === one), its = articles.filter((node) => written.get(node) === other);
      if (!own.length && !its.length) continue;
      const others = new Set(articles.map((node) => written.get(node)).filter((provider) => provider !== undefined && provider !== one && provider !== other)).size;
      found[own.length && its.length ? "both" : own.length ? "left" : "right"].push({ story, one: own, other: its, others, lag: own.length && its.length ? lag(own[0], its[0]) : null });
    }
    return found;

    function lag(a, b) {
      if (time[a] === null || time[b] === null) return null;
      if (!day[a] && !day[b]) return { seconds: time[b] - time[a], isExact: true };
      return { seconds: startOfDay(time[b]) - startOfDay(time[a]), isExact: false };
    }
  }

  /** 1 where the first was first, -1 the second, 0 for a tie, null where it is unknown. */
  function leader(lag) {
    if (lag === null) return null;
    return Math.abs(lag.seconds) < (lag.isExact ? 60 : DAY) ? 0 : Math.sign(lag.seconds);
  }

  return { outlets, partner, pair, leader };
})();
