// What part of the map shows. Labels keep their size on the screen, so room for them is counted in pixels.
graphkit.camera = (() => {
  const CLOSEST = 4, DURATION_MS = 350;
  const CLOSE = 1.2, STORY_PX = 110;
  const MARKS_FROM = 0.5; // scale below which the circles of many stories are too small for marks and a name
  const NARROW = 600, NAME = 40;
  const ROOM = { side: 60, top: 34, bottom: 26 };

  /** The box around points and circles, in map units, or null. */
  function extent(items) {
    if (!items.length) return null;
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const { x, y, radius = 0 } of items) {
      box.left = Math.min(box.left, x - radius);
      box.right = Math.max(box.right, x + radius);
      box.top = Math.min(box.top, y - radius);
      box.bottom = Math.max(box.bottom, y + radius);
    }
    return box;
  }

  /** Where to look from to see a box within a canvas, with `room` pixels to spare. */
  function toSee(box, size, room, closest) {
    const width = Math.max(1, box.right - box.left), height = Math.max(1, box.bottom - box.top);
    const scale = Math.min((size.width - 2 * room.side) / width, (size.height - room.top - room.bottom) / height, closest);
    return {
      scale: Math.max(scale, 0.01),
      position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 - (room.top - room.bottom) / 2 / scale },
    };
  }

  /** From here on a context draws in pixels of the screen, not in map units. */
  function onScreen(context, { width }) {
    const ratio = context.canvas.width / width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  function create(network, container, state, places, sideRoom) {
    const size = () => ({ width: container.clientWidth, height: container.clientHeight });
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const { graph } = state;
    const { stories } = graph;
    const { at } = places;
    let showsAll = true;

    function move(to, animated) {
      showsAll = false;
      const animation = animated && !calm.matches ? { duration: DURATION_MS, easingFunction: "easeInOutQuad" } : false;
      network.moveTo({ ...to, animation });
    }

    /** On a narrow screen the providers around the rim may lie outside. */
    function showAll(animated = true) {
      const narrow = size().width < NARROW;
      const corners = ({ left, right, top, bottom }) => [{ x: left, y: top }, { x: right, y: bottom }];
      if (graph.regions.length) {
        const whole = extent(graph.regions.flatMap(({ outline }) => outline));
        move(toSee(whole, size(), { side: 16, top: 12, bottom: 12 }, 1.6), animated);
        showsAll = true;
        return;
      }
      const names = stories.flatMap((_, story) => corners({ ...places.story(story), top: places.story(story).top - NAME }));
      const inner = [...names, ...graph.loners.map(at)];
      const box = extent(narrow && inner.length ? inner : [...names, ...graph.nodes.kind.map((_, node) => at(node))]);
      if (box) move(toSee(box, size(), narrow ? { side: 12, top: 36, bottom: 24 } : { ...ROOM, side: sideRoom() }, 1.6), animated);
      showsAll = true;
    }

    /** What filters leave, as long as nobody has moved the map and nothing is chosen. */
    function fit(animated = true) {
      if (!showsAll || state.chosen !== null) return undefined;
      const left = state.ranking();
      if (left.length === stories.length || (!left.length && !state.loners())) return showAll(animated);
      const corners = ({ left: x1, right: x2, top, bottom }) => [{ x: x1, y: top - NAME }, { x: x2, y: bottom }];
      const few = left.length ? left.flatMap((story) => corners(places.story(story))) : graph.loners.filter(state.nodeShows).map(at);
      const box = extent(few);
      if (box) move(toSee(box, size(), ROOM, 1.6), animated);
      showsAll = true;
      return undefined;
    }

    function showStory(story) {
      const { left, right, top, bottom } = places.story(story);
      // As large as its headline needs; a map of few stories shows the titles of its articles as well.
      const closest = graph.hasRims ? Math.min(CLOSE, STORY_PX / stories[story].radius) : Math.max(network.getScale(), 1.5);
      const box = { left: left - 60, right: right + 60, top: top - 76, bottom: bottom + 44 };
      move(toSee(box, size(), { side: 40, top: 40, bottom: 30 }, closest), true);
    }

    function showNode(node) {
      move({ position: at(node), scale: Math.max(network.getScale(), 1.15) }, true);
    }

    function showNodes(found) {
      const box = extent(found.map(at));
      if (box) move(toSee(box, size(), ROOM, 1.5), true);
    }

    function showBox(corners) {
      move(toSee(extent(corners), size(), { side: 20, top: 20, bottom: 20 }, CLOSEST), true);
    }

    function zoom(factor) {
      const scale = Math.min(CLOSEST, Math.max(0.02, network.getScale() * factor));
      move({ position: network.getViewPosition(), scale }, true);
    }

    function pan(right, down) {
      const { x, y } = network.getViewPosition(), scale = network.getScale();
      move({ position: { x: x + right / scale, y: y + down / scale }, scale }, false);
    }

    /** From map to screen: x * scale + left, y * scale + top. */
    function view() {
      const scale = network.getScale(), middle = network.getViewPosition(), { width, height } = size();
      return { scale, isFar: graph.hasRims && scale < MARKS_FROM, left: width / 2 - middle.x * scale, top: height / 2 - middle.y * scale, width, height };
    }

    // A change of the window, or of what lies beside the map, keeps all in view as long as nobody has moved it.
    // vis-network sets its own scale after this event, so ours comes after that.
    network.on("resize", () => queueMicrotask(() => (state.chosen === null ? fit(false) : state.story() !== null && showStory(state.story()))));
    for (const event of ["dragStart", "zoom"]) network.on(event, () => { showsAll = false; });

    // With the next frame, and once however often it is asked for; `network.redraw` draws there and then.
    const redraw = () => network.body.emitter.emit("_requestRedraw");

    return { redraw, showAll, fit, showStory, showNode, showNodes, showBox, zoom, pan, view };
  }

  return { create, onScreen, extent, NARROW };
})();
