// What narrows the view, as chips that are taken off one by one; and what to say where nothing is left.
graphkit.chips = (() => {
  const { element } = graphkit.dom;
  const { figure, count } = graphkit.text;
  const NAMES = {
    kind: "kinds", relation: "links", provider: "outlets", topic: "topics", cluster: "stories", published: "published", language: "languages", author: "authors",
  };

  /** What a filter says: "outlets: only CNN", "without 3 topics", "quality at least 40". */
  function label(state, name) {
    if (name === "words") return `“${state.query}”`;
    if (name === "time") return graphkit.period.name(state.ranges);
    if (name === "undated") return "without undated articles";
    if (name === "quality" || name === "likeness") return `${name} at least ${state.ranges[name]}`;
    const { values } = state.facets[name];
    const off = new Set(state.offKeys(name));
    const on = values.filter(({ key }) => !off.has(key));
    if (on.length === 1) return `only ${on[0].label}`;
    if (off.size === 1) return `without ${values.find(({ key }) => off.has(key)).label}`;
    return on.length === 0 ? `no ${NAMES[name]}` : `${figure(on.length)} of ${figure(values.length)} ${NAMES[name]}`;
  }

  function chip(text, what, take) {
    return element("span", { class: "chip-on" }, element("span", { dir: "auto" }, text),
      element("button", { type: "button", class: "chip-off", "aria-label": `Remove: ${what}`, title: `Remove: ${what}`, onclick: take }, "×"));
  }

  /** Undated articles are left out of a period, or brought back into it. */
  function undated(state) {
    const { from, to, undated: wanted } = state.ranges;
    if (from === null && to === null) return null;
    if (wanted === true) return chip("with undated articles", "undated articles", () => state.narrow({ undated: null }));
    if (state.undatedLeft() === 0) return null;
    return chip(`dated only, without ${figure(state.undatedLeft())}`, "dated only; shows the undated articles too", () => state.narrow({ undated: true }));
  }

  function start(place, state) {
    function show() {
      const held = place.contains(document.activeElement);
      const chips = state.filters().map((name) => chip(label(state, name), label(state, name), () => state.lift(name)));
      chips.push(undated(state));
      const some = chips.filter(Boolean);
      place.replaceChildren(...some, ...(state.filters().length ? [element("button", { type: "button", id: "clear", class: "quiet-button", onclick: () => state.reset() }, "Clear all")] : []));
      if (held) (place.querySelector("button") ?? document.getElementById("filters-button")).focus() // no field of text: figures switch views;
    }
    state.onChange((what) => what === "filter" && show());
    show();
  }

  /** Why nothing is left: for each filter how many articles there would be without it, with the button. */
  function nothing(state) {
    const offers = state.filters().map((name) => ({ name, articles: state.without(name) })).sort((a, b) => b.articles - a.articles);
    const best = offers.filter(({ articles }) => articles > 0);
    const more = state.undatedLeft();
    return element("div", { class: "nothing-here" },
      element("p", {}, "Nothing is left of the stories with these filters."),
      best.map(({ name, articles }) => element("button", { type: "button", class: "action", "data-lift": name, onclick: () => state.lift(name) }, `Lift ${label(state, name)}: ${count(articles, "article")}`)),
      more ? element("button", { type: "button", class: "action", "data-lift": "undated", onclick: () => state.narrow({ undated: true }) }, `Show ${count(more, "undated article")}`) : null,
      best.length || more ? null : element("button", { type: "button", class: "action", "data-lift": "all", onclick: () => state.reset() }, "Clear all filters"));
  }

  return { start, label, nothing };
})();
