// What a very large graph leaves out of the picture: all articles of a story but the leading ones, until the story is
// opened or filters leave few enough.
graphkit.thinning = (() => {
  const LEADING = 3; // articles of a story

  /** @param most nodes that are drawn at once */
  function create(state, most) {
    const { graph } = state;
    const isLarge = graph.nodes.size > most;
    const leading = new Uint8Array(isLarge ? graph.nodes.size : 0);
    if (isLarge) for (const story of graph.stories) for (const node of leaders(graph, story)) leading[node] = 1;

    const opened = new Set(); // stories
    const isOn = () => isLarge && state.articles() > most;
    return {
      /** From now on all articles of a story are kept. */
      open: (story) => opened.add(story),
      /** Whether articles are left out now. */
      isOn,
      /** Whether a node is one that is never left out; providers and topics are. */
      keeps: (node) => !isOn() || leading[node] === 1 || !graph.isArticle(node) || opened.has(graph.nodes.story[node]),
      /** What to tell the reader, or "". */
      note: () => (isOn() ? `drawn: ${LEADING} of each story` : ""),
    };
  }

  /** The lead of a story and those of its articles that have most links. */
  function leaders(graph, { lead, members }) {
    const others = members.filter((node) => node !== lead);
    others.sort((a, b) => graph.edgesOf[b].length - graph.edgesOf[a].length || a - b);
    return [lead, ...others.slice(0, LEADING - 1)];
  }

  return { create, leaders };
})();
