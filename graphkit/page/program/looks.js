// How nodes and edges look, in the colors in force; sizes in map units.
graphkit.looks = (() => {
  const { ARTICLE, RELATED, PROVIDER } = graphkit.graph;
  const FEW_EDGES = 800; // dashes, and edges drawn while the map moves, cost too much above

  function create(state) {
    const { graph } = state;
    const { nodes, edges } = graph;
    const { accent, current, faded } = graphkit.theme;
    const few = edges.size <= FEW_EDGES;
    const colorOf = (number) => (state.colorBy === "story" ? accent : graphkit.theme.plain)(graphkit.colors.accentOf(state, number));

    function size(number) {
      const kind = nodes.kind[number];
      // At the rim what gathers many articles is larger.
      if (kind > RELATED) return (kind === PROVIDER ? 5 : 7) + Math.min(3, Math.sqrt(graph.edgesOf[number].length) / 4);
      if (graph.hasRims) return 6; // the middle of a story is for its name
      return graph.leads.has(number) ? 12 : kind === ARTICLE ? 9 : 6;
    }

    function node(number) {
      const { paper } = current();
      const kind = nodes.kind[number], color = colorOf(number);
      if (kind > RELATED) return { shape: kind === PROVIDER ? "square" : "diamond", size: size(number), fill: color, border: paper, borderWidth: 1 };
      if (kind === ARTICLE) return { shape: "dot", size: size(number), fill: color, border: paper, borderWidth: 2 };
      return { shape: "dot", size: size(number), fill: paper, border: color, borderWidth: 3 };
    }

    function edge(number) {
      if (!graph.isLink(number)) return 1;
      return edges.copy[number] ? 5 : 1 + 2.5 * edges.weight[number];
    }

    /** The story that both ends of an edge belong to, or null. */
    function storyOf(number) {
      const story = nodes.story[edges.a[number]];
      return story !== null && story === nodes.story[edges.b[number]] ? story : null;
    }

    function edgeColor(number) {
      const { mark } = current();
      if (!graph.isLink(number)) return faded(mark, few ? 0.22 : 0.1);
      const story = storyOf(number);
      if (story === null) return faded(mark, few ? 0.45 : 0.22);
      return faded(state.colorBy === "story" ? accent(story) : mark, 0.6);
    }

    return { node, size, colorOf, edge, edgeColor, storyOf, few, dashed: (number) => few && edges.relation[number] === 1 };
  }

  /** Draw one mark. */
  function outline(context, { shape, size, fill, border, borderWidth }, x, y) {
    context.beginPath();
    if (shape === "square") context.rect(x - size, y - size, 2 * size, 2 * size);
    else if (shape === "diamond") {
      context.moveTo(x, y - size);
      context.lineTo(x + size, y);
      context.lineTo(x, y + size);
      context.lineTo(x - size, y);
      context.closePath();
    } else context.arc(x, y, size, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = border;
    context.lineWidth = borderWidth;
    context.stroke();
  }

  return { create, outline };
})();
