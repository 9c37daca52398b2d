// The search field: everything that has a name, from anywhere on the page with "/".
graphkit.searchBox = (() => {
  const { element } = graphkit.dom;
  const { accentProperty } = graphkit.theme;
  const { count } = graphkit.text;
  const NAMES = { story: "story", article: "article", related: "related item", provider: "outlet", topic: "topic" };
  const MOST = 10, SLICE_MS = 8;

  /** The index takes a moment on a large graph: it is made bit by bit while nothing else is to be done, the rest when it is needed. */
  function lazyIndex(graph, whole) {
    const entries = [], source = graphkit.search.entries(graph);
    let isDone = false;
    const go = (until) => {
      while (!isDone && performance.now() < until) {
        for (let turn = 0; turn < 50 && !isDone; turn++) {
          const { value, done } = source.next();
          if (done) isDone = true;
          else entries.push(value);
        }
      }
    };
    const idle = window.requestIdleCallback ?? ((task) => setTimeout(task, 50));
    const work = () => {
      go(performance.now() + SLICE_MS);
      if (!isDone) idle(work);
    };
    whole.then(() => idle(work));
    return () => {
      go(Infinity);
      return entries;
    };
  }

  /** The option for a hit: its mark, its name, what it is, and which filter hides it. */
  function show(state, entry) {
    const isNode = entry.type === "node";
    const story = isNode ? state.graph.nodes.story[entry.number] : entry.number;
    const hidden = isNode ? graphkit.hiding.reason(state, entry.number) : "";
    return [{ color: accentProperty(story) },
      element("span", { class: `glyph ${entry.kind}`, "aria-hidden": "true" }),
      element("span", { class: "result-title", dir: "auto" }, entry.title),
      element("span", { class: "quiet", dir: "auto" }, [NAMES[entry.kind], isNode ? entry.detail : ""].filter(Boolean).join(" · "), hidden && ` · ${hidden}`)];
  }

  /** The option that narrows everything to what was typed. */
  function all({ text, articles, stories }) {
    return [{ class: "show-all" }, element("span", { class: "glyph", "aria-hidden": "true" }), element("span", { dir: "auto" }, `Show all ${count(articles, "article")} with “${text}”`),
      element("span", { class: "quiet" }, `in ${count(stories, "story", "stories")}`)];
  }

  function start(field, list, state, entries) {
    const { graph } = state;
    state.finder = (words) => graphkit.search.mask(entries(), graph.nodes.size, words);
    graphkit.combobox.start(field, list, {
      find: (text) => {
        const hits = graphkit.search.find(entries(), text, MOST);
        const mask = graphkit.search.mask(entries(), graph.nodes.size, text);
        const articles = graph.articles.filter((node) => mask[node] === 1);
        const stories = new Set(articles.map((node) => graph.nodes.story[node]).filter((story) => story !== null)).size;
        return articles.length ? [...hits, { type: "words", text: text.trim(), articles: articles.length, stories }] : hits;
      },
      show: (entry) => (entry.type === "words" ? all(entry) : show(state, entry)),
      choose: (entry) => {
        if (entry.type !== "words") return state.choose(entry.type, entry.number, "search");
        field.value = "";
        state.together(() => state.seek(entry.text));
        if (state.chosen !== null) state.choose(null, null, "search");
        graphkit.announce.say(`${count(entry.articles, "article")} in ${count(entry.stories, "story", "stories")}`);
        return undefined;
      },
    });
  }

  return { start, show, lazyIndex };
})();
