// Everything about an article, and about a provider or a topic, which gather articles.
graphkit.articleCard = (() => {
  const { ARTICLE, RELATED, PROVIDER, TOPIC, byTime } = graphkit.graph;
  const { element, linkOut } = graphkit.dom;
  const { count, duration, ordinal, figure } = graphkit.text;

  function create(state, pieces) {
    const { graph } = state;
    const { nodes, stories } = graph;

    function badge(story) {
      return story === null ? pieces.kicker("In no story") : element("p", { class: "kicker" }, pieces.storyButton(story, "badge"));
    }

    function meta(node) {
      const [provider] = graph.neighbors(node, PROVIDER);
      const when = nodes.time[node];
      const parts = [
        provider === undefined ? null : pieces.nodeButton(provider, "inline"),
        when === null ? "undated" : nodes.day[node] ? element("time", { datetime: graphkit.dates.iso(when), title: "The post has a day and no hour" }, pieces.when(node))
          : element("time", { datetime: new Date(when * 1000).toISOString(), title: `Here: ${new Date(when * 1000).toLocaleString()}` }, pieces.when(node)),
        nodes.quality[node] === null ? null : `quality ${nodes.quality[node]}`,
      ].filter(Boolean);
      return element("p", { class: "quiet" }, parts.flatMap((part, at) => (at ? [" · ", part] : [part])));
    }

    /** "3rd of 8 in its story, 1.7 days after Example Post" */
    function place(node) {
      const story = nodes.story[node];
      if (story === null || nodes.time[node] === null) return null;
      const dated = stories[story].members.filter((one) => nodes.time[one] !== null);
      const first = graphkit.showing.firstOf(graph, dated);
      if (first.nodes.includes(node)) return first.nodes.length === 1 ? "first to report" : `among the first ${figure(first.nodes.length)} of ${figure(dated.length)}, ${first.by === "day" ? "same day" : "same minute"}`;
      const rank = dated.findIndex((one) => nodes.time[one] === nodes.time[node]) + 1;
      const whom = graphkit.said.names(graphkit.showing.outletsOf(graph, first.nodes), 2) || "the first";
      const after = graphkit.showing.lag(graph, first, node);
      const long = after.isExact ? duration(after.seconds) : count(Math.round(after.seconds / 86400), "day");
      return `${dated.some((one) => nodes.day[one]) ? "" : `${ordinal(rank)} of ${figure(dated.length)}, `}${long} after ${whom}`;
    }

    function why(node) {
      const groups = graphkit.links.byReason(graph, node);
      return [
        element("h3", {}, "Why it is linked"),
        groups.length ? null : element("p", { class: "quiet" }, "No other article lists it or reads like it."),
        groups.map((group) => [
          element("h4", {}, group.name, element("span", { class: "count" }, group.links.length)),
          pieces.list(group.links, (edge) => graphkit.links.card(state, edge, node), "cards"),
        ]),
      ];
    }

    function article(node) {
      const topics = graph.neighbors(node, TOPIC);
      return [
        badge(nodes.story[node]),
        pieces.heading(nodes.title[node]),
        meta(node),
        graphkit.hiding.notice(state, node),
        nodes.excerpt[node] ? element("p", { class: "excerpt", dir: "auto" }, nodes.excerpt[node]) : null,
        element("p", { class: "ways-out" }, linkOut(nodes.url[node]), graphkit.clipboard.button("Copy link", () => graphkit.address.fragment(state), "Copy the link to this view: the part of the address behind the file's name", "Copied: put it behind the file’s name")),
        topics.length ? element("p", { class: "chips" }, topics.map((topic) => pieces.nodeButton(topic, "chip"))) : null,
        graphkit.localGraph.controls(state, node, pieces),
        why(node),
        pieces.facts([
          ["In its story", place(node)],
          ["Kind", nodes.kind[node] === ARTICLE ? "article with a file of its own" : "only listed by others"],
          ["Authors", (nodes.authors[node] ?? []).map((name) => graph.names[name]).join(", ")],
          ["Language", nodes.language[node] === null ? null : graph.names[nodes.language[node]]],
          ["File", (nodes.files[node] ?? []).join(", ")],
          ["Heat", nodes.heat[node] === null ? null : String(nodes.heat[node])],
          ["Published", nodes.published[node] === null ? null : nodes.published[node] ? "yes" : "not by the feed"],
        ]),
      ];
    }

    function gathering(node) {
      const articles = [...graph.neighbors(node, ARTICLE), ...graph.neighbors(node, RELATED)].sort(byTime(graph));
      const perStory = new Map();
      for (const one of articles) if (nodes.story[one] !== null) perStory.set(nodes.story[one], (perStory.get(nodes.story[one]) ?? 0) + 1);
      const ranked = [...perStory].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      return [
        pieces.kicker(nodes.kind[node] === PROVIDER ? "Outlet" : "Topic"),
        pieces.heading(nodes.title[node]),
        element("p", { class: "quiet" }, `${count(articles.length, "article")} in ${count(ranked.length, "story", "stories")}`),
        graphkit.hiding.notice(state, node),
        graphkit.localGraph.controls(state, node, pieces),
        ranked.length ? element("h3", {}, "Stories") : null,
        ranked.length ? pieces.list(ranked, ([story, some]) => pieces.storyItem(story, `${figure(some)} of ${count(stories[story].members.length, "article")}`), "items") : null,
        element("h3", {}, "Articles"),
        pieces.list(articles, (one) => pieces.articleItem(one), "items articles"),
      ];
    }

    return { article, gathering };
  }

  return { create };
})();
