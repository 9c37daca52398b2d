// The stretch of time that a reader looks at: years, months, weeks, days, and how they follow each other.
graphkit.period = (() => {
  const { DAY, utc, startOfDay } = graphkit.dates;
  const { span } = graphkit.text;
  const KINDS = ["all", "year", "month", "week", "day"];

  const parts = (seconds) => {
    const date = new Date(seconds * 1000);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth(), weekday: (date.getUTCDay() + 6) % 7 };
  };

  /** The year, month, week (from Monday) or day that a time lies in. */
  function around(kind, seconds) {
    const { year, month, weekday } = parts(seconds), day = startOfDay(seconds);
    if (kind === "year") return { from: utc(year, 0, 1), to: utc(year + 1, 0, 1) };
    if (kind === "month") return { from: utc(year, month, 1), to: utc(year, month + 1, 1) };
    if (kind === "week") return { from: day - weekday * DAY, to: day + (7 - weekday) * DAY };
    return kind === "day" ? { from: day, to: day + DAY } : { from: null, to: null };
  }

  /** What a stretch is: "all", "year", "month", "week" (any seven days), "day", or "other". */
  function kindOf({ from, to }) {
    if (from === null && to === null) return "all";
    if (from === null || to === null) return "other";
    if (to - from === DAY) return "day";
    if (to - from === 7 * DAY) return "week";
    return ["year", "month"].find((kind) => around(kind, from).from === from && around(kind, from).to === to) ?? "other";
  }

  /** The stretch before (-1) or after (1) one of the same kind. */
  function beside({ from, to }, step) {
    const kind = kindOf({ from, to });
    if (kind === "year" || kind === "month") return around(kind, step > 0 ? to : from - DAY);
    return { from: from + step * (to - from), to: to + step * (to - from) };
  }

  /** "18–24 Sep 2018", "September 2018", "2018", "since 18 Sep 2018" */
  function name({ from, to }) {
    const kind = kindOf({ from, to });
    if (kind === "all") return "all years";
    if (from === null) return `until ${graphkit.dates.full(to - DAY)}`;
    if (to === null) return `since ${graphkit.dates.full(from)}`;
    if (kind === "year") return String(parts(from).year);
    if (kind === "month") return graphkit.text.month(from);
    return span(from, to - DAY, Infinity);
  }

  /** "this week", "this period", "the archive" */
  function phrase(range) {
    const kind = kindOf(range);
    return kind === "all" ? "the archive" : kind === "other" ? "this period" : `this ${kind}`;
  }

  return { KINDS, around, kindOf, beside, name, phrase };
})();
