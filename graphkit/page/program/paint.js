// What vis-network does not draw: below its nodes the backdrop and, on a large graph, all points; above them what is
// chosen, and the captions.
graphkit.paint = (() => {
  const REST_MS = 140;
  const BEND = 0.12; // of the way between two stories: how far the line of their thread swings out
  const LINES_IN_MOTION = 150; // that are lit
  const QUIET_FROM = 60; // lines that are lit: more of them are each a little fainter

  function create(state, camera, places, look, live, drawn, card) {
    const { graph } = state;
    const { nodes, edges, stories } = graph;
    const { accent, faded, current } = graphkit.theme;
    const backdrop = graphkit.backdrop.create(state, camera, places, drawn);
    const bitmap = graphkit.bitmap.create(graph, backdrop.draw);
    const points = live.all ? null : graphkit.points.create(state, places, look, drawn);
    const captions = graphkit.captions.create(state, camera, places, look, drawn);
    let hovered = null, litOf = null, litNodes = new Set();
    let last = "", restAt = 0, resting = true;

    /** Whether the view has been the same for a while; if not, a frame is drawn again once it has. */
    function isStill({ scale, left, top }) {
      const now = `${scale} ${left} ${top}`;
      if (now !== last) {
        clearTimeout(restAt);
        restAt = last === "" ? 0 : setTimeout(() => {
          restAt = 0;
          camera.redraw();
        }, REST_MS);
        last = now;
      }
      return restAt === 0;
    }

    // ---- what is chosen ----------------------------------------------------------------------------------------

    /** The nodes and edges that stay in full color; null when nothing is chosen. */
    function focus() {
      if (state.focus) return state.focus;
      if (remembered === undefined) {
        remembered = reach(state.chosen);
        remembered?.edges.sort((a, b) => (edges.weight[b] ?? 1) - (edges.weight[a] ?? 1) || a - b);
      }
      return remembered;
    }

    let remembered; // undefined when it has to be found anew
    state.onChange((what) => {
      remembered = undefined;
      if (what === "filter") bitmap.forget();
    });

    function reach(chosen) {
      if (chosen === null) return null;
      if (chosen.type === "edge") return { nodes: [edges.a[chosen.number], edges.b[chosen.number]], edges: [chosen.number].filter(state.edgeShows) };
      if (chosen.type === "loners") return { nodes: graph.loners, edges: [] };
      if (chosen.type === "story") {
        const members = new Set(stories[chosen.number].members);
        const inside = [...members].flatMap((node) => graph.edgesOf[node].filter((edge) => edges.a[edge] === node && members.has(edges.b[edge]) && state.edgeShows(edge)));
        // Its outlets are lit with it.
        const outlets = new Set([...members].filter(state.nodeShows).flatMap((node) => graph.nodes.gathered[node] ?? []).filter((node) => nodes.kind[node] === graphkit.graph.PROVIDER && state.nodeShows(node)));
        return { nodes: [...members, ...outlets], edges: inside };
      }
      const near = graph.edgesOf[chosen.number].filter((edge) => state.edgeShows(edge));
      return { nodes: [chosen.number, ...near.map((edge) => graph.otherEnd(edge, chosen.number))], edges: near };
    }

    /** From the chosen story to the others of its thread. */
    function thread(context, view) {
      const story = state.story();
      if (story === null) return;
      const own = stories[story], others = graphkit.storyFacts.thread(graph, story).filter((other) => other !== story && state.storySize(other) > 0);
      context.strokeStyle = faded(current().ink, 0.6);
      context.lineWidth = 1.3 / view.scale;
      for (const other of others) {
        const { x, y, radius } = stories[other], away = Math.hypot(x - own.x, y - own.y) || 1;
        const bend = { x: (own.x + x) / 2 + (y - own.y) * BEND, y: (own.y + y) / 2 - (x - own.x) * BEND };
        context.beginPath();
        context.moveTo(own.x + ((bend.x - own.x) * own.radius) / Math.hypot(bend.x - own.x, bend.y - own.y), own.y + ((bend.y - own.y) * own.radius) / Math.hypot(bend.x - own.x, bend.y - own.y));
        context.quadraticCurveTo(bend.x, bend.y, x + ((bend.x - x) * radius) / (away / 2 + 1), y + ((bend.y - y) * radius) / (away / 2 + 1));
        context.stroke();
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        context.stroke();
      }
    }

    function chosen(context, view, lit, resting) {
      if (lit) {
        if (captions.hasVeil()) veil(context, view);
        if (state.story() !== null) island(context, stories[state.story()], view);
        const loudness = Math.min(1, Math.max(0.35, QUIET_FROM / lit.edges.length));
        // In motion the strongest will do: to draw thousands of dashes takes longer than a frame.
        const lines = resting ? lit.edges : lit.edges.slice(0, LINES_IN_MOTION);
        for (const edge of lines) line(context, edge, view, loudness);
        thread(context, view);
        for (const node of lit.nodes) if (state.nodeShows(node)) mark(context, node, view);
        if (state.chosen && state.chosen.type === "node") ring(context, state.chosen.number, view);
      }
      if (hovered !== null) ring(context, hovered, view);
    }

    function veil(context, view) {
      context.save();
      graphkit.camera.onScreen(context, view);
      context.fillStyle = current().veil;
      context.fillRect(0, 0, view.width, view.height);
      context.restore();
    }

    /** The circle of the chosen story. */
    function island(context, { x, y, radius }, { scale }) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.strokeStyle = current().ink;
      context.lineWidth = 2.5 / scale;
      context.stroke();
    }

    /** From the circle of the chosen story to its card. */
    function leader(context, view, { from, to }) {
      context.save();
      graphkit.camera.onScreen(context, view);
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.strokeStyle = current().ink;
      context.lineWidth = 1.2;
      context.stroke();
      context.restore();
    }

    function line(context, edge, { scale }, loudness) {
      const [a, b] = [edges.a[edge], edges.b[edge]];
      context.beginPath();
      context.moveTo(places.x[a], places.y[a]);
      context.lineTo(places.x[b], places.y[b]);
      const story = state.colorBy === "story" ? look.storyOf(edge) : null;
      // The strong ones speak loudest; all at full strength would be a ball of wool.
      context.strokeStyle = faded(accent(story), graph.isLink(edge) ? 0.2 + 0.7 * edges.weight[edge] * loudness : 0.5);
      context.lineWidth = Math.max(look.edge(edge), 1 / scale);
      context.setLineDash(edges.relation[edge] === 1 ? [5, 4] : []);
      context.stroke();
      context.setLineDash([]);
    }

    function mark(context, node, { scale }) {
      const seen = look.node(node);
      graphkit.looks.outline(context, { ...seen, size: Math.max(seen.size, 2 / scale) }, places.x[node], places.y[node]);
    }

    function ring(context, node, { scale }) {
      context.beginPath();
      context.arc(places.x[node], places.y[node], look.size(node) + 6 / Math.max(scale, 0.6), 0, 2 * Math.PI);
      context.strokeStyle = current().ink;
      context.lineWidth = 2 / scale;
      context.stroke();
    }

    return {
      below(context) {
        const view = camera.view();
        resting = isStill(view);
        if (resting || !bitmap.draw(context, view)) backdrop.draw(context, view);
        if (points) points.draw(context, view, resting, live.has);
      },
      above(context) {
        const lit = focus();
        const view = camera.view(), placed = card.place(view);
        chosen(context, view, lit, resting);
        if (placed) leader(context, view, placed.line);
        captions.draw(context, lit, placed ? [placed.box] : []);
      },
      isLit(node) {
        const lit = focus();
        if (lit === null) return false;
        if (lit !== litOf) [litOf, litNodes] = [lit, new Set(lit.nodes)];
        return litNodes.has(node);
      },
      recolor() {
        bitmap.forget();
        if (points) points.recolor();
      },
      links: (story) => (points ? points.links[story] : []),
      labelAt: captions.labelAt,
      placed: captions.placed,
      sideRoom: captions.sideRoom,
      /** Marks the node under the pointer, or none; says whether that is news. */
      hover(node) {
        const changed = hovered !== node;
        hovered = node;
        return changed;
      },
    };
  }

  return { create };
})();
