// The view in the address, so that a colleague opens the same: readable, short, by ids that stay.
graphkit.address = (() => {
  const { VIEWS, COLORINGS, ANY } = graphkit.state;
  const FACETS = ["kind", "relation", "provider", "topic", "cluster", "published"];
  const DAY = 86400;
  const LONGEST = 20000;
  const BURST = 30, PAUSE_MS = 200; // changes of the address at once, and between any more

  /** 2020-06-24 for seconds, in UTC. */
  function date(seconds) {
    return new Date(seconds * 1000).toISOString().slice(0, 10);
  }

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

  // ---- state to address ------------------------------------------------------------------------------------------

  function write(state) {
    const { graph, chosen, ranges } = state;
    const id = (node) => graph.nodes.id[node];
    const fields = {};
    if (state.view !== "map") fields.view = state.view;
    if (chosen && chosen.type === "story") fields.story = graph.stories[chosen.number].id;
    if (chosen && chosen.type === "node") fields.node = id(chosen.number);
    if (chosen && chosen.type === "loners") fields.story = "none";
    if (chosen && chosen.type === "pair") {
      const { provider, story } = graphkit.compare.unpair(graph, chosen.number);
      Object.assign(fields, { story: graph.stories[story].id, by: id(provider) });
    }
    if (chosen && chosen.type === "edge") fields.link = [graph.edges.a[chosen.number], graph.edges.b[chosen.number]].map(id);
    if (state.local && state.local.depth) fields.near = String(state.local.depth);
    if (state.local && state.local.to !== undefined) fields.path = id(state.local.to);
    for (const facet of FACETS.filter(state.isChanged)) Object.assign(fields, facetField(state, facet));
    if (ranges.from !== null) fields.from = date(ranges.from);
    if (ranges.to !== null) fields.to = date(ranges.to - DAY);
    if (!ranges.undated) fields.undated = "no";
    if (ranges.quality) fields.quality = String(ranges.quality);
    if (ranges.likeness) fields.likeness = String(ranges.likeness);
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
      const to = seconds(one("to") ?? "");
      state.narrow({
        from: seconds(one("from") ?? ""), to: to === null ? null : to + DAY, undated: one("undated") !== "no",
        quality: figure(one("quality"), 1e6), likeness: figure(one("likeness"), 1),
      });
    });
    state.paint(COLORINGS.includes(one("color")) ? one("color") : "story");
    state.show(VIEWS.includes(one("view")) ? one("view") : "map");
    readChoice(state, fields, one);
  }

  function readFacet(state, facet, fields) {
    const on = fields[facet], off = fields[`${facet}-not`];
    const named = new Set(off || on || []);
    const known = state.facets[facet].values.some(({ key }) => named.has(key));
    if (known || named.has("")) state.filterAll(facet, (key) => named.has(key) !== Boolean(off));
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
    else if (story >= 0 && node(one("by")) >= 0) state.choose("pair", graphkit.compare.pair(graph, node(one("by")), story), "address");
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

  function start(state) {
    let reading = false, due = 0, allowance = BURST, asked = 0;
    const obey = () => {
      reading = true;
      read(state, location.hash);
      reading = false;
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
        if (next === location.href) return;
        allowance--;
        history.replaceState(null, "", next);
      }
    };
    if (location.hash.length > 1) obey();
    state.onChange(() => {
      if (!reading) follow();
    });
    addEventListener("hashchange", obey);
  }

  return { write, read, split, join, date, seconds, link, start };
})();
