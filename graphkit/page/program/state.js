// What is chosen, what is filtered out and how it is looked at; everything on the page follows it.
graphkit.state = (() => {
  const { KINDS } = graphkit.graph;
  const { articleFacets, relationFacet, apply, passes, inRanges } = graphkit.facets;
  const VIEWS = ["briefing", "map", "timeline", "compare", "table"];
  const COLORINGS = ["story", "provider", "topic", "kind"];
  /** What each view can be ordered by, the usual first; the columns of the tables, from the left. */
  const ORDERS = { list: ["outlets", "articles", "newest", "oldest"], lanes: ["outlets", "first-day", "thread"], table: ["stories", "articles"] };
  const COLUMNS = {
    stories: ["headline", "story", "outlets", "articles", "copies", "first-day", "last-day", "first"],
    articles: ["headline", "outlet", "published", "story", "links"],
  };
  const USUAL_COLUMN = { stories: "outlets", articles: "published" };
  const FEW_ARTICLES = 300; // up to 300 articles the page opens on the map, where the graph says most
  /** `undated` is null where it follows the period: with the whole archive yes, within a period no. */
  const ANY = { from: null, to: null, undated: null, quality: 0, likeness: 0 };

  /** @param isNarrow whether the screen is a phone's: there the list comes first */
  function create(graph, isNarrow = false) {
    const { nodes, edges, stories } = graph;
    const firstView = graph.articles.length <= FEW_ARTICLES && !isNarrow ? "map" : "briefing";
    const listeners = [];
    const facets = articleFacets(graph);
    const facetBy = Object.fromEntries([...facets, relationFacet].map((facet) => [facet.name, facet]));
    const codeBy = Object.fromEntries(Object.values(facetBy).map((facet) => [facet.name, new Map(facet.values.map(({ key }, code) => [key, code]))]));
    const articleAt = new Map(graph.articles.map((node, at) => [node, at]));
    const fresh = () => Object.fromEntries(Object.values(facetBy).map(({ name, values }) => [name, new Uint8Array(values.length)]));
    const showing = graphkit.showing.create(graph);
    let off = fresh();
    /** @type {any} */
    let shows = null;
    let told = new Map();

    const state = {
      graph,
      facets: facetBy,
      /** The view that the page opens with. */
      firstView,
      /** one of VIEWS */
      view: firstView,
      /** "story", "provider", "topic" or "kind" */
      colorBy: "story",
      /** null, or {type: "node" | "story" | "loners" | "edge", number} */
      chosen: null,
      /** null, {depth: 1 | 2 | 3} around the chosen node, or {to: node}, a path from it */
      local: null,
      /** null, or the {nodes, edges} (arrays of numbers) that stay in full color, whatever is chosen */
      focus: null,
      /** null, or what takes the next node that is chosen, in place of a choice: (node) => void */
      pick: null,
      ranges: { ...ANY },
      /** The words that articles must contain, and how to find them: (words) => mask over nodes. */
      query: "",
      /** @type {(words: string) => Uint8Array | null} */
      finder: (_) => null,
      /** The two providers that are compared, nodes or null. */
      pair: [null, null],
      /** How list, timeline and table are ordered: {list, lanes, table, column, isDown}. */
      order: { list: "outlets", lanes: "outlets", table: "stories", column: USUAL_COLUMN.stories, isDown: true },
      /** The stories on the shortlist, in the order in which they were put there. */
      shortlist: [],

      // ---- what shows ----------------------------------------------------------------------------------------
      nodeShows: (node) => shows.nodeMask[node] === 1,
      edgeShows: (edge) => shows.edgeMask[edge] === 1,
      endsShow: (edge) => state.nodeShows(edges.a[edge]) && state.nodeShows(edges.b[edge]),
      /** How many articles of a story show, how many independent outlets these are of, and how many have a date. */
      storySize: (story) => shows.stories.articles[story],
      storyOutlets: (story) => shows.stories.outlets[story],
      storyCopies: (story) => shows.stories.copies[story],
      storyDated: (story) => shows.stories.dated[story],
      /** Everything about a story as far as it shows; see showing.js. */
      told(story) {
        if (!told.has(story)) told.set(story, showing.story(story, shows.nodeMask));
        return told.get(story);
      },
      /** All members of a story, copies under the first of them, whatever shows. */
      stacks: (story) => showing.stacks(stories[story].members),
      arrivals: (story) => showing.arrivals(state.told(story)),
      original: (node) => showing.original[node],
      /** What dates may leave out the year of: the start of a period within one year, or null. */
      yearSaid() {
        const { from, to } = state.ranges;
        if (from === null || to === null) return null;
        return new Date(from * 1000).getUTCFullYear() === new Date((to - 1) * 1000).getUTCFullYear() ? from : null;
      },
      /** The stories of which something shows, by independent outlets, then articles; found once for each filter. */
      ranking() {
        const { articles, outlets } = shows.stories;
        shows.ranking ??= stories.map((_, number) => number).filter((number) => articles[number] > 0)
          .sort((a, b) => outlets[b] - outlets[a] || articles[b] - articles[a] || a - b);
        return shows.ranking;
      },
      /** How many articles in no story show. */
      loners: () => shows.loners,
      /** How many articles show. */
      articles: () => shows.articles,
      links: () => shows.links,
      masks: () => shows,
      /** How many undated articles the period leaves out. */
      undatedLeft: () => shows.undatedLeft,
      /** Whether undated articles are among what shows. */
      withUndated: () => state.ranges.undated ?? (state.ranges.from === null && state.ranges.to === null),
      /** How many articles a value has at all. */
      totals: (facet, code) => totals[facet][code],
      /** How many articles a value has among those that pass all other facets. */
      count: (facet, code) => (facet === "relation" ? shows.relations[code] : shows.counts[facet][code]),

      // ---- filters ---------------------------------------------------------------------------------------------
      isOff: (facet, key) => off[facet][codeBy[facet].get(key)] === 1,
      /** The keys of a facet that are switched off. */
      offKeys: (facet) => facetBy[facet].values.filter((_, code) => off[facet][code]).map(({ key }) => key),
      isChanged: (facet) => off[facet].includes(1),
      /** How many facets and ranges narrow what shows. */
      narrowing: () => state.filters().length,

      filter(facet, key, on) {
        off[facet][codeBy[facet].get(key)] = on ? 0 : 1;
        refilter();
      },

      /** Switch a whole facet: every value for which `isOn(key)` holds. */
      filterAll(facet, isOn) {
        off[facet] = Uint8Array.from(facetBy[facet].values, ({ key }) => (isOn(key) ? 0 : 1));
        refilter();
      },

      /**
       * @param changes some of {from, to, undated, quality, likeness}
       * @param gesture a name for changes that are one to the reader: of a drag, of a word being typed
       */
      narrow(changes, gesture = null) {
        Object.assign(state.ranges, changes);
        refilter(gesture);
      },

      /** Only articles that contain these words; "" for all. */
      seek(words, gesture = null) {
        state.query = words.trim();
        found = state.query === "" ? null : state.finder(state.query);
        refilter(gesture);
      },

      reset() {
        off = fresh();
        state.ranges = { ...ANY };
        state.query = "";
        found = null;
        refilter();
      },

      /** Lift one facet or range: "provider", "time", "undated", "quality", "likeness", "words". */
      lift(name) {
        if (name === "words") return state.seek("");
        if (name === "time") return state.narrow({ from: null, to: null, undated: null });
        if (name in ANY) return state.narrow({ [name]: ANY[name] });
        return state.filterAll(name, () => true);
      },

      /** How many articles would show without a filter; `name` as in lift. */
      without(name) {
        const kept = { off, ranges: state.ranges, found };
        const lifted = {
          off: facetBy[name] ? { ...off, [name]: new Uint8Array(off[name].length) } : off,
          ranges: name === "time" ? { ...kept.ranges, from: null, to: null, undated: null } : name in ANY ? { ...kept.ranges, [name]: ANY[name] } : kept.ranges,
          found: name === "words" ? null : found,
        };
        return apply(graph, facets, lifted.off, effective(lifted.ranges), lifted.found).articles;
      },

      /** The names of the filters that narrow what shows, as in lift. */
      filters() {
        const { from, to, quality, likeness, undated } = state.ranges;
        return [
          state.query && "words", (from !== null || to !== null) && "time", undated === false && from === null && to === null && "undated",
          ...Object.keys(facetBy).filter(state.isChanged), quality && "quality", likeness && "likeness",
        ].filter(Boolean);
      },

      /** What hides a node: [{name: facet or range, lift: () => void}], empty if it shows. */
      hiddenBy(node) {
        if (state.nodeShows(node)) return [];
        const lift = (name, codes) => ({ name, lift: () => codes.forEach((code) => { off[name][code] = 0; }) });
        if (!graph.isArticle(node)) {
          const own = facets.map((facet) => [facet.name, facet.values.findIndex((value) => value.node === node)]).filter(([name, code]) => code >= 0 && off[name][code]);
          const reasons = [["kind", nodes.kind[node]], ...own].filter(([name, code]) => off[name][code]).map(([name, code]) => lift(name, [code]));
          return reasons.length ? reasons : [{ name: "articles", lift: () => {
            off = fresh();
            state.ranges = { ...ANY };
            state.query = "";
            found = null;
          } }];
        }
        const reasons = facets.filter((facet) => !passes(off[facet.name], facet.codes[articleAt.get(node)]))
          .map((facet) => lift(facet.name, [facet.codes[articleAt.get(node)]].flat()));
        const ranges = effective(state.ranges);
        if (!inRanges(nodes, node, { ...ranges, quality: 0 })) reasons.push({ name: "time", lift: () => liftTime(node) });
        if (!inRanges(nodes, node, { from: null, to: null, undated: true, quality: ranges.quality })) reasons.push({ name: "quality", lift: () => { state.ranges.quality = 0; } });
        if (found !== null && found[node] === 0) reasons.push({ name: "words", lift: () => {
          state.query = "";
          found = null;
        } });
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

      /** @param changes some of {list, lanes, table, column, isDown}; another table begins with its usual column */
      arrange(changes) {
        const usual = changes.table && changes.table !== state.order.table ? { column: USUAL_COLUMN[changes.table], isDown: true } : {};
        const next = { ...state.order, ...usual, ...changes };
        if (Object.entries(next).every(([name, value]) => state.order[name] === value)) return;
        state.order = next;
        tell("order");
      },

      /** Compare two providers, nodes or null. */
      compare(one, other) {
        state.pair = [one, other];
        tell("pair");
      },

      /** Put a story on the shortlist, or take it off. */
      keep(story, on) {
        state.shortlist = state.shortlist.filter((one) => one !== story);
        if (on) state.shortlist.push(story);
        tell("shortlist");
      },

      keepOnly(list) {
        state.shortlist = list;
        tell("shortlist");
      },

      is: (type, number) => state.chosen !== null && state.chosen.type === type && state.chosen.number === number,
      /** The story of what is chosen, or null. */
      story() {
        if (state.chosen === null) return null;
        if (state.chosen.type === "story") return state.chosen.number;
        return state.chosen.type === "node" ? nodes.story[state.chosen.number] : null;
      },
      /** @param listener called with what changed ("choice", "filter", "view", "color", "focus", "order", "pair", "shortlist"), and where from */
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
    let quiet = false, pending = false, found = null;

    function effective(ranges) {
      return { ...ranges, undated: ranges.undated ?? (ranges.from === null && ranges.to === null) };
    }

    function liftTime(node) {
      if (nodes.time[node] === null) state.ranges.undated = true;
      else Object.assign(state.ranges, { from: null, to: null });
    }

    function refilter(gesture = null) {
      if (quiet) {
        pending = true;
        return;
      }
      measure();
      tell("filter", gesture);
    }

    function measure() {
      shows = apply(graph, facets, off, effective(state.ranges), found);
      told = new Map();
      shows.stories = showing.measure(shows.nodeMask);
      shows.loners = graph.loners.reduce((sum, node) => sum + shows.nodeMask[node], 0);
      // Providers and topics are no articles: their own count is how many of them show, or would.
      const gathered = new Uint32Array(KINDS.length);
      for (let node = 0; node < nodes.size; node++) if (!graph.isArticle(node)) gathered[nodes.kind[node]] += off.kind[nodes.kind[node]] ? 1 : shows.nodeMask[node];
      KINDS.forEach((_, kind) => { if (kind > 1) shows.counts.kind[kind] = gathered[kind]; });
    }

    function tell(what, from) {
      listeners.forEach((listener) => listener(what, from));
    }

    measure();
    const totals = shows.counts;
    return state;
  }

  return { create, VIEWS, COLORINGS, ANY, ORDERS, COLUMNS, USUAL_COLUMN };
})();
