// Days as people type and say them, in UTC seconds; a stretch of time is {from, to}, `to` excluded.
graphkit.dates = (() => {
  const DAY = 86400;
  const NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
  const SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  const utc = (year, month, day) => {
    const date = new Date(Date.UTC(2000, month, day));
    date.setUTCFullYear(year + date.getUTCFullYear() - 2000);
    return date.getTime() / 1000;
  };

  const startOfDay = (seconds) => Math.floor(seconds / DAY) * DAY;

  /** 2020-06-24 */
  const iso = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

  /** The day as a stretch, or null if there is no such day. */
  function day(year, month, date) {
    if (month < 1 || month > 12 || date < 1 || date > 31) return null;
    const from = utc(year, month - 1, date);
    return new Date(from * 1000).getUTCDate() === date ? { from, to: from + DAY } : null;
  }

  function monthNamed(word) {
    const wanted = word.toLowerCase().replace(/\.$/, "");
    return wanted.length < 3 ? 0 : NAMES.findIndex((name) => name.startsWith(wanted) || (wanted === "sept" && name === "september")) + 1;
  }

  /**
   * What a reader typed as a stretch of time: 2018-09-18, 2018-09, 2018, 18 Sep 2018, September 2018, Sep 18, 2018,
   * 18.9.2018, and 18/9/2018 in the order of the locale.
   *
   * @param monthFirst whether the locale writes the month before the day
   * @returns an object {from, to}, or null if it is no date
   */
  function read(text, monthFirst = false) {
    const words = text.trim().toLowerCase();
    const numbers = (words.match(/^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/) ?? []).slice(1).map((part) => (part === undefined ? null : Number(part)));
    if (numbers.length) {
      const [year, month, date] = numbers;
      if (month === null) return { from: utc(year, 0, 1), to: utc(year + 1, 0, 1) };
      if (date !== null) return day(year, month, date);
      return month >= 1 && month <= 12 ? { from: utc(year, month - 1, 1), to: utc(year, month, 1) } : null;
    }
    const parted = words.match(/^(\d{1,2})([./-])\s*(\d{1,2})\2\s*(\d{4})$/);
    if (parted) {
      const [one, other] = [Number(parted[1]), Number(parted[3])];
      return monthFirst && parted[2] === "/" ? day(Number(parted[4]), one, other) : day(Number(parted[4]), other, one);
    }
    const named = words.match(/^(?:(\d{1,2})\.?\s+)?(\p{L}+\.?)(?:\s+(\d{1,2}),?)?\s+(\d{4})$/u);
    const month = named ? monthNamed(named[2]) : 0;
    if (!month) return null;
    const year = Number(named[4]), date = named[1] ?? named[3];
    return date === undefined ? { from: utc(year, month - 1, 1), to: utc(year, month, 1) } : day(year, month, Number(date));
  }

  /** Whether this browser's reader writes 9/18/2018. */
  function isMonthFirst() {
    return new Intl.DateTimeFormat(undefined).formatToParts(0).find(({ type }) => type === "month" || type === "day")?.type === "month";
  }

  /** 18 Sep 2018 */
  function full(seconds) {
    const date = new Date(seconds * 1000);
    return `${date.getUTCDate()} ${SHORT[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  }

  /** 18 Sep, with the year where it is another one than that of `beside`. */
  function short(seconds, beside = null) {
    const date = new Date(seconds * 1000);
    const same = beside !== null && new Date(beside * 1000).getUTCFullYear() === date.getUTCFullYear();
    return same ? `${date.getUTCDate()} ${SHORT[date.getUTCMonth()]}` : full(seconds);
  }

  return { DAY, utc, startOfDay, iso, read, isMonthFirst, full, short };
})();
