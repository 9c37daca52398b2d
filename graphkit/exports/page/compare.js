// Providers against stories: who covered what, and who was first; rows and columns that overlap lie side by side.
graphkit.compare = (() => {
  const { PROVIDER, byTime } = graphkit.graph;

  const known = new WeakMap();

  /** The articles that have a story and a provider, in order of time, and the provider of each; found once. */
  function writers(graph) {
    if (!known.has(graph)) {
      const provider = new Map(graph.articles.map((node) => [node, (graph.nodes.gathered[node] ?? []).find((other) => graph.nodes.kind[other] === PROVIDER)]));
      const articles = graph.articles.filter((node) => graph.nodes.story[node] !== null && provider.get(node) !== undefined);
      known.set(graph, { provider, articles: articles.sort(byTime(graph)) });
    }
    return known.get(graph);
  }

  /** What each provider wrote for each story, as far as it shows, and which article of a story was first. */
  function coverage(graph, shows) {
    const { provider, articles } = writers(graph);
    const cells = new Map(); // provider -> Map of story to its articles
    const first = new Map(); // story -> the earliest dated article that shows
    for (const node of articles.filter(shows)) {
      const story = graph.nodes.story[node], outlet = provider.get(node);
      if (!first.has(story) && graph.nodes.time[node] !== null) first.set(story, node);
      if (!cells.has(outlet)) cells.set(outlet, new Map());
      const row = cells.get(outlet);
      if (row.has(story)) row.get(story).push(node);
      else row.set(story, [node]);
    }
    return { cells, first };
  }

  /**
   * The table of the most telling providers and stories.
   *
   * @returns {rows: [provider], columns: [story], more: {rows, columns} left out, cell(provider, story) ->
   *   {articles, isFirst} or null}
   */
  function table(graph, shows, most) {
    const { cells, first } = coverage(graph, shows);
    const outlets = [...cells.keys()].sort((a, b) => cells.get(b).size - cells.get(a).size || articles(cells.get(b)) - articles(cells.get(a)) || a - b);
    const rows = outlets.slice(0, most.rows);
    const reach = new Map();
    for (const row of rows) for (const story of cells.get(row).keys()) reach.set(story, (reach.get(story) ?? 0) + 1);
    const all = new Set(outlets.flatMap((outlet) => [...cells.get(outlet).keys()]));
    const ranked = [...all].sort((a, b) => (reach.get(b) ?? 0) - (reach.get(a) ?? 0) || a - b);
    const columns = ranked.slice(0, most.columns);
    const kept = new Set(columns);
    const storiesOf = new Map(rows.map((row) => [row, new Set([...cells.get(row).keys()].filter((story) => kept.has(story)))]));
    const outletsOf = new Map(columns.map((story) => [story, new Set(rows.filter((row) => storiesOf.get(row).has(story)))]));
    return {
      rows: seriate(rows, storiesOf),
      columns: seriate(columns, outletsOf),
      more: { rows: outlets.length - rows.length, columns: ranked.length - columns.length },
      storyCount: (provider) => cells.get(provider).size,
      cell(provider, story) {
        const found = cells.get(provider)?.get(story);
        return found ? { articles: found, isFirst: found.includes(first.get(story)) } : null;
      },
    };
  }

  function articles(row) {
    let sum = 0;
    for (const cell of row.values()) sum += cell.length;
    return sum;
  }

  /** What two sets share, in [0, 1]. */
  function jaccard(one, other) {
    const [small, large] = one.size <= other.size ? [one, other] : [other, one];
    let shared = 0;
    for (const item of small) if (large.has(item)) shared++;
    return shared ? shared / (one.size + other.size - shared) : 0;
  }

  /**
   * An order in which neighbors have much in common: the first item, the largest, starts a chain that grows at
   * whichever end the next one fits best; of equals the one that comes first.
   */
  function seriate(items, setOf) {
    if (!items.length) return [];
    const rest = items.slice(1);
    const chain = [items[0]];
    const likeness = (end) => rest.map((item) => jaccard(setOf.get(end), setOf.get(item)));
    let toHead = likeness(items[0]), toTail = toHead.slice();
    while (rest.length) {
      let best = 0, atHead = false, most = -1;
      rest.forEach((_, at) => {
        // Growing at the end by preference keeps what is largest near the start.
        if (toTail[at] > most) [best, atHead, most] = [at, false, toTail[at]];
        if (toHead[at] > most) [best, atHead, most] = [at, true, toHead[at]];
      });
      const [item] = rest.splice(best, 1);
      toHead.splice(best, 1);
      toTail.splice(best, 1);
      if (atHead) {
        chain.unshift(item);
        toHead = likeness(item);
      } else {
        chain.push(item);
        toTail = likeness(item);
      }
    }
    return chain;
  }

  /** A provider and a story as one number, as choices have one, and back. */
  function pair(graph, provider, story) {
    return story * graph.nodes.size + provider;
  }

  function unpair(graph, number) {
    return { provider: number % graph.nodes.size, story: Math.floor(number / graph.nodes.size) };
  }

  /** What one provider wrote for one story, in order of time. */
  function articlesOf(graph, number) {
    const { provider, story } = unpair(graph, number);
    const members = new Set(graph.stories[story].members);
    return graph.edgesOf[provider].map((edge) => graph.otherEnd(edge, provider)).filter((node) => members.has(node)).sort(byTime(graph));
  }

  return { pair, unpair, articlesOf, table, seriate, jaccard };
})();
