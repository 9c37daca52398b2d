// Where everything lies now: on the map, on the timeline, or on the way from one to the other.
graphkit.places = (() => {
  const DURATION_MS = 700;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

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

  const ease = (share) => (share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2);

  function create(state, aspect) {
    const { graph } = state;
    const { nodes, stories } = graph;
    const map = { x: Float64Array.from(nodes.x), y: Float64Array.from(nodes.y) };
    const lonersOnMap = boxAround(graph.loners, map);
    let timeline = null, covers = "", grid = null, run = 0;

    /** The timeline of the stretch of time that the filter leaves. */
    function lanes() {
      if (covers !== places.covers()) {
        covers = places.covers();
        timeline = graphkit.lanes.arrange(graph, state.ranges, aspect());
      }
      return timeline;
    }

    const places = {
      x: map.x.slice(),
      y: map.y.slice(),
      /** 0 on the map, 1 on the timeline. */
      progress: 0,
      lanes,
      /** Names the stretch of time that the timeline has to cover. */
      covers: () => `${state.ranges.from} ${state.ranges.to}`,
      isMoving: false,

      /** The box of a story where it is, or is going to. */
      story(number) {
        if (state.view === "timeline") return lanes().lanes[number];
        const { x, y, radius } = stories[number];
        return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
      },

      loners() {
        if (!graph.loners.length) return null;
        if (state.view === "timeline") return lanes().loners;
        return lonersOnMap;
      },

      /** Where a node is, or is going to. */
      at: (node) => (state.view === "timeline" ? { x: lanes().x[node], y: lanes().y[node] } : { x: map.x[node], y: map.y[node] }),

      /** Be on the map at once, without being seen. */
      jump() {
        run++;
        blend(places, map, map, 1);
        places.isMoving = false;
        places.progress = 0;
        grid = null;
      },

      /** Move everything to where the view has it; `onFrame(arrived)` is called after each step. */
      go(onFrame) {
        const target = state.view === "timeline" ? lanes() : map, to = state.view === "timeline" ? 1 : 0;
        const from = { x: places.x.slice(), y: places.y.slice() }, fromProgress = places.progress;
        const mine = ++run, began = performance.now();
        const step = (now) => {
          if (mine !== run) return;
          const share = calm.matches ? 1 : Math.min(1, Math.max(0, (now - began) / DURATION_MS));
          const eased = ease(share);
          places.isMoving = share < 1;
          places.progress = fromProgress + (to - fromProgress) * eased;
          blend(places, from, target, eased);
          grid = null;
          if (share < 1) requestAnimationFrame(step);
          onFrame(share === 1);
        };
        step(began);
      },

      nearest(x, y, reach, counts) {
        if (places.isMoving) return null;
        grid ??= graphkit.grid.create(places.x, places.y);
        return grid.nearest(x, y, reach, counts);
      },
    };
    return places;
  }

  function blend(places, one, other, share) {
    for (let node = 0; node < places.x.length; node++) {
      places.x[node] = share === 1 ? other.x[node] : one.x[node] + (other.x[node] - one.x[node]) * share;
      places.y[node] = share === 1 ? other.y[node] : one.y[node] + (other.y[node] - one.y[node]) * share;
    }
  }

  return { create };
})();
