// What shows as a table: stories or articles, in the order of any column, and as a file in that order.
graphkit.tableView = (() => {
  const { element } = graphkit.dom;
  const { count, fold } = graphkit.text;
  const { COLUMNS } = graphkit.state;
  const FIRST = 100; // rows at first, and with each "more"

  function start(box, state, { save }) {
    const { graph } = state;
    const { nodes, stories } = graph;
    /** Who was first, as far as it is known; nothing of a story without any date. */
    const first = (story) => (state.told(story).first === null ? "" : graphkit.said.names(state.told(story).firstOutlets, 3) || "outlet unknown");
    const date = (time) => (time === null ? "" : graphkit.dates.iso(time));
    /** Columns, in the order of COLUMNS, as [name, what a row is sorted by, what it says]; figures and dates go from the largest at first. */
    const TABLES = {
      stories: {
        rows: () => state.ranking(), file: (rows) => graphkit.csv.stories(state, rows), type: "story",
        columns: [
          ["Headline", (story) => fold(graphkit.said.headline(state, story)), (story) => graphkit.said.headline(state, story)],
          ["Story", (story) => fold(stories[story].label), (story) => stories[story].label],
          ["Outlets", state.storyOutlets], ["Articles", state.storySize], ["Copies", state.storyCopies],
          ["First day", (story) => state.told(story).from ?? -Infinity, (story) => date(state.told(story).from)],
          ["Last day", (story) => state.told(story).to ?? -Infinity, (story) => date(state.told(story).to)],
          ["First", (story) => fold(first(story)), first],
        ],
      },
      articles: {
        rows: () => graph.articles.filter(state.nodeShows), file: (rows) => graphkit.csv.articles(graph, rows), type: "node",
        columns: [
          ["Headline", (node) => fold(nodes.title[node]), (node) => nodes.title[node]],
          ["Outlet", (node) => fold(graph.provider(node)), (node) => graph.provider(node)],
          ["Published", (node) => nodes.time[node] ?? -Infinity, (node) => (nodes.time[node] === null ? "" : graphkit.said.moment(graph, node))],
          ["Story", (node) => (nodes.story[node] === null ? "\uffff" : fold(stories[nodes.story[node]].label)), (node) => (nodes.story[node] === null ? "" : stories[nodes.story[node]].label)],
          ["Links", (node) => graph.edgesOf[node].filter((edge) => graph.isLink(edge) && state.edgeShows(edge)).length],
        ],
      },
    };
    let limit = FIRST, isStale = true;

    const isFigure = ([, value], rows) => rows.length > 0 && typeof value(rows[0]) === "number";

    /** The rows in the order that is asked for; ties as the briefing has them. */
    function ordered() {
      const { table, column, isDown } = state.order, { rows, columns } = TABLES[table];
      const found = rows(), [, value] = columns[COLUMNS[table].indexOf(column)], key = new Map(found.map((row) => [row, value(row)])), sign = isDown ? -1 : 1;
      return found.map((row, at) => ({ row, at })).sort((one, other) => {
        const a = key.get(one.row), b = key.get(other.row);
        return a < b ? -sign : a > b ? sign : one.at - other.at;
      }).map(({ row }) => row);
    }

    function draw() {
      isStale = false;
      const held = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset?.control;
      const shown = state.order.table, { columns, type, file } = TABLES[shown], rows = ordered();
      const choice = Object.keys(TABLES).map((name) => element("button", { type: "button", "data-control": name, "aria-pressed": String(name === shown), onclick: () => state.arrange({ table: name }) }, name === "stories" ? "Stories" : "Articles"));
      const more = rows.length > limit ? element("button", { type: "button", class: "more", "data-control": "more", onclick: () => {
        const at = limit;
        limit += 5 * FIRST;
        draw();
        box.querySelectorAll("tbody button")[at]?.focus();
      } }, `${count(rows.length - limit, "more row")}`) : "";
      box.replaceChildren(
        element("div", { class: "table-head" }, element("div", { class: "segments", role: "group", "aria-label": "Table" }, choice),
          element("p", { class: "quiet" }, type === "story" ? count(rows.length, "story", "stories") : count(rows.length, "article"), ` in ${graphkit.period.phrase(state.ranges)}`),
          element("button", { type: "button", class: "action", "data-control": "save", onclick: () => save(`${shown}.csv`, file(ordered())) }, `Save ${shown}.csv`)),
        rows.length ? element("table", {}, element("caption", { class: "unseen" }, `${shown} that show; a heading sorts by its column`),
          element("thead", {}, element("tr", {}, columns.map((column, at) => head(column, at, rows)))),
          element("tbody", {}, rows.slice(0, limit).map((row) => line(row, columns, type, rows)))) : graphkit.chips.nothing(state), more);
      if (held) box.querySelector(`[data-control="${held}"]`)?.focus();
    }

    function head(column, at, rows) {
      const { table, column: by, isDown } = state.order, name = COLUMNS[table][at], isBy = by === name;
      return element("th", { scope: "col", class: isFigure(column, rows) && column.length < 3 ? "figure" : null, "aria-sort": isBy ? (isDown ? "descending" : "ascending") : null },
        element("button", { type: "button", "data-control": `column ${at}`, onclick: () => state.arrange({ column: name, isDown: isBy ? !isDown : isFigure(column, rows) }) },
          column[0], element("span", { "aria-hidden": "true" }, isBy ? (isDown ? " ▾" : " ▴") : "")));
    }

    function line(row, columns, type, rows) {
      return element("tr", { class: state.is(type, row) ? "is-chosen" : null }, columns.map((column, at) => {
        const [, value, words = (one) => graphkit.text.figure(value(one))] = column;
        if (at === 0) return element("th", { scope: "row" }, element("button", { type: "button", dir: "auto", "data-row": row, "aria-pressed": String(state.is(type, row)), onclick: () => state.choose(type, row, "table") }, words(row)));
        return element("td", { dir: "auto", class: isFigure(column, rows) ? (column.length < 3 ? "figure" : "date-cell") : null }, words(row));
      }));
    }

    function update() {
      const isShown = state.view === "table";
      box.hidden = !isShown;
      if (isShown && isStale) draw();
    }

    state.onChange((what) => {
      if (what === "filter" || what === "order") [isStale, limit] = [true, FIRST];
      if (what === "choice" && !isStale) {
        const { type } = TABLES[state.order.table];
        for (const button of box.querySelectorAll("[data-row]")) {
          const isChosen = state.is(type, Number(button.dataset.row));
          button.setAttribute("aria-pressed", String(isChosen));
          button.closest("tr").classList.toggle("is-chosen", isChosen);
        }
      }
      update();
    });
    update();
  }

  return { start };
})();
