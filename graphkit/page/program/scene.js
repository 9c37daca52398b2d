// What is on the screen now, as plain shapes in pixels, for a picture of it.
graphkit.scene = (() => {
  const { accent, current } = graphkit.theme;

  function capture(state, map, title) {
    const { graph } = state;
    const { nodes, edges, stories } = graph;
    const view = map.camera.view();
    const { paper, font, serif, mark } = current();
    const { places } = map;
    const at = (node) => ({ x: places.x[node] * view.scale + view.left, y: places.y[node] * view.scale + view.top });
    const inView = ({ x, y }, reach) => x > -reach && x < view.width + reach && y > -reach && y < view.height + reach;
    const shown = [...Array(nodes.size).keys()].filter((node) => map.isSeen(node) && !(view.isFar && nodes.story[node] !== null) && inView(at(node), 20));
    return {
      title, width: Math.round(view.width), height: Math.round(view.height), paper, font,
      serif,
      bands: graph.regions.filter(({ outline }) => outline.length > 2).map((region, number) => band(region, number, view)),
      circles: stories.map((story, number) => circle(state, story, number, view)).filter((one) => inView(one, one.radius)),
      lines: [...Array(edges.size).keys()].filter((edge) => map.isLineSeen(edge) && !(view.isFar && map.look.storyOf(edge) !== null)).map((edge) => line(graph, map.look, edge, at, view, mark))
        .filter((one) => Math.max(one.x1, one.x2) > 0 && Math.min(one.x1, one.x2) < view.width && Math.max(one.y1, one.y2) > 0 && Math.min(one.y1, one.y2) < view.height),
      marks: shown.map((node) => shape(graph, map.look, node, at(node), view.scale)),
      labels: map.paint.placed().map(({ box }) => label(box)),
    };
  }

  /** A region, or the line around a topic within one. */
  function band({ outline, within }, number, view) {
    const { paper, sunk } = current(), isRegion = within === null;
    return {
      points: outline.map(({ x, y }) => [x * view.scale + view.left, y * view.scale + view.top]),
      color: graphkit.theme.plain(number) ?? sunk, opacity: isRegion ? 0.09 : 0, stroke: isRegion ? null : paper,
    };
  }

  /** A story as the map has it, with a ring where it is chosen. */
  function circle(state, { x, y, radius }, number, view) {
    const isChosen = state.story() === number, { color, filled, ringed } = graphkit.backdrop.lookOf(state, number, view);
    return {
      x: x * view.scale + view.left, y: y * view.scale + view.top, radius: radius * view.scale, color, fillOpacity: filled,
      stroke: isChosen ? current().ink : color, strokeOpacity: isChosen ? 1 : ringed, strokeWidth: isChosen ? 2.5 : 1,
    };
  }

  function line(graph, look, edge, at, { scale }, mark) {
    const { edges, nodes } = graph;
    const [a, b] = [at(edges.a[edge]), at(edges.b[edge])];
    const story = nodes.story[edges.a[edge]];
    const inside = graph.isLink(edge) && story !== null && story === nodes.story[edges.b[edge]];
    return {
      x1: a.x, y1: a.y, x2: b.x, y2: b.y, color: inside ? accent(story) : mark, opacity: inside ? 0.6 : graph.isLink(edge) ? 0.4 : 0.2,
      width: Math.max(0.5, look.edge(edge) * scale), dashed: edges.relation[edge] === 1,
    };
  }

  function shape(graph, look, node, { x, y }, scale) {
    const { shape: form, size, fill, border, borderWidth } = look.node(node);
    return { shape: form, x, y, size: size * scale, fill, border, borderWidth: borderWidth * scale, title: graph.nodes.title[node] };
  }

  function label(box) {
    const x = box.align === "center" ? (box.left + box.right) / 2 : box.align === "left" ? box.left + 2 : box.right - 2;
    return { lines: box.lines, x, y: box.top + 1, align: box.align, plate: box.hasPlate ? box : null, box };
  }

  return { capture };
})();
