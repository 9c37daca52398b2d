// The nodes of a large graph, painted by hand: what is in view, one path for each color, small ones as rectangles;
// the links inside stories once the map rests.
graphkit.points = (() => {
  const { ARTICLE, RELATED } = graphkit.graph;
  const RECTANGLE_PX = 1.6, BORDER_PX = 4;
  const FAR = 0.15;
  const LINKS_FROM = 1; // scale from which links can be told apart and leave room for the name between them

  function create(state, places, look, drawn) {
    const { graph } = state;
    const { nodes, edges, stories } = graph;
    const links = stories.map(() => []);
    for (let edge = 0; edge < edges.size; edge++) {
      const story = graph.isLink(edge) ? look.storyOf(edge) : null;
      if (story !== null) links[story].push(edge);
    }
    const sizes = Float32Array.from({ length: nodes.size }, (_, node) => look.size(node));
    let colors = null, colorNames = null;

    /** A small number for the color of each node: paths are made by color. */
    function color() {
      if (colors) return;
      const numbers = new Map();
      colors = Uint8Array.from({ length: nodes.size }, (_, node) => {
        const name = look.colorOf(node);
        if (!numbers.has(name)) numbers.set(name, numbers.size);
        return numbers.get(name);
      });
      colorNames = [...numbers.keys()];
    }

    /** @param isLive (node) whether vis-network draws it */
    function draw(context, view, isStill, isLive) {
      color();
      const box = inMapUnits(view);
      if (isStill && view.scale >= LINKS_FROM) drawLinks(context, view, box);
      const shown = colorNames.map(() => []);
      const { x, y } = places;
      for (let node = 0; node < nodes.size; node++) {
        if (x[node] < box.left || x[node] > box.right || y[node] < box.top || y[node] > box.bottom) continue;
        const story = nodes.story[node];
        if (story !== null && view.isFar) continue;
        if (drawn.has(node) && !isLive(node)) shown[colors[node]].push(node);
      }
      shown.forEach((members, number) => drawNodes(context, view, members, colorNames[number]));
    }

    function drawNodes(context, { scale }, members, color) {
      const { paper, mark } = graphkit.theme.current();
      // Seen from afar a block of gray points would outweigh the stories.
      const fill = color === mark && scale < FAR ? graphkit.theme.faded(color, 0.3) : color;
      const { x, y } = places;
      const rings = [], discs = [];
      context.fillStyle = fill;
      for (const node of members) {
        const size = sizes[node];
        if (size * scale < RECTANGLE_PX) {
          const side = Math.max(2 * size * 0.85, 1.8 / scale);
          context.fillRect(x[node] - side / 2, y[node] - side / 2, side, side);
        } else if (nodes.kind[node] === RELATED) rings.push(node);
        else if (nodes.kind[node] === ARTICLE) discs.push(node);
        else {
          graphkit.looks.outline(context, look.node(node), x[node], y[node]);
          context.fillStyle = fill;
        }
      }
      circles(context, discs);
      context.fill();
      if (discs.length && sizes[discs[0]] * scale > BORDER_PX) {
        context.strokeStyle = paper;
        context.lineWidth = 2;
        context.stroke();
      }
      if (!rings.length) return;
      circles(context, rings);
      context.fillStyle = paper;
      context.fill();
      context.strokeStyle = fill;
      context.lineWidth = 3;
      context.stroke();
    }

    function circles(context, members) {
      context.beginPath();
      for (const node of members) {
        context.moveTo(places.x[node] + sizes[node], places.y[node]);
        context.arc(places.x[node], places.y[node], sizes[node], 0, 2 * Math.PI);
      }
    }

    function drawLinks(context, view, box) {
      const { accent, faded } = graphkit.theme;
      context.lineWidth = Math.max(1.2, 0.8 / view.scale);
      stories.forEach(({ x, y, radius }, story) => {
        if (x + radius < box.left || x - radius > box.right || y + radius < box.top || y - radius > box.bottom) return;
        context.beginPath();
        for (const edge of links[story]) {
          if (!state.edgeShows(edge) || !drawn.has(edges.a[edge]) || !drawn.has(edges.b[edge])) continue;
          context.moveTo(places.x[edges.a[edge]], places.y[edges.a[edge]]);
          context.lineTo(places.x[edges.b[edge]], places.y[edges.b[edge]]);
        }
        context.strokeStyle = faded(state.colorBy === "story" ? accent(story) : graphkit.theme.current().mark, 0.4);
        context.stroke();
      });
    }

    return { draw, links, recolor: () => { colors = null; } };
  }

  /** What part of the map is on the screen, with a margin for marks that reach into it. */
  function inMapUnits({ scale, left, top, width, height }) {
    const margin = 14;
    return { left: -left / scale - margin, top: -top / scale - margin, right: (width - left) / scale + margin, bottom: (height - top) / scale + margin };
  }

  return { create, inMapUnits };
})();
