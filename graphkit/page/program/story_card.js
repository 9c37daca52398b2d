// Everything about a story: what it is, who reported when, and why its articles are one story.
graphkit.storyCard = (() => {
  const { element, svg, linkOut } = graphkit.dom;
  const { count, figure, span } = graphkit.text;
  const { DAY, startOfDay, short } = graphkit.dates;
  const { accentProperty } = graphkit.theme;
  const { inside, linked, thread } = graphkit.storyFacts;
  const WIDTH = 376, FIRST_DAYS = 10, FIRST_LINKS = 5;

  function create(state, pieces) {
    const { graph } = state;
    const { nodes, stories, edges } = graph;
    const telling = graphkit.excerpts.create(graph);

    // ---- what it is ------------------------------------------------------------------------------------------

    function figures(number) {
      const shown = state.told(number);
      const days = shown.from === null ? null : Math.floor(shown.to / DAY) - Math.floor(shown.from / DAY) + 1;
      const facts = [[shown.outlets.length, shown.outlets.length === 1 ? "outlet" : "outlets"], [shown.articles.length, shown.articles.length < shown.total ? `of ${count(shown.total, "article")}` : shown.total === 1 ? "article" : "articles"],
        [shown.copies, shown.copies === 1 ? "copy" : "copies"], ...(days === null ? [] : [[days, days === 1 ? "day" : "days"]])];
      return element("dl", { class: "figures" }, facts.map(([value, name]) => element("div", {}, element("dd", {}, figure(value)), element("dt", {}, name))));
    }

    /** The days of the story, its articles as dots at their own times. */
    function days(number) {
      const { first, last } = stories[number];
      if (first === null) return null;
      const spare = Math.max(DAY / 2, (last - first) * 0.02);
      const axis = { from: first - spare, to: last + DAY + spare };
      const ends = startOfDay(first) === startOfDay(last) ? [short(first)] : [short(first), short(last)];
      return element("div", { class: "story-time" }, graphkit.dots.draw(state, number, axis, WIDTH), element("p", { class: "ends" }, ends.map((end) => element("span", {}, end))));
    }

    function chain(number) {
      const all = thread(graph, number);
      if (all.length < 2) return [];
      const times = all.flatMap((one) => [stories[one].first, stories[one].last]).filter((time) => time !== null);
      const [from, to] = [Math.min(...times), Math.max(...times) + 1];
      const place = (time) => 4 + ((time - from) / (to - from)) * (WIDTH - 8);
      const strip = (one) => svg("svg", { class: "strip", viewBox: `0 0 ${WIDTH} 10`, "aria-hidden": "true" }, svg("line", { x1: 0, x2: WIDTH, y1: 5, y2: 5 }),
        svg("path", { d: [...new Set(stories[one].members.filter((node) => nodes.time[node] !== null).map((node) => Math.round(place(nodes.time[node]))))].map((x) => `M${x} 5h0`).join("") }));
      const item = (one) => element("li", { class: one === number ? "item is-this" : "item", color: accentProperty(one), "aria-current": one === number ? "true" : null },
        pieces.storyButton(one, "card-title", stories[one].headline), element("p", { class: "quiet" }, `${count(stories[one].members.length, "article")} · ${span(stories[one].first, stories[one].last)}`), strip(one));
      return [element("h3", {}, "Thread: ", element("span", { dir: "auto" }, stories[number].thread), element("span", { class: "count" }, count(all.length, "story", "stories"))), pieces.list(all, item, "items", "ol")];
    }

    function lead(number) {
      const node = graphkit.said.lineOf(state, number);
      const excerpt = telling(node);
      return [
        excerpt ? element("p", { class: "excerpt lead-excerpt", dir: "auto" }, excerpt) : null,
        element("p", { class: "lead-line" }, element("b", { dir: "auto" }, graph.provider(node) || "outlet unknown"), `, ${graphkit.said.moment(graph, node)} `, linkOut(nodes.url[node]), " ", pieces.nodeButton(node, "inline", "about this article")),
      ];
    }

    function actions(number) {
      const isKept = state.shortlist.includes(number);
      return pieces.actions("This story",
        element("button", { type: "button", class: "action primary keep", "aria-pressed": String(isKept), onclick: () => state.keep(number, !isKept) }, isKept ? "On the shortlist ✓" : "Add to shortlist"),
        state.view === "map" ? null : element("button", { type: "button", class: "action", onclick: () => state.show("map") }, "Show on map"),
        state.view === "timeline" ? null : element("button", { type: "button", class: "action", onclick: () => state.show("timeline") }, "On timeline"),
        graphkit.clipboard.button("Copy as Markdown", () => graphkit.markdown.story(state, number)),
        graphkit.clipboard.button("Copy link", () => graphkit.address.fragment(state), "Copy the link to this view: the part of the address behind the file's name", "Copied: put it behind the file’s name"));
    }

    // ---- who reported when -----------------------------------------------------------------------------------

    function when(number) {
      const shown = state.told(number);
      const byDay = new Map();
      for (const stack of state.stacks(number)) {
        const time = nodes.time[stack.node], key = time === null ? null : startOfDay(time);
        if (byDay.has(key)) byDay.get(key).push(stack);
        else byDay.set(key, [stack]);
      }
      const exact = stories[number].members.filter((node) => nodes.time[node] !== null);
      const note = exact.length && exact.every((node) => nodes.day[node]) ? "dates only, no hours in these posts" : "";
      return [element("h3", {}, "Who reported when", note ? element("span", { class: "count" }, note) : null),
        pieces.list([...byDay], ([day, stacks]) => dayItem(number, shown, day, stacks), "days", "ol", FIRST_DAYS)];
    }

    /** Dates of a story within one year need not say it each time. */
    function yearOf(number) {
      const { first, last } = stories[number];
      return new Date(first * 1000).getUTCFullYear() === new Date(last * 1000).getUTCFullYear() ? first : null;
    }

    function dayItem(number, shown, day, stacks) {
      const isFirst = shown.first !== null && stacks.some(({ node }) => shown.first.nodes.includes(node));
      const outlets = new Set(stacks.filter(({ node }) => state.nodeShows(node)).map(({ node }) => graph.provider(node)).filter(Boolean));
      const tied = isFirst && shown.first.nodes.length > 1 ? `${count(Math.max(shown.firstOutlets.length, 1), "outlet")} tied, ${shown.first.by === "day" ? "same day" : "same minute"}`
        : outlets.size > 1 && stacks.every(({ node }) => nodes.day[node]) ? `${figure(outlets.size)} outlets, same day` : null;
      const lag = shown.first === null || day === null ? "" : isFirst ? "first" : day < startOfDay(shown.first.time) ? "before" : graphkit.said.lag({ seconds: day - startOfDay(shown.first.time), isExact: false });
      return element("li", { class: "day" },
        element("p", { class: "day-name" }, element("b", {}, day === null ? "no date" : short(day, yearOf(number))), element("span", { class: "quiet" }, lag)),
        element("div", {}, tied ? element("p", { class: "tied" }, tied) : null, element("ul", {}, stacks.map((stack) => report(number, shown, stack)))));
    }

    function report(number, shown, { node, copies }) {
      const isShown = state.nodeShows(node), isFirst = shown.first?.nodes.includes(node);
      const clock = nodes.time[node] !== null && !nodes.day[node] ? ` ${new Date(nodes.time[node] * 1000).toISOString().slice(11, 16)} UTC` : "";
      return element("li", { class: ["report", isFirst ? "is-first" : "", isShown ? "" : "is-hidden"].filter(Boolean).join(" "), color: accentProperty(number) },
        element("p", {}, element("b", { dir: "auto" }, graph.provider(node) || "outlet unknown"), element("span", { class: "quiet" }, clock), node === stories[number].lead ? element("span", { class: "lead-badge" }, "lead") : null,
          isShown ? null : element("span", { class: "quiet" }, " · not among what shows")),
        pieces.nodeButton(node, "report-title"),
        copies.length ? folded(node, copies) : null);
    }

    function folded(first, copies) {
      const since = (node) => (nodes.time[first] === null || nodes.time[node] === null ? "undated"
        : graphkit.said.lag(nodes.day[first] || nodes.day[node] ? { seconds: startOfDay(nodes.time[node]) - startOfDay(nodes.time[first]), isExact: false } : { seconds: nodes.time[node] - nodes.time[first], isExact: true }));
      return element("details", { class: "copies" },
        element("summary", {}, `${count(copies.length, "copy", "copies")} folded: ${graphkit.said.names(graphkit.showing.outletsOf(graph, copies), 3) || "outlets unknown"}`),
        element("ul", { class: "items" }, copies.map((node) => pieces.articleItem(node, since(node)))));
    }

    // ---- why it is one story ---------------------------------------------------------------------------------

    function why(number) {
      const links = inside(graph, number);
      return [element("h3", {}, "Why these are one story", element("span", { class: "count" }, `${count(links.length, "link")}, strongest first`)),
        links.length ? pieces.list(links, (edge) => reason(edge), "reasons-list", "ol", FIRST_LINKS) : element("p", { class: "quiet" }, "Its articles are alike in many weak ways; no single link is strong.")];
    }

    function reason(edge) {
      const ends = [edges.a[edge], edges.b[edge]].sort((a, b) => (nodes.time[a] ?? Infinity) - (nodes.time[b] ?? Infinity) || a - b);
      const shared = (edges.terms[edge] ?? []).map((term) => graph.terms[term]);
      const bar = element("span", { class: "bar", "aria-hidden": "true" }, element("span"));
      bar.firstChild.style.width = `${Math.round(100 * edges.weight[edge])}%`;
      return element("li", { class: "reason", color: accentProperty(nodes.story[ends[0]]) },
        element("p", { class: "reason-head" }, bar, element("b", {}, edges.weight[edge].toFixed(2).replace(/^0/, "")), ` ${graphkit.links.between(graph, edge, ends[0]).join(", ")}`),
        ends.map((node) => element("p", { class: "reason-end" }, element("b", { dir: "auto" }, graph.provider(node)), " ", pieces.nodeButton(node, "report-title"))),
        shared.length ? element("p", { class: "words" }, shared.slice(0, 6).map((term) => element("span", { dir: "auto" }, term))) : null);
    }

    function linkedItem({ story, links, edge }) {
      const terms = (edges.terms[edge] ?? []).slice(0, 4).map((term) => graph.terms[term]);
      return pieces.storyItem(story, [count(links, "link"), span(stories[story].first, stories[story].last)].join(" · "), terms.length ? element("p", { class: "terms", dir: "auto" }, terms.join(" · ")) : null);
    }

    function card(number) {
      const others = linked(graph, number);
      const first = graphkit.said.first(state, number), before = graphkit.said.earlier(state, number);
      return [
        element("section", { class: "story-what", color: accentProperty(number) },
          element("p", {}, element("span", { class: "tag", dir: "auto" }, stories[number].label)),
          pieces.heading(graphkit.said.headline(state, number)),
          element("p", { class: "summary" }, `${graphkit.said.summary(state, number)}.`),
          state.storySize(number) < stories[number].members.length ? partNotice(number) : null,
          lead(number), actions(number), figures(number), days(number),
          pieces.facts([
            ["First", first === null ? "unknown: no date" : `${first.on}: ${graphkit.said.names(state.told(number).firstOutlets, 4) || "outlet unknown"}${first.isTie ? `, tied (${first.note})` : ""}${before ? ` · ${before}` : ""}`],
            ["Keywords", stories[number].keywords.join(", ")],
          ]),
          chain(number)),
        element("section", { class: "story-when", color: accentProperty(number) }, when(number)),
        element("section", { class: "story-why", color: accentProperty(number) }, why(number),
          others.length ? [element("h3", {}, "Linked stories"), pieces.list(others, linkedItem, "items")] : null),
      ];
    }

    /** That only a part of the story shows, and how to see the rest. */
    function partNotice(number) {
      const rest = stories[number].members.length - state.storySize(number);
      return element("p", { class: "hidden-notice" }, `${count(rest, "article")} of this story ${rest === 1 ? "is" : "are"} not among what shows. `,
        element("button", { type: "button", class: "inline", onclick: () => state.reset() }, "Clear all filters"));
    }

    return card;
  }

  return { create };
})();
