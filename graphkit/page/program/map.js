// The graph on its canvas. vis-network draws the live nodes and their edges: all of them on a small graph, on a large
// one those of opened stories; paint.js draws the rest.
graphkit.map = (() => {
  const MANY_MEMBERSHIPS = 150;

  /** @param limits - {live: nodes that vis-network holds at once} */
  function create(container, state, { options, limits, thinning, tooltip }) {
    const { graph } = state;
    const { nodes, edges } = graph;
    const look = graphkit.looks.create(state);
    const places = graphkit.places.create(state);

    // On a map of regions paint.js alone draws what lies beside them, when it is chosen.
    const isDrawn = (node) => state.nodeShows(node) && (graph.regions.length === 0 || (graph.isArticle(node) && nodes.story[node] !== null));
    const nodeItem = (number) => {
      const { shape, size, fill, border, borderWidth } = look.node(number);
      return {
        id: number, x: places.x[number], y: places.y[number], shape, size, borderWidth, hidden: !isDrawn(number),
        color: { background: fill, border },
      };
    };
    // On a full map providers and topics would cover everything: their lines come with what is chosen.
    const isFull = edges.relation.filter((relation) => relation >= 2).length > MANY_MEMBERSHIPS;
    const edgeShows = (number) => state.edgeShows(number) && (!isFull || graph.isLink(number));
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
    // A map of regions is one of stories: what lies beside them is drawn when it is chosen.
    const isBeside = (node) => graph.regions.length > 0 && (!graph.isArticle(node) || nodes.story[node] === null) && !paint.isLit(node);
    const drawn = { ...thinning, has: (node) => state.nodeShows(node) && (thinning.keeps(node) || live.has(node)) && !isBeside(node) };
    const paint = graphkit.paint.create(state, camera, places, look, live, drawn, graphkit.mapCard.create(container.parentElement, state));
    network.on("beforeDrawing", paint.below);
    network.on("afterDrawing", paint.above);

    function recolor() {
      paint.recolor();
      data.nodes.update(data.nodes.getIds().map(nodeItem));
      data.edges.update(data.edges.getIds().map(edgeItem));
      camera.redraw();
    }

    let isStale = false;

    /** Only what changed: an update of everything takes long on a large map. */
    function refilter() {
      isStale = state.view !== "map"; // nobody sees it; the way back catches up
      if (isStale) return;
      const changed = (set, shows) => set.get({ fields: ["id", "hidden"] }).filter((item) => item.hidden === shows(item.id))
        .map((item) => ({ id: item.id, hidden: !item.hidden }));
      data.nodes.update(changed(data.nodes, isDrawn));
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

    /** What is chosen is all there, however large the graph. */
    function openChosen() {
      if (thinning.isOn() && state.story() !== null) thinning.open(state.story());
    }

    function follow() {
      const { chosen } = state;
      if (chosen === null) return;
      if (chosen.type === "story") camera.showStory(chosen.number);
      else if (chosen.type === "loners") camera.showNodes(graph.loners);
      else if (chosen.type === "edge") camera.showNodes([edges.a[chosen.number], edges.b[chosen.number]]);
      else if (graph.isArticle(chosen.number)) camera.showNode(chosen.number);
      else camera.showNodes([chosen.number, ...graph.edgesOf[chosen.number].map((edge) => graph.otherEnd(edge, chosen.number))]);
    }

    const isSeen = (node) => drawn.has(node) || (paint.isLit(node) && state.nodeShows(node));
    const isLineSeen = (number) => edgeShows(number) && (live.all || look.storyOf(number) !== null) && isSeen(edges.a[number]) && isSeen(edges.b[number]);
    const map = { network, camera, paint, places, look, recolor, open, isSeen, isLineSeen, isLarge: !live.all };
    graphkit.pointer.listen(container, state, map, tooltip);

    state.onChange((what, from) => {
      if (what === "filter") {
        refilter();
        if (!isStale && from === null) camera.fit();
      } else if (what === "color") recolor();
      else if (what === "choice") {
        openChosen();
        if (from !== "map" && state.view === "map") follow();
        camera.redraw();
      } else if (what === "focus") {
        if (state.focus && state.view === "map") camera.showNodes(state.focus.nodes);
        camera.redraw();
      } else if (what === "view" && state.view === "map") {
        if (isStale) refilter();
        // The canvas was out of sight: it may have another size now.
        requestAnimationFrame(() => {
          if (state.chosen !== null) follow();
          else camera.fit(false);
          camera.redraw();
        });
      }
    });
    camera.showAll(false);
    if (state.chosen !== null) follow();
    else camera.fit(false);
    return map;
  }

  return { create };
})();
