// The brush on the histogram: a stretch of days by pointer, by keys and by two date fields.
graphkit.brush = (() => {
  const { figure } = graphkit.text;
  const { element } = graphkit.dom;
  const { DAY, startOfDay, extent } = graphkit.timescale;
  const { date, seconds } = graphkit.address;
  const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };

  function start(place, state) {
    const { graph } = state;
    const whole = extent(graph.articles.map((node) => graph.nodes.time[node]));
    const undatedCount = graph.articles.filter((node) => graph.nodes.time[node] === null).length;
    const [from, to, undated, all] = ["from", "to", "undated", "all-time"].map((id) => document.getElementById(id));
    const frame = place.querySelector(".histogram");
    undated.parentElement.hidden = undatedCount === 0;
    undated.nextSibling.textContent = ` ${figure(undatedCount)} undated`;
    undated.addEventListener("change", () => state.narrow({ undated: undated.checked }));
    if (whole === null) {
      frame.hidden = true;
      [from, to].forEach((field) => { field.disabled = true; });
      return { redraw() {} };
    }

    const canvas = element("canvas", { "aria-hidden": "true" });
    const shade = element("div", { class: "window", hidden: true });
    const handles = ["from", "to"].map((end) => element("div", {
      class: "handle", role: "slider", tabindex: 0, "data-end": end, "aria-label": end === "from" ? "First day" : "Last day",
      "aria-valuemin": whole.from / DAY, "aria-valuemax": whole.to / DAY - 1,
    }));
    frame.replaceChildren(canvas, shade, ...handles);
    for (const field of [from, to]) {
      field.min = date(whole.from);
      field.max = date(whole.to - DAY);
      field.addEventListener("change", () => set(seconds(from.value) ?? whole.from, (seconds(to.value) ?? whole.to - DAY) + DAY));
    }
    all.addEventListener("click", () => {
      set(whole.from, whole.to);
      from.focus();
    });

    let size = { width: frame.clientWidth, height: frame.clientHeight };
    const range = () => ({ from: state.ranges.from ?? whole.from, to: state.ranges.to ?? whole.to });

    /** Ends are whole days; a range that is everything is none. */
    function set(start, end) {
      const low = Math.min(Math.max(startOfDay(Math.min(start, end - DAY)), whole.from), whole.to - DAY);
      const high = Math.max(Math.min(startOfDay(end + DAY - 1), whole.to), low + DAY);
      const next = { from: low <= whole.from ? null : low, to: high >= whole.to ? null : high };
      if (next.from !== state.ranges.from || next.to !== state.ranges.to) state.narrow(next);
    }

    function show() {
      const now = range(), share = (time) => `${(100 * (time - whole.from)) / (whole.to - whole.from)}%`;
      const narrowed = state.ranges.from !== null || state.ranges.to !== null;
      shade.hidden = !narrowed;
      shade.style.left = share(now.from);
      shade.style.width = `calc(${share(now.to)} - ${share(now.from)})`;
      handles.forEach((handle, at) => {
        const day = at === 0 ? now.from : now.to - DAY;
        handle.style.left = share(at === 0 ? now.from : now.to);
        handle.setAttribute("aria-valuenow", day / DAY);
        handle.setAttribute("aria-valuetext", graphkit.text.span(day, day));
      });
      from.value = date(now.from);
      to.value = date(now.to - DAY);
      undated.checked = state.ranges.undated;
      all.hidden = !narrowed;
      graphkit.histogram.draw(canvas, size, state, whole);
    }

    keys(handles, range, set, whole);
    drag(frame, handles, shade, range, set, whole);
    state.onChange((what) => (what === "filter" || what === "color") && show());
    new ResizeObserver(([{ contentRect }]) => {
      size = contentRect;
      show();
    }).observe(frame);
    return { redraw: show };
  }

  function keys(handles, range, set, whole) {
    handles.forEach((handle, at) => handle.addEventListener("keydown", (event) => {
      const now = range();
      const end = at === 0 ? "from" : "to";
      if (event.key === "Home") now[end] = at === 0 ? whole.from : now.from + DAY;
      else if (event.key === "End") now[end] = at === 0 ? now.to - DAY : whole.to;
      else if (KEYS[event.key]) now[end] += KEYS[event.key] * DAY;
      else return;
      if (at === 0) now.from = Math.min(now.from, now.to - DAY);
      else now.to = Math.max(now.to, now.from + DAY);
      set(now.from, now.to);
      event.preventDefault();
    }));
  }

  /** On a handle: move that end; on the window: move both; elsewhere: a new stretch. Answers once a frame. */
  function drag(frame, handles, shade, range, set, whole) {
    let move = null, latest = null;
    const timeAt = (event) => {
      const { left, width } = frame.getBoundingClientRect();
      return whole.from + (whole.to - whole.from) * Math.min(1, Math.max(0, (event.clientX - left) / width));
    };
    frame.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const began = timeAt(event), before = range();
      const handle = handles.indexOf(event.target);
      if (handle === 0) move = (time) => set(Math.min(time, before.to - DAY), before.to);
      else if (handle === 1) move = (time) => set(before.from, Math.max(time, before.from + DAY));
      else if (event.target === shade) {
        const length = before.to - before.from;
        move = (time) => {
          const start = Math.min(Math.max(startOfDay(before.from + time - began + DAY / 2), whole.from), whole.to - length);
          set(start, start + length);
        };
      } else move = (time) => set(Math.min(began, time), Math.max(began, time));
      frame.setPointerCapture(event.pointerId);
      if (handle >= 0) handles[handle].focus();
      event.preventDefault();
    });
    frame.addEventListener("pointermove", (event) => {
      if (!move) return;
      if (latest === null) requestAnimationFrame(() => {
        if (move) move(latest);
        latest = null;
      });
      latest = timeAt(event);
    });
    const stop = (event) => {
      if (!move) return;
      if (latest !== null) move(timeAt(event));
      move = null;
    };
    frame.addEventListener("pointerup", stop);
    frame.addEventListener("pointercancel", stop);
  }

  return { start };
})();
