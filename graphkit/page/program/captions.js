// The labels of the map, in pixels: story names first, then what is important, more as one comes nearer.
graphkit.captions = (() => {
  const { PROVIDER, TOPIC } = graphkit.graph;
  const { wrap, shorten } = graphkit.text;
  const { keptIn } = graphkit.lettering;
  const { SMALL_PX } = graphkit.names;
  const LABEL_CHARACTERS = 40, LEAD_CHARACTERS = 56, SIDE_CHARACTERS = 20;
  const MANY_MARKS = 600; // in view: then titles have no room anyway
  const MOST_AT_RIM = 160; // labels of providers and topics that are tried
  const CLOSE = 1.25; // scale from which every article has its title, if there is room
  const CLOSE_ENOUGH = 0.6; // the same for what is chosen
  const LEAD_PX = 40; // radius of a story from which the title of its lead shows

  function create(state, camera, places, look, drawn) {
    const { graph } = state;
    const { nodes, stories } = graph;
    const { current } = graphkit.theme;
    const letters = graphkit.lettering.create();
    const names = graphkit.names.create(state, places, letters);
    const { label } = letters;
    const weight = (node) => graph.edgesOf[node].length;
    // Providers and topics, those with most articles first.
    const rim = [...nodes.kind.keys()].filter((node) => !graph.isArticle(node)).sort((a, b) => weight(b) - weight(a) || a - b);
    let placed = [];

    /** Pixels that the labels of providers take up beside their marks. */
    function sideRoom() {
      const context = document.createElement("canvas").getContext("2d");
      const providers = rim.filter((node) => nodes.kind[node] === PROVIDER).slice(0, MOST_AT_RIM / 2);
      return providers.reduce((most, node) => Math.max(most, letters.width(context, shorten(nodes.title[node], SIDE_CHARACTERS), SMALL_PX, false)), 20) + 22;
    }

    /** @param taken boxes that no label may touch */
    function draw(context, lit, taken) {
      const view = camera.view();
      const screen = (x, y) => ({ x: x * view.scale + view.left, y: y * view.scale + view.top });
      const showing = inView(view);
      const isCrowded = showing.length > MANY_MARKS;
      const marks = isCrowded ? [] : showing.map((node) => {
        const at = screen(places.x[node], places.y[node]), reach = look.size(node) * view.scale + 1;
        return { owner: node, left: at.x - reach, right: at.x + reach, top: at.y - reach, bottom: at.y + reach };
      });
      const pinned = pinnedNodes().filter(state.nodeShows);
      const candidates = [
        ...pinned.map((node) => pinnedLabel(context, node, screen)),
        ...names.loners(context, screen, view),
        ...names.regions(context, screen, view),
        ...names.all(context, screen, view),
        ...wanted(isCrowded ? [] : showing, lit, view, new Set(pinned)).map((node) => nodeLabel(context, node, screen, view)),
      ];
      context.save();
      graphkit.camera.onScreen(context, view);
      const whole = { left: 2, top: 2, right: view.width - 2, bottom: view.height - 2 };
      placed = graphkit.labels.place(candidates, marks, whole, taken);
      const bright = lit && hasVeil() ? new Set(lit.nodes) : null;
      for (const { candidate: { owner }, box } of placed) {
        letters.write(context, box, bright !== null && !bright.has(owner) && !isChosenStory(owner) ? 0.35 : 1);
      }
      context.restore();
    }

    function isInView(node, { scale, left, top, width, height }) {
      const x = places.x[node] * scale + left, y = places.y[node] * scale + top;
      return x > -20 && x < width + 20 && y > -20 && y < height + 20;
    }

    /** Among many stories a ring tells which one is chosen, and the others keep their colors. */
    function hasVeil() {
      return !graph.hasRims || state.chosen?.type !== "story" || state.focus !== null;
    }

    /** What shows on the screen; not all of it where it is too much for titles anyway. */
    function inView(view) {
      const found = [];
      for (let node = 0; node < nodes.size && found.length <= MANY_MARKS; node++) {
        if (drawn.has(node) && isInView(node, view)) found.push(node);
      }
      return found;
    }

    /** What has its label whatever else does: the chosen node. What lies under the pointer has a tooltip. */
    function pinnedNodes() {
      return state.chosen !== null && state.chosen.type === "node" ? [state.chosen.number] : [];
    }

    /** What is to have a label, in this order: what is chosen, providers and topics, leads, all others as one comes nearer. */
    function wanted(showing, lit, view, already) {
      const seen = (node) => state.nodeShows(node) && isInView(node, view);
      const byWeight = (found) => found.sort((a, b) => Number(graph.leads.has(b)) - Number(graph.leads.has(a)) || weight(b) - weight(a) || a - b);
      const chosen = lit && view.scale > CLOSE_ENOUGH && lit.nodes.length <= MANY_MARKS ? lit.nodes.filter(seen) : [];
      const leads = graph.hasRims ? [] : stories.filter(({ radius }) => radius * view.scale > LEAD_PX).map(({ lead }) => lead).filter(seen);
      const others = view.scale > CLOSE ? showing.filter(graph.isArticle) : [];
      const atRim = [];
      const isOnDemand = graph.regions.length > 0;
      for (const node of rim) if (atRim.length < MOST_AT_RIM && seen(node) && (!isOnDemand || lit?.nodes.includes(node))) atRim.push(node);
      return [...new Set([...byWeight(chosen), ...atRim, ...byWeight(leads), ...byWeight(others)])].filter((node) => !already.has(node));
    }

    /** Beside everything drawn if there is room, else on top of it. */
    function pinnedLabel(context, node, screen) {
      const at = screen(places.x[node], places.y[node]);
      const line = (text) => ({ text, px: SMALL_PX, bold: true, color: current().ink });
      const sides = nodes.kind[node] === PROVIDER && places.x[node] < 0 ? ["left", "right"] : ["right", "left", "below", "above"];
      const spots = (lines) => label(context, node, lines.map(line), at, sides, look.size(node) * camera.view().scale + 10, true).places;
      const full = spots(wrap(shorten(nodes.title[node], 90), 34, 3)), short = spots(wrap(shorten(nodes.title[node], LABEL_CHARACTERS), 21, 2));
      return { owner: node, avoidsMarks: true, places: [...full, ...short, ...full.map((place) => ({ ...place, coversMarks: true }))] };
    }

    function nodeLabel(context, node, screen, view) {
      const { ink, quiet } = current();
      const at = screen(places.x[node], places.y[node]);
      const gap = look.size(node) * view.scale + 4;
      const line = (text) => ({ text, px: SMALL_PX, bold: false, color: graph.isArticle(node) ? ink : quiet });
      if (nodes.kind[node] === PROVIDER) {
        const sides = places.x[node] < 0 ? ["left", "right"] : ["right", "left"];
        const outward = view.scale > 1.1 ? sides : sides.slice(0, 1);
        return label(context, node, [line(shorten(nodes.title[node], SIDE_CHARACTERS))], at, outward, gap, false);
      }
      if (nodes.kind[node] === TOPIC) {
        const outward = places.y[node] < 0 ? ["above", "right"] : ["below", "right"];
        return label(context, node, [line(`# ${shorten(nodes.title[node], SIDE_CHARACTERS + 4)}`)], at, outward, gap, false);
      }
      if (graph.leads.has(node) && !graph.hasRims) return leadLabel(context, node, at, line, view);
      // Away from the middle of its story, where others are.
      const isLeft = nodes.story[node] !== null && places.x[node] < stories[nodes.story[node]].x - 1;
      const sides = [isLeft ? "left" : "right", ...(graph.hasRims ? [] : [isLeft ? "right" : "left"]), "below", "above"];
      return label(context, node, wrap(shorten(nodes.title[node], LABEL_CHARACTERS), 21, 2).map(line), at, sides, gap, true);
    }

    /** The title of a lead: inside the ring of its story where it has room, else below the island. */
    function leadLabel(context, node, at, line, view) {
      const title = shorten(nodes.title[node], LEAD_CHARACTERS);
      const inside = label(context, node, wrap(title, 18, 3).map(line), at, ["below", "above"], look.size(node) * view.scale + 3, true);
      const story = stories[nodes.story[node]];
      const room = story.radius * view.scale - 4;
      inside.places = inside.places.filter((place) => Math.max(Math.abs(place.top - at.y), Math.abs(place.bottom - at.y)) < room);
      const quietly = (text) => ({ ...line(text), color: current().quiet });
      const center = { x: story.x * view.scale + view.left, y: story.y * view.scale + view.top };
      const below = label(context, node, wrap(title, 30, 2).map(quietly), center, ["below"], story.radius * view.scale + 3, true);
      return { ...inside, places: [...inside.places, ...below.places.map((place) => keptIn(place, view))] };
    }

    function isChosenStory(owner) {
      const story = state.story();
      return (story !== null && owner === `story ${story}`) || (owner === "loners" && state.chosen !== null && state.chosen.type === "loners");
    }

    return {
      draw,
      sideRoom, hasVeil,
      placed: () => placed,
      /** The owner of the label at a place on the screen: a node, "story 3", "loners", or null. */
      labelAt({ x, y }) {
        const hit = placed.find(({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
        return hit ? hit.candidate.owner : null;
      },
    };
  }

  return { create };
})();
