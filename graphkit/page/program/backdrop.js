// What lies below the nodes: the islands of the map.
graphkit.backdrop = (() => {
  const SQUARE_PX = 2.4; // radius up to which nobody sees that a disc is a square

  /** The color of a story's circle, and how strong its disc and its ring are: filled from afar, faint where its articles have marks. */
  function lookOf(state, story, { isFar, scale }) {
    const { stories, hasRims } = state.graph;
    // Among many stories the large ones stand out and the small ones step back; what does not show, most of all.
    const size = hasRims ? 0.55 + 0.45 * Math.min(1, (4 * stories[story].members.length) / stories[0].members.length) : 1;
    const alive = (state.storySize(story) > 0 ? 1 : 0.25) * size;
    return {
      color: state.colorBy === "story" ? graphkit.theme.accent(story) : graphkit.theme.current().mark,
      filled: Math.round((isFar ? 72 : scale < 0.4 ? 24 : 10) * alive) / 100, ringed: isFar ? 0 : (hasRims ? 0.9 : 0.5) * alive,
    };
  }

  function create(state, camera, places, drawn) {
    const { graph } = state;
    const { stories } = graph;
    const { faded, current } = graphkit.theme;

    /** Cells of regions, and of topics within them, in the faint color of the region. */
    function regions(context, view) {
      const isColored = state.colorBy === "story";
      graph.regions.forEach(({ outline, within }, number) => {
        if (outline.length < 3) return;
        context.beginPath();
        outline.forEach(({ x, y }, corner) => (corner ? context.lineTo(x, y) : context.moveTo(x, y)));
        context.closePath();
        if (within === null) {
          context.fillStyle = isColored ? faded(graphkit.theme.plain(number), 0.09) : current().sunk;
          context.fill();
        } else {
          context.strokeStyle = current().paper;
          context.lineWidth = 2.5 / view.scale;
          context.stroke();
        }
      });
    }

    function islands(context, view, box) {
      const { scale } = view;
      const bubbles = new Map();
      stories.forEach(({ x, y, radius }, story) => {
        if (x + radius < box.left || x - radius > box.right || y + radius < box.top || y - radius > box.bottom) return;
        const { color, filled, ringed } = lookOf(state, story, view);
        const fill = faded(color, filled);
        if (view.isFar) {
          if (bubbles.has(fill)) bubbles.get(fill).push(story);
          else bubbles.set(fill, [story]);
          return;
        }
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        context.fillStyle = fill;
        context.fill();
        context.strokeStyle = faded(color, ringed);
        context.lineWidth = 1 / scale;
        context.stroke();
      });
      bubbles.forEach((members, fill) => discs(context, members, fill, scale));
    }

    /** What is in no story, where there is too much of it to draw. */
    function loners(context) {
      const box = places.loners();
      if (!box || state.loners() === 0) return;
      context.fillStyle = faded(current().mark, 0.3);
      context.fillRect(box.left - 8, box.top - 8, box.right - box.left + 16, box.bottom - box.top + 16);
    }

    /** One path for all of one color: thousands of paths take up a frame. */
    function discs(context, members, fill, scale) {
      context.beginPath();
      for (const story of members) {
        const { x, y, radius } = stories[story];
        if (radius * scale < SQUARE_PX) context.rect(x - radius * 0.85, y - radius * 0.85, radius * 1.7, radius * 1.7);
        else {
          context.moveTo(x + radius, y);
          context.arc(x, y, radius, 0, 2 * Math.PI);
        }
      }
      context.fillStyle = fill;
      context.fill();
    }

    function draw(context, view) {
      if (drawn.isOn() && !graph.regions.length) loners(context);
      regions(context, view);
      islands(context, view, graphkit.points.inMapUnits(view));
    }

    return { draw };
  }

  return { create, lookOf };
})();
