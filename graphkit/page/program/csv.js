// What shows as tables for spreadsheets: CSV as in RFC 4180, and no cell that a spreadsheet would run.
graphkit.csv = (() => {
  const { KINDS, RELATIONS, TOPIC } = graphkit.graph;
  // The wide ones too: they run where wide characters are typed.
  const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/;

  /** Text that looks like a formula gets an apostrophe in front; numbers stay numbers. */
  function cell(value) {
    if (value === null || value === undefined) return "";
    const text = typeof value === "string" && FORMULA_START.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }

  function render(columns, rows) {
    return [columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  }

  const moment = (seconds, isDay = false) => (seconds === null ? null : isDay ? graphkit.dates.iso(seconds) : new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));
  const yesOrNo = (flag) => (flag === null ? null : flag ? "true" : "false");

  function articles(graph, shown) {
    const { nodes, stories: found } = graph;
    return render(
      ["title", "provider", "published", "story", "kind", "url", "topics", "quality", "heat", "is_published", "excerpt", "source_file"],
      shown.map((node) => [
        nodes.title[node], graph.provider(node), moment(nodes.time[node], nodes.day[node]), nodes.story[node] === null ? null : found[nodes.story[node]].label,
        KINDS[nodes.kind[node]], nodes.url[node], graph.neighbors(node, TOPIC).map((topic) => nodes.title[topic]).join("; "),
        nodes.quality[node], nodes.heat[node], yesOrNo(nodes.published[node]), nodes.excerpt[node], (nodes.files[node] ?? []).join("; "),
      ]),
    );
  }

  function links(graph, shown) {
    const { nodes, edges } = graph;
    return render(
      ["source_title", "relation", "target_title", "weight", "similarity", "shared_terms", "declared_by", "is_copy", "source_url", "target_url"],
      shown.map((edge) => {
        const [a, b] = [edges.a[edge], edges.b[edge]];
        const declarers = [a, b].filter((_, at) => edges.declared[edge] & (at + 1)).map((node) => nodes.title[node]);
        return [
          nodes.title[a], RELATIONS[edges.relation[edge]], nodes.title[b], edges.weight[edge], edges.cosine[edge],
          (edges.terms[edge] ?? []).map((term) => graph.terms[term]).join("; "), declarers.join("; "),
          yesOrNo(edges.copy[edge]), nodes.url[a], nodes.url[b],
        ];
      }),
    );
  }

  /** The stories that show, or some of them, as the list has them. */
  function stories(state, some = state.ranking()) {
    const { graph } = state;
    return render(
      ["headline", "story", "outlets", "articles", "articles_in_all", "copies", "first_day", "last_day", "first_outlets", "tied", "began_before", "undated", "thread", "keywords"],
      some.map((story) => {
        const shown = state.told(story), first = graphkit.said.first(state, story);
        const { label, thread, keywords } = graph.stories[story];
        return [
          graphkit.said.headline(state, story), label, shown.outlets.length, shown.articles.length, shown.total, shown.copies,
          shown.from === null ? null : graphkit.dates.iso(shown.from), shown.to === null ? null : graphkit.dates.iso(shown.to), shown.firstOutlets.join("; "),
          first === null ? null : yesOrNo(first.isTie), shown.earlier === null ? null : graphkit.dates.iso(shown.earlier.time), shown.undated, thread, keywords.join("; "),
        ];
      }),
    );
  }

  /** All outlets: in how many stories, alone in how many, first in how many. */
  function outlets(state) {
    return render(["outlet", "articles", "stories", "alone", "first", "tied_first"],
      graphkit.compare.outlets(state).map(({ provider, articles: some, stories: covered, alone, first, tied }) => [state.graph.nodes.title[provider], some, covered, alone, first, tied]));
  }

  /** The comparison of two outlets, one row a story. */
  function comparison(state, { left, both, right }, one, other) {
    const row = (who) => ({ story, one: own, other: its, lag, others }) => {
      const leader = graphkit.compare.leader(lag);
      return [who, graphkit.said.headline(state, story), state.graph.stories[story].label, own.length, its.length, others,
        who !== "both" || leader === null ? null : leader === 0 ? "tie" : leader > 0 ? one : other, who !== "both" || lag === null ? null : Math.round(Math.abs(lag.seconds) / 864) / 100];
    };
    return render(["who", "headline", "story", `articles of ${one}`, `articles of ${other}`, "other_outlets", "first", "days_ahead"],
      [...left.map(row(one)), ...both.map(row("both")), ...right.map(row(other))]);
  }

  return { cell, articles, links, stories, outlets, comparison };
})();
