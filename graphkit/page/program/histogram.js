// How many articles came when: the whole archive as a strip, below it the stretch around the period as bars.
graphkit.histogram = (() => {
  const { ticks, stretches } = graphkit.timescale;
  const STRIP_PX = 16, GAP_PX = 12, AXIS_PX = 17, BAR_PX = 11, STRIP_BAR_PX = 6, TICK_PX = 74;

  /** By stretch how many articles show and how many there are, of those with a date. */
  function bars({ graph, nodeShows }, scale, { from, to }) {
    const { time } = graph.nodes;
    const shown = new Uint32Array(scale.count), all = new Uint32Array(scale.count);
    for (const node of graph.articles) {
      if (time[node] === null || time[node] < from || time[node] >= to) continue;
      const at = scale.of(time[node]);
      all[at]++;
      if (nodeShows(node)) shown[at]++;
    }
    return { shown, all };
  }

  /** Where the parts lie, from the top. */
  function parts(height, hasStrip) {
    const top = hasStrip ? STRIP_PX + GAP_PX : 2;
    return { top, floor: height - AXIS_PX + 0.5, strip: hasStrip ? STRIP_PX : 0 };
  }

  /**
   * @param size - {width, height} of the canvas as it shows: to ask it here would cost a layout of the page
   * @param axis - {from, to} of the bars
   * @param whole - {from, to} of the archive
   * @param period - {from, to}, each perhaps null
   */
  function draw(canvas, { width, height }, state, { axis, whole, period }) {
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const colors = graphkit.theme.current(), hasStrip = axis.from > whole.from || axis.to < whole.to;
    const { top, floor, strip } = parts(height, hasStrip);
    const x = (time) => ((time - axis.from) / (axis.to - axis.from)) * width;
    if (hasStrip) {
      const along = (time) => ((time - whole.from) / (whole.to - whole.from)) * width;
      columns(context, state, stretches(whole, width / STRIP_BAR_PX), whole, along, 0, strip, [colors.bar, colors.bar]);
      const [left, right] = [along(axis.from), along(axis.to)];
      context.strokeStyle = colors.link;
      context.strokeRect(left - 1, 0.5, Math.max(4, right - left) + 2, strip);
      context.globalAlpha = 0.5;
      context.beginPath();
      context.moveTo(left, strip + 1);
      context.lineTo(0.5, top);
      context.moveTo(right, strip + 1);
      context.lineTo(width - 0.5, top);
      context.stroke();
      context.globalAlpha = 1;
    }
    columns(context, state, stretches(axis, width / BAR_PX), axis, x, top + 4, floor, [colors.link, colors.bar]);
    context.fillStyle = colors.line;
    context.fillRect(0, floor, width, 1);
    labels(context, axis, x, { width, height, floor, period }, colors);
  }

  function columns(context, state, scale, range, x, top, floor, [inside, outside]) {
    const { shown, all } = bars(state, scale, range);
    const most = Math.max(1, ...all);
    for (let at = 0; at < scale.count; at++) {
      if (!all[at]) continue;
      const left = x(scale.from + at * scale.width), wide = Math.max(1.5, x(scale.from + (at + 1) * scale.width) - left - 1);
      const high = (some) => (some ? Math.max(1, (some / most) * (floor - top)) : 0);
      context.fillStyle = outside;
      context.fillRect(left, floor - high(all[at]), wide, high(all[at]));
      context.fillStyle = inside;
      context.fillRect(left, floor - high(shown[at]), wide, high(shown[at]));
    }
  }

  function labels(context, axis, x, { width, height, floor, period }, { ink, quiet, font }) {
    context.font = `11px ${font}`;
    context.textBaseline = "bottom";
    for (const { time, label } of ticks(axis, Math.max(2, width / TICK_PX))) {
      const at = x(time);
      if (at > width - 30) continue;
      context.fillStyle = period.from !== null && time >= period.from && time < (period.to ?? Infinity) ? ink : quiet;
      context.textAlign = "left";
      context.fillText(label, at + 2, height);
      context.fillRect(at, floor, 1, 4);
    }
  }

  return { draw, bars, parts };
})();
