// Finding by words: every word must occur; hits at the start of a title or of a word come first.
graphkit.search = (() => {
  const { fold } = graphkit.text;
  const { KINDS, TOPIC } = graphkit.graph;
  const KIND_BONUS = { story: 3, article: 2, related: 2, provider: 1, topic: 1 };

  /** What can be found: {type, number, kind, title, detail}, with its folded texts. */
  function index(graph) {
    return [...entries(graph)];
  }

  /** One after the other: to make all takes long on a large graph. */
  function* entries(graph) {
    const { nodes, stories } = graph;
    for (let number = 0; number < stories.length; number++) yield entry("story", number, "story", stories[number].headline, [stories[number].label, ...stories[number].keywords].join(" "));
    for (let node = 0; node < nodes.size; node++) {
      if (!graph.isArticle(node)) yield entry("node", node, KINDS[nodes.kind[node]], nodes.title[node], "");
      else {
        const topics = (nodes.gathered[node] ?? []).filter((other) => nodes.kind[other] === TOPIC).map((topic) => nodes.title[topic]);
        const story = nodes.story[node] === null ? "" : stories[nodes.story[node]].label;
        yield entry("node", node, KINDS[nodes.kind[node]], nodes.title[node], graph.provider(node), [...topics, ...(nodes.authors[node] ?? []).map((name) => graph.names[name]), story, nodes.excerpt[node] ?? ""].join(" "));
      }
    }
  }

  function entry(type, number, kind, title, detail, more = "") {
    const folded = fold(title);
    return { type, number, kind, title, detail, folded, near: folded.length + 1 + detail.length, text: `${folded} ${fold(detail)}${more ? ` ${fold(more)}` : ""}` };
  }

  /** A mask over nodes: the articles that contain every word. */
  function mask(found, size, query) {
    const words = fold(query).trim().split(/\s+/).filter(Boolean);
    const made = new Uint8Array(size);
    for (const { type, number, text } of found) if (type === "node" && words.every((word) => text.includes(word))) made[number] = 1;
    return made;
  }

  /** 0 if it is no hit; more is better. */
  function score(entry, phrase, words) {
    let sum = 0;
    for (const word of words) {
      const at = entry.text.indexOf(word);
      if (at < 0) return 0;
      sum += at === 0 ? 6 : /[\p{L}\p{N}]/u.test(entry.text[at - 1]) ? 1 : 4;
      if (at >= entry.folded.length) sum -= at >= entry.near ? 3 : 2; // found only in the outlet's name, or in what comes with an article
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

  return { index, entries, mask, find };
})();
