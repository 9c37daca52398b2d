// The legend: what marks and lines mean, with a switch for each, and what colors stand for.
graphkit.legend = (() => {
  const { count, figure } = graphkit.text;
  const { element, svg } = graphkit.dom;
  const { KINDS, RELATIONS } = graphkit.graph;
  const { COLORINGS } = graphkit.state;
  const NAMES = {
    article: "article", related: "related item", provider: "outlet", topic: "topic",
    "relation related": "listed as related", "relation similar": "alike in words", "relation published_by": "published by", "relation has_topic": "has topic",
  };

  function glyph(facet, value) {
    if (facet === "kind") return element("span", { class: `glyph ${value}`, "aria-hidden": "true" });
    return svg("svg", { class: `stroke ${value}`, viewBox: "0 0 22 10", "aria-hidden": "true" }, svg("line", { x1: 1, x2: 21, y1: 5, y2: 5 }));
  }

  function tally(codes, values) {
    const totals = values.map(() => 0);
    codes.forEach((code) => totals[code]++);
    return totals;
  }

  function switches(state, facet, values, totals) {
    const made = values.map((value, at) => {
      const box = element("input", { type: "checkbox", "data-facet": facet, value });
      box.addEventListener("change", () => state.filter(facet, value, box.checked));
      return element("label", { class: totals[at] ? "switch" : "switch none" }, box, glyph(facet, value),
        NAMES[facet === "kind" ? value : `relation ${value}`], element("span", { class: "count" }));
    });
    return element("fieldset", { class: `${facet}-switches` }, element("legend", { class: "unseen" }, facet === "kind" ? "Kinds" : "Links"), made);
  }

  function coloring(state) {
    const choice = element("select", { id: "color-by" }, COLORINGS.map((value) => element("option", { value }, value === "story" && state.graph.regions.length ? "region" : value)));
    choice.addEventListener("change", () => state.paint(choice.value));
    state.onChange(() => { choice.value = state.colorBy; });
    return element("label", { class: "sort" }, "Color by ", choice);
  }

  /** What the colors stand for, where it isn't the stories: a few names. */
  function key(state) {
    const place = element("p", { class: "key", hidden: true });
    const show = () => {
      place.hidden = state.colorBy === "story"; // regions have their names on the map
      place.replaceChildren(...graphkit.colors.key(state).map(({ color, label }) =>
        element("span", { class: "key-entry", color }, element("span", { class: "glyph article", "aria-hidden": "true" }), element("span", { dir: "auto" }, label))));
    };
    state.onChange((what) => {
      if (what === "color" || what === "filter") show();
    });
    return place;
  }

  /** What a circle is, and where the articles in no story are. */
  function circleNote(state) {
    const { graph } = state;
    if (!graph.hasRims) return null;
    const place = element("p", { class: "key circle-note" });
    const show = () => place.replaceChildren("circle: a story, its area its articles · arc: same thread",
      ...(graph.regions.length && state.loners() ? [` · ${count(state.loners(), "article")} in no story: `, element("button", { type: "button", class: "inline", onclick: () => state.choose("loners", 0, "details") }, "show as a list")] : []));
    state.onChange((what) => what === "filter" && show());
    show();
    return place;
  }

  /** Where not every article has a mark: which have, and how to see the others. */
  function sizeNote(state, thinning) {
    const place = element("p", { class: "key size-note" }, "Every story is here with its leading articles; choose one, search or filter to see the others.");
    const show = () => { place.hidden = !thinning.isOn(); };
    state.onChange((what) => what === "filter" && show());
    show();
    return place;
  }

  function start(place, state, thinning, zoom) {
    const { graph } = state;
    place.replaceChildren(
      switches(state, "kind", KINDS, tally(graph.nodes.kind, KINDS)),
      switches(state, "relation", RELATIONS, tally(graph.edges.relation, RELATIONS)),
      circleNote(state) ?? "",
      element("div", { class: "legend-end" }, coloring(state), zoom),
      key(state),
      sizeNote(state, thinning),
    );
    const boxes = [...place.querySelectorAll("input")];
    const show = () => boxes.forEach((box) => {
      const { facet } = box.dataset, codes = facet === "kind" ? KINDS : RELATIONS;
      box.checked = !state.isOff(facet, box.value);
      box.parentElement.querySelector(".count").textContent = figure(state.count(facet, codes.indexOf(box.value)));
    });
    state.onChange((what) => {
      if (what === "filter") show();
    });
    document.getElementById("filters").addEventListener("submit", (event) => event.preventDefault());
    show();
  }

  return { start, NAMES };
})();
