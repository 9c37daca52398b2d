// The one statistic of what shows: for each story its articles, outlets, copies, days, and who was first. List, card,
// map, timeline, comparison and files all read it here.
graphkit.showing = (() => {
  const { DAY, startOfDay } = graphkit.dates;

  /** For each article the first, in order of time, of the near-copies in its story; itself if it has none. */
  function originals(graph) {
    const { copy } = graph.edges;
    const original = Int32Array.from({ length: graph.nodes.size }, (_, node) => node);
    const rank = new Int32Array(graph.nodes.size);
    graph.stories.forEach(({ members }) => members.forEach((node, at) => { rank[node] = at; }));
    const find = (node) => {
      while (original[node] !== node) node = original[node];
      return node;
    };
    for (let edge = 0; edge < copy.length; edge++) {
      const a = graph.edges.a[edge], b = graph.edges.b[edge];
      if (copy[edge] !== 1 || graph.nodes.story[a] === null || graph.nodes.story[a] !== graph.nodes.story[b]) continue;
      const [one, other] = [find(a), find(b)];
      if (rank[one] < rank[other]) original[other] = one;
      else original[one] = other;
    }
    return original.map((_, node) => find(node));
  }

  /**
   * Who came first among articles in order of time, as far as it is known.
   *
   * A time without a clock may be any of its day, so what else came on that day is tied with it.
   *
   * @returns an object {time, nodes, by: "clock" or "day"}, or null if no time is known
   */
  function firstOf({ nodes: { time, day } }, articles) {
    const dated = articles.filter((node) => time[node] !== null);
    if (!dated.length) return null;
    const least = time[dated[0]], end = startOfDay(least) + DAY;
    const sameDay = dated.filter((node) => time[node] < end);
    if (sameDay.some((node) => day[node])) return { time: startOfDay(least), nodes: sameDay, by: "day" };
    return { time: least, nodes: sameDay.filter((node) => time[node] - least < 60), by: "clock" };
  }

  /** How long after `first` an article came: {seconds, isExact}, null where unknown; whole days without clocks. */
  function lag({ nodes: { time, day } }, first, node) {
    if (first === null || time[node] === null) return null;
    if (first.by === "clock" && !day[node]) return { seconds: first.nodes.includes(node) ? 0 : time[node] - first.time, isExact: true };
    return { seconds: startOfDay(time[node]) - startOfDay(first.time), isExact: false };
  }

  /** Names of outlets, each once, in the order of the articles. */
  function outletsOf(graph, articles) {
    return [...new Set(articles.map((node) => graph.provider(node)).filter(Boolean))];
  }

  function create(graph) {
    const { nodes, stories } = graph;
    const original = originals(graph);
    const seen = new Int32Array(nodes.size).fill(-1); // by original: the last story and run in which it was met
    const names = new Int32Array(graph.names.length).fill(-1);
    let run = 0;

    /** Counts by story: {articles, outlets, copies, dated} as typed arrays. */
    function measure(mask) {
      const found = { articles: new Uint32Array(stories.length), outlets: new Uint32Array(stories.length), copies: new Uint32Array(stories.length), dated: new Uint32Array(stories.length) };
      for (let story = 0; story < stories.length; story++) {
        run++;
        for (const node of stories[story].members) {
          if (mask[node] === 0) continue;
          found.articles[story]++;
          if (nodes.time[node] !== null) found.dated[story]++;
          if (seen[original[node]] === run) {
            found.copies[story]++;
            continue;
          }
          seen[original[node]] = run;
          const provider = nodes.provider[node];
          if (provider === null || names[provider] === run) continue;
          names[provider] = run;
          found.outlets[story]++;
        }
      }
      return found;
    }

    /** The members of a story that show, in order of time, copies under the first of them that shows: [{node, copies}]. */
    function stacks(articles) {
      const found = new Map();
      for (const node of articles) {
        const stack = found.get(original[node]);
        if (stack) stack.copies.push(node);
        else found.set(original[node], { node, copies: [] });
      }
      return [...found.values()];
    }

    /**
     * Everything about a story as far as it shows.
     *
     * @returns an object {articles, total, stacks, copies, outlets: names, first: of firstOf, firstOutlets: names, from, to: times
     *   or null, undated: count, earlier: of firstOf over what does not show but came before, or null}
     */
    function story(number, mask) {
      const { members } = stories[number];
      const articles = members.filter((node) => mask[node] === 1);
      const stacked = stacks(articles);
      const first = firstOf(graph, articles);
      const dated = articles.filter((node) => nodes.time[node] !== null);
      const whole = firstOf(graph, members);
      const isEarlier = whole !== null && first !== null && whole.time < first.time && !whole.nodes.some((node) => first.nodes.includes(node));
      const outlets = outletsOf(graph, stacked.map(({ node }) => node));
      return {
        articles, total: members.length, stacks: stacked, copies: articles.length - stacked.length, outlets,
        first, firstOutlets: first ? outletsOf(graph, first.nodes) : [],
        from: dated.length ? nodes.time[dated[0]] : null, to: dated.length ? nodes.time[dated[dated.length - 1]] : null,
        undated: members.reduce((sum, node) => sum + Number(nodes.time[node] === null), 0),
        earlier: isEarlier ? whole : null,
      };
    }

    /** The outlets of a story by when each first came: [{lag of lag(), outlets}], undated ones last. */
    function arrivals(shown) {
      const waves = new Map(), known = new Set();
      for (const { node } of shown.stacks) {
        const outlet = graph.provider(node);
        if (!outlet || known.has(outlet)) continue;
        known.add(outlet);
        const after = lag(graph, shown.first, node);
        const key = after === null ? "undated" : shown.first.nodes.includes(node) ? "0" : after.isExact && after.seconds < 1.5 * DAY ? `h${Math.round(after.seconds / 3600)}` : `d${Math.round(after.seconds / DAY)}`;
        if (waves.has(key)) waves.get(key).outlets.push(outlet);
        else waves.set(key, { lag: after, outlets: [outlet] });
      }
      return [...waves.values()];
    }

    return { measure, story, stacks, arrivals, original };
  }

  return { create, firstOf, lag, outletsOf };
})();
