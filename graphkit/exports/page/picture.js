// The graph as a picture: what is on the screen now, as SVG by a writer of our own or as PNG from the canvas.
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
   * @param scene {title, width, height, paper, font, circles: [{x, y, radius, color, fillOpacity}], lines: [{x1, y1, x2,
   *   y2, color, opacity, width, dashed}], bands: [{x, y, width, height, radius, color, opacity}], axis: {floor, height,
   *   ticks: [{x, label}], undated, stroke, color} or null, marks: [{shape, x, y, size, fill, border, borderWidth, title}],
   *   labels: [{lines: [{text, px, bold, color}], x, y, align, plate: box or null}]}, all in pixels
   */
  function svg({ title, width, height, paper, font, bands, axis, circles, lines, marks, labels }) {
    const body = [
      tag("title", {}, escape(title)),
      tag("rect", { width, height, fill: paper }),
      ...(axis ? ticks(axis) : []),
      ...bands.map(({ radius, color, opacity, x, y, width: wide, height: high }) => tag("rect", { x, y, width: wide, height: high, rx: radius, fill: color, "fill-opacity": opacity })),
      ...circles.map(({ x, y, radius, color, fillOpacity }) => tag("circle", { cx: x, cy: y, r: radius, fill: color, "fill-opacity": fillOpacity, stroke: color, "stroke-opacity": 0.5 })),
      ...lines.map((line) => tag("line", { x1: line.x1, y1: line.y1, x2: line.x2, y2: line.y2, stroke: line.color, "stroke-opacity": line.opacity, "stroke-width": line.width, "stroke-dasharray": line.dashed ? "5 4" : null })),
      ...marks.map(mark),
      ...labels.flatMap((label) => write(label, paper)),
      ...(axis ? floor(axis, width, paper) : []),
    ];
    const root = { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": font };
    return `<?xml version="1.0" encoding="UTF-8"?>\n${tag("svg", root, `\n${body.join("\n")}\n`)}\n`;
  }

  /** Behind everything. */
  function ticks(axis) {
    return axis.ticks.map(({ x }) => tag("line", { x1: x + 0.5, x2: x + 0.5, y1: 0, y2: axis.floor + 6, stroke: axis.stroke }));
  }

  /** In front of everything, as on the screen: nothing of the lanes runs into the dates. */
  function floor({ floor: y, height, ticks: dates, undated, stroke, color }, width, paper) {
    const text = (x, anchor, words) => tag("text", { x, y: y + height / 2 + 5, "text-anchor": anchor, "font-size": 12, fill: color }, escape(words));
    return [
      tag("rect", { x: 0, y, width, height, fill: paper }),
      tag("line", { x1: 0, x2: width, y1: y + 0.5, y2: y + 0.5, stroke }),
      ...dates.map(({ x, label }) => text(x + 5, "start", label)),
      ...(undated === null ? [] : [text(undated, "middle", "undated")]),
    ];
  }

  function mark({ shape, x, y, size, fill, border, borderWidth, title }) {
    const look = { fill, stroke: border, "stroke-width": borderWidth };
    const named = tag("title", {}, escape(title));
    if (shape === "square") return tag("rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size, ...look }, named);
    if (shape === "diamond") return tag("path", { d: `M${[[x, y - size], [x + size, y], [x, y + size], [x - size, y]].map((point) => point.map((one) => one.toFixed(1)).join(" ")).join("L")}Z`, ...look }, named);
    return tag("circle", { cx: x, cy: y, r: size, ...look }, named);
  }

  function write({ lines, x, y, align, plate }, paper) {
    const anchor = { left: "start", center: "middle", right: "end" }[align];
    let baseline = y;
    const below = plate ? [tag("rect", { x: plate.left - 4, y: plate.top, width: plate.right - plate.left + 8, height: plate.bottom - plate.top, fill: paper })] : [];
    return [...below, ...lines.map(({ text, px, bold, color }) => {
      baseline += px;
      const made = tag("text", { x, y: baseline, "text-anchor": anchor, "font-size": px, "font-weight": bold ? 600 : null, fill: color, stroke: paper, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" }, escape(text));
      baseline += px * 0.3;
      return made;
    })];
  }

  /** The canvas on paper, as a blob: the canvas itself is clear where nothing is drawn. */
  function png(canvas, paper) {
    const copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext("2d");
    context.fillStyle = paper;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    return new Promise((resolve) => copy.toBlob(resolve, "image/png"));
  }

  return { svg, png, escape };
})();
