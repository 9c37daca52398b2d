// What lies below the nodes: the islands of the map; lanes and ticks of the timeline.
graphkit.backdrop = (() => {
  const TICK_PX = 110, AXIS_PX = 22;

  function create(state, camera, places) {
    const { graph } = state;
    const { stories } = graph;
    const { accent, faded, current } = graphkit.theme;

    const isChosen = (story) => state.chosen !== null && state.chosen.type === "story" && state.chosen.number === story;
    const colorOf = (story) => (state.colorBy === "story" ? accent(story) : current().mark);

    function islands(context, view, box, presence) {
      const { scale } = view;
      stories.forEach(({ x, y, radius }, story) => {
        if (x + radius < box.left || x - radius > box.right || y + radius < box.top || y - radius > box.bottom) return;
        const alive = state.storySize(story) > 0 ? presence : presence * 0.25;
        const color = colorOf(story);
        context.beginPath();
        context.arc(x, y, radius, 0, 2 * Math.PI);
        const isBubble = radius * scale < graphkit.points.BUBBLE_PX;
        context.fillStyle = faded(color, (isBubble ? 0.5 : scale < 0.4 ? 0.2 : 0.1) * alive);
        context.fill();
        if (isBubble && !isChosen(story)) return;
        context.strokeStyle = faded(color, isChosen(story) ? presence : 0.5 * alive);
        context.lineWidth = (isChosen(story) ? 2.5 : 1) / scale;
        context.stroke();
      });
    }

    function lanes(context, view, box, presence) {
      const plan = places.lanes();
      const band = ({ left, right, top, bottom }, color, strong) => {
        if (right < box.left || left > box.right || bottom < box.top || top > box.bottom) return;
        context.beginPath();
        context.roundRect(left - 6, top, right - left + 12, bottom - top, 10);
        context.fillStyle = faded(color, (strong ? 0.28 : 0.13) * presence);
        context.fill();
      };
      if (plan.undated) band({ ...plan.undated, top: plan.top, bottom: plan.bottom }, current().mark, false);
      plan.lanes.forEach((lane, story) => lane && state.storySize(story) > 0 && band(lane, colorOf(story), isChosen(story)));
    }

    /** Ticks on the screen: lines behind the lanes, labels along the bottom. */
    function axis(context, view, presence) {
      const plan = places.lanes();
      if (!plan.axis) return;
      const { line, quiet, font, paper } = current();
      const perSecond = (plan.axis.right - plan.axis.left) / (plan.axis.to - plan.axis.from);
      const timeAt = (x) => plan.axis.from + ((x - view.left) / view.scale - plan.axis.left) / perSecond;
      const screenX = (time) => (plan.axis.left + (time - plan.axis.from) * perSecond) * view.scale + view.left;
      const shown = { from: Math.max(plan.axis.from, timeAt(0)), to: Math.min(plan.axis.to, timeAt(view.width)) };
      if (shown.to <= shown.from) return;
      const most = Math.max(2, (screenX(shown.to) - screenX(shown.from)) / TICK_PX);
      const floor = view.height - AXIS_PX;
      context.globalAlpha = presence;
      context.fillStyle = paper;
      context.fillRect(0, floor, view.width, AXIS_PX);
      context.fillStyle = line;
      context.fillRect(0, floor, view.width, 1);
      context.font = `12px ${font}`;
      context.textAlign = "left";
      context.textBaseline = "middle";
      for (const { time, label } of graphkit.timescale.ticks(shown, most)) {
        const x = Math.round(screenX(time));
        context.fillStyle = line;
        context.fillRect(x, 0, 1, floor + 6);
        context.fillStyle = quiet;
        context.fillText(label, x + 5, floor + AXIS_PX / 2 + 1);
      }
      if (plan.undated) {
        const x = ((plan.undated.left + plan.undated.right) / 2) * view.scale + view.left;
        context.textAlign = "center";
        context.fillStyle = quiet;
        context.fillText("undated", x, floor + AXIS_PX / 2 + 1);
      }
      context.globalAlpha = 1;
    }

    function draw(context, view) {
      const { progress } = places;
      const box = graphkit.points.inMapUnits(view);
      if (progress > 0) {
        context.save();
        graphkit.camera.onScreen(context, view);
        axis(context, view, progress);
        context.restore();
        lanes(context, view, box, progress);
      }
      if (progress < 1) islands(context, view, box, 1 - progress);
    }

    return { draw };
  }

  return { create, AXIS_PX };
})();
