// The filters beside the map: facets with counts, all ticked at first; a range for figures.
graphkit.filters = (() => {
  const { element } = graphkit.dom;
  const { fold, count, figure } = graphkit.text;
  const FIRST = 8, STEP = 40;
  const TITLES = { provider: "Outlets", topic: "Topics", cluster: "Stories", language: "Languages", author: "Authors", published: "Published by the feed" };

  function button(state) {
    const made = element("button", { type: "button", id: "filters-button", class: "outlined", "aria-controls": "facets", "aria-expanded": "false" });
    const panel = document.getElementById("facets");
    const say = () => {
      const narrowing = state.narrowing();
      made.textContent = narrowing ? `Filters · ${narrowing}` : "Filters";
      made.classList.toggle("is-on", narrowing > 0);
    };
    made.addEventListener("click", () => toggle(made, panel, panel.hidden));
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      toggle(made, panel, false);
      made.focus();
    });
    state.onChange((what) => what === "filter" && say());
    say();
    return made;
  }

  function toggle(made, panel, open) {
    panel.hidden = !open;
    made.setAttribute("aria-expanded", String(open));
    if (open) panel.dispatchEvent(new Event("opened"));
  }

  /** A facet as a list of boxes: those with most articles first, more on demand, and a field to find one. */
  function facetList(state, facet) {
    const { name, values } = facet;
    let limit = FIRST, wanted = "";
    const folded = values.map(({ label }) => fold(label));
    const order = [...values.keys()].sort((a, b) => state.count(name, b) - state.count(name, a) || a - b); // by the count when all shows
    const list = element("ul", { class: "values" });
    const more = element("button", { type: "button", class: "more", onclick: () => { limit += STEP; show(); } });
    const all = element("button", { type: "button", class: "quiet-button", onclick: () => {
      const isShort = state.isChanged(name); // asked once: the answer changes as values are switched
      state.filterAll(name, () => isShort);
    } });
    const find = element("input", { type: "search", class: "find", placeholder: `Find in ${figure(values.length)}`, "aria-label": `Find in ${TITLES[name]}` });
    find.addEventListener("input", () => { wanted = fold(find.value.trim()); limit = FIRST; show(); });

    function row(code) {
      const { key, label } = values[code];
      const box = element("input", { type: "checkbox", "data-facet": name, value: key });
      box.checked = !state.isOff(name, key);
      box.addEventListener("change", () => state.filter(name, key, box.checked));
      const only = element("button", { type: "button", class: "only", "aria-label": `Only ${label}`, onclick: () => state.filterAll(name, (one) => one === key) }, "only");
      return element("li", { class: state.count(name, code) ? "value" : "value spent" },
        element("label", {}, box, element("span", { class: "value-name", dir: "auto" }, label)), only,
        element("span", { class: "count" }, figure(state.count(name, code))));
    }

    function show() {
      const held = list.contains(document.activeElement) ? /** @type {HTMLInputElement} */ (document.activeElement) : null;
      const matching = order.filter((code) => (state.totals(name, code) > 0) && folded[code].includes(wanted));
      const rows = matching.slice(0, limit);
      list.replaceChildren(...rows.map(row));
      more.hidden = matching.length <= limit;
      more.textContent = `${figure(matching.length - limit)} more`;
      const off = state.offKeys(name).length;
      all.textContent = off ? "show all" : "hide all";
      if (held) /** @type {HTMLElement | null} */ (list.querySelector(held.matches(".only") ? `.only[aria-label=${CSS.escape(held.getAttribute("aria-label"))}]` : `input[value=${CSS.escape(held.value)}]`))?.focus();
    }

    const title = element("h3", { id: `facet-${name}` }, TITLES[name]);
    const made = element("div", { class: "facet", role: "group", "aria-labelledby": title.id }, element("div", { class: "facet-head" }, title, all), values.length > FIRST + 4 ? find : null, list, more);
    return { made, show };
  }

  function range(state, name, title, most, step, said) {
    const box = element("input", { type: "range", min: 0, max: most, step, "data-facet": name });
    const says = element("span", { class: "count" });
    box.addEventListener("input", () => state.narrow({ [name]: Number(box.value) }));
    const show = () => {
      box.value = state.ranges[name];
      says.textContent = state.ranges[name] ? said(state.ranges[name]) : "any";
      box.setAttribute("aria-valuetext", says.textContent);
    };
    return { made: element("label", { class: "facet figure" }, title, says, box), show };
  }

  function start(panel, state) {
    const { graph } = state;
    const known = graph.articles.map((node) => graph.nodes.quality[node]).filter((quality) => quality !== null);
    const published = state.facets.published.values.filter((_, code) => state.count("published", code) > 0);
    const useful = ["provider", "topic", "cluster", "language", "author", "published"].filter((name) => state.facets[name].values.length > 1 && (name !== "published" || published.length > 1));
    const parts = [
      ...useful.map((name) => facetList(state, state.facets[name])),
      ...(known.length ? [range(state, "quality", "Quality", known.reduce((most, one) => Math.max(most, one)), 1, (value) => `at least ${value}`)] : []),
      range(state, "likeness", "Likeness of linked articles", 1, 0.05, (value) => `at least ${value}`),
    ];
    const reset = element("button", { type: "button", id: "reset", class: "outlined", onclick: () => state.reset() }, "Reset");
    panel.replaceChildren(element("div", { class: "panel-head" }, element("h2", {}, "Filters"), reset), ...parts.map(({ made }) => made));
    const show = () => {
      reset.disabled = state.narrowing() === 0;
      parts.forEach((part) => part.show());
    };
    state.onChange((what) => what === "filter" && show());
    panel.addEventListener("opened", show);
    parts.forEach((part) => part.show());
  }

  /** Says how much of the graph shows, and how much of that is drawn. */
  function announce(status, state, thinning) {
    const { graph } = state;
    const of = (some, all) => (some === all ? "" : `${figure(some)} of `);
    const links = graph.edges.relation.filter((relation) => relation <= 1).length; // between articles; what they belong to is no link
    const say = () => {
      const articles = graph.articles.length;
      const shown = `${of(state.articles(), articles)}${count(articles, "article")} · ${of(state.links(), links)}${count(links, "link")}`;
      status.textContent = [shown, thinning.note()].filter(Boolean).join(" · ");
    };
    state.onChange((what) => what === "filter" && say());
    say();
  }

  return { start, button, announce };
})();
