// Finding by words: every word must occur; hits at the start of a title or of a word come first.
graphkit.search = (() => {
  const { fold } = graphkit.text;
  const { KINDS } = graphkit.graph;
  const KIND_BONUS = { story: 3, article: 2, related: 2, provider: 1, topic: 1 };

  /** What can be found: {type, number, kind, title, detail}, with its folded texts. */
  function index(graph) {
    const entries = graph.stories.map((story, number) => entry("story", number, "story", story.label, story.keywords.join(" ")));
    for (let node = 0; node < graph.nodes.size; node++) {
      const kind = KINDS[graph.nodes.kind[node]];
      entries.push(entry("node", node, kind, graph.nodes.title[node], graph.isArticle(node) ? graph.provider(node) : ""));
    }
    return entries;
  }

  function entry(type, number, kind, title, detail) {
    const folded = fold(title);
    return { type, number, kind, title, detail, folded, text: `${folded} ${fold(detail)}` };
  }

  /** 0 if it is no hit; more is better. */
  function score(entry, phrase, words) {
    let sum = 0;
    for (const word of words) {
      const at = entry.text.indexOf(word);
      if (at < 0) return 0;
      sum += at === 0 ? 6 : /[\p{L}\p{N}]/u.test(entry.text[at - 1]) ? 1 : 4;
      if (at >= entry.folded.length) sum -= 2; // found only in the provider's name or the keywords
    }
    if (entry.folded === phrase) sum += 20;
    else if (entry.folded.startsWith(phrase)) sum += 8;
    else if (entry.folded.includes(phrase)) sum += 4;
    const share = Math.min(1, phrase.length / entry.folded.length); // "bbc" means the provider, not a long title
    return sum / words.length + 6 * share + KIND_BONUS[entry.kind];
  }

  function find(entries, query, limit = 12) {
    const phrase = fold(query).trim().replace(/\s+/g, " ");
    if (!phrase) return [];
    const words = phrase.split(" ");
    const hits = [];
    entries.forEach((entry, at) => {
      const points = score(entry, phrase, words);
      if (points > 0) hits.push({ entry, points, at });
    });
    hits.sort((a, b) => b.points - a.points || a.at - b.at);
    return hits.slice(0, limit).map((hit) => hit.entry);
  }

  return { index, find };
})();
