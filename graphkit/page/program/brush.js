// The brush on the histogram: a stretch of days by pointer or by keys.
graphkit.brush = (() => {
  const { element } = graphkit.dom;
  const { DAY, startOfDay } = graphkit.dates;
  const KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };

  /**
   * @param axis () => {from, to} that the frame stands for
   * @param onEnd called when the hand is lifted
   */
  function create(frame, canvas, state, { axis, whole, onEnd }) {
    const shade = element("div", { class: "window", hidden: true });
    const handles = ["from", "to"].map((end) => element("div", {
      class: "handle", role: "slider", tabindex: 0, "data-end": end, "aria-label": end === "from" ? "First day" : "Last day",
      "aria-valuemin": whole.from / DAY, "aria-valuemax": whole.to / DAY - 1,
    }));
    frame.replaceChildren(canvas, shade, ...handles);
    let gestures = 0;
    const range = () => ({ from: state.ranges.from ?? whole.from, to: state.ranges.to ?? whole.to });
    const set = (from, to, gesture = null) => {
      state.narrow({ from: from <= whole.from ? null : from, to: to >= whole.to ? null : to }, gesture); // an end of the archive is no end
    };
    const held = drag(frame, { handles, shade, range, set, axis, onEnd, name: () => `drag ${++gestures}` });
    keys(handles, range, set, whole);

    /** Draws the histogram, and puts window and handles where the period is. */
    function show(draw) {
      const now = range(), { from, to } = axis(), share = (time) => `${Math.min(100, Math.max(0, (100 * (time - from)) / (to - from)))}%`;
      shade.hidden = state.ranges.from === null && state.ranges.to === null;
      shade.style.left = share(now.from);
      shade.style.width = `calc(${share(now.to)} - ${share(now.from)})`;
      handles.forEach((handle, at) => {
        const day = at === 0 ? now.from : now.to - DAY;
        handle.style.left = share(at === 0 ? now.from : now.to);
        handle.setAttribute("aria-valuenow", day / DAY);
        handle.setAttribute("aria-valuetext", graphkit.text.span(day, day));
      });
      draw();
    }

    return { show, isHeld: held };
  }

  function keys(handles, range, set, whole) {
    handles.forEach((handle, at) => handle.addEventListener("keydown", (event) => {
      const now = range();
      const end = at === 0 ? "from" : "to";
      if (event.key === "Home") now[end] = at === 0 ? whole.from : now.from + DAY;
      else if (event.key === "End") now[end] = at === 0 ? now.to - DAY : whole.to;
      else if (KEYS[event.key]) now[end] = Math.min(whole.to, Math.max(whole.from, now[end] + KEYS[event.key] * DAY));
      else return;
      if (at === 0) now.from = Math.min(now.from, now.to - DAY);
      else now.to = Math.max(now.to, now.from + DAY);
      set(now.from, now.to, `keys ${end}`);
      event.preventDefault();
    }));
  }

  /** On a handle: move that end; on the window: move both; elsewhere: a new stretch. Answers once a frame. */
  function drag(frame, { handles, shade, range, set, axis, onEnd, name }) {
    let move = null, latest = null;
    const timeAt = (event) => {
      const { left, width } = frame.getBoundingClientRect(), { from, to } = axis();
      return from + (to - from) * Math.min(1, Math.max(0, (event.clientX - left) / width));
    };
    /** Whole days, whichever end was moved past the other. */
    const stretch = (one, other) => {
      const [first, last] = one < other ? [one, other] : [other, one];
      return [startOfDay(first), Math.max(startOfDay(first) + DAY, Math.ceil(last / DAY) * DAY)];
    };
    frame.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const began = timeAt(event), before = range(), gesture = name();
      const handle = handles.indexOf(event.target);
      const put = (from, to) => set(from, to, gesture);
      if (handle === 0) move = (time) => put(Math.min(startOfDay(time + DAY / 2), before.to - DAY), before.to);
      else if (handle === 1) move = (time) => put(before.from, Math.max(startOfDay(time + DAY / 2), before.from + DAY));
      else if (event.target === shade) {
        const length = before.to - before.from;
        move = (time) => {
          const start = startOfDay(before.from + time - began + DAY / 2);
          put(start, start + length);
        };
      } else move = (time) => put(...stretch(began, time));
      frame.setPointerCapture(event.pointerId);
      if (handle >= 0) handles[handle].focus();
      event.preventDefault();
    });
    frame.addEventListener("pointermove", (event) => {
      if (!move) return;
      if (latest === null) requestAnimationFrame(() => {
        if (move && latest !== null) move(latest);
        latest = null;
      });
      latest = timeAt(event);
    });
    const stop = (event) => {
      if (!move) return;
      if (latest !== null) move(timeAt(event));
      move = latest = null;
      onEnd();
    };
    frame.addEventListener("pointerup", stop);
    frame.addEventListener("pointercancel", stop);
    return () => move !== null;
  }

  return { create };
})();
