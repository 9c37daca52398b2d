// Where everything lies on the map.
graphkit.places = (() => {
  function boxAround(found, { x, y }) {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const node of found) {
      box.left = Math.min(box.left, x[node]);
      box.right = Math.max(box.right, x[node]);
      box.top = Math.min(box.top, y[node]);
      box.bottom = Math.max(box.bottom, y[node]);
    }
    return box;
  }

  function create({ graph }) {
    const { nodes, stories } = graph;
    const x = Float64Array.from(nodes.x), y = Float64Array.from(nodes.y);
    const lonersBox = graph.loners.length ? boxAround(graph.loners, { x, y }) : null;
    let grid = null;

    return {
      x, y,
      /** The box of a story. */
      story(number) {
        const { x: middle, y: height, radius } = stories[number];
        return { left: middle - radius, right: middle + radius, top: height - radius, bottom: height + radius };
      },
      loners: () => lonersBox,
      at: (node) => ({ x: x[node], y: y[node] }),
      nearest(atX, atY, reach, counts) {
        grid ??= graphkit.grid.create(x, y);
        return grid.nearest(atX, atY, reach, counts);
      },
    };
  }

  return { create };
})();
