// What an excerpt tells: without the dateline before it, and without what its outlet says under everything.
graphkit.excerpts = (() => {
  const DATELINE = /^\p{Lu}[\p{Lu}\p{M}\s.,'’/-]{2,40}(?:,?\s\p{Lu}[\p{L}.]+)?\s*(?:\([^)]{2,30}\)\s*[-–—]+|[–—]|\s--?)\s+/u;
  const OFTEN = 3; // articles of one outlet that begin with the same sentence: it says nothing of any of them

  const sentence = (text) => text.match(/^.{12,}?[.!?](?=\s)/u)?.[0] ?? "";

  function create(graph) {
    const { nodes } = graph;
    const byProvider = new Map(); // articles of an outlet
    for (const node of graph.articles) {
      if (byProvider.has(nodes.provider[node])) byProvider.get(nodes.provider[node]).push(node);
      else byProvider.set(nodes.provider[node], [node]);
    }
    const common = new Map();

    /** What an outlet begins many excerpts with; found when one of its articles is shown first. */
    function commonOf(provider) {
      if (!common.has(provider)) {
        const counts = new Map();
        for (const node of byProvider.get(provider)) {
          const opening = nodes.excerpt[node] ? sentence(nodes.excerpt[node]) : "";
          if (opening) counts.set(opening, (counts.get(opening) ?? 0) + 1);
        }
        common.set(provider, new Set([...counts].filter(([, some]) => some >= OFTEN).map(([opening]) => opening)));
      }
      return common.get(provider);
    }

    /** The telling part of an article's excerpt, or "". */
    return (node) => {
      let text = nodes.excerpt[node] ?? "";
      const often = text ? commonOf(nodes.provider[node]) : null;
      for (let opening = sentence(text); opening && often.has(opening); opening = sentence(text)) text = text.slice(opening.length).trim();
      return text.replace(DATELINE, "") || (nodes.excerpt[node] ?? "");
    };
  }

  return { create, DATELINE };
})();
