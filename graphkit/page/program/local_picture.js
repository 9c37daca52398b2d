// What lies around an item as a picture of its own: laid out anew, the item in the middle, a ring for each step away.
graphkit.localPicture = (() => {
  const { element, svg } = graphkit.dom;
  const { count, shorten } = graphkit.text;
  const MOST = 150; // marks, the nearest and strongest first
  const LETTER_PX = 6.2, LINE_PX = 15, CHARACTERS = 30;
  const ROOM = { side: 190, top: 58, bottom: 30 };
  const SHORT = 0.62; // of the first way around on a narrow screen: labels lie below

  function start(box, state, { tooltip, look }) {
    const { graph } = state;
    const looks = graphkit.looks.create(state);

    function draw() {
      const { local, chosen } = state, isShown = state.view === "map" && Boolean(local?.depth) && chosen?.type === "node";
      box.hidden = !isShown;
      if (!isShown) return;
      const center = chosen.number, { depth } = local;
      const found = graphkit.neighborhood.tree(graph, center, depth, state.nodeShows, MOST);
      const width = box.clientWidth, height = box.clientHeight, isNarrow = width < graphkit.camera.NARROW;
      const side = isNarrow ? width * (1 - SHORT) / 2 : ROOM.side;
      const reach = { x: (width / 2 - side) / depth, y: (height - ROOM.top - ROOM.bottom) / 2 / depth };
      const middle = { x: width / 2, y: ROOM.top + reach.y * depth };
      const at = new Map([...found.places].map(([node, { angle, step }]) => [node, { x: middle.x + Math.sin(angle) * reach.x * step, y: middle.y - Math.cos(angle) * reach.y * step }]));
      box.replaceChildren(head(center, depth, found), svg("svg", { width, height, role: "img", "aria-label": `Neighbors of ${graph.nodes.title[center]}` },
        Array.from({ length: depth }, (_, ring) => svg("ellipse", { class: "ring", cx: middle.x, cy: middle.y, rx: reach.x * (ring + 1), ry: reach.y * (ring + 1) })),
        found.edges.map((edge) => line(edge, at)), [...at].map(([node, place]) => mark(node, place, depth)), labels(found, at, middle, { width, height }, center)));
    }

    function head(center, depth, { places, left }) {
      const others = [...places.keys()].filter((node) => node !== center), articles = others.filter(graph.isArticle).length;
      return element("div", { class: "local-head" },
        element("p", {}, element("b", {}, "Around "), element("span", { dir: "auto" }, `“${shorten(graph.nodes.title[center], 70)}”`),
          element("span", { class: "quiet" }, ` ${count(depth, "step")}: ${count(articles, "article")}, ${count(others.length - articles, "outlet or topic", "outlets and topics")}${left ? `; ${count(left, "farther one is", "farther ones are")} not drawn` : ""}`)),
        element("button", { type: "button", class: "action", onclick: () => look(null) }, "Back to the map"));
    }

    function line(edge, at) {
      const { a, b, relation, weight } = graph.edges, from = at.get(a[edge]), to = at.get(b[edge]);
      return svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: looks.edgeColor(edge), "stroke-width": graph.isLink(edge) ? 1 + 3 * weight[edge] : 1, "stroke-dasharray": relation[edge] === 1 ? "5 4" : null });
    }

    function mark(node, { x, y }, depth) {
      const { shape, size, fill, border, borderWidth } = looks.node(node), r = size * (state.is("node", node) ? 1 : 0.75);
      const form = shape === "dot" ? svg("circle", { cx: x, cy: y, r }) : svg("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, transform: shape === "diamond" ? `rotate(45 ${x} ${y})` : null });
      form.setAttribute("fill", fill);
      form.setAttribute("stroke", state.is("node", node) ? "currentColor" : border);
      form.setAttribute("stroke-width", String(borderWidth));
      form.setAttribute("data-node", String(node));
      form.addEventListener("mousemove", (event) => tooltip.show({ type: "node", number: node }, event));
      form.addEventListener("mouseleave", () => tooltip.show(null));
      form.addEventListener("click", () => {
        if (state.is("node", node)) return;
        state.choose("node", node, "map");
        look({ depth });
      });
      return form;
    }

    /** Titles away from the middle, those of the nearest first, none over another. */
    function labels({ places }, at, middle, { width, height }, center) {
      const candidates = [...places].map(([node, { step }]) => {
        const text = shorten(graph.nodes.title[node], CHARACTERS), { x, y } = at.get(node), long = text.length * LETTER_PX;
        const right = { anchor: "start", left: x + 13, right: x + 13 + long, top: y - 8, bottom: y - 8 + LINE_PX };
        const left = { ...right, anchor: "end", left: x - 13 - long, right: x - 13 };
        const below = { anchor: "middle", left: x - long / 2, right: x + long / 2, top: y + 12, bottom: y + 12 + LINE_PX };
        const above = { ...below, top: y - 12 - LINE_PX, bottom: y - 12 };
        const sides = x < middle.x - 2 ? [left, below, above, right] : [right, below, above, left];
        return { owner: node, step, avoidsMarks: true, places: node === center ? [below, above, right] : sides };
      }).sort((one, other) => one.step - other.step);
      const marks = [...at].map(([node, { x, y }]) => ({ owner: node, left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 }));
      return graphkit.labels.place(candidates, marks, { left: 2, top: ROOM.top - 20, right: width - 2, bottom: height - 2 }).map(({ candidate: { owner }, box: { anchor, left, right, top } }) =>
        svg("text", { x: anchor === "start" ? left : anchor === "end" ? right : (left + right) / 2, y: top + 11, "text-anchor": anchor, class: owner === center ? "is-center" : null }, shorten(graph.nodes.title[owner], CHARACTERS)));
    }

    state.onChange(draw);
    new ResizeObserver(draw).observe(box.parentElement);
  }

  return { start };
})();
