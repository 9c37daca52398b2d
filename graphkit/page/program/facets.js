// What can be filtered by. Values in one facet are alternatives, facets must all hold; one pass makes masks and counts.
graphkit.facets = (() => {
  const { KINDS, RELATIONS, RELATED, PROVIDER, TOPIC } = graphkit.graph;
  const PUBLISHED = ["yes", "no", "unknown"];
  const NONE = "none";

  /** The code of a value's key for people and addresses: ids without the prefix of their kind. */
  function keyOf(id) {
    return id.replace(/^(provider|topic):/, "");
  }

  /**
   * The facets of articles: each has values [{key, label}] and says which values an article has.
   *
   * `codes[node]` is the number of the node's value, or a list of such numbers.
   */
  function articleFacets(graph) {
    const { nodes, stories } = graph;
    const nodesOf = (kind) => [...nodes.kind.keys()].filter((node) => nodes.kind[node] === kind);
    const gathered = (name, kind, nothing) => {
      const found = nodesOf(kind);
      const codeOf = new Map(found.map((node, code) => [node, code]));
      const values = [...found.map((node) => ({ key: keyOf(nodes.id[node]), label: nodes.title[node], node })), { key: NONE, label: nothing }];
      const codes = graph.articles.map((node) => {
        const mine = (nodes.gathered[node] ?? []).filter((other) => nodes.kind[other] === kind);
        return mine.length === 0 ? found.length : mine.length === 1 ? codeOf.get(mine[0]) : mine.map((other) => codeOf.get(other));
      });
      return { name, values, codes };
    };
    return [
      { name: "kind", values: KINDS.map((key) => ({ key, label: key })), codes: graph.articles.map((node) => nodes.kind[node]) },
      gathered("provider", PROVIDER, "no provider"),
      gathered("topic", TOPIC, "no topic"),
      {
        name: "cluster",
        values: [...stories.map((story, number) => ({ key: story.id, label: story.label, story: number })), { key: NONE, label: "in no story" }],
        codes: graph.articles.map((node) => nodes.story[node] ?? stories.length),
      },
      {
        name: "published",
        values: PUBLISHED.map((key) => ({ key, label: key })),
        codes: graph.articles.map((node) => (nodes.published[node] === null ? 2 : nodes.published[node] ? 0 : 1)),
      },
      named(graph, "language", "no language", (node) => (nodes.language[node] === null ? [] : [nodes.language[node]])),
      named(graph, "author", "no author", (node) => nodes.authors[node] ?? []),
    ];
  }

  /** A facet whose values stand in the table of names. */
  function named(graph, name, nothing, namesOf) {
    const found = [...new Set(graph.articles.flatMap(namesOf))].sort((a, b) => a - b);
    const codeOf = new Map(found.map((number, code) => [number, code]));
    const values = [...found.map((number) => ({ key: graph.names[number], label: graph.names[number] })), { key: NONE, label: nothing }];
    const codes = graph.articles.map((node) => {
      const mine = namesOf(node);
      return mine.length === 0 ? found.length : mine.length === 1 ? codeOf.get(mine[0]) : mine.map((one) => codeOf.get(one));
    });
    return { name, values, codes };
  }

  const relationFacet = { name: "relation", values: RELATIONS.map((key) => ({ key, label: key })) };

  /**
   * What shows: masks over nodes and edges; for each value how many articles it has among those that pass every other
   * facet; how many links show, and of each relation how many lie between what shows.
   *
   * @param facets of articles
   * @param off - {facet name: Uint8Array, 1 where a value is switched off}
   * @param ranges - {from, to: seconds, `to` excluded, or null; undated: boolean; quality, likeness: least, 0 for any}
   * @param found null, or a mask over nodes: what the words that are looked for occur in
   */
  function apply(graph, facets, off, ranges, found = null) {
    const { nodes } = graph;
    const nodeMask = new Uint8Array(nodes.size);
    const counts = facets.map((facet) => new Uint32Array(facet.values.length));
    const count = (facet, code) => {
      if (typeof code === "number") counts[facet][code]++;
      else for (const one of code) counts[facet][one]++;
    };
    const narrowing = facets.map((_, facet) => facet).filter((facet) => off[facets[facet].name].includes(1));
    const isRanged = ranges.from !== null || ranges.to !== null || !ranges.undated || ranges.quality !== 0;
    let articles = 0, undatedLeft = 0;
    for (let at = 0; at < graph.articles.length; at++) {
      const node = graph.articles[at];
      if (found !== null && found[node] === 0) continue;
      const isUndated = !ranges.undated && nodes.time[node] === null;
      if (isRanged && !isUndated && !inRanges(nodes, node, ranges)) continue;
      let failing = -1, failures = 0;
      for (const facet of narrowing) {
        if (passes(off[facets[facet].name], facets[facet].codes[at])) continue;
        failing = facet;
        failures++;
      }
      if (isUndated) {
        undatedLeft += Number(failures === 0);
        continue;
      }
      if (failures === 1) count(failing, facets[failing].codes[at]); // would show if this facet were open
      if (failures > 0) continue;
      nodeMask[node] = 1;
      articles++;
      for (let facet = 0; facet < facets.length; facet++) count(facet, facets[facet].codes[at]);
    }
    gather(graph, facets, off, nodeMask, articles < graph.articles.length);
    return {
      nodeMask, articles, undatedLeft, counts: Object.fromEntries(facets.map(({ name }, facet) => [name, counts[facet]])),
      ...maskEdges(graph, off.relation, nodeMask, ranges.likeness),
    };
  }

  function passes(off, code) {
    if (typeof code === "number") return off[code] === 0;
    return code.some((one) => off[one] === 0);
  }

  function inRanges(nodes, node, { from, to, undated, quality }) {
    const time = nodes.time[node];
    if (time === null) {
      if (!undated) return false;
    } else if ((from !== null && time < from) || (to !== null && time >= to)) return false;
    return quality === 0 || (nodes.quality[node] !== null && nodes.quality[node] >= quality);
  }

  /** Providers and topics show with their articles. */
  function gather(graph, facets, off, nodeMask, narrowed) {
    const own = new Map(facets.flatMap((facet) => facet.values.map((value, code) => [value.node, off[facet.name][code] === 0])));
    for (let node = 0; node < graph.nodes.size; node++) {
      const kind = graph.nodes.kind[node];
      if (kind <= RELATED || off.kind[kind] || !own.get(node)) continue;
      nodeMask[node] = !narrowed || graph.edgesOf[node].some((edge) => nodeMask[graph.otherEnd(edge, node)]) ? 1 : 0;
    }
  }

  function maskEdges({ edges, isLink }, relationOff, nodeMask, likeness) {
    const edgeMask = new Uint8Array(edges.size), relations = new Uint32Array(RELATIONS.length);
    const { a, b, relation, cosine } = edges;
    let links = 0;
    for (let edge = 0; edge < edges.size; edge++) {
      if (nodeMask[a[edge]] === 0 || nodeMask[b[edge]] === 0) continue;
      relations[relation[edge]]++;
      if (relationOff[relation[edge]] === 1 || (likeness > 0 && isLink(edge) && cosine[edge] < likeness)) continue;
      edgeMask[edge] = 1;
      if (isLink(edge)) links++;
    }
    return { edgeMask, relations, links };
  }

  return { articleFacets, relationFacet, apply, passes, inRanges, NONE };
})();
