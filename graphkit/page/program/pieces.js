// What the cards in the details are made of.
graphkit.pieces = (() => {
  const { element } = graphkit.dom;
  const { time, day, figure } = graphkit.text;
  const { accentProperty } = graphkit.theme;
  const FIRST = 8;

  function create(state) {
    const { graph } = state;
    const { nodes, stories } = graph;

    function heading(text) {
      return element("h2", { tabindex: "-1", dir: "auto" }, text);
    }

    function kicker(...content) {
      return element("p", { class: "kicker" }, ...content);
    }

    function storyButton(story, className, text = stories[story].label) {
      return element("button",
        { type: "button", class: className, color: accentProperty(story), dir: "auto", onclick: () => state.choose("story", story, "details") }, text);
    }

    function nodeButton(node, className, text = nodes.title[node]) {
      return element("button",
        { type: "button", class: className, dir: "auto", onclick: () => state.choose("node", node, "details") }, text);
    }

    /** A list that shows its first few and all on demand. */
    function list(items, make, className, tag = "ul", first = FIRST) {
      const made = element(tag, { class: className }, items.slice(0, first).map(make));
      if (items.length <= first) return [made];
      const more = element("button", { type: "button", class: "more" }, `Show all ${figure(items.length)}`);
      more.addEventListener("click", () => {
        made.append(...items.slice(first).map(make));
        more.remove();
        made.children[first].querySelector("button")?.focus();
      });
      return [made, more];
    }

    function facts(pairs) {
      const known = pairs.filter(([, value]) => value !== null && value !== "");
      return known.length === 0 ? null
        : element("dl", { class: "facts" }, known.flatMap(([name, value]) => [element("dt", {}, name), element("dd", { dir: "auto" }, value)]));
    }

    const when = (node) => (nodes.time[node] === null ? "undated" : nodes.day[node] ? day(nodes.time[node]) : time(nodes.time[node]));

    /** An article in a list, with a word on it; what a filter hides says so and can be chosen all the same. */
    function articleItem(node, note = when(node), ...below) {
      const facts = [graph.provider(node), note].filter(Boolean);
      return element("li", { class: state.nodeShows(node) ? "item" : "item is-hidden", color: accentProperty(nodes.story[node]) },
        nodeButton(node, "card-title"),
        element("p", { class: "quiet" }, facts.flatMap((fact, at) => [at ? " · " : "", element("span", { dir: "auto" }, fact)]), state.nodeShows(node) ? "" : " · hidden by a filter"),
        ...below);
    }

    function storyItem(story, note, ...below) {
      return element("li", { class: "item", color: accentProperty(story) }, storyButton(story, "card-title"), element("p", { class: "quiet" }, note), ...below);
    }

    function actions(name, ...buttons) {
      return element("div", { class: "actions", role: "group", "aria-label": name }, ...buttons.filter(Boolean));
    }

    return { heading, kicker, storyButton, nodeButton, list, facts, when, articleItem, storyItem, actions };
  }

  return { create };
})();
