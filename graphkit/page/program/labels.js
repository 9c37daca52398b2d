// Labels that never overlap: each in turn takes the first of its places that is still free, or is left out.
graphkit.labels = (() => {
  const CELL = 64;

  /** Boxes {left, top, right, bottom} in a grid, so that a question costs no more on a full map. */
  class Boxes {
    constructor() {
      this.cells = new Map();
    }

    *keys({ left, top, right, bottom }) {
      for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x++) {
        for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y++) yield x * 100003 + y;
      }
    }

    add(box) {
      for (const key of this.keys(box)) {
        const cell = this.cells.get(key);
        if (cell) cell.push(box);
        else this.cells.set(key, [box]);
      }
    }

    isFree(box, except) {
      for (const key of this.keys(box)) {
        for (const other of this.cells.get(key) || []) {
          if (other.owner !== undefined && other.owner === except) continue;
          if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) return false;
        }
      }
      return true;
    }
  }

  /**
   * Place labels, the most important first.
   *
   * @param candidates [{owner, places: [box], avoidsMarks}]; the first free place is taken; a label may lie on its
   *   owner's mark.
   * @param marks boxes of what is drawn, each with its owner; only labels with `avoidsMarks` keep off them, but for
   *   places with `coversMarks`.
   * @param view box that labels must lie in.
   * @param taken boxes that no label may touch.
   * @returns a list [{candidate, box}]
   */
  function place(candidates, marks, view, taken = []) {
    const labels = new Boxes();
    taken.forEach((box) => labels.add(box));
    const drawn = new Boxes();
    marks.forEach((mark) => drawn.add(mark));
    const placed = [];
    for (const candidate of candidates) {
      const box = candidate.places.find((place) =>
        place.left >= view.left && place.right <= view.right && place.top >= view.top && place.bottom <= view.bottom &&
        labels.isFree(place) && (!candidate.avoidsMarks || place.coversMarks || drawn.isFree(place, candidate.owner)));
      if (!box) continue;
      labels.add(box);
      placed.push({ candidate, box });
    }
    return placed;
  }

  return { place };
})();
