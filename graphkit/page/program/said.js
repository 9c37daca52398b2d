// The statistic of what shows, in words: "First, tied on 18 Sep: A, B +1 d C". "First" is said only where it is known.
graphkit.said = (() => {
  const { DAY, short, full } = graphkit.dates;
  const { duration, count, figure } = graphkit.text;

  /** "+3 h", "+2 d"; "same day" for what may be earlier or later, "undated" */
  function lag(after) {
    if (after === null) return "undated";
    if (after.isExact && after.seconds < 1.5 * DAY) return `+${duration(after.seconds)}`;
    const days = Math.round(after.seconds / DAY);
    return days === 0 ? "same day" : `+${figure(days)} d`;
  }

  /** "18 Sep", "18 Sep, 14:05 UTC": a time as exactly as it is known. */
  function moment({ nodes: { time, day } }, node, beside = null) {
    if (time[node] === null) return "undated";
    const date = short(time[node], beside);
    return day[node] ? date : `${date}, ${new Date(time[node] * 1000).toISOString().slice(11, 16)} UTC`;
  }

  /** The outlets that were first, and what can be said of that: {label, isTie, note}, null where no date is known. */
  function first(state, story, beside = null) {
    const shown = state.told(story);
    if (shown.first === null) return null;
    const { nodes, by, time } = shown.first;
    const isTie = nodes.length > 1 && (shown.firstOutlets.length > 1 || nodes.some((node) => !state.graph.provider(node)));
    const scope = shown.earlier === null ? "" : state.ranges.from === null ? " of what shows" : ` in ${graphkit.period.phrase(state.ranges)}`;
    const on = by === "day" ? short(time, beside) : moment(state.graph, nodes[0], beside);
    return { label: `First${scope}${isTie ? ", tied" : ""} on ${on}`, isTie, on, note: isTie ? (by === "day" ? "same day" : "same minute") : "" };
  }

  /** "running since 14 Sep (NPR)": that a story began before what shows of it. */
  function earlier(state, story, beside = null) {
    const { earlier: before } = state.told(story);
    if (before === null) return "";
    const outlets = graphkit.showing.outletsOf(state.graph, before.nodes);
    return `running since ${short(before.time, beside)}${outlets.length ? ` (${names(outlets, 2)})` : ""}`;
  }

  /** "A, B and 3 more" */
  function names(outlets, most) {
    return outlets.length <= most ? outlets.join(", ") : `${outlets.slice(0, most).join(", ")} and ${figure(outlets.length - most)} more`;
  }

  /** "9 of 45 articles · 1 copy" */
  function size(state, story) {
    const shown = state.storySize(story), total = state.graph.stories[story].members.length, copies = state.storyCopies(story);
    const articles = shown === total ? count(total, "article") : `${figure(shown)} of ${count(total, "article")}`;
    return copies ? `${articles} · ${count(copies, "copy", "copies")}` : articles;
  }

  /** "8 outlets", "only The Hill", "only The Hill this week": {text, isOnly}; null in an archive of one outlet or none. */
  function badge(state, story) {
    if (state.graph.totals[graphkit.graph.PROVIDER] < 2) return null;
    const shown = state.told(story);
    if (shown.outlets.length > 1) return { text: count(shown.outlets.length, "outlet"), isOnly: false };
    if (!shown.outlets.length) return { text: "outlet unknown", isOnly: false };
    const isPart = shown.articles.length < shown.total && state.graph.stories[story].providers > 1;
    const when = isPart && state.filters().includes("time") ? ` ${graphkit.period.phrase(state.ranges)}` : isPart ? " of what shows" : "";
    return { text: `only ${shown.outlets[0]}${when}`, isOnly: true };
  }

  /** "14 articles by 9 outlets in 9 days; 1 is a copy; 2 are undated" */
  function summary(state, story) {
    const shown = state.told(story);
    const { from, to } = shown;
    const exact = shown.articles.every((node) => !state.graph.nodes.day[node]);
    const days = from === null ? 0 : Math.floor(to / DAY) - Math.floor(from / DAY) + 1;
    const within = from === null ? ", undated" : exact && to > from && to - from < 1.5 * DAY ? ` in ${duration(to - from)}` : days === 1 ? " on one day" : ` in ${count(days, "day")}`;
    const by = shown.outlets.length ? ` by ${count(shown.outlets.length, "independent outlet")}` : "";
    const some = (number, one, many) => (number ? `; ${number === 1 ? one : `${figure(number)} ${many}`}` : "");
    const undated = shown.articles.filter((node) => state.graph.nodes.time[node] === null).length;
    const size = shown.articles.length === shown.total ? count(shown.total, "article") : `${figure(shown.articles.length)} of ${count(shown.total, "article")}`;
    return `${size}${by}${within}${some(shown.copies, "1 is a copy", "are copies")}${from === null ? "" : some(undated, "1 is undated", "are undated")}`;
  }

  /** The headline for what shows of a story: its own, or that of the first article that shows. */
  function headline(state, story) {
    const { headline: own, lead } = state.graph.stories[story];
    if (state.storySize(story) === 0 || state.nodeShows(lead)) return own;
    return state.graph.nodes.title[lineOf(state, story)];
  }

  /** The article that stands for what shows of a story. */
  function lineOf(state, story) {
    const { lead } = state.graph.stories[story];
    return state.storySize(story) === 0 || state.nodeShows(lead) ? lead : state.told(story).articles[0];
  }

  return { lag, moment, first, earlier, names, size, badge, summary, headline, lineOf, full };
})();
