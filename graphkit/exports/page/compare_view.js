// The third view: providers against stories. Made when it is looked at, and again when filters change.
graphkit.compareView = (() => {
  const { element } = graphkit.dom;
  const { count, shorten, figure } = graphkit.text;
  const { accentProperty } = graphkit.theme;
  const FIRST = { rows: 30, columns: 24 };
  const ROOMY = 6; // so many columns have room for names that lie flat
  const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const NAME_CHARACTERS = 46;

  function start(box, state) {
    const { graph } = state;
    const { stories, nodes } = graph;
    const most = { ...FIRST };
    let isStale = true;

    function draw() {
      isStale = false;
      const table = graphkit.compare.table(graph, state.nodeShows, most);
      if (!table.rows.length) {
        return box.replaceChildren(element("p", { class: "nothing-here" }, "No article of a story shows that has a provider: lift a filter."));
      }
      const made = element("table", { class: table.columns.length <= ROOMY ? "compare is-roomy" : "compare" },
        element("caption", { class: "unseen" }, "Providers against stories"),
        element("thead", {}, element("tr", {}, element("td", { class: "corner" }), table.columns.map((story) => columnHeader(story)))),
        element("tbody", {}, table.rows.map((provider) => row(table, provider))));
      box.replaceChildren(element("p", { class: "compare-caption" }, caption(table)), element("div", { class: "compare-scroll", tabindex: "0", role: "group", "aria-label": "Table, scrolls" }, made), more(table));
      rove(made);
      mark();
      return undefined;
    }

    function caption(table) {
      return [
        element("strong", {}, "Who covered what"),
        ` ${count(table.rows.length, "provider")} and ${count(table.columns.length, "story", "stories")}, those with much in common side by side. A figure counts articles; `,
        element("span", { class: "cell-key" }, "1"), " marks who was first.",
      ];
    }

    function columnHeader(story) {
      return element("th", { scope: "col", color: accentProperty(story) },
        element("button", { type: "button", class: "column-name", dir: "auto", title: stories[story].label, "data-story": story, onclick: () => state.choose("story", story, "table") },
          shorten(stories[story].label, NAME_CHARACTERS)));
    }

    function row(table, provider) {
      return element("tr", {},
        element("th", { scope: "row" }, element("div", { class: "row-head" },
          element("button", { type: "button", class: "row-name", dir: "auto", onclick: () => state.choose("node", provider, "table") }, nodes.title[provider]),
          element("span", { class: "count", title: `in ${count(table.storyCount(provider), "story", "stories")}` }, figure(table.storyCount(provider))))),
        table.columns.map((story) => cell(table, provider, story)));
    }

    function cell(table, provider, story) {
      const found = table.cell(provider, story);
      if (found === null) return element("td", {});
      const name = `${nodes.title[provider]}, ${stories[story].label}: ${count(found.articles.length, "article")}${found.isFirst ? ", first to report" : ""}`;
      return element("td", { color: accentProperty(story) },
        element("button",
          { type: "button", class: found.isFirst ? "cell is-first" : "cell", tabindex: "-1", "aria-label": name, title: name,
            "data-pair": graphkit.compare.pair(graph, provider, story), onclick: () => state.choose("pair", graphkit.compare.pair(graph, provider, story), "table") },
          figure(found.articles.length)));
    }

    function more({ more: left }) {
      const button = (name, some, side) => (some <= 0 ? null : element("button",
        { type: "button", class: "more", onclick: () => {
          most[side] += FIRST[side];
          draw();
        } }, `${name} (${figure(some)} left)`));
      return element("p", { class: "compare-more" }, button("More providers", left.rows, "rows"), button("More stories", left.columns, "columns"));
    }

    /** The cells are one stop for Tab; arrows lead from one to the next. */
    function rove(table) {
      const grid = [...table.tBodies[0].rows].map((one) => [...one.cells].slice(1).map((td) => td.querySelector("button")));
      grid.flat().find(Boolean)?.setAttribute("tabindex", "0");
      table.addEventListener("keydown", (event) => {
        const move = MOVES[event.key];
        const at = grid.findIndex((one) => one.includes(event.target));
        if (!move || at < 0) return;
        event.preventDefault();
        event.stopPropagation();
        const next = move[0] ? nearest(grid[at + move[0]] ?? [], grid[at].indexOf(event.target)) : along(grid[at], grid[at].indexOf(event.target), move[1]);
        if (next) go(table, next);
      });
      table.addEventListener("focusin", (event) => event.target.matches(".cell") && go(table, event.target, false));
    }

    /** The next cell of a row to one side. */
    function along(cells, from, step) {
      let at = from + step;
      while (cells[at] === null) at += step;
      return cells[at];
    }

    /** The cell of a row that is nearest to a column. */
    function nearest(cells, column) {
      const found = [...cells.keys()].filter((at) => cells[at] !== null);
      return cells[found.sort((a, b) => Math.abs(a - column) - Math.abs(b - column) || a - b)[0]];
    }

    function go(table, button, focuses = true) {
      table.querySelector(".cell[tabindex='0']")?.setAttribute("tabindex", "-1");
      button.setAttribute("tabindex", "0");
      if (focuses) button.focus();
    }

    /** Marks what is chosen. */
    function mark() {
      const pair = state.chosen !== null && state.chosen.type === "pair" ? state.chosen.number : null;
      const story = state.story();
      box.querySelectorAll(".cell").forEach((one) => one.setAttribute("aria-current", String(Number(one.dataset.pair) === pair)));
      box.querySelectorAll(".column-name").forEach((one) => one.closest("th").classList.toggle("is-chosen", Number(one.dataset.story) === story));
    }

    function update() {
      const isShown = state.view === "providers";
      box.hidden = !isShown;
      if (isShown && isStale) draw();
    }

    state.onChange((what) => {
      if (what === "filter") isStale = true;
      if (what === "choice" && !isStale) mark();
      update();
    });
    update();
  }

  return { start };
})();
