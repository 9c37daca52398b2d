// The briefing: the stories of the period, ranked; real buttons, so that the page is useful with the map never touched.
graphkit.stories = (() => {
  const { element, svg } = graphkit.dom;
  const { count, figure } = graphkit.text;
  const { accentProperty } = graphkit.theme;
  const PAGE = 40; // stories listed at first, and with each "more"
  const ORDERS = {
    outlets: { name: "outlets, then articles", by: (state) => state.storyOutlets },
    articles: { name: "articles", by: (state) => state.storySize },
    newest: { name: "newest", by: (state) => (story) => state.told(story).to ?? -Infinity },
    oldest: { name: "oldest", by: (state) => (story) => -(state.told(story).from ?? Infinity) },
  };
  const WAVES = 4, OUTLETS = 6;

  function start(list, sort, state, { axis, width, whole }) {
    const { graph } = state;
    const { stories, nodes } = graph;
    const telling = graphkit.excerpts.create(graph);
    const more = element("button", { type: "button", class: "more", onclick: () => showMore() });
    const facts = document.getElementById("stories-facts"), heading = document.getElementById("stories-heading");
    let limit = PAGE, hasExcerpts = false, last = null, current = null;
    let inThread = new Map(); // how many stories of a thread show

    function ranked() {
      const found = state.ranking();
      if (state.order.list === "outlets") return found;
      const by = ORDERS[state.order.list].by(state), key = new Map(found.map((story) => [story, by(story)]));
      return [...found].sort((a, b) => key.get(b) - key.get(a) || a - b);
    }

    function row(story, rank) {
      const badge = graphkit.said.badge(state, story), excerpt = hasExcerpts ? telling(graphkit.said.lineOf(state, story)) : "";
      const isKept = state.shortlist.includes(story), title = graphkit.said.headline(state, story);
      const open = element("button", {
        type: "button", class: "headline", dir: "auto", "data-cluster": stories[story].id,
        "data-shown": state.order.list === "articles" ? state.storySize(story) : state.storyOutlets(story), "data-articles": state.storySize(story), "data-outlets": state.storyOutlets(story),
        "aria-pressed": String(state.story() === story), tabindex: -1, onclick: () => state.choose("story", story, "list"),
      }, title);
      const made = element("li", { class: state.story() === story ? "row is-chosen" : "row", color: accentProperty(story) },
        element("span", { class: "rank", "aria-hidden": "true" }, figure(rank)),
        element("div", { class: "row-text" }, open,
          excerpt || !hasExcerpts ? element("p", { class: "row-excerpt", dir: "auto" }, excerpt) : null,
          element("p", { class: "who" }, who(story))),
        element("button", { type: "button", class: "pin", tabindex: -1, "aria-pressed": String(isKept), "aria-label": `Shortlist: ${title}`, title: "Shortlist (s)", onclick: () => state.keep(story, !state.shortlist.includes(story)) }, bookmark()),
        element("div", { class: "row-facts" },
          badge ? element("p", {}, element("span", { class: badge.isOnly ? "badge-only" : "badge-outlets", dir: "auto" }, badge.text)) : null,
          element("p", { class: "row-size" }, graphkit.said.size(state, story)),
          element("p", {}, element("span", { class: "tag", dir: "auto" }, stories[story].label))),
        element("div", { class: "row-dots" }, axis() ? graphkit.dots.draw(state, story, axis(), width()) : null));
      made.addEventListener("click", ({ target }) => !target.closest("button, a") && getSelection().isCollapsed && state.choose("story", story, "list"));
      return made;
    }

    function bookmark() {
      return svg("svg", { viewBox: "0 0 12 16", width: 12, height: 16, "aria-hidden": "true" }, svg("path", { d: "M1.5 1.5h9v12.5l-4.5-3.5-4.5 3.5z" }));
    }

    /** Who was first, who followed, and what ran before. */
    function who(story) {
      const waves = state.arrivals(story), beside = state.yearSaid();
      const first = graphkit.said.first(state, story, beside);
      const strong = (outlets) => outlets.slice(0, OUTLETS).flatMap((outlet, at) => [at ? ", " : "", element("b", { dir: "auto" }, outlet)])
        .concat(outlets.length > OUTLETS ? ` and ${figure(outlets.length - OUTLETS)} more` : "");
      const parts = [];
      if (first !== null) {
        const outlets = state.told(story).firstOutlets, isAlone = state.told(story).outlets.length < 2;
        if (isAlone) parts.push([strong(outlets), ` ${first.on}`]);
        else parts.push([element("span", { class: "first-label" }, `${first.label}: `), outlets.length ? strong(outlets) : "outlet unknown", later(waves)]);
      } else if (waves.length) parts.push([strong(waves[0].outlets), " undated"]);
      const before = graphkit.said.earlier(state, story, beside), { undated } = state.told(story);
      if (before) parts.push(before);
      if (undated) parts.push(`${figure(undated)} undated`);
      const others = (inThread.get(stories[story].thread) ?? 1) - 1;
      if (others) parts.push(`${count(others, "more story", "more stories")} of this thread`);
      return parts.flatMap((part, at) => [at ? " · " : "", part]);
    }

    function later(waves) {
      const after = waves.filter(({ lag }) => lag !== null).slice(1);
      return after.slice(0, WAVES).flatMap(({ lag, outlets }) => [" ", element("span", { class: "lag" }, graphkit.said.lag(lag)), ` ${graphkit.said.names(outlets, 3)}`])
        .concat(after.length > WAVES ? ` and ${count(after.length - WAVES, "more wave")}` : "");
    }

    function head(found) {
      heading.textContent = `${count(found.length, "story", "stories")} in ${graphkit.period.phrase(state.ranges)}`;
      const outlets = new Set(graph.articles.filter(state.nodeShows).map((node) => nodes.provider[node]).filter((name) => name !== null)).size;
      facts.textContent = `${count(state.articles(), "article")}${outlets ? ` from ${count(outlets, "outlet")}` : ""}${state.loners() ? `, ${figure(state.loners())} of them in no story` : ""}`;
    }

    function show() {
      sort.value = sort.dataset.shown = state.order.list;
      const held = list.contains(document.activeElement) ? document.activeElement.closest(".row") : null;
      const heldId = /** @type {HTMLElement | null} */ (held?.querySelector("[data-cluster]"))?.dataset.cluster, wasPin = held?.contains(document.activeElement) && document.activeElement.matches(".pin");
      const found = ranked();
      inThread = new Map();
      for (const story of found) if (stories[story].thread) inThread.set(stories[story].thread, (inThread.get(stories[story].thread) ?? 0) + 1);
      head(found);
      const shown = found.slice(0, limit), chosen = state.story();
      if (chosen !== null && !shown.includes(chosen) && state.storySize(chosen) > 0) shown.push(chosen);
      more.textContent = `${figure(Math.min(PAGE, found.length - limit))} more of ${count(found.length, "story", "stories")}`;
      list.replaceChildren(...shown.map((story) => row(story, found.indexOf(story) + 1)), ...(found.length > limit ? [element("li", { class: "row-more" }, more)] : []));
      alignBand();
      if (!found.length && state.articles() === 0 && graph.articles.length) list.replaceChildren(element("li", {}, graphkit.chips.nothing(state)));
      graphkit.loners.show(document.getElementById("loners"), state);
      rove(heldId ?? current);
      if (heldId) {
        const button = find(heldId);
        (wasPin ? button?.closest(".row").querySelector(".pin") : button)?.focus({ preventScroll: true });
      }
    }

    /** The period runs down through all rows, in line with the brush above them. */
    function alignBand() {
      const now = axis(), { from, to } = state.ranges;
      if (now === null) return;
      const x = (time) => Math.max(0, Math.min(1, (time - now.from) / (now.to - now.from))) * width();
      const [left, right] = from === null && to === null ? [0, 0] : [x(from ?? now.from), x(to ?? now.to)];
      list.style.setProperty("--band-left", `${left}px`);
      list.style.setProperty("--band-width", `${right - left}px`);
    }

    const find = (id) => list.querySelector(`[data-cluster="${CSS.escape(id)}"]`);
    const buttons = () => [...list.querySelectorAll("button[data-cluster]")];

    /** One row at a time is in the order of Tab; arrows lead from row to row. */
    function rove(id) {
      const all = buttons();
      const at = Math.max(0, all.findIndex((button) => button.dataset.cluster === id));
      all.forEach((button, number) => {
        for (const one of [button, button.closest(".row").querySelector(".pin")]) one.tabIndex = number === at ? 0 : -1;
      });
      current = all[at]?.dataset.cluster ?? null;
    }

    list.addEventListener("focusin", ({ target }) => {
      const button = target.closest(".row")?.querySelector("[data-cluster]");
      if (button && button.dataset.cluster !== current) rove(button.dataset.cluster);
    });
    list.addEventListener("keydown", (event) => {
      const all = buttons(), at = all.findIndex((button) => button.closest(".row").contains(event.target));
      if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (next !== undefined) {
        all[Math.min(all.length - 1, Math.max(0, next))].focus();
        if (next >= all.length) more.focus();
      } else if (event.key === "s") all[at].closest(".row").querySelector(".pin").click();
      else return;
      event.preventDefault();
    });

    function showMore() {
      const at = limit;
      limit += PAGE;
      show();
      list.children[at]?.querySelector("[data-cluster]")?.focus();
    }

    /** Mark what is chosen; the list stays as it is. */
    function mark() {
      const chosen = state.story();
      const id = chosen === null ? null : stories[chosen].id;
      if (id !== null && !find(id)) show();
      for (const button of buttons()) {
        const isChosen = button.dataset.cluster === id;
        button.setAttribute("aria-pressed", String(isChosen));
        button.closest(".row").classList.toggle("is-chosen", isChosen);
      }
      if (id === null) return;
      last = id;
      rove(id);
      const marked = find(id);
      if (marked && list.scrollHeight > list.clientHeight) list.scrollTop = marked.closest(".row").offsetTop - list.clientHeight / 3;
    }

    // Asked when the size changes, not with each list: the answer costs a layout of the page.
    new ResizeObserver(() => list.style.setProperty("--gutter", `${list.offsetWidth - list.clientWidth}px`)).observe(list);
    sort.append(...Object.entries(ORDERS).map(([value, { name }]) => element("option", { value }, name)));
    sort.closest(".sort").hidden = stories.length < 2;
    sort.addEventListener("change", () => state.arrange({ list: sort.value }));
    show();
    whole.then(() => {
      hasExcerpts = true;
      show();
    });

    state.onChange((what, from) => {
      const isOrdered = what === "order" && sort.dataset.shown !== state.order.list;
      if (what === "filter" || isOrdered) {
        limit = PAGE;
        show();
      }
      if (isOrdered) list.scrollTop = 0;
      if (what === "shortlist") {
        for (const button of buttons()) button.closest(".row").querySelector(".pin").setAttribute("aria-pressed", String(state.shortlist.some((story) => stories[story].id === button.dataset.cluster)));
      }
      if (what !== "choice") return;
      document.body.classList.toggle("has-choice", state.chosen !== null);
      mark();
      // Whoever goes back comes to the same place.
      if (state.chosen === null && (from === "key" || from === "details")) (find(last ?? "") ?? buttons()[0])?.focus();
    });
    return { show, focus: () => (find(current ?? "") ?? buttons()[0])?.focus() };
  }

  return { start, ORDERS };
})();
