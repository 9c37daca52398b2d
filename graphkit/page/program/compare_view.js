// The view of two outlets: a bar of shares, and three columns.
graphkit.compareView = (() => {
  const { element, svg } = graphkit.dom;
  const { count, figure, duration } = graphkit.text;
  const { DAY } = graphkit.dates;
  const FIRST = 12, MOST_DAYS = 8;
  const COLORS = ["var(--story-1)", "var(--story-0)"];

  function start(box, state, { save }) {
    const { graph } = state;
    const limits = { left: FIRST, both: FIRST, right: FIRST };
    let isStale = true, ranked = [];

    const name = (provider) => graph.nodes.title[provider];

    /** The pair that is compared: what is chosen, else the outlet in most stories and the one that shares most of them. */
    function pair() {
      const others = (one) => ranked.map(({ provider }) => provider).filter((provider) => provider !== one);
      const [one, other] = state.pair;
      const beside = (known) => graphkit.compare.partner(state, known) ?? others(known)[0] ?? null;
      if (one === null && other !== null) return [beside(other), other];
      const first = one ?? others(null)[0] ?? null;
      return [first, other ?? beside(first)];
    }

    function draw() {
      isStale = false;
      ranked = graphkit.compare.outlets(state);
      const [one, other] = pair();
      if (one === null || other === null) {
        box.replaceChildren(element("p", { class: "nothing-here" }, "There is nothing to compare: no two outlets have articles that show."), state.articles() === 0 ? graphkit.chips.nothing(state) : "");
        return;
      }
      const held = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.side;
      const found = graphkit.compare.pair(state, one, other);
      if (!found.left.length && !found.both.length && !found.right.length) {
        box.replaceChildren(head(one, other), element("p", { class: "nothing-here" }, `There is nothing to compare: no story with an article of ${name(one)} or ${name(other)} shows.`), state.articles() === 0 ? graphkit.chips.nothing(state) : "");
        return;
      }
      box.replaceChildren(head(one, other), bar(found), element("div", { class: "compare-columns" },
        column("left", found.left, one, other), middle(found.both, one, other), column("right", found.right, other, one)), foot(found, one, other));
      if (held) box.querySelector(`[data-side="${held}"]`)?.focus();
    }

    function picker(side, chosen, label) {
      const known = ranked.some(({ provider }) => provider === chosen) ? ranked : [{ provider: chosen, stories: 0 }, ...ranked];
      const options = [...known].sort((a, b) => name(a.provider).localeCompare(name(b.provider), "en"))
        .map(({ provider, stories }) => element("option", { value: provider }, `${name(provider)} (${figure(stories)})`));
      const made = element("select", { "data-side": side, "aria-label": label }, options);
      made.value = String(chosen);
      made.addEventListener("change", () => {
        const now = pair();
        now[side] = Number(made.value);
        if (now[0] === now[1]) now[1 - side] = chosen;
        state.compare(...now);
      });
      return element("span", { class: "compare-pick", color: COLORS[side] }, element("span", { class: "swatch", "aria-hidden": "true" }), made);
    }

    function head(one, other) {
      return element("div", { class: "compare-head" }, element("span", {}, "Compare"), picker(0, one, "First outlet"), element("span", {}, "with"), picker(1, other, "Second outlet"),
        element("button", { type: "button", class: "action", onclick: () => state.compare(other, one) }, "Swap"));
    }

    function bar({ left, both, right }) {
      const part = (some, className) => {
        const made = element("span", { class: className });
        made.style.flexGrow = some.length;
        return made;
      };
      return element("div", { class: "share", "aria-hidden": "true" }, part(left, "is-one"), part(both, "is-both"), part(right, "is-other"));
    }

    function item(side, { story, one, other, others }, note) {
      return element("li", {},
        element("button", { type: "button", class: "compare-title", dir: "auto", "data-story": graph.stories[story].id, "aria-pressed": String(state.story() === story), title: graphkit.said.headline(state, story), onclick: () => state.choose("story", story, "table") },
          graphkit.said.headline(state, story)),
        note ?? element("p", { class: "quiet", dir: "auto" }, [graphkit.said.moment(graph, (one[0] ?? other[0]), state.yearSaid()), count(one.length + other.length, "article"),
          others ? `and ${count(others, "other outlet")}` : `only ${name(side)}`, graph.stories[story].label].join(" · ")));
    }

    function list(side, items, make) {
      const made = element("ol", {}, items.slice(0, limits[side]).map(make));
      const more = items.length > limits[side] ? element("button", { type: "button", class: "more", onclick: () => {
        const at = limits[side];
        limits[side] = items.length;
        draw();
        box.querySelectorAll(`.compare-${side} li button`)[at]?.focus();
      } }, `${figure(items.length - limits[side])} more`) : null;
      return [made, more];
    }

    function column(side, items, own, its) {
      const articles = ranked.find(({ provider }) => provider === own)?.articles ?? 0;
      return element("section", { class: `compare-column compare-${side}` },
        element("h2", { dir: "auto" }, element("span", { class: "large" }, figure(items.length)), ` ${name(own)}, not ${name(its)}`),
        element("p", { class: "quiet" }, `of ${count(articles, "article")} of ${name(own)} in ${graphkit.period.phrase(state.ranges)}`),
        list(side, items, (one) => item(own, one, null)));
    }

    function middle(items, one, other) {
      const leaders = items.map(({ lag }) => graphkit.compare.leader(lag));
      const some = (which) => leaders.filter((leader) => leader === which).length;
      const facts = [some(0) && `tied ${some(0)}`, `${name(one)} first ${some(1)}`, `${name(other)} first ${some(-1)}`, some(null) && `unknown ${some(null)}`].filter(Boolean);
      const ordered = [...items].sort((a, b) => b.one.length + b.other.length + b.others - a.one.length - a.other.length - a.others || a.story - b.story);
      return element("section", { class: "compare-column compare-both" },
        element("h2", {}, element("span", { class: "large" }, figure(items.length)), " both"),
        element("p", { class: "quiet" }, items.length ? facts.join(", ") : "no story of both"),
        items.length ? element("p", { class: "lag-head", "aria-hidden": "true" }, element("span", {}, `‹ ${name(one)} first`), element("span", {}, "days before the other"), element("span", {}, `${name(other)} first ›`)) : null,
        list("both", ordered, (story) => item(one, story, lag(story, one, other))));
    }

    /** Who was first and by how much: a bar to its side, or a circle of both colors for a tie. */
    function lag({ lag: found, one: own, other: its }, one, other) {
      const leader = graphkit.compare.leader(found);
      if (leader === null) return element("p", { class: "lag-row quiet" }, "who was first is unknown: a date is missing");
      const after = leader >= 0 ? own[0] : its[0];
      const when = graphkit.said.moment(graph, after, state.yearSaid());
      if (leader === 0) {
        return element("p", { class: "lag-row is-tie" }, svg("svg", { viewBox: "0 0 14 14", width: 14, height: 14, "aria-hidden": "true" },
          svg("path", { class: "is-one", d: "M7 0.5a6.5 6.5 0 0 0 0 13z" }), svg("path", { class: "is-other", d: "M7 0.5a6.5 6.5 0 0 1 0 13z" })), found.isExact ? ` same minute, ${when}` : ` same day, ${when}`);
      }
      const seconds = Math.abs(found.seconds), days = seconds / DAY;
      const ahead = found.isExact && days < 1.5 ? duration(seconds) : count(Math.round(days), "day");
      const made = element("span", { class: leader > 0 ? "lag-bar is-one" : "lag-bar is-other", "aria-hidden": "true" });
      made.style.width = `${Math.max(2, 46 * Math.min(1, Math.sqrt(days / MOST_DAYS)))}%`;
      return element("p", { class: leader > 0 ? "lag-row to-one" : "lag-row to-other" }, made, element("span", {}, `${name(leader > 0 ? one : other)} ${ahead} first, ${when}`));
    }

    function foot(found, one, other) {
      const isDays = found.both.some(({ lag: some }) => some !== null && !some.isExact);
      return element("p", { class: "compare-foot" },
        element("span", { class: "quiet" }, `“Both” means that each outlet has an article of the story among what shows.${isDays ? " Where a date has no hour, the same day is a tie." : ""}`),
        graphkit.clipboard.button("Copy comparison", () => graphkit.markdown.comparison(state, found, name(one), name(other)), "Copy the comparison as Markdown"),
        element("button", { type: "button", class: "action", onclick: () => save("compare.csv", graphkit.csv.comparison(state, found, name(one), name(other))) }, "Save compare.csv"),
        element("button", { type: "button", class: "action", onclick: () => save("outlets.csv", graphkit.csv.outlets(state)) }, "Save outlets.csv"));
    }

    function update() {
      const isShown = state.view === "compare";
      box.hidden = !isShown;
      if (isShown && isStale) draw();
    }

    state.onChange((what) => {
      if (what === "filter" || what === "pair") isStale = true;
      if (what === "filter") Object.assign(limits, { left: FIRST, both: FIRST, right: FIRST });
      if (what === "choice" && !isStale) box.querySelectorAll("[data-story]").forEach((one) => one.setAttribute("aria-pressed", String(state.story() !== null && graph.stories[state.story()].id === one.dataset.story)));
      update();
    });
    update();
  }

  return { start };
})();
