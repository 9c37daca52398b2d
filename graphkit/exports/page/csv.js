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

  const moment = (seconds) => (seconds === null ? null : new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));
  const yesOrNo = (flag) => (flag === null ? null : flag ? "true" : "false");

  function articles(graph, shown) {
    const { nodes, stories } = graph;
    return render(
      ["title", "provider", "published", "story", "kind", "url", "topics", "quality", "heat", "is_published", "excerpt", "source_file"],
      shown.map((node) => [
        nodes.title[node], graph.provider(node), moment(nodes.time[node]), nodes.story[node] === null ? null : stories[nodes.story[node]].label,
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

  return { cell, articles, links };
})();
