// The histogram under the graph: how many articles came when; colored on a small graph, what is filtered out faint.
graphkit.histogram = (() => {
  const { ticks, stretches } = graphkit.timescale;
  const AXIS_PX = 16, BAR_PX = 7, TICK_PX = 92;
  const FEW = 2500; // articles: more are drawn in one color, which says more than a thousand slivers

  /** {stretch: {shown: [[accent, count]], hidden: count}}: bars from the bottom up. */
  function bars(state, scale) {
    const { graph } = state;
    const { time } = graph.nodes;
    const colored = graph.articles.length <= FEW || state.colorBy !== "story";
    const shown = Array.from({ length: scale.count }, () => new Map()), hidden = new Uint32Array(scale.count);
    for (const node of graph.articles) {
      if (time[node] === null) continue;
      const at = scale.of(time[node]);
      if (!state.nodeShows(node)) {
        hidden[at]++;
        continue;
      }
      const accent = colored ? graphkit.colors.accentOf(state, node) : null;
      const key = accent === null ? -1 : state.colorBy === "story" ? graph.nodes.story[node] : accent;
      shown[at].set(key, (shown[at].get(key) || 0) + 1);
    }
    return { shown: shown.map((stack) => [...stack].sort((a, b) => b[1] - a[1] || a[0] - b[0])), hidden };
  }

  /** @param size {width, height} of the canvas as it shows: to ask it here would cost a layout of the page */
  function draw(canvas, { width, height }, state, extent) {
    const ratio = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const { quiet, line, font } = graphkit.theme.current();
    const x = (time) => ((time - extent.from) / (extent.to - extent.from)) * width;
    const floor = height - AXIS_PX + 0.5;
    drawBars(context, state, stretches(extent, Math.max(12, width / BAR_PX)), x, floor);
    context.strokeStyle = line;
    context.beginPath();
    context.moveTo(0, floor);
    context.lineTo(width, floor);
    context.stroke();
    context.fillStyle = quiet;
    context.font = `11px ${font}`;
    context.textBaseline = "bottom";
    for (const { time, label } of ticks(extent, Math.max(2, width / TICK_PX))) {
      const at = x(time);
      context.textAlign = at < 24 ? "left" : at > width - 24 ? "right" : "center";
      context.fillText(label, at, height);
      context.fillRect(at, floor, 1, 3);
    }
  }

  function drawBars(context, state, scale, x, floor) {
    const { accent, current, faded } = graphkit.theme;
    const { shown, hidden } = bars(state, scale);
    const total = shown.map((stack, at) => stack.reduce((sum, [, count]) => sum + count, hidden[at]));
    const most = Math.max(1, ...total);
    // One article is a block while there are few, and at least visible when there are many.
    const unit = Math.min(7, (floor - 2) / most), gap = unit > 3 ? 1 : 0;
    const least = (count) => Math.max(count * unit - gap, count ? 1 : 0);
    for (let at = 0; at < scale.count; at++) {
      if (!total[at]) continue;
      const left = x(scale.from + at * scale.width), wide = Math.max(1.5, x(scale.from + (at + 1) * scale.width) - left - 1);
      let bottom = floor;
      const block = (color, count) => {
        context.fillStyle = color;
        if (gap) for (let one = 0; one < count; one++) context.fillRect(left, bottom - (one + 1) * unit + gap, wide, unit - gap);
        else context.fillRect(left, bottom - least(count), wide, least(count));
        bottom -= Math.max(count * unit, least(count));
      };
      for (const [key, count] of shown[at]) block(key < 0 ? faded(current().mark, 0.75) : accent(key), count);
      if (hidden[at]) block(faded(current().mark, 0.2), hidden[at]);
    }
  }

  return { draw, bars };
})();
