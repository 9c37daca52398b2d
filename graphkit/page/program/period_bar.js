// The period by presets, by typed dates, and by a brush on the histogram, which zooms to what is brushed.
graphkit.periodBar = (() => {
  const { element } = graphkit.dom;
  const { DAY, full, read, isMonthFirst } = graphkit.dates;
  const { KINDS, around, kindOf, beside } = graphkit.period;
  const { extent } = graphkit.timescale;
  const LABELS = { all: "All", year: "Year", month: "Month", week: "Week", day: "Day" };

  const field = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));

  function start(place, state, onAxis) {
    const { graph } = state;
    const whole = extent(graph.articles.map((node) => graph.nodes.time[node]));
    const frame = place.querySelector(".histogram");
    if (whole === null) {
      place.classList.add("is-undated");
      ["from", "to"].forEach((id) => { field(id).disabled = true; });
      return { redraw() {}, axis: () => null };
    }
    let axis = graphkit.dots.windowOf(state.ranges, whole), size = { width: 0, height: 0 };
    const draw = () => size.width > 0 && graphkit.histogram.draw(canvas, size, state, { axis, whole, period: state.ranges });
    const canvas = element("canvas", { "aria-hidden": "true" });
    const brush = graphkit.brush.create(frame, canvas, state, { axis: () => axis, whole, onEnd: follow });
    presets(document.getElementById("presets"), document.getElementById("steps"), state, whole);
    fields(state);

    /** The axis follows the period, but not under the hand that draws it. */
    function follow() {
      const next = graphkit.dots.windowOf(state.ranges, whole);
      const isNew = next.from !== axis.from || next.to !== axis.to;
      axis = next;
      brush.show(draw);
      if (isNew) onAxis();
    }

    state.onChange((what) => {
      if (what === "color") brush.show(draw);
      if (what !== "filter") return;
      if (brush.isHeld()) brush.show(draw);
      else follow();
    });
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width === size.width && contentRect.height === size.height) return;
      size = { width: contentRect.width, height: contentRect.height };
      brush.show(draw);
      onAxis();
    }).observe(frame);
    return { redraw: draw, axis: () => axis, width: () => size.width };
  }

  function presets(place, steps, state, whole) {
    const last = whole.to - 1;
    /** A smaller stretch at the end of a larger one, a larger one around a smaller. */
    const go = (kind) => {
      const { from, to } = state.ranges;
      const anchor = from === null && to === null ? last : Math.min(last, (to ?? whole.to) - 1);
      state.narrow(around(kind, Math.max(anchor, whole.from)));
    };
    const buttons = KINDS.map((kind) => element("button", { type: "button", "data-preset": kind, onclick: () => go(kind) }, LABELS[kind]));
    const step = (by, sign, name) => element("button", { type: "button", "data-step": by, "aria-label": name, title: name, onclick: () => state.narrow(beside(state.ranges, by)) }, sign);
    const moves = [step(-1, "‹", "Earlier"), step(1, "›", "Later")];
    place.replaceChildren(...buttons);
    steps.replaceChildren(...moves);
    const show = () => {
      const kind = kindOf(state.ranges);
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.preset === kind)));
      const isClosed = state.ranges.from !== null && state.ranges.to !== null;
      moves.forEach((button) => { button.disabled = !isClosed; });
    };
    state.onChange((what) => what === "filter" && show());
    show();
  }

  /** Text fields: what was typed stays as it was typed for as long as it is true. */
  function fields(state) {
    const problem = document.getElementById("date-problem");
    const ends = ["from", "to"].map(field);
    const typed = { from: null, to: null };
    const valueOf = (end) => (state.ranges[end] === null ? "" : full(end === "from" ? state.ranges.from : state.ranges.to - DAY));

    function commit(field) {
      const end = field.id, text = field.value.trim();
      const found = text === "" ? { from: null, to: null } : read(text, isMonthFirst());
      problem.textContent = found ? "" : `“${text}” is no date: write 2018-09-18, 18 Sep 2018 or Sep 2018.`;
      field.setAttribute("aria-invalid", String(!found));
      if (!found || (found[end] === state.ranges[end])) return;
      typed[end] = { text, value: found[end] };
      const changes = { [end]: found[end] };
      // An end that the other one would precede is open again.
      if (end === "from" && found.from !== null && state.ranges.to !== null && state.ranges.to <= found.from) changes.to = null;
      if (end === "to" && found.to !== null && state.ranges.from !== null && state.ranges.from >= found.to) changes.from = null;
      state.narrow(changes);
    }

    for (const field of ends) {
      field.addEventListener("change", () => commit(field));
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") commit(field);
        if (event.key !== "Escape") return;
        field.value = valueOf(field.id);
        event.stopPropagation();
      });
    }
    const show = () => ends.forEach((field) => {
      const kept = typed[field.id];
      field.value = kept !== null && kept.value === state.ranges[field.id] ? kept.text : valueOf(field.id);
      if (kept !== null && kept.value !== state.ranges[field.id]) typed[field.id] = null;
      field.setAttribute("aria-invalid", "false");
      problem.textContent = "";
    });
    state.onChange((what) => what === "filter" && show());
    show();
  }

  return { start };
})();
