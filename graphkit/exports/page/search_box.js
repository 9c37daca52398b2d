// The search field: everything that has a name, from anywhere on the page with "/".
graphkit.searchBox = (() => {
  const { element } = graphkit.dom;
  const { accentProperty } = graphkit.theme;
  const NAMES = { story: "story", article: "article", related: "related item", provider: "provider", topic: "topic" };

  /** The index takes a moment on a large graph: it is made when it is first needed, and once. */
  function lazyIndex(graph) {
    let entries = null;
    return () => (entries ??= graphkit.search.index(graph));
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

  function start(field, list, state, entries) {
    graphkit.combobox.start(field, list, {
      find: (text) => graphkit.search.find(entries(), text),
      show: (entry) => show(state, entry),
      choose: (entry) => state.choose(entry.type, entry.number, "search"),
    });
  }

  return { start, show, lazyIndex };
})();
