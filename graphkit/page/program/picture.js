// The graph as a picture: what is on the screen now, as SVG or as PNG, both by writers of our own.
graphkit.picture = (() => {
  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  // What XML 1.0 cannot hold at all.
  const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  function escape(text) {
    return String(text).replace(FORBIDDEN, "").replace(/[&<>"']/g, (character) => ESCAPES[character]);
  }

  /** tag("circle", {cx: 1}) => <circle cx="1"/> */
  function tag(name, attributes, content = null) {
    const written = Object.entries(attributes).filter(([, value]) => value !== null)
      .map(([key, value]) => ` ${key}="${escape(typeof value === "number" ? Math.round(value * 100) / 100 : value)}"`).join("");
    return content === null ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
  }

  /**
   * @param scene - {title, width, height, paper, font, circles: [{x, y, radius, color, fillOpacity, stroke, strokeOpacity, strokeWidth}], lines: [{x1, y1, x2,
   *   y2, color, opacity, width, dashed}], bands: [{points: [[x, y]], color, opacity, stroke}],
   *   marks: [{shape, x, y, size, fill, border, borderWidth, title}],
   *   labels: [{lines: [{text, px, bold, color}], x, y, align, plate: box or null, box}]}, all in pixels
   */
  function svg({ title, width, height, paper, font, serif, bands, circles, lines, marks, labels }) {
    const body = [
      tag("title", {}, escape(title)),
      tag("rect", { width, height, fill: paper }),
      ...bands.map(({ points, color, opacity, stroke }) => tag("path", { d: `M${points.map((point) => point.map((one) => one.toFixed(1)).join(" ")).join("L")}Z`, fill: color, "fill-opacity": opacity, stroke, "stroke-width": 2.5 })),
      ...circles.map(({ x, y, radius, color, fillOpacity, stroke, strokeOpacity, strokeWidth }) => tag("circle", { cx: x, cy: y, r: radius, fill: color, "fill-opacity": fillOpacity, stroke, "stroke-opacity": strokeOpacity, "stroke-width": strokeWidth })),
      ...lines.map((line) => tag("line", { x1: line.x1, y1: line.y1, x2: line.x2, y2: line.y2, stroke: line.color, "stroke-opacity": line.opacity, "stroke-width": line.width, "stroke-dasharray": line.dashed ? "5 4" : null })),
      ...marks.map(mark),
      ...labels.flatMap((label) => write(label, paper, serif)),
    ];
    const root = { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": font };
    return `<?xml version="1.0" encoding="UTF-8"?>\n${tag("svg", root, `\n${body.join("\n")}\n`)}\n`;
  }

  function mark({ shape, x, y, size, fill, border, borderWidth, title }) {
    const look = { fill, stroke: border, "stroke-width": borderWidth };
    const named = tag("title", {}, escape(title));
    if (shape === "square") return tag("rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size, ...look }, named);
    if (shape === "diamond") return tag("path", { d: `M${[[x, y - size], [x + size, y], [x, y + size], [x - size, y]].map((point) => point.map((one) => one.toFixed(1)).join(" ")).join("L")}Z`, ...look }, named);
    return tag("circle", { cx: x, cy: y, r: size, ...look }, named);
  }

  function write({ lines, x, y, align, plate }, paper, serif) {
    const anchor = { left: "start", center: "middle", right: "end" }[align];
    let baseline = y;
    const below = plate ? [tag("rect", { x: plate.left - 4, y: plate.top, width: plate.right - plate.left + 8, height: plate.bottom - plate.top, fill: paper })] : [];
    return [...below, ...lines.map(({ text, px, bold, color, isSerif = false }) => {
      baseline += px;
      const made = tag("text", { x, y: baseline, "text-anchor": anchor, "font-family": isSerif ? serif : null, "font-size": px, "font-weight": bold ? 600 : null, fill: color, stroke: paper, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" }, escape(text));
      baseline += px * 0.3;
      return made;
    })];
  }

  const SCALE = 2, HEAD_PX = 46, FOOT_PX = 30, MARGIN_PX = 16;

  /**
   * A picture at twice the size of the screen, as a blob: title and period above, what the marks mean below.
   *
   * @param source - {width, height, paint(context)}: draws itself in pixels of the screen
   */
  function png({ width, height, paint }, state) {
    const { paper, ink, quiet, font } = graphkit.theme.current();
    const canvas = document.createElement("canvas");
    canvas.width = SCALE * width;
    canvas.height = SCALE * (height + HEAD_PX + FOOT_PX);
    const context = canvas.getContext("2d");
    context.scale(SCALE, SCALE);
    context.fillStyle = paper;
    context.fillRect(0, 0, width, height + HEAD_PX + FOOT_PX);
    const write = (text, x, y, style, color, /** @type {CanvasTextAlign} */ align = "left") => {
      context.font = `${style} ${font}`;
      context.fillStyle = color;
      context.textAlign = align;
      context.textBaseline = "alphabetic";
      context.fillText(text, x, y);
    };
    write(document.title, MARGIN_PX, 28, "600 18px", ink);
    write(`${graphkit.period.name(state.ranges)} · ${graphkit.text.count(state.ranking().length, "story", "stories")}, ${graphkit.text.count(state.articles(), "article")}`, width - MARGIN_PX, 28, "13px", quiet, "right");
    context.save();
    context.translate(0, HEAD_PX);
    context.beginPath();
    context.rect(0, 0, width, height);
    context.clip();
    paint(context);
    context.restore();
    write(legend(state), MARGIN_PX, height + HEAD_PX + 20, "12px", quiet);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  function legend(state) {
    if (state.view === "timeline") return "a mark is an article at its own time, as wide as its day where the hour is unknown; hollow: not among what shows; ringed: lead";
    const color = state.colorBy === "story" && state.graph.regions.length ? "region" : state.colorBy;
    if (state.graph.hasRims) return `a circle is a story, its area the number of its articles, which are the dots on its rim; color: ${color}`;
    return `a dot is an article, a ring one that others list, a square an outlet, a diamond a topic; a circle is a story; solid: listed as related, dashed: alike in words; color: ${color}`;
  }

  /** The scene on a canvas, in the order of the SVG. */
  function paint(context, { bands, circles, lines, marks, labels, paper, font }) {
    for (const { points, color, opacity, stroke } of bands) {
      context.beginPath();
      points.forEach(([x, y], at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.globalAlpha = opacity;
      context.fillStyle = color;
      context.fill();
      if (stroke === null) continue;
      context.globalAlpha = 1;
      context.strokeStyle = stroke;
      context.lineWidth = 2.5;
      context.stroke();
    }
    for (const { x, y, radius, color, fillOpacity, stroke, strokeOpacity, strokeWidth } of circles) {
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.globalAlpha = fillOpacity;
      context.fillStyle = color;
      context.fill();
      context.globalAlpha = strokeOpacity;
      context.strokeStyle = stroke;
      context.lineWidth = strokeWidth;
      context.stroke();
    }
    for (const line of lines) {
      context.beginPath();
      context.moveTo(line.x1, line.y1);
      context.lineTo(line.x2, line.y2);
      context.globalAlpha = line.opacity;
      context.strokeStyle = line.color;
      context.lineWidth = line.width;
      context.setLineDash(line.dashed ? [5, 4] : []);
      context.stroke();
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
    for (const { x, y, ...look } of marks) graphkit.looks.outline(context, look, x, y);
    const letters = graphkit.lettering.create();
    for (const { box } of labels) letters.write(context, box, 1);
    context.globalAlpha = 1;
    context.font = font;
    context.fillStyle = paper;
  }

  return { svg, png, paint, escape };
})();
