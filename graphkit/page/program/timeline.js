// The timeline: lanes that scroll, a time axis that zooms and pans, and follows the period.
graphkit.timeline = (() => {
  const { element } = graphkit.dom;
  const { DAY, startOfDay } = graphkit.dates;
  const { count } = graphkit.text;
  const { AXIS, TRAY_PILL } = graphkit.lanesPaint;
  const TRAY = 116, NARROW_TRAY = 64, NO_TRAY = 12, HEAD = 330, WIDEST_HEAD = 480, NARROW = 700, LONERS = 52;
  const MARGIN = 14, TOOLS = 158, LETTER = 7, LINE = 17; // of a narrow timeline: lanes have their names above them
  const BESIDE = 0.2; // of the period, on either side of it
  const CLOSEST = 6 * 3600;
  const LANES = { outlets: "outlets in the period", "first-day": "first day", thread: "thread" };
  const KEYS = { ArrowLeft: -0.15, ArrowRight: 0.15 };

  function start(box, state, { whole, tooltip }) {
    const { graph } = state;
    const canvas = element("canvas", { "aria-hidden": "true" });
    const heads = element("div", { class: "lane-heads" });
    const spacer = element("div", { class: "lane-spacer" });
    const scroller = element("div", { class: "lane-scroller", tabindex: -1 }, spacer);
    const order = element("select", { "aria-label": "Lanes by" }, Object.entries(LANES).map(([value, name]) => element("option", { value }, name)));
    const adopt = element("button", { type: "button", class: "action adopt", hidden: true, onclick: () => state.narrow(shownDays()) }, "Make this the period");
    box.replaceChildren(canvas, heads, scroller, element("div", { class: "lane-tools" }, adopt, element("label", { class: "sort" }, "lanes by ", order)), key());
    let frame = null, groups = null, plan = null, range = null, isStale = true, hovered = null, pending = false;

    const hasUndated = graph.articles.some((node) => graph.nodes.time[node] === null);
    const extent = whole ?? { from: 0, to: DAY };

    function home() {
      const { from, to } = state.ranges;
      const start = from ?? extent.from, end = Math.max(to ?? extent.to, start + DAY);
      const beside = from === null && to === null ? 0.01 : BESIDE;
      return { from: start - beside * (end - start), to: end + beside * (end - start) };
    }

    function shownDays() {
      const from = startOfDay(range.from), to = startOfDay(range.to - 1) + DAY;
      return { from: from <= extent.from ? null : from, to: to >= extent.to ? null : to };
    }

    function geometry() {
      const width = box.clientWidth, height = box.clientHeight, isNarrow = width < NARROW;
      const left = isNarrow ? MARGIN : Math.round(Math.min(WIDEST_HEAD, Math.max(HEAD, 0.3 * width))), right = width - (!hasUndated ? NO_TRAY : isNarrow ? NARROW_TRAY : TRAY);
      box.classList.toggle("is-narrow", isNarrow);
      return { width, height, left, right, isNarrow, namesFrom: isNarrow ? TOOLS : left, scale: { from: range.from, perSecond: (right - left) / (range.to - range.from) } };
    }

    /** Everything anew, once a frame however often it is asked for. */
    function redraw(what = "all") {
      if (what === "all") plan = null;
      if (state.view !== "timeline") {
        isStale = true;
        return;
      }
      if (pending) return;
      pending = true;
      requestAnimationFrame(() => {
        pending = false;
        paint();
      });
    }

    /** The plan as it stands, made where it is not; null while the timeline does not show. */
    function planned() {
      if (plan !== null || state.view !== "timeline" || !box.clientWidth) return plan;
      range ??= home();
      frame = geometry();
      groups ??= graphkit.lanes.groups(state, state.order.lanes);
      plan = graphkit.lanes.arrange(state, groups, frame.scale, frame.right - frame.left, frame.isNarrow ? above : undefined);
      const high = LONERS + (frame.isNarrow ? 2 * LINE : 0);
      plan.loners = graph.loners.length ? { top: plan.height, height: high, above: high - LONERS } : null;
      plan.whole = plan.height + (plan.loners ? high : 0);
      spacer.style.height = `${plan.whole}px`;
      return plan;
    }

    function paint() {
      if (state.view !== "timeline" || planned() === null) return;
      const ratio = devicePixelRatio || 1;
      if (canvas.width !== Math.round(frame.width * ratio) || canvas.height !== Math.round(frame.height * ratio)) {
        canvas.width = Math.round(frame.width * ratio);
        canvas.height = Math.round(frame.height * ratio);
      }
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      graphkit.lanesPaint.draw(context, state, { ...frame, plan, scroll: scroller.scrollTop, hovered });
      nameLanes();
      const at = home();
      adopt.hidden = Math.abs(range.from - at.from) < 1 && Math.abs(range.to - at.to) < 1;
      isStale = false;
    }

    /** Names of the lanes in view, as buttons beside the canvas. */
    function nameLanes() {
      const scroll = scroller.scrollTop, bottom = scroll + frame.height - AXIS;
      const first = graphkit.lanes.laneAt(plan.lanes, scroll) ?? 0;
      const made = [];
      for (let at = first; at < plan.lanes.length && plan.lanes[at].top < bottom; at++) made.push(head(plan.lanes[at], scroll));
      if (plan.loners && plan.loners.top < bottom) {
        const name = element("div", { class: "lane-head is-loners" }, element("p", { class: "lane-name" }, "In no story"),
          element("p", { class: "lane-facts" }, `${count(state.loners(), "article")}, drawn as a count a day`));
        made.push(placed(name, plan.loners, scroll));
      }
      if (!plan.lanes.length && !state.loners()) made.push(graphkit.chips.nothing(state));
      heads.style.width = `${frame.isNarrow ? frame.width : frame.left - 8}px`;
      heads.replaceChildren(...made);
    }

    function placed(made, { top, height, above: high }, scroll) {
      made.style.top = `${top - scroll + AXIS}px`;
      made.style.height = `${high || height}px`;
      return made;
    }

    const nameOf = ({ stories, thread }) => (stories.length > 1 ? thread : graphkit.said.headline(state, stories[0]));

    /** The room for a name of one or two lines, and a line of facts. */
    function above(group) {
      const isLong = nameOf(group).length * LETTER > frame.width - 2 * MARGIN;
      return (isLong ? 3 : 2) * LINE + 4;
    }

    function head(lane, scroll) {
      const [story] = lane.stories;
      const isThread = lane.stories.length > 1;
      const facts = isThread ? `${count(lane.stories.length, "story", "stories")}, ${count(lane.stories.reduce((sum, one) => sum + state.storySize(one), 0), "article")}`
        : `${graph.stories[story].label} · ${state.storyOutlets(story) ? `${count(state.storyOutlets(story), "outlet")}, ` : ""}${graphkit.said.size(state, story)}`;
      const made = element("button", {
        type: "button", class: "lane-head", tabindex: -1, color: graphkit.theme.accentProperty(story), "aria-pressed": String(lane.stories.includes(state.story())),
        onclick: () => state.choose("story", lane.stories[(lane.stories.indexOf(state.story()) + 1) % lane.stories.length], "map"),
      }, element("span", { class: "lane-name", dir: "auto" }, nameOf(lane)), element("span", { class: "lane-facts", dir: "auto" }, facts));
      return placed(made, lane, scroll);
    }

    // ---- what lies where -------------------------------------------------------------------------------------

    function nodeAt({ x, y }) {
      if (plan === null || y < AXIS) return null;
      const at = graphkit.lanes.laneAt(plan.lanes, y - AXIS + scroller.scrollTop);
      if (at === null) return null;
      const lane = plan.lanes[at], floor = lane.top + lane.height - graphkit.lanes.FOOT - scroller.scrollTop + AXIS;
      if (x > frame.right) {
        const found = lane.undated.findIndex((_, number) => {
          const place = graphkit.lanesPaint.trayPlace(frame, number, floor);
          return x >= place.x - 1 && x <= place.x + TRAY_PILL + 1 && Math.abs(y - place.y) <= 4;
        });
        return found < 0 ? null : lane.undated[found];
      }
      let best = null, least = 7;
      for (const mark of lane.placed) {
        const middle = floor - 3.5 - mark.level * lane.step;
        const away = Math.max(Math.abs(y - middle), frame.left + mark.left - x, x - frame.left - mark.right);
        if (away < least) [best, least] = [mark.node, away];
      }
      return best;
    }

    function storyAt({ y }) {
      const at = plan === null || y < AXIS ? null : graphkit.lanes.laneAt(plan.lanes, y - AXIS + scroller.scrollTop);
      return at === null ? null : plan.lanes[at].stories[0];
    }

    // ---- moves -----------------------------------------------------------------------------------------------

    function zoom(factor, x = (frame.left + frame.right) / 2) {
      const at = range.from + ((x - frame.left) / (frame.right - frame.left)) * (range.to - range.from);
      const length = range.to - range.from, most = 1.2 * (extent.to - extent.from) + DAY;
      const wanted = Math.min(most, Math.max(CLOSEST, length * factor)) / length;
      range = { from: at - (at - range.from) * wanted, to: at + (range.to - at) * wanted };
      redraw();
    }

    function pan(seconds) {
      range = { from: range.from + seconds, to: range.to + seconds };
      redraw();
    }

    function showAll() {
      range = home();
      redraw();
    }

    /** The chosen story's lane in view. */
    function follow() {
      if (state.view !== "timeline" || state.story() === null) return;
      const lane = planned()?.lanes.find(({ stories }) => stories.includes(state.story()));
      if (!lane) return;
      const { scrollTop, clientHeight } = scroller;
      if (lane.top < scrollTop || lane.top + lane.height > scrollTop + clientHeight) scroller.scrollTop = lane.top - clientHeight / 3;
    }

    listen();
    order.addEventListener("change", () => state.arrange({ lanes: order.value }));

    function listen() {
      const point = (event) => {
        const { left, top } = box.getBoundingClientRect();
        return { x: event.clientX - left, y: event.clientY - top };
      };
      let drag = null;
      scroller.addEventListener("scroll", () => redraw("scroll"));
      scroller.addEventListener("wheel", (event) => {
        if (event.ctrlKey || event.metaKey) zoom(Math.exp(event.deltaY / 300), point(event).x);
        else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(((event.deltaX || event.deltaY) / (frame.right - frame.left)) * (range.to - range.from));
        else return;
        event.preventDefault();
      }, { passive: false });
      scroller.addEventListener("pointerdown", (event) => {
        if (event.button !== 0) return;
        drag = { x: event.clientX, y: event.clientY, range: { ...range }, moved: false };
      });
      scroller.addEventListener("pointermove", (event) => {
        if (drag && event.buttons && event.pointerType === "mouse") {
          const by = event.clientX - drag.x;
          if (Math.abs(by) > 3 || drag.moved) {
            drag.moved = true;
            const seconds = (-by / (frame.right - frame.left)) * (drag.range.to - drag.range.from);
            range = { from: drag.range.from + seconds, to: drag.range.to + seconds };
            redraw();
          }
          return;
        }
        const at = point(event), node = nodeAt(at);
        scroller.style.cursor = node === null ? "" : "pointer";
        tooltip.show(node === null ? null : { type: "node", number: node }, event);
        if (node === hovered) return;
        hovered = node;
        redraw("hover");
      });
      scroller.addEventListener("pointerleave", () => {
        tooltip.show(null);
        hovered = null;
        redraw("hover");
      });
      scroller.addEventListener("click", (event) => {
        const moved = drag?.moved;
        drag = null;
        if (moved) return;
        const at = point(event), node = nodeAt(at);
        if (node !== null) state.choose("node", node, "map");
        else if (storyAt(at) !== null) state.choose("story", storyAt(at), "map");
        else state.choose(null, null, "map");
      });
      box.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || /^(SELECT|BUTTON)$/.test(event.target.tagName)) return;
        if (KEYS[event.key]) pan(KEYS[event.key] * (range.to - range.from));
        else if (event.key === "ArrowUp" || event.key === "ArrowDown") scroller.scrollTop += event.key === "ArrowUp" ? -76 : 76;
        else if (event.key === "+" || event.key === "=") zoom(1 / 1.4);
        else if (event.key === "-") zoom(1.4);
        else if (event.key === "0") showAll();
        else return;
        event.preventDefault();
      });
      new ResizeObserver(() => redraw()).observe(box);
    }

    function key() {
      const entry = (className, words) => element("span", {}, element("span", { class: `lane-key ${className}`, "aria-hidden": "true" }), words);
      return element("p", { class: "lane-legend", tabindex: 0 }, entry("is-day", "day known, no hour: as wide as its day"), entry("is-hour", "hour known: at its minute"), entry("is-lead", "lead"),
        entry("is-outside", "not among what shows"), entry("is-undated", "no date"));
    }

    state.onChange((what) => {
      const isShown = state.view === "timeline";
      box.hidden = !isShown;
      if (what === "filter") {
        groups = null;
        range = null;
        redraw();
      }
      if (what === "order") {
        order.value = state.order.lanes;
        groups = null;
        scroller.scrollTop = 0;
        redraw();
      }
      if (what === "color") redraw();
      if (what === "choice") {
        follow();
        redraw("choice");
      }
      if (what === "view" && isShown) {
        if (isStale) plan = null;
        paint();
        follow();
        redraw("view");
      }
    });
    box.hidden = state.view !== "timeline";
    return { zoom: (factor) => zoom(1 / factor), showAll, redraw, canvas: () => canvas, nodeAt, range: () => planned() && range, plan: planned, frame: () => frame,
      /** What shows, to be drawn again elsewhere. */
      picture() {
        const { width, height } = frame;
        const names = [...heads.querySelectorAll(".lane-head")].map((one) => ({ y: parseFloat(one.style.top), high: parseFloat(one.style.height), texts: [...one.children].map((part) => part.textContent) }));
        return { width, height, paint: (context) => {
          graphkit.lanesPaint.draw(context, state, { ...frame, plan, scroll: scroller.scrollTop, hovered: null });
          const { ink, quiet, font } = graphkit.theme.current();
          context.textAlign = "left";
          context.textBaseline = "alphabetic";
          names.forEach(({ y, high, texts }) => texts.forEach((text, at) => {
            context.font = `${at ? "12px" : "600 14px"} ${font}`;
            context.fillStyle = at ? quiet : ink;
            context.fillText(graphkit.text.shorten(text, at ? 52 : 42), 8, y + high - 22 + 15 * at);
          }));
        } };
      },
      /** Where an article is drawn, in pixels of the box, or null. */
      placeOf(node) {
        const lane = planned()?.lanes.find(({ stories }) => stories.includes(graph.nodes.story[node]));
        const mark = lane?.placed.find((one) => one.node === node);
        if (!mark) return null;
        return { x: frame.left + (mark.left + mark.right) / 2, y: lane.top + lane.height - graphkit.lanes.FOOT - 3.5 - mark.level * lane.step - scroller.scrollTop + AXIS };
      },
    };
  }

  return { start };
})();
