// What a filter hides can still be found and read; it says which filter hides it, and offers to lift it.
graphkit.hiding = (() => {
  const { element } = graphkit.dom;

  const NAMES = {
    kind: "kind", provider: "provider", topic: "topic", cluster: "story", published: "published", time: "time", quality: "quality",
    articles: "articles", language: "language", author: "author", words: "words",
  };

  function words(names) {
    const quoted = names.map((name) => `“${name}”`);
    return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} and ${quoted[quoted.length - 1]}`;
  }

  /** "hidden by the filter “related item”", or "" where it shows. */
  function reason(state, node) {
    const found = state.hiddenBy(node);
    return found.length ? `hidden by the filter${found.length > 1 ? "s" : ""} ${words(found.map((one) => NAMES[one.name] ?? one.name))}` : "";
  }

  /** The reason with a button that lifts the filters, or null where the node shows. */
  function notice(state, node) {
    const said = reason(state, node);
    if (!said) return null;
    return element("p", { class: "hidden-notice" }, `Not in the picture: ${said}. `,
      element("button", { type: "button", class: "inline", onclick: () => state.reveal(node) }, "Show it again"));
  }

  return { reason, notice };
})();
