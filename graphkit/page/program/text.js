// Words, numbers and dates as people read them. Times are UTC, so that two readers see the same page.
graphkit.text = (() => {
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"];
  const UNMARKED = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i" };

  /** Text without regard to case, accents and kinds of quotes and dashes: what a search compares. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/[ßæœøđðłþı]/g, (letter) => UNMARKED[letter])
      .replace(/[‘’‚′]/g, "'").replace(/[“”„«»]/g, '"').replace(/[‐-―]/g, "-");
  }

  /** At most `width` characters, cut at a word where one ends near. */
  function shorten(text, width) {
    const characters = Array.from(text);
    if (characters.length <= width) return text;
    const cut = characters.slice(0, width - 1).join("");
    const space = cut.lastIndexOf(" ");
    return `${(space >= width * 0.5 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/, "")}…`;
  }

  /** At most `lines` lines of at most `width` characters. */
  function wrap(text, width, lines) {
    const words = text.split(" ");
    const wrapped = [];
    let line = words.shift();
    while (words.length && wrapped.length < lines - 1) {
      if (Array.from(line).length + 1 + Array.from(words[0]).length <= width) line += ` ${words.shift()}`;
      else {
        wrapped.push(shorten(line, width));
        line = words.shift();
      }
    }
    wrapped.push(shorten([line, ...words].join(" "), width));
    return wrapped;
  }

  const FIGURES = new Intl.NumberFormat("en"); // toLocaleString makes one of its own each time

  /** 12,345 */
  function figure(number) {
    return FIGURES.format(number);
  }

  function count(number, one, many = `${one}s`) {
    return `${figure(number)} ${number === 1 ? one : many}`;
  }

  function parts(seconds) {
    const date = new Date(seconds * 1000);
    return { day: date.getUTCDate(), month: date.getUTCMonth(), year: date.getUTCFullYear(), date };
  }

  function day(seconds) {
    const { day, month, year } = parts(seconds);
    return `${day} ${MONTHS[month]} ${year}`;
  }

  /** 24 June 2020, 22:10 UTC */
  function time(seconds) {
    return `${day(seconds)}, ${parts(seconds).date.toISOString().slice(11, 16)} UTC`;
  }

  /** September 2018 */
  function month(seconds) {
    const at = parts(seconds);
    return `${MONTHS[at.month]} ${at.year}`;
  }

  /** 13–18 Jun 2020, with what the two ends share said once; stretches of more days than `mostDays` in months. */
  function span(first, last, mostDays = 92) {
    if (first === null || last === null) return "undated";
    const a = parts(first), b = parts(last);
    if (last - first > mostDays * 86400) {
      const months = (at) => `${MONTHS[at.month].slice(0, 3)} ${at.year}`;
      return `${months(a)} – ${months(b)}`;
    }
    const short = (month) => (MONTHS[month].length > 4 ? MONTHS[month].slice(0, 3) : MONTHS[month]);
    const end = `${b.day} ${short(b.month)} ${b.year}`;
    if (a.year !== b.year) return `${a.day} ${short(a.month)} ${a.year} – ${end}`;
    if (a.month !== b.month) return `${a.day} ${short(a.month)} – ${end}`;
    return a.day === b.day ? end : `${a.day}–${end}`;
  }

  /** 3.3 years, 18 months, 1.6 days, 5 h, 12 min: from seconds. */
  function duration(seconds) {
    const value = Math.abs(seconds);
    const rounded = (number) => figure(number < 10 ? Math.round(number * 10) / 10 : Math.round(number));
    if (value < 5400) return `${Math.round(value / 60)} min`;
    if (value < 129600) return `${rounded(value / 3600)} h`;
    if (value < 100 * 86400) return `${rounded(value / 86400)} days`;
    if (value < 2 * 365.25 * 86400) return `${Math.round(value / (30.44 * 86400))} months`;
    return `${rounded(value / (365.25 * 86400))} years`;
  }

  /** 1st, 2nd, 3rd, 4th, 11th */
  function ordinal(number) {
    const teen = number % 100 > 10 && number % 100 < 14;
    return `${figure(number)}${teen ? "th" : ["th", "st", "nd", "rd"][number % 10] ?? "th"}`;
  }

  return { fold, shorten, wrap, figure, count, day, time, month, span, duration, ordinal };
})();
