// The timeline on its canvas: band of the period, ticks, lanes with their articles, the tray of what has no date.
graphkit.lanesPaint = (() => {
  const { DAY } = graphkit.dates;
  const { STEP, FOOT } = graphkit.lanes;
  const { ticks } = graphkit.timescale;
  const AXIS = 28, TICK_PX = 72, TRAY_COLUMNS = 4, TRAY_PILL = 13, TRAY_LEFT = 10, TRAY_NUMBER = 26;

  /**
   * @param at - {plan, scale, scroll, left: x of time, right: x of the tray, namesFrom: x of the first tick's name, width, height, hovered}
   */
  function draw(context, state, at) {
    const colors = graphkit.theme.current();
    context.clearRect(0, 0, at.width, at.height);
    context.fillStyle = colors.paper;
    context.fillRect(0, 0, at.width, at.height);
    const x = (time) => at.left + (time - at.scale.from) * at.scale.perSecond;
    const { from, to } = state.ranges;
    if (from !== null || to !== null) {
      const [start, end] = [Math.max(at.left, from === null ? at.left : x(from)), Math.min(at.right, to === null ? at.right : x(to))];
      context.fillStyle = colors.band;
      if (end > start) context.fillRect(start, AXIS, end - start, at.height - AXIS);
    }
    if (hasTray(at)) {
      context.fillStyle = colors.sunk;
      context.fillRect(at.right + 8, 0, at.width - at.right - 8, at.height);
    }
    grid(context, at, x, colors);
    context.save();
    context.beginPath();
    context.rect(0, AXIS, at.width, at.height - AXIS);
    context.clip();
    for (const lane of at.plan.lanes) {
      const top = lane.top - at.scroll + AXIS;
      if (top > at.height || top + lane.height < AXIS) continue;
      drawLane(context, state, at, lane, top, colors);
    }
    if (at.plan.loners) drawLoners(context, state, at, colors, x);
    context.restore();
  }

  function grid(context, at, x, colors) {
    const shown = { from: at.scale.from, to: at.scale.from + (at.right - at.left) / at.scale.perSecond };
    context.font = `12px ${colors.font}`;
    context.textBaseline = "middle";
    context.textAlign = "left";
    for (const { time, label } of ticks(shown, Math.max(2, (at.right - at.left) / TICK_PX))) {
      const here = Math.round(x(time));
      context.fillStyle = colors.line;
      context.fillRect(here, AXIS - 8, 1, at.height);
      context.fillStyle = colors.quiet;
      if (here >= at.namesFrom && here < at.right - 40) context.fillText(label, here + 4, 12);
    }
    if (!hasTray(at)) return;
    context.fillStyle = colors.ink;
    context.fillText("No date", at.right + (at.width - at.right < 90 ? 12 : 18), 12);
  }

  /** Whether there is room for undated articles; where all have dates there is none. */
  function hasTray({ width, right }) {
    return width - right > 20;
  }

  function drawLane(context, state, at, lane, top, colors) {
    const { graph } = state;
    const floor = top + lane.height - FOOT, accent = graphkit.theme.accent(lane.stories[0]);
    const chosen = state.story();
    if (lane.stories.includes(chosen)) {
      context.fillStyle = graphkit.theme.faded(accent, 0.12);
      context.fillRect(0, top, at.right, lane.height);
    }
    context.fillStyle = colors.line;
    context.fillRect(0, top + lane.height - 1, at.width, 1);
    context.save();
    context.beginPath();
    context.rect(at.left, top, at.right - at.left, lane.height);
    context.clip();
    if (lane.placed.length > 1) {
      context.fillStyle = graphkit.theme.faded(accent, 0.3);
      const [first, last] = [lane.placed[0].left, lane.placed[lane.placed.length - 1].right];
      context.fillRect(at.left + first, floor - 3.5, last - first, 1);
    }
    for (const mark of lane.placed) drawMark(context, state, mark, at.left, floor, lane.step, graphkit.theme.accent(graph.nodes.story[mark.node]), at.hovered === mark.node);
    context.restore();
    context.font = `11px ${colors.font}`;
    context.textBaseline = "middle";
    context.fillStyle = colors.quiet;
    context.textAlign = "left";
    if (lane.earlier) context.fillText(`‹ ${graphkit.text.figure(lane.earlier)} earlier`, at.left + 2, top + lane.above + 9);
    context.textAlign = "right";
    if (lane.later) context.fillText(`${graphkit.text.figure(lane.later)} later ›`, at.right - 2, top + lane.above + 9);
    tray(context, state, at, lane, floor, accent, colors);
  }

  /** Filled what shows, hollow what lies outside; the lead with a ring. */
  function drawMark(context, state, { node, left, right, level, isDay }, x0, floor, step, color, isHovered) {
    const y = floor - 3.5 - level * step, high = isDay ? Math.min(6, Math.max(2, step - 2)) : Math.min(7, Math.max(2, step - 1));
    const outline = (extra) => {
      context.beginPath();
      context.roundRect(x0 + left - extra, y - high / 2 - extra, right - left + 2 * extra, high + 2 * extra, high / 2 + extra);
    };
    outline(0);
    if (state.nodeShows(node)) {
      context.fillStyle = color;
      context.fill();
    } else {
      context.fillStyle = graphkit.theme.current().paper;
      context.fill();
      context.strokeStyle = color;
      context.lineWidth = 1;
      context.stroke();
    }
    if (!state.graph.leads.has(node) && !state.is("node", node) && !isHovered) return;
    outline(1.5);
    context.strokeStyle = graphkit.theme.current().ink;
    context.lineWidth = state.is("node", node) || isHovered ? 2 : 1.3;
    context.stroke();
  }

  function tray(context, state, at, lane, floor, accent, colors) {
    if (!lane.undated.length) return;
    const rows = Math.max(1, Math.floor((lane.height - lane.above - 12) / STEP)), most = rows * trayColumns(at);
    context.strokeStyle = accent;
    context.lineWidth = 1;
    context.setLineDash([3, 2]);
    lane.undated.slice(0, most).forEach((node, number) => {
      const { x, y } = trayPlace(at, number, floor);
      context.beginPath();
      context.roundRect(x, y - 3, TRAY_PILL, 6, 3);
      context.stroke();
      if (at.hovered === node || state.is("node", node)) {
        context.fillStyle = accent;
        context.fill();
      }
    });
    context.setLineDash([]);
    context.fillStyle = colors.quiet;
    context.textAlign = "right";
    context.font = `11px ${colors.font}`;
    context.fillText(graphkit.text.figure(lane.undated.length), at.width - 8, floor - 3);
  }

  /** As many beside each other as leave room for their number. */
  function trayColumns({ width, right }) {
    return Math.max(1, Math.min(TRAY_COLUMNS, Math.floor((width - right - TRAY_LEFT - TRAY_NUMBER) / (TRAY_PILL + 3))));
  }

  function trayPlace(at, number, floor) {
    const columns = trayColumns(at);
    return { x: at.right + TRAY_LEFT + (number % columns) * (TRAY_PILL + 3), y: floor - 3.5 - Math.floor(number / columns) * STEP };
  }

  /** Articles in no story as a count a day, at the foot of the lanes. */
  function drawLoners(context, state, at, colors, x) {
    const { nodes } = state.graph;
    const top = at.plan.loners.top - at.scroll + AXIS, floor = top + at.plan.loners.height - FOOT;
    if (top > at.height || floor < AXIS) return;
    const counts = new Map();
    let most = 1, undated = 0;
    for (const node of state.graph.loners) {
      if (nodes.time[node] === null) {
        undated++;
        continue;
      }
      const day = Math.floor(nodes.time[node] / DAY), some = counts.get(day) ?? [0, 0];
      some[state.nodeShows(node) ? 0 : 1]++;
      counts.set(day, some);
      most = Math.max(most, some[0] + some[1]);
    }
    const wide = Math.max(1, DAY * at.scale.perSecond - 1), unit = (at.plan.loners.height - at.plan.loners.above - FOOT - 6) / most;
    for (const [day, [inside, outside]] of counts) {
      const left = Math.max(at.left, x(day * DAY)), width = Math.min(at.right, x(day * DAY) + wide) - left;
      if (width <= 0) continue;
      context.fillStyle = colors.bar;
      context.fillRect(left, floor - (inside + outside) * unit, width, (inside + outside) * unit);
      context.fillStyle = colors.mark;
      context.fillRect(left, floor - inside * unit, width, inside * unit);
    }
    if (!undated) return;
    context.fillStyle = colors.quiet;
    context.textAlign = "right";
    context.font = `11px ${colors.font}`;
    context.fillText(graphkit.text.figure(undated), at.width - 8, floor - 3);
  }

  return { draw, trayPlace, AXIS, TRAY_PILL };
})();
