// The time axis below the timeline, in pixels: for the canvas and for pictures of it.
graphkit.axis = (() => {
  const TICK_PX = 110, HEIGHT = 22;

  /**
   * @param plan of lanes.js
   * @returns {floor, ticks: [{x, label}], undated: x of the middle of the undated column or null}, or null without time
   */
  function arrange(plan, view) {
    if (!plan.axis) return null;
    const perSecond = (plan.axis.right - plan.axis.left) / (plan.axis.to - plan.axis.from);
    const timeAt = (x) => plan.axis.from + ((x - view.left) / view.scale - plan.axis.left) / perSecond;
    const screenX = (time) => (plan.axis.left + (time - plan.axis.from) * perSecond) * view.scale + view.left;
    const shown = { from: Math.max(plan.axis.from, timeAt(0)), to: Math.min(plan.axis.to, timeAt(view.width)) };
    if (shown.to <= shown.from) return null;
    const most = Math.max(2, (screenX(shown.to) - screenX(shown.from)) / TICK_PX);
    return {
      floor: view.height - HEIGHT,
      ticks: graphkit.timescale.ticks(shown, most).map(({ time, label }) => ({ x: Math.round(screenX(time)), label })),
      undated: plan.undated && ((plan.undated.left + plan.undated.right) / 2) * view.scale + view.left,
    };
  }

  return { arrange, HEIGHT };
})();
