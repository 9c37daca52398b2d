// The view in the address, so that a colleague opens the same: readable, short, by ids that stay.
graphkit.address = (() => {
  const { VIEWS, COLORINGS, ANY, ORDERS, COLUMNS, USUAL_COLUMN } = graphkit.state;
  const { DAY, iso: date } = graphkit.dates;
  const FACETS = ["kind", "relation", "provider", "topic", "cluster", "published", "language", "author"];
  const UNDATED = { yes: true, no: false };
  const LONGEST = 20000;
  const BURST = 30, PAUSE_MS = 200; // changes of the address at once, and between any more

  /** Seconds for 2020-06-24, or null for what is no date. */
  function seconds(text) {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
    const at = Date.parse(`${text}T00:00:00Z`) / 1000;
    return Number.isFinite(at) && date(at) === text ? at : null;
  }

  /** What a reader would say: only letters that mean something in an address are escaped. */
  function escape(text) {
    return encodeURIComponent(text).replace(/%(3A|2F|20|40)/g, (code) => ({ "%3A": ":", "%2F": "/", "%20": "+", "%40": "@" })[code]);
  }

  function unescape(text) {
    try {
      return decodeURIComponent(text.replace(/\+/g, "%20"));
    } catch {
      return "";
    }
  }

  /** {key: value} as "key=value&key=value". */
  function join(fields) {
    return Object.entries(fields).map(([key, value]) => `${key}=${[value].flat().map(escape).join(",")}`).join("&");
  }

  /** The fields of an address; values are lists. What is malformed is left out. */
  function split(hash) {
    const fields = {};
    for (const part of hash.slice(0, LONGEST).replace(/^#/, "").split("&")) {
      const at = part.indexOf("=");
      if (at > 0 && /^[a-z-]+$/.test(part.slice(0, at))) fields[part.slice(0, at)] = part.slice(at + 1).split(",").map(unescape);
    }
    return fields;
  }

  const keyOf = (id) => id.replace(/^provider:/, "");

  // ---- state to address ------------------------------------------------------------------------------------------

  function write(state) {
    const { graph, chosen, ranges } = state;
    const id = (node) => graph.nodes.id[node];
    const fields = {};
    fields.view = state.view;
    if (chosen && chosen.type === "story") fields.story = graph.stories[chosen.number].id;
    if (chosen && chosen.type === "node") fields.node = id(chosen.number);
    if (chosen && chosen.type === "loners") fields.story = "none";
    if (chosen && chosen.type === "edge") fields.link = [graph.edges.a[chosen.number], graph.edges.b[chosen.number]].map(id);
    if (state.local?.depth) fields.near = String(state.local.depth);
    if (state.local && state.local.to !== undefined) fields.path = id(state.local.to);
    for (const facet of FACETS.filter(state.isChanged)) Object.assign(fields, facetField(state, facet));
    if (ranges.from !== null) fields.from = date(ranges.from);
    if (ranges.to !== null) fields.to = date(ranges.to - DAY);
    if (ranges.undated !== null) fields.undated = ranges.undated ? "yes" : "no";
    if (ranges.quality) fields.quality = String(ranges.quality);
    if (ranges.likeness) fields.likeness = String(ranges.likeness);
    if (state.query) fields.words = state.query;
    if (state.pair.some((node) => node !== null)) fields.compare = state.pair.map((node) => (node === null ? "" : keyOf(id(node))));
    if (state.shortlist.length) fields.shortlist = state.shortlist.map((story) => graph.stories[story].id);
    for (const [name, [usual]] of Object.entries(ORDERS)) if (state.order[name] !== usual) fields[name] = state.order[name];
    const { table, column, isDown } = state.order;
    if (column !== USUAL_COLUMN[table] || !isDown) fields.sort = `${column}-${isDown ? "down" : "up"}`;
    if (state.colorBy !== "story") fields.color = state.colorBy;
    return join(fields);
  }

  /** What is on, or what is off: whichever is shorter. */
  function facetField(state, facet) {
    const off = state.offKeys(facet), gone = new Set(off);
    const on = state.facets[facet].values.map(({ key }) => key).filter((key) => !gone.has(key));
    return off.length <= on.length ? { [`${facet}-not`]: off } : { [facet]: on };
  }

  // ---- address to state ------------------------------------------------------------------------------------------

  /** Make a state as the address says; what the address does not say is as at first. */
  function read(state, hash) {
    const fields = split(hash), one = (name) => (fields[name] ? fields[name][0] : undefined);
    state.together(() => {
      state.reset();
      for (const facet of FACETS) readFacet(state, facet, fields);
      state.seek(one("words") ?? "");
      const to = seconds(one("to") ?? "");
      state.narrow({
        from: seconds(one("from") ?? ""), to: to === null ? null : to + DAY, undated: UNDATED[one("undated")] ?? null,
        quality: figure(one("quality"), 1e6), likeness: figure(one("likeness"), 1),
      });
    });
    state.paint(COLORINGS.includes(one("color")) ? one("color") : "story");
    state.show(VIEWS.includes(one("view")) ? one("view") : state.firstView);
    readLists(state, fields);
    readOrder(state, one);
    readChoice(state, fields, one);
  }

  function readFacet(state, facet, fields) {
    const on = fields[facet], off = fields[`${facet}-not`];
    const named = new Set(off || on || []);
    const known = state.facets[facet].values.some(({ key }) => named.has(key));
    if (known || named.has("")) state.filterAll(facet, (key) => named.has(key) !== Boolean(off));
  }

  /** The pair that is compared and the shortlist. */
  function readLists(state, fields) {
    const { nodes, stories } = state.graph;
    const provider = (key) => {
      const node = key ? nodes.id.indexOf(`provider:${key}`) : -1;
      return node < 0 ? null : node;
    };
    const pair = [0, 1].map((at) => provider((fields.compare || [])[at]));
    if (pair.join() !== state.pair.join()) state.compare(...pair);
    const kept = [...new Set((fields.shortlist || []).map((wanted) => stories.findIndex(({ id }) => id === wanted)))].filter((story) => story >= 0);
    if (kept.join() !== state.shortlist.join()) state.keepOnly(kept);
  }

  /** How list, timeline and table are ordered. */
  function readOrder(state, one) {
    const known = Object.fromEntries(Object.entries(ORDERS).map(([name, ways]) => [name, ways.includes(one(name)) ? one(name) : ways[0]]));
    const [, column, way] = (one("sort") ?? "").match(/^([a-z-]+)-(up|down)$/) ?? [];
    const isColumn = COLUMNS[known.table].includes(column);
    state.arrange({ ...known, column: isColumn ? column : USUAL_COLUMN[known.table], isDown: !isColumn || way === "down" });
  }

  function figure(text, most) {
    const value = text && /^\d+(\.\d+)?$/.test(text) ? Number(text) : ANY.quality;
    return value <= most ? value : ANY.quality;
  }

  function readChoice(state, fields, one) {
    const { graph } = state;
    const node = (id) => (id === undefined ? -1 : graph.nodes.id.indexOf(id));
    if (node(one("node")) >= 0) {
      state.choose("node", node(one("node")), "address");
      if (["1", "2", "3"].includes(one("near"))) state.look({ depth: Number(one("near")) }, null);
      else if (node(one("path")) >= 0) state.look({ to: node(one("path")) }, null);
      return;
    }
    const [a, b] = (fields.link || []).map(node);
    const edge = a >= 0 && b >= 0 ? graph.edgesOf[a].find((number) => graph.otherEnd(number, a) === b) : undefined;
    const story = graph.stories.findIndex(({ id }) => id === one("story"));
    if (edge !== undefined) state.choose("edge", edge, "address");
    else if (story >= 0) state.choose("story", story, "address");
    else if (one("story") === "none" && graph.loners.length) state.choose("loners", 0, "address");
    else if (state.chosen !== null) state.choose(null, null, "address");
  }

  // ----------------------------------------------------------------------------------------------------------------

  /** The address of this page as it looks now. */
  function link(state) {
    const fields = write(state);
    return location.href.split("#")[0] + (fields ? `#${fields}` : "");
  }

  /** The part of the address behind the name of the file: what helps a colleague who has the file elsewhere. */
  function fragment(state) {
    return `#${write(state)}`;
  }

  function start(state) {
    let reading = false, due = 0, allowance = BURST, asked = 0, gesture = null;
    let isNew = false, obeyed = location.hash;
    const obey = () => {
      if (location.hash === obeyed) return; // a change of the address comes as two events
      obeyed = location.hash;
      reading = true;
      read(state, location.hash);
      reading = false;
      gesture = null;
    };
    /** A browser complains of a page that changes its address on every frame of a long drag. */
    const follow = () => {
      const now = performance.now();
      allowance = Math.min(BURST, allowance + (now - asked) / PAUSE_MS);
      asked = now;
      clearTimeout(due);
      if (allowance < 1) due = setTimeout(follow, PAUSE_MS);
      else {
        const next = link(state);
        const isStep = isNew;
        isNew = false;
        if (next === location.href) return;
        allowance--;
        // A step that Back takes back; within one drag or one word there are none.
        if (isStep) history.pushState(null, "", next);
        else history.replaceState(null, "", next);
        obeyed = location.hash;
      }
    };
    if (location.hash.length > 1) {
      obeyed = "";
      obey();
    }
    state.onChange((what, from) => {
      if (reading) return;
      const now = what === "filter" ? from ?? null : null;
      if (now === null || now !== gesture) isNew = true;
      gesture = now;
      follow();
    });
    for (const event of ["popstate", "hashchange"]) addEventListener(event, obey);
  }

  return { write, read, split, join, date, seconds, link, fragment, start };
})();
