// Everything about a story: who was first, who followed when, who copied, and where it leads.
graphkit.storyCard = (() => {
  const { element, svg } = graphkit.dom;
  const { count, day, span } = graphkit.text;
  const { accentProperty } = graphkit.theme;
  const { stacks, lagText, firstOf, summary, linked, thread } = graphkit.storyFacts;
  const WIDTH = 320, STEP = 6, MOST_LEVELS = 5;

  function create(state, pieces) {
    const { graph } = state;
    const { nodes, stories } = graph;

    /** When the articles came, as dots over a line with its two ends named; dots at one time are stacked. */
    function timeline(number) {
      const { first, last, members } = stories[number];
      if (first === null) return null;
      const place = (time) => 6 + (WIDTH - 12) * (last > first ? (time - first) / (last - first) : 0.5);
      const levels = new Map();
      const dots = members.filter((node) => nodes.time[node] !== null).map((node) => {
        const x = Math.round(place(nodes.time[node])), column = Math.round(x / STEP), level = levels.get(column) ?? 0;
        levels.set(column, Math.min(level + 1, MOST_LEVELS));
        return { x, level, isLead: node === stories[number].lead };
      });
      const height = 12 + STEP * Math.max(...levels.values());
      const ends = first === last || day(first) === day(last) ? [day(first)] : [day(first), day(last)];
      return element("div", { class: "story-time", color: accentProperty(number) },
        svg("svg", { class: "strip", viewBox: `0 0 ${WIDTH} ${height}`, "aria-hidden": "true" },
          svg("line", { x1: 0, x2: WIDTH, y1: height - 2, y2: height - 2 }),
          dots.map(({ x, level, isLead }) => svg("circle", { cx: x, cy: height - 8 - STEP * level, r: isLead ? 4.5 : 3 }))),
        element("p", { class: "ends" }, ends.map((end) => element("span", {}, end))));
    }

    function stackItem(stack, number) {
      const note = [stack.lag === null ? "undated" : stack.lag === 0 ? `first, ${pieces.when(stack.node)}` : lagText(stack.lag),
        stack.node === stories[number].lead ? "lead" : null].filter(Boolean).join(" · ");
      return pieces.articleItem(stack.node, note, stack.copies.length ? copies(stack) : null);
    }

    function copies(stack) {
      const name = stack.copies.length === 1 ? "1 near-copy" : `${stack.copies.length} near-copies`;
      const since = (node) => {
        const [own, other] = [nodes.time[stack.node], nodes.time[node]];
        return own === null || other === null ? "undated" : other === own ? "at the same time" : lagText(other - own);
      };
      return element("details", { class: "copies" },
        element("summary", {}, element("span", { class: "times" }, `×${stack.copies.length + 1}`), ` ${name} of this text`),
        element("ul", { class: "items" }, stack.copies.map((node) => pieces.articleItem(node, since(node)))));
    }

    function lead(number) {
      const node = stories[number].lead;
      return element("blockquote", { class: "lead", color: accentProperty(number) },
        pieces.nodeButton(node, "card-title"),
        nodes.excerpt[node] ? element("p", { class: "excerpt", dir: "auto" }, nodes.excerpt[node]) : null,
        element("p", { class: "quiet" }, "Lead", graph.provider(node) ? [" · ", element("span", { dir: "auto" }, graph.provider(node))] : null));
    }

    function linkedItem({ story, links, edge }) {
      const terms = (graph.edges.terms[edge] ?? []).slice(0, 4).map((term) => graph.terms[term]);
      const note = [count(links, "link"), span(stories[story].first, stories[story].last)].join(" · ");
      return pieces.storyItem(story, note, terms.length ? element("p", { class: "terms", dir: "auto" }, terms.join(" · ")) : null);
    }

    function card(number) {
      const { label, keywords } = stories[number];
      const first = firstOf(graph, number);
      const others = linked(graph, number);
      const chain = thread(graph, number);
      const stacked = stacks(graph, number);
      const copied = stacked.reduce((sum, stack) => sum + stack.copies.length, 0);
      return [
        pieces.kicker("Story"),
        pieces.heading(label),
        element("p", { class: "summary" }, `${summary(graph, number)}.`),
        timeline(number),
        lead(number),
        pieces.actions("This story",
          graphkit.clipboard.button("Copy as Markdown", () => graphkit.markdown.story(graph, number)),
          graphkit.clipboard.button("Copy link", () => graphkit.address.link(state), "Copy the link to this view")),
        pieces.facts([
          ["First", first === null ? "undated" : [graph.provider(first), pieces.when(first)].filter(Boolean).join(", ")],
          ["Keywords", keywords.join(", ")],
        ]),
        element("h3", {}, "Who reported when", copied ? element("span", { class: "count" }, count(copied, "copy", "copies")) : null),
        pieces.list(stacked, (stack) => stackItem(stack, number), "items", "ol"),
        others.length ? element("h3", {}, "Linked stories") : null,
        others.length ? pieces.list(others, linkedItem, "items") : null,
        chain.length > 1 ? element("h3", { dir: "auto" }, `Thread: ${stories[number].thread}`) : null,
        chain.length > 1 ? pieces.list(chain, (one) => pieces.storyItem(one, `${one === number ? "this story · " : ""}${span(stories[one].first, stories[one].last)}`), "items", "ol") : null,
      ];
    }

    return card;
  }

  return { create };
})();
