// A story as Markdown, to be pasted into notes and messages: whatever a title holds is shown, nothing of it is markup.
graphkit.markdown = (() => {
  const { span } = graphkit.text;
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

  /** A story: what it is in a sentence, then its articles that show, in order of time. */
  function story(state, number, level = "##") {
    const { graph } = state, { nodes } = graph;
    const { label, keywords } = graph.stories[number], shown = state.told(number);
    const first = graphkit.said.first(state, number), before = graphkit.said.earlier(state, number);
    const when = (node) => graphkit.said.moment(graph, node);
    const lines = [`${level} ${escape(graphkit.said.headline(state, number))}`, "", `${graphkit.said.summary(state, number)} (${span(shown.from, shown.to)}).`];
    if (first) lines.push(`${first.label}: ${escape(graphkit.said.names(shown.firstOutlets, 8) || "outlet unknown")}${first.note ? ` (${first.note})` : ""}.`);
    if (before) lines.push(`It is ${escape(before)}.`);
    lines.push("", `Story: ${escape(label)}  `, `Keywords: ${keywords.map(escape).join(", ")}`, "");
    for (const { node, copies } of shown.stacks) {
      const lag = shown.first === null || nodes.time[node] === null ? "" : shown.first.nodes.includes(node) ? (shown.first.nodes.length > 1 ? ", first, tied" : ", first") : `, ${graphkit.said.lag(graphkit.showing.lag(graph, shown.first, node))}`;
      lines.push(`- ${line(graph, node, `${when(node)}${lag}`)}`);
      copies.forEach((one) => lines.push(`  - copy: ${line(graph, one, when(one))}`));
    }
    const linked = graphkit.storyFacts.linked(graph, number);
    if (linked.length) lines.push("", `Linked stories: ${linked.map((other) => escape(graph.stories[other.story].label)).join("; ")}`);
    return `${lines.join("\n")}\n`;
  }

  /** Some stories under the name of the period. */
  function briefing(state, stories) {
    return [`# ${escape(document.title)}: ${graphkit.period.name(state.ranges)}`, "", ...stories.map((number) => story(state, number))].join("\n");
  }

  /** What one outlet has and another one has not, and who was first of what both have. */
  function comparison(state, { left, both, right }, one, other) {
    const title = ({ story: number }) => `- ${escape(graphkit.said.headline(state, number))}`;
    const lag = (found) => {
      const leader = graphkit.compare.leader(found.lag);
      if (leader === null) return "who was first is unknown";
      return leader === 0 ? (found.lag.isExact ? "same minute" : "same day") : `${escape(leader > 0 ? one : other)} first by ${graphkit.text.duration(found.lag.seconds)}`;
    };
    return [`# ${escape(one)} and ${escape(other)}: ${graphkit.period.name(state.ranges)}`, "",
      `## ${escape(one)}, not ${escape(other)}: ${left.length}`, "", ...left.map(title), "",
      `## Both: ${both.length}`, "", ...both.map((found) => `${title(found)}: ${lag(found)}`), "",
      `## ${escape(other)}, not ${escape(one)}: ${right.length}`, "", ...right.map(title), ""].join("\n");
  }

  return { escape, link, story, briefing, comparison };
})();
