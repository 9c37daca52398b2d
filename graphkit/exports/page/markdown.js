// A story as Markdown, to be pasted into notes and messages: whatever a title holds is shown, nothing of it is markup.
graphkit.markdown = (() => {
  const { time, span } = graphkit.text;
  // What can begin markup inside a line, in CommonMark, in GitHub's tables and formulas, and in HTML; and what makes
  // many viewers turn a bare address into a link.
  const MARKUP = /[\\`*[\]<>&#|~$@]|:(?=\/\/)|(?<=www)\.|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/giu;
  const UNSAFE_IN_ADDRESS = /[\s\\`[\]<>()"'|$]/g;

  function escape(text) {
    return text.replace(/\s+/gu, " ").trim().replace(MARKUP, "\\$&");
  }

  function link(text, address) {
    const url = graphkit.dom.webAddress(address);
    if (!url) return escape(text);
    const target = url.href.replace(UNSAFE_IN_ADDRESS, (found) => `%${found.codePointAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
    return `[${escape(text)}](${target.replace(/&/g, "&amp;")})`;
  }

  function line(graph, node, note) {
    const by = [graph.provider(node), note].filter(Boolean).map(escape).join(", ");
    return `${link(graph.nodes.title[node], graph.nodes.url[node])}${by ? ` (${by})` : ""}`;
  }

  /** A story: what it is in a sentence, then its articles in order of time. */
  function story(graph, number) {
    const { label, keywords, lead, first, last } = graph.stories[number];
    const facts = graphkit.storyFacts;
    const when = (node) => (graph.nodes.time[node] === null ? "undated" : time(graph.nodes.time[node]));
    const lines = [`## ${escape(label)}`, "", `${facts.summary(graph, number)} (${span(first, last)}).`];
    lines.push("", `Lead: ${line(graph, lead)}  `, `Keywords: ${keywords.map(escape).join(", ")}`, "");
    for (const stack of facts.stacks(graph, number)) {
      lines.push(`- ${line(graph, stack.node, `${when(stack.node)}${stack.lag === null ? "" : `, ${facts.lagText(stack.lag)}`}`)}`);
      stack.copies.forEach((node) => lines.push(`  - copy: ${line(graph, node, when(node))}`));
    }
    const linked = facts.linked(graph, number);
    if (linked.length) lines.push("", `Linked stories: ${linked.map((other) => escape(graph.stories[other.story].label)).join("; ")}`);
    return `${lines.join("\n")}\n`;
  }

  return { escape, link, story };
})();
