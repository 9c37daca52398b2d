// The graph on its canvas. vis-network draws the live nodes and their edges: all of them on a small graph, on a large
// one those of opened stories; paint.js draws the rest.
graphkit.map = (() => {
  /** @param limits {live: nodes that vis-network holds at once} */
  function create(container, state, { options, limits, thinning }) {
    const { graph } = state;
    const { nodes, edges } = graph;
    const look = graphkit.looks.create(state);
    const places = graphkit.places.create(state, () => container.clientWidth / Math.max(1, container.clientHeight));

    const nodeItem = (number) => {
      const { shape, size, fill, border, borderWidth } = look.node(number);
      return {
        id: number, x: places.x[number], y: places.y[number], shape, size, borderWidth, hidden: !state.nodeShows(number),
        color: { background: fill, border },
      };
    };
    // On the timeline only what joins the articles of one lane; other lines would cross everything.
    const edgeShows = (number) => state.edgeShows(number) && (state.view !== "timeline" || (graph.isLink(number) && look.storyOf(number) !== null));
    const edgeItem = (number) => ({
      id: number, from: edges.a[number], to: edges.b[number], width: look.edge(number), hidden: !edgeShows(number),
      color: { color: look.edgeColor(number), inherit: false }, dashes: look.dashed(number) ? [6, 5] : false,
    });

    const live = graphkit.live.create(graph, limits.live);
    // Memberships go in first, so that they lie below the links.
    const edgesAtFirst = live.edges().map(edgeItem).sort((a, b) => Number(graph.isLink(a.id)) - Number(graph.isLink(b.id)));
    const data = { nodes: new vis.DataSet(live.nodes().map(nodeItem)), edges: new vis.DataSet(edgesAtFirst) };
    const moving = { hideEdgesOnDrag: !look.few, hideEdgesOnZoom: !look.few };
    const network = new vis.Network(container, data, { ...options, interaction: { ...options.interaction, ...moving } });
    const camera = graphkit.camera.create(network, container, state, places, () => paint.sideRoom());
    const drawn = { ...thinning, has: (node) => state.nodeShows(node) && (thinning.keeps(node) || live.has(node)) };
    const paint = graphkit.paint.create(state, camera, places, look, live, drawn);
    network.on("beforeDrawing", paint.below);
    network.on("afterDrawing", paint.above);

    let covers = places.covers();

    function recolor() {
      paint.recolor();
      data.nodes.update(data.nodes.getIds().map(nodeItem));
      data.edges.update(data.edges.getIds().map(edgeItem));
      camera.redraw();
    }

    /** Only what changed: an update of everything takes long on a large map. */
    function refilter() {
      const covered = places.covers();
      if (state.view === "timeline" && covered !== covers) return travel();
      hide();
      return undefined;
    }

    function hide() {
      if (state.view === "providers") return; // nobody sees it; the way back catches up
      const changed = (set, shows) => set.get({ fields: ["id", "hidden"] }).filter((item) => item.hidden === shows(item.id))
        .map((item) => ({ id: item.id, hidden: !item.hidden }));
      data.nodes.update(changed(data.nodes, state.nodeShows));
      data.edges.update(changed(data.edges, edgeShows));
      camera.redraw();
    }

    /** On a large graph: hand a story to vis-network; the one longest unused goes. */
    function open(story) {
      const { added, removed } = live.open(story);
      data.edges.remove(removed.flatMap(paint.links));
      data.nodes.remove(removed.flatMap((one) => graph.stories[one].members));
      data.nodes.add(added.flatMap((one) => graph.stories[one].members).map(nodeItem));
      data.edges.add(added.flatMap(paint.links).map(edgeItem));
    }

    /** Positions of live nodes are set where vis-network keeps them: its own update takes too long for a frame. */
    function travel() {
      covers = places.covers();
      if (state.view === "providers") return places.jump();
      places.go((arrived) => {
        for (const [id, body] of Object.entries(network.body.nodes)) {
          if (places.x[id] === undefined) continue;
          body.x = places.x[id];
          body.y = places.y[id];
        }
        if (arrived && data.nodes.length) data.nodes.update(data.nodes.getIds().map((id) => ({ id, x: places.x[id], y: places.y[id] })));
        camera.redraw();
      });
      hide();
      camera.showAll();
      return undefined;
    }

    /** What is chosen is all there, however large the graph. */
    function openChosen() {
      if (thinning.isOn() && state.story() !== null) thinning.open(state.story());
    }

    function follow() {
      const { chosen } = state;
      if (chosen === null) return;
      if (chosen.type === "story") camera.showStory(chosen.number);
      else if (chosen.type === "loners") camera.showNodes(graph.loners);
      else if (chosen.type === "pair") camera.showNodes(graphkit.compare.articlesOf(graph, chosen.number));
      else if (chosen.type === "edge") camera.showNodes([edges.a[chosen.number], edges.b[chosen.number]]);
      else if (graph.isArticle(chosen.number)) camera.showNode(chosen.number);
      else camera.showNodes([chosen.number, ...graph.edgesOf[chosen.number].map((edge) => graph.otherEnd(edge, chosen.number))]);
    }

    const isSeen = (node) => drawn.has(node) || (paint.isLit(node) && state.nodeShows(node));
    const isLineSeen = (number) => edgeShows(number) && (live.all || look.storyOf(number) !== null) && isSeen(edges.a[number]) && isSeen(edges.b[number]);
    const map = { network, camera, paint, places, look, recolor, open, isSeen, isLineSeen, isLarge: !live.all };
    graphkit.pointer.listen(container, state, map);

    state.onChange((what, from) => {
      if (what === "filter") refilter();
      else if (what === "view") travel();
      else if (what === "color") recolor();
      else if (state.view !== "providers") {
        if (what === "choice") openChosen();
        if (what === "choice" && from !== "map") follow();
        if (what === "focus" && state.focus) camera.showNodes(state.focus.nodes);
        camera.redraw();
      }
    });
    camera.showAll(false);
    return map;
  }

  return { create };
})();
