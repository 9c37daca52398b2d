// The time axis that histogram and rows share, and the articles of a story as dots on it.
graphkit.dots = (() => {
  const { DAY, startOfDay } = graphkit.dates;
  const { svg } = graphkit.dom;
  const STEP = 8, MOST_LEVELS = 9, FLOOR = 12;

  /**
   * The stretch of time to draw: the period and twice as much on either side, within the archive.
   *
   * @param whole - {from, to} of the archive
   */
  function windowOf({ from, to }, whole) {
    if (from === null && to === null) return whole;
    const start = from ?? Math.min(whole.from, to - DAY), end = to ?? Math.max(whole.to, start + DAY), beside = 2 * (end - start);
    return { from: Math.min(start, Math.max(whole.from, start - beside)), to: Math.max(end, Math.min(whole.to, end + beside)) };
  }

  /** The x of an article: at its minute, or in the middle of its day where that is all that is known. */
  function xOf(nodes, node, axis, width) {
    const time = nodes.day[node] ? startOfDay(nodes.time[node]) + DAY / 2 : nodes.time[node];
    return ((time - axis.from) / (axis.to - axis.from)) * width;
  }

  /** Dots that stand on a line, stacked where they would overlap: [{node, x, level}], and how many levels there are. */
  function stacked(nodes, members, axis, width) {
    const ends = []; // the last dot of each level
    const placed = members.map((node) => ({ node, x: xOf(nodes, node, axis, width), level: 0 })).sort((a, b) => a.x - b.x);
    for (const dot of placed) {
      const free = ends.findIndex((x) => dot.x - x >= STEP - 1);
      dot.level = free < 0 ? ends.length : free;
      ends[dot.level] = dot.x;
    }
    return { placed, levels: ends.length };
  }

  /** The articles of a story on the axis: colored what shows, gray what does not, a triangle at the first. */
  function draw(state, story, axis, width) {
    const { nodes, stories } = state.graph;
    const dated = stories[story].members.filter((node) => nodes.time[node] !== null);
    const earlier = dated.filter((node) => nodes.time[node] < axis.from).length, later = dated.filter((node) => nodes.time[node] >= axis.to).length;
    const { placed, levels } = stacked(nodes, dated.filter((node) => nodes.time[node] >= axis.from && nodes.time[node] < axis.to), axis, width);
    const step = Math.min(STEP, (STEP * MOST_LEVELS) / Math.max(1, levels));
    const height = Math.max(24, Math.ceil(Math.min(levels, MOST_LEVELS) * STEP) + FLOOR + 4), floor = height - FLOOR;
    const path = (some) => some.map(({ x, level }) => `M${Math.round(x * 10) / 10} ${Math.round((floor - 5 - level * step) * 10) / 10}h0`).join("");
    const { first } = state.told(story);
    const mark = placed.find(({ node }) => first?.nodes.includes(node));
    return svg("svg", { class: "dots", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" },
      svg("line", { x1: 0, x2: width, y1: floor, y2: floor }),
      svg("path", { class: "outside", d: path(placed.filter(({ node }) => !state.nodeShows(node))) }),
      svg("path", { class: "inside", d: path(placed.filter(({ node }) => state.nodeShows(node))) }),
      mark ? svg("path", { class: "first", d: `M${mark.x} ${floor + 3}l4 6h-8z` }) : null,
      earlier ? svg("text", { x: 0, y: 10 }, `‹ ${earlier} earlier`) : null,
      later ? svg("text", { x: width, y: 10, "text-anchor": "end" }, `${later} later ›`) : null);
  }

  return { windowOf, xOf, stacked, draw };
})();
