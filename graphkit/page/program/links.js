// Why two articles are linked: the card that every link can show.
graphkit.links = (() => {
  const { element } = graphkit.dom;
  const { duration, count } = graphkit.text;
  const { DAY, startOfDay } = graphkit.dates;
  const { RELATIONS } = graphkit.graph;

  /** Reasons in the order in which they are listed; a link goes under the first that holds. */
  const REASONS = [
    { name: "Copies of the same text", holds: (edges, edge) => edges.copy[edge] === 1 },
    { name: "Listed as related", holds: (edges, edge) => edges.declared[edge] > 0 },
    { name: "Alike in their words", holds: () => true },
  ];

  /** The links of an article by reason, strongest first. */
  function byReason(graph, node) {
    const { edges } = graph;
    const links = graph.edgesOf[node].filter(graph.isLink)
      .sort((a, b) => edges.weight[b] - edges.weight[a] || edges.cosine[b] - edges.cosine[a] || a - b);
    return REASONS.map((reason) => ({
      name: reason.name,
      links: links.filter((edge) => REASONS.find((one) => one.holds(edges, edge)) === reason),
    })).filter((group) => group.links.length > 0);
  }

  /** Who declares a link, and in which file, seen from one of its ends. */
  function declaration(graph, edge, node) {
    const declared = graph.edges.declared[edge];
    if (!declared) return null;
    if (declared === 3) return "Each lists the other";
    const other = graph.otherEnd(edge, node);
    const isMine = declared === (graph.edges.a[edge] === node ? 1 : 2);
    const [file] = graph.nodes.files[isMine ? node : other] ?? [];
    return `${isMine ? "Listed by this article" : "Lists this article"}${file === undefined ? "" : ` in ${file}`}`;
  }

  /** How much later or earlier the other end was published; `way` says instead what both have in common. */
  function apart(graph, node, other, way = null) {
    const { time } = graph.nodes;
    if (time[node] === null || time[other] === null) return null;
    const seconds = time[other] - time[node];
    way ??= seconds > 0 ? "later" : "earlier";
    if (graph.nodes.day[node] || graph.nodes.day[other]) {
      const days = Math.abs(startOfDay(time[other]) - startOfDay(time[node])) / DAY;
      return days === 0 ? "same day" : `${count(days, "day")} ${way}`;
    }
    return Math.abs(seconds) < 60 ? "at the same time" : `${duration(seconds)} ${way}`;
  }

  const sameOutlet = ({ nodes }, one, other) => nodes.provider[one] !== null && nodes.provider[one] === nodes.provider[other];

  /** What speaks for a link of two articles that stand one below the other, as short phrases. */
  function between(graph, edge, first) {
    const { edges } = graph, second = graph.otherEnd(edge, first), lists = edges.declared[edge];
    const isFirst = lists === (edges.a[edge] === first ? 1 : 2);
    return [
      lists === 3 ? "each lists the other" : lists ? (isFirst ? "the first lists the second" : "the second lists the first") : null,
      edges.copy[edge] ? "near-identical text" : edges.inferred[edge] ? "alike in words" : null,
      sameOutlet(graph, first, second) ? "same outlet" : null,
      apart(graph, first, second, "apart"),
    ].filter(Boolean);
  }

  /** What speaks for a link, as short phrases. */
  function facts(graph, edge, node) {
    const { edges } = graph;
    if (!graph.isLink(edge)) return [RELATIONS[edges.relation[edge]] === "published_by" ? "Published by this outlet" : "Has this topic"];
    const other = graph.otherEnd(edge, node);
    return [
      declaration(graph, edge, node),
      edges.copy[edge] ? "Near-identical text" : edges.inferred[edge] ? "Linked by its words" : null,
      sameOutlet(graph, node, other) ? "Same outlet" : null,
      apart(graph, node, other),
    ].filter(Boolean);
  }

  function strength(graph, edge) {
    const cosine = graph.edges.cosine[edge];
    const bar = element("span", { class: "bar", "aria-hidden": "true" }, element("span"));
    bar.firstChild.style.width = `${Math.round(100 * cosine)}%`;
    return element("p", { class: "likeness", title: "Cosine of the two texts: 0 is nothing in common, 1 the same words" }, element("span", {}, `likeness ${cosine.toFixed(2)}`), bar);
  }

  function terms(graph, edge) {
    const shared = (graph.edges.terms[edge] || []).map((number) => graph.terms[number]);
    return shared.length ? element("p", { class: "terms", dir: "auto" }, shared.join(" · ")) : null;
  }

  /** A neighbor of `node` with the reasons for the link. */
  function card(state, edge, node) {
    const { graph } = state;
    const other = graph.otherEnd(edge, node);
    const provider = graph.provider(other);
    const shows = state.nodeShows(other);
    return element("li", { class: shows ? "card" : "card is-hidden", color: graphkit.theme.accentProperty(graph.nodes.story[other]) },
      element("button", { type: "button", class: "card-title", dir: "auto", onclick: () => state.choose("node", other, "details") }, graph.nodes.title[other]),
      element("p", { class: "quiet" }, provider ? element("span", { dir: "auto" }, provider) : null, provider ? " · " : null, facts(graph, edge, node).join(" · "), shows ? "" : ` · ${graphkit.hiding.reason(state, other)}`),
      strength(graph, edge), terms(graph, edge));
  }

  return { byReason, facts, between, strength, terms, card };
})();
