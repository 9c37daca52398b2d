// Points in square cells: the nearest one is found without looking at all.
graphkit.grid = (() => {
  /** @param cell side of a cell; 0 lets it hold about two points */
  function create(x, y, cell = 0) {
    const size = x.length;
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (let i = 0; i < size; i++) {
      left = Math.min(left, x[i]);
      right = Math.max(right, x[i]);
      top = Math.min(top, y[i]);
      bottom = Math.max(bottom, y[i]);
    }
    const side = cell || Math.max(1, Math.sqrt((2 * (right - left + 1) * (bottom - top + 1)) / Math.max(1, size)));
    const columns = size ? Math.floor((right - left) / side) + 1 : 0, rows = size ? Math.floor((bottom - top) / side) + 1 : 0;
    const columnOf = (at) => Math.floor((at - left) / side), rowOf = (at) => Math.floor((at - top) / side);
    const starts = new Uint32Array(columns * rows + 1), order = new Uint32Array(size);
    const cellOf = (i) => rowOf(y[i]) * columns + columnOf(x[i]);
    for (let i = 0; i < size; i++) starts[cellOf(i) + 1]++;
    for (let at = 1; at < starts.length; at++) starts[at] += starts[at - 1];
    const next = starts.slice();
    for (let i = 0; i < size; i++) order[next[cellOf(i)]++] = i;

    /** The nearest point within `reach` that `counts(i)`, the lower number on a tie, or null. */
    function nearest(atX, atY, reach, counts = (/** @type {number} */ _) => true) {
      let best = null, bestDistance = reach * reach;
      const fromRow = Math.max(0, rowOf(atY - reach)), toRow = Math.min(rows - 1, rowOf(atY + reach));
      const fromColumn = Math.max(0, columnOf(atX - reach)), toColumn = Math.min(columns - 1, columnOf(atX + reach));
      for (let row = fromRow; row <= toRow; row++) {
        for (let at = starts[row * columns + fromColumn], end = starts[row * columns + toColumn + 1]; fromColumn <= toColumn && at < end; at++) {
          const i = order[at], distance = (x[i] - atX) ** 2 + (y[i] - atY) ** 2;
          if (distance > bestDistance || (distance === bestDistance && (best === null || i > best)) || !counts(i)) continue;
          best = i;
          bestDistance = distance;
        }
      }
      return best;
    }

    return { nearest };
  }

  return { create };
})();
