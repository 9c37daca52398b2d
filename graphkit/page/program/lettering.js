// Labels as text on the canvas: how wide they are, where around a mark they may stand, and how they are written.
graphkit.lettering = (() => {
  const HALO_PX = 3.5;

  function create() {
    const { current, faded } = graphkit.theme;
    const widths = new Map();

    function font(px, bold, isSerif = false) {
      return `${bold ? "600 " : ""}${px}px ${isSerif ? current().serif : current().font}`;
    }

    function width(context, text, px, bold, isSerif = false) {
      const key = `${px}${bold}${isSerif}${text}`;
      let known = widths.get(key);
      if (known === undefined) {
        context.font = font(px, bold, isSerif);
        known = context.measureText(text).width;
        widths.set(key, known);
      }
      return known;
    }

    /** A label of lines [{text, px, bold, color}], with the places where it may go. */
    function label(context, owner, lines, at, sides, gap, avoidsMarks) {
      const w = Math.max(...lines.map((one) => width(context, one.text, one.px, one.bold, one.isSerif))) + 4;
      const h = lines.reduce((sum, one) => sum + one.px * 1.3, 0) + 2;
      const places = sides.map((side) => {
        const left = side === "right" ? at.x + gap : side === "left" ? at.x - gap - w : at.x - w / 2;
        const top = side === "below" ? at.y + gap : side === "above" ? at.y - gap - h : at.y - h / 2;
        return { left, top, right: left + w, bottom: top + h, lines, align: side === "right" ? "left" : side === "left" ? "right" : "center" };
      });
      return { owner, avoidsMarks, places };
    }

    function write(context, box, opacity) {
      const { paper } = current();
      context.globalAlpha = opacity;
      context.textAlign = box.align;
      context.textBaseline = "alphabetic";
      context.lineJoin = "round";
      context.strokeStyle = faded(paper, 0.92);
      context.lineWidth = HALO_PX;
      if (box.hasPlate) {
        context.fillStyle = paper;
        context.fillRect(box.left - 4, box.top, box.right - box.left + 8, box.bottom - box.top);
      }
      const x = box.align === "center" ? (box.left + box.right) / 2 : box.align === "left" ? box.left + 2 : box.right - 2;
      let y = box.top + 1;
      for (const { text, px, bold, color, isSerif } of box.lines) {
        context.font = font(px, bold, isSerif);
        y += px;
        context.strokeText(text, x, y);
        context.fillStyle = color;
        context.fillText(text, x, y);
        y += px * 0.3;
      }
      context.globalAlpha = 1;
    }

    return { width, label, write };
  }

  /** A place moved sideways until it lies in view. */
  function keptIn(place, view) {
    const by = Math.max(0, 4 - place.left) - Math.max(0, place.right - view.width + 4);
    return { ...place, left: place.left + by, right: place.right + by };
  }

  return { create, keptIn };
})();
