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
   *   y2, color, opacity, width, dashed}], marks: [{shape, x, y, size, fill, border, borderWidth, title}],
   *   labels: [{lines: [{text, px, bold, color}], x, y, align}]}, all in pixels
   */
  function svg({ title, width, height, paper, font, circles, lines, marks, labels }) {
    const body = [
      tag("title", {}, escape(title)),
      tag("rect", { width, height, fill: paper }),
      ...circles.map(({ x, y, radius, color, fillOpacity }) => tag("circle", { cx: x, cy: y, r: radius, fill: color, "fill-opacity": fillOpacity, stroke: color, "stroke-opacity": 0.5 })),
      ...lines.map((line) => tag("line", { x1: line.x1, y1: line.y1, x2: line.x2, y2: line.y2, stroke: line.color, "stroke-opacity": line.opacity, "stroke-width": line.width, "stroke-dasharray": line.dashed ? "5 4" : null })),
      ...marks.map(mark),
      ...labels.flatMap((label) => write(label, paper)),
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

  function write({ lines, x, y, align }, paper) {
    const anchor = { left: "start", center: "middle", right: "end" }[align];
    let baseline = y;
    return lines.map(({ text, px, bold, color }) => {
      baseline += px;
      const made = tag("text", { x, y: baseline, "text-anchor": anchor, "font-size": px, "font-weight": bold ? 600 : null, fill: color, stroke: paper, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" }, escape(text));
      baseline += px * 0.3;
      return made;
    });
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
