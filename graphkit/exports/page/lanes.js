// The timeline: x is the time of publication, one lane a story; where each node lies, in map units.
graphkit.lanes = (() => {
  const { PROVIDER, byTime } = graphkit.graph;
  const STEP = 24; // between two articles of a lane
  const NAME_HEIGHT = 40, NAME_WIDTH = 210, LANE_GAP = 20;
  const NARROWEST = 420, WIDEST = 1e6, WIDEN = 1.8, REFINEMENTS = 2;
  const LANE_AREA = 12000; // of a usual lane with its name: where the search for a width begins
  const FEW_STORIES = 12; // each has a row of its own
  const UNDATED_COLUMNS = 8, UNDATED_GAP = 56;
  const RIM_GAP = 90, RIM_ROW = 26, RIM_COLUMN = 190;

  /**
   * @param range {from, to: seconds or null}: the stretch of time that the axis covers; what lies outside has no lane
   * @param aspect width by height of what is to be filled
   * @returns {x, y: Float64Array, lanes: [{left, right, top, bottom} or null] by story, loners: lane or null,
   *   axis: {from, to, left, right} or null, undated: {left, right} of their column or null, top, bottom}
   */
  function arrange(graph, range, aspect) {
    const { time } = graph.nodes;
    const whole = graphkit.timescale.extent(graph.articles.map((node) => time[node]));
    const axis = whole && { from: range.from ?? whole.from, to: range.to ?? whole.to };
    const inside = (node) => time[node] === null || (time[node] >= axis.from && time[node] < axis.to);
    const groups = graph.stories.map((story, number) => ({ story: number, members: story.members.filter(inside) }))
      .filter(({ members }, number) => members.some((node) => time[node] !== null) || (members.length > 0 && members.length === graph.stories[number].members.length));
    const loners = graph.loners.filter(inside).sort(byTime(graph));
    if (loners.length) groups.push({ story: null, members: loners });
    return around(graph, fill(aspect, 0.5 * Math.sqrt(aspect * groups.length * LANE_AREA), (width) => lay(graph, groups, axis, width)), axis);
  }

  /** The narrowest plan, nearly, that is as wide for its height as what is to be filled. */
  function fill(aspect, guess, make) {
    const isWide = (plan) => plan.height * aspect <= plan.width;
    let plan = make(Math.max(NARROWEST, guess)), narrow = plan;
    while (!isWide(plan) && plan.width < WIDEST) {
      narrow = plan;
      plan = make(plan.width * WIDEN);
    }
    for (let step = 0; step < REFINEMENTS && plan !== narrow; step++) {
      const middle = make(Math.sqrt(narrow.width * plan.width));
      if (isWide(middle)) plan = middle;
      else narrow = middle;
    }
    return plan;
  }

  /** Everything on lanes of one width: places within lanes, and lanes in rows. */
  function lay(graph, groups, extent, width) {
    const { time } = graph.nodes;
    const at = (node) => (width * (time[node] - extent.from)) / (extent.to - extent.from);
    const lanes = groups.map(({ story, members }) => {
      const dated = members.filter((node) => time[node] !== null), undated = members.filter((node) => time[node] === null);
      const levels = story === null ? Math.max(2, Math.ceil((2.2 * dated.length * STEP) / width)) : Math.min(8, Math.ceil(Math.sqrt(dated.length)));
      return { story, name: story === null ? 0 : nameWidth(graph.stories[story]), ...swarm(dated.map((node) => ({ node, x: at(node) })), levels), undated };
    });
    return { lanes, width, ...stack(lanes, graph.stories.length) };
  }

  function nameWidth({ label }) {
    return Math.min(NAME_WIDTH, 9 * label.length);
  }

  /** Articles in order of time on a few levels: each on the first that is free, or as soon as one is. */
  function swarm(points, levels) {
    const free = new graphkit.Heap(), taken = new graphkit.Heap(); // levels by number, and by where they end
    for (let level = 0; level < levels; level++) free.push(level, level);
    let used = 0, right = -Infinity;
    const placed = points.map(({ node, x }) => {
      while (taken.least + STEP <= x) {
        const level = taken.pop();
        free.push(level, level);
      }
      const here = free.size ? x : taken.least + STEP;
      const level = free.size ? free.pop() : taken.pop();
      taken.push(here, level);
      used = Math.max(used, level + 1);
      right = Math.max(right, here);
      return { node, x: here, level };
    });
    return { placed, left: placed.length ? placed[0].x : 0, right: placed.length ? right : 0, height: Math.max(1, used) * STEP };
  }

  /**
   * A row for each lane: the first, from the top, where it fits beside what is there. Undated articles stand at the
   * left end of the row, those of one lane after those of another.
   */
  function stack(lanes, stories) {
    const rows = [];
    const shares = stories > FEW_STORIES;
    const places = lanes.map((lane) => {
      const isDated = lane.placed.length > 0;
      const left = lane.left - LANE_GAP, right = Math.max(lane.right, lane.left + lane.name) + LANE_GAP;
      const fits = (row) => row.height >= lane.height && row.undated + lane.undated.length <= UNDATED_COLUMNS * Math.floor(row.height / STEP) &&
        (!isDated || isFree(row.taken, left, right));
      let row = shares && lane.story !== null ? rows.findIndex(fits) : -1;
      if (row < 0) {
        const height = Math.max(lane.height, Math.ceil(lane.undated.length / UNDATED_COLUMNS) * STEP);
        row = rows.push({ height, taken: [], undated: 0 }) - 1;
      }
      if (isDated) rows[row].taken.splice(following(rows[row].taken, left), 0, { from: left, to: right });
      const undatedAt = rows[row].undated;
      rows[row].undated += lane.undated.length;
      return { row, undatedAt };
    });
    let y = 0;
    const rowTops = rows.map((row) => {
      y += NAME_HEIGHT;
      const top = y;
      y += row.height + LANE_GAP;
      return top;
    });
    return { tops: places.map(({ row }) => rowTops[row]), undatedAt: places.map((place) => place.undatedAt), height: y };
  }

  /** The number of the first of some stretches, in their order, that begins after `left`. */
  function following(taken, left) {
    let low = 0, high = taken.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (taken[middle].from <= left) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function isFree(taken, left, right) {
    const next = following(taken, left);
    return (next === 0 || taken[next - 1].to <= left) && (next === taken.length || taken[next].from >= right);
  }

  /** The places of all nodes around (0, 0); providers and topics stand to the right and to the left. */
  function around(graph, { lanes, tops, undatedAt, height, width }, extent) {
    const { size } = graph.nodes;
    const x = new Float64Array(size), y = new Float64Array(size);
    const column = -UNDATED_GAP - (UNDATED_COLUMNS - 1) * STEP;
    const boxes = lanes.map((lane, at) => {
      const middle = (node, level) => { y[node] = tops[at] + level * STEP + STEP / 2 - height / 2; };
      lane.placed.forEach(({ node, x: here, level }) => { x[node] = here - width / 2; middle(node, level); });
      lane.undated.forEach((node, i) => {
        const place = undatedAt[at] + i;
        x[node] = column + (place % UNDATED_COLUMNS) * STEP - width / 2;
        middle(node, Math.floor(place / UNDATED_COLUMNS));
      });
      const dated = lane.placed.length > 0;
      return {
        left: (dated ? lane.left : column) - width / 2 - STEP / 2, right: (dated ? lane.right : column + (UNDATED_COLUMNS - 1) * STEP) - width / 2 + STEP / 2,
        top: tops[at] - height / 2, bottom: tops[at] + lane.height - height / 2,
      };
    });
    const hasUndated = lanes.some((lane) => lane.undated.length);
    const byStory = graph.stories.map(() => null);
    lanes.forEach(({ story }, at) => { if (story !== null) byStory[story] = boxes[at]; });
    const last = lanes[lanes.length - 1];
    rims(graph, x, y, { left: (hasUndated ? column : 0) - width / 2, right: width / 2, height });
    return {
      x, y,
      lanes: byStory,
      loners: last && last.story === null ? boxes[boxes.length - 1] : null,
      axis: extent && { ...extent, left: -width / 2, right: width / 2 },
      undated: hasUndated ? { left: column - STEP - width / 2, right: column + UNDATED_COLUMNS * STEP - width / 2 } : null,
      top: -height / 2, bottom: height / 2,
    };
  }

  function rims(graph, x, y, { left, right, height }) {
    const sides = [[], []];
    for (let node = 0; node < graph.nodes.size; node++) {
      if (graph.isArticle(node)) continue;
      const near = graph.edgesOf[node].map((edge) => y[graph.otherEnd(edge, node)]);
      const middle = near.length ? near.reduce((sum, one) => sum + one, 0) / near.length : 0;
      sides[graph.nodes.kind[node] === PROVIDER ? 1 : 0].push({ node, middle });
    }
    sides.forEach((side, at) => {
      side.sort((a, b) => a.middle - b.middle || a.node - b.node);
      const columns = Math.max(1, Math.ceil((side.length * RIM_ROW) / Math.max(height, 300)));
      const rows = Math.ceil(side.length / columns);
      const gap = Math.min(2 * RIM_ROW, Math.max(RIM_ROW, height / Math.max(1, rows)));
      side.forEach(({ node }, i) => {
        const column = i % columns, row = Math.floor(i / columns);
        x[node] = at === 1 ? right + RIM_GAP + column * RIM_COLUMN : left - RIM_GAP - column * RIM_COLUMN;
        y[node] = (row - (rows - 1) / 2) * gap;
      });
    });
  }

  return { arrange, swarm };
})();
