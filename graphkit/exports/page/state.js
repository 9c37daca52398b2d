// What is chosen, what is filtered out and how it is looked at; everything on the page follows it.
graphkit.state = (() => {
  const { KINDS, RELATIONS } = graphkit.graph;
  const { articleFacets, relationFacet, apply, passes, inRanges } = graphkit.facets;
  const MANY_MEMBERSHIPS = 150;
  const VIEWS = ["map", "timeline", "providers"];
  const COLORINGS = ["story", "provider", "topic", "kind"];
  const ANY = { from: null, to: null, undated: true, quality: 0, likeness: 0 };

  function create(graph) {
    const { nodes, edges, stories } = graph;
    const listeners = [];
    const facets = articleFacets(graph);
    const facetBy = Object.fromEntries([...facets, relationFacet].map((facet) => [facet.name, facet]));
    const codeBy = Object.fromEntries(Object.values(facetBy).map((facet) => [facet.name, new Map(facet.values.map(({ key }, code) => [key, code]))]));
    // On a full map providers and topics would cover everything: their lines come with what is chosen.
    const memberships = edges.relation.filter((relation) => relation >= 2).length;
    const offAtFirst = { relation: memberships > MANY_MEMBERSHIPS ? RELATIONS.slice(2) : [] };
    const articleAt = new Map(graph.articles.map((node, at) => [node, at]));
    const fresh = () => Object.fromEntries(Object.values(facetBy).map(({ name, values }) =>
      [name, Uint8Array.from(values, ({ key }) => Number((offAtFirst[name] || []).includes(key)))]));
    let off = fresh();
    let shows = null;

    const state = {
      graph,
      facets: facetBy,
      /** "map", "timeline" or "providers" */
      view: "map",
      /** "story", "provider", "topic" or "kind" */
      colorBy: "story",
      /** null, or {type: "node" | "story" | "loners" | "edge" | "pair", number}; a pair of provider and story as in compare.js */
      chosen: null,
      /** null, {depth: 1 | 2 | 3} around the chosen node, or {to: node}, a path from it */
      local: null,
      /** null, or the {nodes, edges} (arrays of numbers) that stay in full color, whatever is chosen */
      focus: null,
      /** null, or what takes the next node that is chosen, in place of a choice: (node) => void */
      pick: null,
      ranges: { ...ANY },

      // ---- what shows ----------------------------------------------------------------------------------------
      nodeShows: (node) => shows.nodeMask[node] === 1,
      edgeShows: (edge) => shows.edgeMask[edge] === 1,
      endsShow: (edge) => state.nodeShows(edges.a[edge]) && state.nodeShows(edges.b[edge]),
      /** How many articles of a story show. */
      storySize: (story) => shows.sizes[story],
      /** How many articles in no story show. */
      loners: () => shows.loners,
      /** How many articles show. */
      articles: () => shows.articles,
      links: () => shows.links,
      masks: () => shows,
      /** How many articles a value has at all. */
      totals: (facet, code) => totals[facet][code],
      /** How many articles a value has among those that pass all other facets. */
      count: (facet, code) => (facet === "relation" ? shows.relations[code] : shows.counts[facet][code]),

      // ---- filters ---------------------------------------------------------------------------------------------
      isOff: (facet, key) => off[facet][codeBy[facet].get(key)] === 1,
      /** The keys of a facet that are switched off. */
      offKeys: (facet) => facetBy[facet].values.filter((_, code) => off[facet][code]).map(({ key }) => key),
      isChanged: (facet) => state.offKeys(facet).join() !== (offAtFirst[facet] || []).join(),
      /** How many facets and ranges narrow what shows. */
      narrowing: () => Object.keys(facetBy).filter(state.isChanged).length + Object.keys(ANY).filter((name) => state.ranges[name] !== ANY[name]).length,

      filter(facet, key, on) {
        off[facet][codeBy[facet].get(key)] = on ? 0 : 1;
        refilter();
      },

      /** Switch a whole facet: every value for which `isOn(key)` holds. */
      filterAll(facet, isOn) {
        facetBy[facet].values.forEach(({ key }, code) => { off[facet][code] = isOn(key) ? 0 : 1; });
        refilter();
      },

      /** @param changes some of {from, to, undated, quality, likeness} */
      narrow(changes) {
        Object.assign(state.ranges, changes);
        refilter();
      },

      reset() {
        off = fresh();
        state.ranges = { ...ANY };
        refilter();
      },

      /** What hides a node: [{name: facet or range, lift: () => void}], empty if it shows. */
      hiddenBy(node) {
        if (state.nodeShows(node)) return [];
        const lift = (name, codes) => ({ name, lift: () => codes.forEach((code) => { off[name][code] = 0; }) });
        if (!graph.isArticle(node)) {
          const own = facets.map((facet) => [facet.name, facet.values.findIndex((value) => value.node === node)]).filter(([name, code]) => code >= 0 && off[name][code]);
          const reasons = [["kind", nodes.kind[node]], ...own].filter(([name, code]) => off[name][code]).map(([name, code]) => lift(name, [code]));
          return reasons.length ? reasons : [{ name: "articles", lift: () => { off = fresh(); state.ranges = { ...ANY }; } }];
        }
        const reasons = facets.filter((facet) => !passes(off[facet.name], facet.codes[articleAt.get(node)]))
          .map((facet) => lift(facet.name, [facet.codes[articleAt.get(node)]].flat()));
        for (const [name, names] of [["time", ["from", "to", "undated"]], ["quality", ["quality"]]]) {
          const one = { ...ANY, ...Object.fromEntries(names.map((range) => [range, state.ranges[range]])) };
          if (!inRanges(nodes, node, one)) reasons.push({ name, lift: () => names.forEach((range) => { state.ranges[range] = ANY[range]; }) });
        }
        return reasons;
      },

      /** Lift whatever hides a node. */
      reveal(node) {
        const reasons = state.hiddenBy(node);
        if (!reasons.length) return;
        reasons.forEach((reason) => reason.lift());
        refilter();
      },

      // ---- choices ---------------------------------------------------------------------------------------------
      /** @param from "map", "list", "search", "details", "key" or "address": where the choice was made */
      choose(type, number, from) {
        if (state.pick !== null && type === "node") return state.pick(number);
        state.pick = null;
        state.chosen = type === null ? null : { type, number };
        state.local = state.focus = null;
        if (type === "node" && from !== "address") state.reveal(number);
        if (type === "story" && from !== "address" && state.storySize(number) === 0) state.reveal(stories[number].lead);
        return tell("choice", from);
      },

      /** Look at a part: the other half of the page computes `focus` from `local`. */
      look(local, focus) {
        state.local = local;
        state.focus = focus;
        tell("focus");
      },

      show(view) {
        if (!VIEWS.includes(view) || view === state.view) return;
        state.view = view;
        tell("view");
      },

      paint(colorBy) {
        if (!COLORINGS.includes(colorBy) || colorBy === state.colorBy) return;
        state.colorBy = colorBy;
        tell("color");
      },

      is: (type, number) => state.chosen !== null && state.chosen.type === type && state.chosen.number === number,
      /** The story of what is chosen, or null. */
      story() {
        if (state.chosen === null) return null;
        if (state.chosen.type === "story") return state.chosen.number;
        if (state.chosen.type === "pair") return graphkit.compare.unpair(graph, state.chosen.number).story;
        return state.chosen.type === "node" ? nodes.story[state.chosen.number] : null;
      },
      /** @param listener called with what changed ("choice", "filter", "view", "color", "focus"), and where from */
      onChange: (listener) => listeners.push(listener),
      /** Make many changes and tell of them once. */
      together(changes) {
        quiet = true;
        changes();
        quiet = false;
        if (pending) refilter();
        pending = false;
      },
    };
    let quiet = false, pending = false;

    function refilter() {
      if (quiet) {
        pending = true;
        return;
      }
      measure();
      tell("filter");
    }

    function measure() {
      shows = apply(graph, facets, off, state.ranges);
      shows.sizes = new Uint32Array(stories.length);
      shows.loners = 0;
      for (const node of graph.articles) {
        if (shows.nodeMask[node] === 0) continue;
        if (nodes.story[node] === null) shows.loners++;
        else shows.sizes[nodes.story[node]]++;
      }
      // Providers and topics are no articles: their own count is how many of them there are.
      KINDS.forEach((_, kind) => { if (kind > 1) shows.counts.kind[kind] = graph.totals[kind]; });
    }

    function tell(what, from) {
      listeners.forEach((listener) => listener(what, from));
    }

    measure();
    const totals = shows.counts;
    return state;
  }

  return { create, VIEWS, COLORINGS, ANY };
})();
