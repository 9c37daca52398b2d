// Time as a line: where it begins and ends, its ticks, and how articles fall into equal stretches of it. UTC.
graphkit.timescale = (() => {
  const { DAY, startOfDay } = graphkit.dates;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const MONDAY = 4 * DAY; // the first one of all time
  const HOUR_STEPS = [1, 3, 6, 12];
  const DAY_STEPS = [1, 2, 7, 14];
  const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
  const STRETCHES = [1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 730, 1461, 2922, 8766, 87660]; // hours


  /** From the start of the first day to the end of the last; null if no time is known. */
  function extent(times) {
    let first = Infinity, last = -Infinity;
    for (const time of times) {
      if (time === null) continue;
      if (time < first) first = time;
      if (time > last) last = time;
    }
    return first > last ? null : { from: startOfDay(first), to: startOfDay(last) + DAY };
  }

  /** At most `most` ticks {time, label} at whole hours, days, months or years. */
  function ticks({ from, to }, most) {
    const span = to - from;
    const hours = HOUR_STEPS.find((step) => span / (step * 3600) <= most);
    if (hours) return regular(from, to, hours * 3600, (date) => (date.getUTCHours() ? `${String(date.getUTCHours()).padStart(2, "0")}:00` : dayLabel(date)));
    const days = DAY_STEPS.find((step) => span / (step * DAY) <= most);
    if (days) return regular(from, to, days * DAY, dayLabel);
    const months = MONTH_STEPS.find((step) => span / (step * 30.4 * DAY) <= most) ?? MONTH_STEPS[MONTH_STEPS.length - 1];
    const first = new Date(from * 1000);
    const found = [];
    for (let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months; ; month += months) {
      const date = new Date(Date.UTC(2000, month % 12, 1));
      date.setUTCFullYear(Math.floor(month / 12));
      const time = date.getTime() / 1000;
      if (time >= to) return found;
      if (time >= from) found.push({ time, label: months >= 12 ? String(date.getUTCFullYear()) : `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}` });
    }
  }

  function regular(from, to, step, label) {
    const found = [];
    const phase = step % (7 * DAY) === 0 ? MONDAY : 0;
    for (let time = Math.ceil((from - phase) / step) * step + phase; time < to; time += step) found.push({ time, label: label(new Date(time * 1000)) });
    return found;
  }

  function dayLabel(date) {
    return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}${date.getUTCDate() <= 14 && date.getUTCMonth() === 0 ? ` ${date.getUTCFullYear()}` : ""}`;
  }

  /** Equal stretches, at most `most` of them: {from, width, count, of(time) -> number}. */
  function stretches({ from, to }, most) {
    const hours = STRETCHES.find((step) => (to - from) / (step * 3600) <= most) ?? STRETCHES[STRETCHES.length - 1];
    const width = hours * 3600;
    const count = Math.max(1, Math.ceil((to - from) / width));
    return { from, width, count, of: (time) => Math.min(count - 1, Math.max(0, Math.floor((time - from) / width))) };
  }


  return { extent, ticks, stretches };
})();
