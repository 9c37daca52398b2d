// What an excerpt tells: without the dateline before it, and without what its outlet says under everything.
graphkit.excerpts = (() => {
  const DATELINE = /^\p{Lu}[\p{Lu}\p{M}\s.,'’/-]{2,40}(?:,?\s\p{Lu}[\p{L}.]+)?\s*(?:\([^)]{2,30}\)\s*[-–—]+|[–—]|\s--?)\s+/u;
  const OFTEN = 3; // articles of one outlet that begin with the same sentence: it says nothing of any of them

  const sentence = (text) => text.match(/^.{12,}?[.!?](?=\s)/u)?.[0] ?? "";

  function create(graph) {
    const { nodes } = graph;
    let common = null;

    function commonSentences() {
      const counts = new Map();
      for (const node of graph.articles) {
        const opening = nodes.excerpt[node] ? sentence(nodes.excerpt[node]) : "";
        if (opening) counts.set(`${nodes.provider[node]} ${opening}`, (counts.get(`${nodes.provider[node]} ${opening}`) ?? 0) + 1);
      }
      return new Set([...counts].filter(([, some]) => some >= OFTEN).map(([key]) => key));
    }

    /** The telling part of an article's excerpt, or "". */
    return (node) => {
      let text = nodes.excerpt[node] ?? "";
      common ??= commonSentences();
      for (let opening = sentence(text); opening && common.has(`${nodes.provider[node]} ${opening}`); opening = sentence(text)) text = text.slice(opening.length).trim();
      return text.replace(DATELINE, "") || (nodes.excerpt[node] ?? "");
    };
  }

  return { create, DATELINE };
})();
