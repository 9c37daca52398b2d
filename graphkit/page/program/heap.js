// A binary heap of values by key: what comes first of many, again and again.
graphkit.Heap = (() => {
  function less(one, other) {
    return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
  }

  /** The smallest first; of two equals the one with the smaller value. */
  return class Heap {
    constructor() {
      this.items = [];
    }

    get size() {
      return this.items.length;
    }

    /** The smallest key; Infinity if there is none. */
    get least() {
      return this.size ? this.items[0][0] : Infinity;
    }

    push(key, value) {
      const { items } = this;
      let at = items.push([key, value]) - 1;
      while (at > 0) {
        const parent = (at - 1) >> 1;
        if (!less(items[at], items[parent])) break;
        [items[at], items[parent]] = [items[parent], items[at]];
        at = parent;
      }
    }

    pop() {
      const { items } = this;
      const [, value] = items[0];
      const last = items.pop();
      if (items.length) items[0] = last;
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let least = at;
        if (left < items.length && less(items[left], items[least])) least = left;
        if (right < items.length && less(items[right], items[least])) least = right;
        if (least === at) return value;
        [items[at], items[least]] = [items[least], items[at]];
        at = least;
      }
    }
  };
})();
