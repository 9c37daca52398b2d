// The timeline as geometry: a lane for each story or thread, every article at its own time; what collides moves up.
graphkit.lanes = (() => {
  const { DAY, startOfDay } = graphkit.dates;
  const DOT = 7, THIN = 3, STEP = 8, LEAST = 38, MOST = 170, FOOT = 10, HEAD = 6;

  /** The lanes in their order: [{stories, members, thread}], of the stories that show; articles in order of time. */
  function groups(state, order) {
    const { stories, nodes } = state.graph;
    const ranked = state.ranking();
    if (order === "first-day") {
      const first = new Map(ranked.map((story) => [story, state.told(story).from ?? Infinity]));
      return [...ranked].sort((a, b) => first.get(a) - first.get(b) || a - b).map(own);
    }
    if (order !== "thread") return ranked.map(own);
    const threads = new Map();
    for (const story of ranked) {
      const key = stories[story].thread ?? `story ${story}`;
      if (threads.has(key)) threads.get(key).push(story);
      else threads.set(key, [story]);
    }
    return [...threads.values()].map((some) => (some.length === 1 ? own(some[0]) : {
      stories: some, thread: stories[some[0]].thread,
      members: some.flatMap((story) => stories[story].members).sort((a, b) => (nodes.time[a] ?? Infinity) - (nodes.time[b] ?? Infinity) || a - b),
    }));

    function own(story) {
      return { stories: [story], members: stories[story].members, thread: null };
    }
  }

  /** An article as a stretch of pixels: a pill as wide as its day, or a dot at its minute. */
  function stretch({ time, day }, node, { from, perSecond }) {
    if (!day[node]) {
      const middle = (time[node] - from) * perSecond;
      return { left: middle - DOT / 2, right: middle + DOT / 2, isDay: false };
    }
    const left = (startOfDay(time[node]) - from) * perSecond, wide = DAY * perSecond;
    const spare = Math.max(0, THIN - wide) / 2, gap = wide > 6 ? 1 : 0;
    return { left: left + gap - spare, right: left + wide - gap + spare, isDay: true };
  }

  /** Each article on the lowest level that is free at its own place: [{node, left, right, level, isDay}]. */
  function stack(nodes, members, scale) {
    const ends = [], placed = [];
    for (const node of members) {
      if (nodes.time[node] === null) continue;
      const place = stretch(nodes, node, scale);
      let level = ends.findIndex((end) => end <= place.left + 0.01);
      if (level < 0) level = ends.length;
      ends[level] = place.right;
      placed.push({ node, ...place, level });
    }
    return { placed, levels: ends.length };
  }

  /**
   * All lanes from the top down.
   *
   * @param scale - {from: seconds at x 0, perSecond: pixels}
   * @param width in pixels
   * @param above pixels for the name of a group above its articles: (group) => number; 0 where names stand beside
   * @returns an object {lanes: [{...group, top, height, above, step, placed, undated, earlier, later}], height}
   */
  function arrange(state, groups, scale, width, above = (_) => 0) {
    const { nodes } = state.graph;
    let top = 0;
    const to = scale.from + width / scale.perSecond;
    const lanes = groups.map((group) => {
      const near = [];
      let earlier = 0, later = 0;
      for (const node of group.members) {
        const time = nodes.time[node];
        if (time === null) continue;
        if (time < scale.from - DAY) earlier++;
        else if (time > to) later++;
        else near.push(node);
      }
      const { placed, levels } = stack(nodes, near, scale);
      const undated = group.members.filter((node) => nodes.time[node] === null);
      const wanted = Math.max(levels, Math.ceil(undated.length / 4)) * STEP + FOOT + HEAD;
      const name = above(group), high = Math.min(MOST, name ? wanted : Math.max(LEAST, wanted));
      const lane = { ...group, top, height: name + high, above: name, step: levels ? Math.min(STEP, (high - FOOT - HEAD) / levels) : STEP, placed, undated, earlier, later };
      top += lane.height;
      return lane;
    });
    return { lanes, height: top };
  }

  /** The lane at a height, or null. */
  function laneAt(lanes, y) {
    let low = 0, high = lanes.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1, lane = lanes[middle];
      if (y < lane.top) high = middle - 1;
      else if (y >= lane.top + lane.height) low = middle + 1;
      else return middle;
    }
    return null;
  }

  return { groups, stretch, stack, arrange, laneAt, STEP, FOOT, DOT };
})();
