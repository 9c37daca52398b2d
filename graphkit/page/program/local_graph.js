// The surroundings of what is chosen: its neighbors up to three steps away, and the way to another item.
graphkit.localGraph = (() => {
  const { element } = graphkit.dom;
  const { count } = graphkit.text;
  const DEPTHS = [1, 2, 3];
  let redraw = () => {};
  let entries = () => [];

  /** Look at the surroundings of the chosen node: {depth}, {to: node}, or null for what the choice itself lights up. */
  function look(state, local) {
    const focus = local === null ? null : lit(state, local);
    state.look(focus === null ? null : local, focus);
  }

  function lit(state, local) {
    const { graph, chosen } = state;
    if (chosen === null || chosen.type !== "node") return null;
    if (local.to !== undefined) return way(graph, chosen.number, stepsTo(state, chosen.number, local.to));
    const { nodes, edges } = graphkit.neighborhood.around(graph, chosen.number, local.depth, state.nodeShows);
    return { nodes: [...nodes.keys()], edges };
  }

  function stepsTo(state, from, to) {
    return graphkit.neighborhood.path(state.graph, from, to, state.nodeShows);
  }

  function way(graph, from, edges) {
    const nodes = [from];
    for (const edge of edges ?? []) nodes.push(graph.otherEnd(edge, nodes[nodes.length - 1]));
    return { nodes, edges: edges ?? [] };
  }

  // ---- in the details ----------------------------------------------------------------------------------------------

  function controls(state, node, pieces) {
    const box = element("div", { class: "local" });
    let isPicking = false;

    function fill() {
      const { local } = state;
      box.replaceChildren(
        pieces.actions("Surroundings",
          element("span", { class: "actions-name" }, "Neighbors"),
          element("span", { class: "steps" }, DEPTHS.map((depth) => element("button",
            { type: "button", class: "step", "data-depth": depth, "aria-pressed": String(local?.depth === depth), "aria-label": `Neighbors ${count(depth, "step")} away`,
              onclick: () => {
              look(state, local?.depth === depth ? null : { depth });
              if (state.local !== null) state.show("map"); // where its picture is
            } }, depth))),
          element("button", { type: "button", class: "action pick", "aria-expanded": String(isPicking), onclick: () => pick(!isPicking) }, "Path to…")),
        ...[isPicking ? picker() : null, said()].flat().filter(Boolean));
    }

    /** While picking, the next item that is chosen anywhere is the end of the path. */
    function pick(on) {
      isPicking = on;
      state.pick = on ? (other) => {
        isPicking = false;
        state.pick = null;
        look(state, other === node ? null : { to: other });
        box.querySelector(".pick")?.focus();
      } : null;
      fill();
      box.querySelector(on ? "input" : ".pick")?.focus();
    }

    function picker() {
      const list = element("ul", { id: "ends", role: "listbox", "aria-label": "Found", hidden: true });
      const field = element("input",
        { type: "search", class: "field", role: "combobox", autocomplete: "off", dir: "auto", placeholder: "Where to? Type, or click on the map", "aria-label": "Path to which item",
          "aria-autocomplete": "list", "aria-controls": "ends", "aria-expanded": "false" });
      graphkit.combobox.start(field, list, {
        find: (text) => graphkit.search.find(entries(), text, 40).filter((entry) => entry.type === "node" && entry.number !== node).slice(0, 8),
        show: (entry) => graphkit.searchBox.show(state, entry),
        choose: (entry) => state.pick(entry.number),
        onEscape: () => pick(false),
      });
      return element("div", { class: "picker" }, field, list);
    }

    function said() {
      const { local, focus, graph } = state;
      if (local === null || focus === null) return null;
      if (local.to !== undefined) return path(state, node, local.to, pieces);
      const articles = focus.nodes.filter((one) => one !== node && graph.isArticle(one)).length;
      const others = focus.nodes.filter((one) => one !== node && !graph.isArticle(one)).length;
      return element("p", { class: "quiet", role: "status" },
        `${count(articles, "article")} and ${count(others, "outlet or topic", "outlets and topics")} within ${count(local.depth, "step")}.`);
    }

    redraw = fill;
    fill();
    return box;
  }

  /** The way in words: each item with the reasons for the step to it. */
  function path(state, from, to, pieces) {
    const { graph } = state;
    const edges = stepsTo(state, from, to);
    const close = element("button", { type: "button", class: "inline", onclick: () => look(state, null) }, "Forget the path");
    if (edges === null) return element("p", { class: "quiet", role: "status" }, "No path leads to ", pieces.nodeButton(to, "inline"), " over what shows. ", close);
    const { nodes } = way(graph, from, edges);
    const product = edges.filter(graph.isLink).reduce((all, edge) => all * graph.edges.weight[edge], 1);
    return element("section", { class: "path", "aria-label": "Path" },
      element("h3", {}, "Path to ", element("span", { dir: "auto" }, graphkit.text.shorten(graph.nodes.title[to], 60))),
      element("p", { class: "quiet", role: "status" }, `${count(edges.length, "step")}${edges.every(graph.isLink) ? `, strength ${product.toFixed(2)}` : ", by way of an outlet or a topic"}. `, close),
      element("ol", { class: "items way" }, nodes.map((node, at) => pieces.articleItem(node, graph.isArticle(node) ? undefined : graphkit.graph.KINDS[graph.nodes.kind[node]],
        at < edges.length ? reasons(graph, edges[at], node) : null))));
  }

  function reasons(graph, edge, node) {
    return element("div", { class: "reasons" },
      element("p", { class: "quiet" }, graphkit.links.facts(graph, edge, node).join(" · ")),
      graph.isLink(edge) ? [graphkit.links.strength(graph, edge), graphkit.links.terms(graph, edge)].filter(Boolean) : null);
  }

  function start(state, index) {
    entries = index;
    state.onChange((what) => {
      if (what === "filter" && state.local !== null) look(state, state.local);
      if (what !== "focus") return;
      // An address knows what to look at, but not what that lights up.
      if (state.local !== null && state.focus === null) return look(state, state.local);
      const at = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.depth;
      redraw();
      if (at) /** @type {HTMLElement | null} */ (document.querySelector(`.local [data-depth="${at}"]`))?.focus();
    });
  }

  return { start, controls, look };
})();
