// The smallest of many numbers again and again: a binary heap of numbers 0 to size - 1, in the order of their keys.
graphkit.heap = (() => {
  /** @param keys the key of each number; one changes only while its number is not in the heap. Ties go to the smaller number. */
  function create(keys) {
    const heap = [];
    const isBefore = (one, other) => keys[one] < keys[other] || (keys[one] === keys[other] && one < other);
    const swap = (i, j) => { [heap[i], heap[j]] = [heap[j], heap[i]]; };

    function push(number) {
      let at = heap.push(number) - 1;
      for (let above = (at - 1) >> 1; at > 0 && isBefore(heap[at], heap[above]); above = (at - 1) >> 1) {
        swap(at, above);
        at = above;
      }
    }

    /** @returns the number with the smallest key; undefined if there is none */
    function pop() {
      const top = heap[0], last = heap.pop();
      if (!heap.length) return top;
      heap[0] = last;
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let least = at;
        if (left < heap.length && isBefore(heap[left], heap[least])) least = left;
        if (right < heap.length && isBefore(heap[right], heap[least])) least = right;
        if (least === at) return top;
        swap(at, least);
        at = least;
      }
    }

    return { push, pop, peek: () => heap[0] };
  }

  return { create };
})();
