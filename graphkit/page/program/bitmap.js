// The map from afar as a bitmap: to move it is four times as fast as to paint thousands of circles for each frame.
graphkit.bitmap = (() => {
  const SIDE = 2048; // pixels: two screens of a common width
  const ENLARGED = 1.5; // up to here nobody sees that a picture in motion is enlarged; nearer, few circles are in view

  /** @param paint (context, view) what is to be in the bitmap */
  function create({ regions, stories }, paint) {
    const box = graphkit.camera.extent([...stories, ...regions.flatMap(({ outline }) => outline)]);
    let made = null;

    function make() {
      const scale = SIDE / Math.max(box.right - box.left, box.bottom - box.top);
      const width = Math.ceil((box.right - box.left) * scale), height = Math.ceil((box.bottom - box.top) * scale);
      const canvas = Object.assign(document.createElement("canvas"), { width, height }), context = canvas.getContext("2d");
      context.setTransform(scale, 0, 0, scale, -box.left * scale, -box.top * scale);
      paint(context, { scale, isFar: true, left: -box.left * scale, top: -box.top * scale, width, height });
      return { canvas, scale };
    }

    return {
      /** Paint the bitmap where it will do; says whether it has. */
      draw(context, { scale, isFar }) {
        if (!isFar) return false;
        made ??= make();
        if (scale > made.scale * ENLARGED) return false;
        context.drawImage(made.canvas, box.left, box.top, made.canvas.width / made.scale, made.canvas.height / made.scale);
        return true;
      },
      forget: () => { made = null; },
    };
  }

  return { create };
})();
