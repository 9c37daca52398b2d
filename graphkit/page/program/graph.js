// The tables of the file as one object; nodes, edges and stories go by their row numbers.
graphkit.graph = (() => {
  const ARTICLE = 0, RELATED = 1, PROVIDER = 2, TOPIC = 3;
  const KINDS = ["article", "related", "provider", "topic"];
  const RELATIONS = ["related", "similar", "published_by", "has_topic"];
  const FEW_STORIES = 40; // with more of them the layout lays articles on the rims of their stories
  const NODE_FIELDS = ["id", "kind", "title", "x", "y", "time", "provider", "story", "quality", "published", "day", "language", "authors", "gathered"];
  const LINK_FIELDS = ["a", "b", "relation", "weight", "cosine", "flags"];
  const STORY_FIELDS = ["id", "label", "headline", "keywords", "lead", "first", "last", "providers", "thread", "x", "y", "radius"];

  const REGION_FIELDS = ["name", "stories", "outline", "x", "y", "within"];

  function decode({ nodes, edges, stories, regions, names, onDemand }) {
    const { columnsOf, rowsOf } = graphkit.columns;
    const graph = { nodes: columnsOf(nodes, NODE_FIELDS, "kind"), names };
    graph.edges = withMemberships(columnsOf(edges, LINK_FIELDS, "a"), graph.nodes);
    graph.stories = rowsOf(columnsOf(stories, STORY_FIELDS, "id")).map((story) => ({ ...story, keywords: story.keywords || [], headline: story.headline ?? graph.nodes.title[story.lead], members: [] }));
    graph.regions = rowsOf(columnsOf(regions, REGION_FIELDS, "name")).map(({ outline, stories: own, ...region }) => ({
      ...region, stories: own ?? [], outline: Array.from({ length: (outline ?? []).length / 2 }, (_, corner) => ({ x: outline[2 * corner], y: outline[2 * corner + 1] })),
    }));
    graph.hasRims = graph.stories.length > FEW_STORIES;
    graph.stories.forEach((story) => { story.region = null; });
    graph.regions.forEach(({ within, stories: own }, number) => { if (within === null) own.forEach((story) => { graph.stories[story].region = number; }); });
    addOnDemand(graph, onDemand);
    graph.edgesOf = Array.from({ length: graph.nodes.size }, () => []);
    for (let edge = 0; edge < graph.edges.size; edge++) {
      graph.edgesOf[graph.edges.a[edge]].push(edge);
      graph.edgesOf[graph.edges.b[edge]].push(edge);
    }
    const { kind, story } = graph.nodes;
    graph.articles = [];
    graph.loners = [];
    for (let node = 0; node < graph.nodes.size; node++) {
      if (kind[node] > RELATED) continue;
      graph.articles.push(node);
      if (story[node] === null) graph.loners.push(node);
      else graph.stories[story[node]].members.push(node);
    }
    graph.stories.forEach((one) => one.members.sort(byTime(graph)));
    graph.totals = KINDS.map((_, code) => kind.filter((one) => one === code).length);
    graph.leads = new Set(graph.stories.map((one) => one.lead));
    graph.isArticle = (node) => kind[node] <= RELATED;
    graph.isLink = (edge) => graph.edges.relation[edge] <= 1;
    graph.otherEnd = (edge, node) => (graph.edges.a[edge] === node ? graph.edges.b[edge] : graph.edges.a[edge]);
    graph.provider = (node) => (graph.nodes.provider[node] === null ? "" : graph.names[graph.nodes.provider[node]]);
    /** The neighbors of a node that are of one kind. */
    graph.neighbors = (node, wanted) =>
      graph.edgesOf[node].map((edge) => graph.otherEnd(edge, node)).filter((other) => kind[other] === wanted);
    return graph;
  }

  /** Links between articles, then what articles belong to, as edges like them. */
  function withMemberships(links, nodes) {
    const { a, b, relation, flags } = links;
    const edges = {
      ...links,
      declared: flags.map((bits) => bits & 3), inferred: flags.map((bits) => (bits >> 2) & 1), copy: flags.map((bits) => (bits >> 3) & 1),
    };
    nodes.gathered.forEach((gatherings, node) => gatherings?.forEach((gathering) => {
      a.push(node);
      b.push(gathering);
      relation.push(nodes.kind[gathering] === PROVIDER ? 2 : 3);
    }));
    edges.size = a.length;
    return edges;
  }

  /** Excerpts, addresses, files and terms: nothing that the first picture needs, so they are read when asked for. */
  function addOnDemand(graph, onDemand) {
    const { columnsOf } = graphkit.columns;
    let table = null;
    const read = (name) => {
      table ??= onDemand();
      return columnsOf({ [name]: table[name] || [] }, [name], name)[name];
    };
    const lazily = (target, name, make) => Object.defineProperty(target, name, {
      configurable: true, enumerable: true,
      get() {
        const value = make();
        Object.defineProperty(target, name, { value });
        return value;
      },
    });
    const full = (column) => Array.from({ length: graph.nodes.size }, (_, node) => column[node] ?? null);
    for (const name of ["excerpt", "heat", "files"]) lazily(graph.nodes, name, () => full(read(name)));
    lazily(graph.nodes, "url", () => {
      const sites = read("sites"), site = read("site");
      return full(read("path").map((path, node) => (path === null ? null : (sites[site[node]] ?? "") + path)));
    });
    lazily(graph, "terms", () => read("terms"));
    lazily(graph.edges, "terms", () => read("linkTerms"));
  }

  /** By time, undated ones last. */
  function byTime(graph) {
    const { time } = graph.nodes;
    return (a, b) => (time[a] ?? Infinity) - (time[b] ?? Infinity) || a - b;
  }

  return { ARTICLE, RELATED, PROVIDER, TOPIC, KINDS, RELATIONS, FEW_STORIES, decode, byTime };
})();
