// The labels of the map, in pixels: story names first, then what is important, more as one comes nearer.
graphkit.captions = (() => {
  const { PROVIDER, TOPIC } = graphkit.graph;
  const { wrap, shorten, count, span } = graphkit.text;
  const { NARROW } = graphkit.camera;
  const NAME_PX = 14.5, SMALL_PX = 12;
  const LABEL_CHARACTERS = 40, LEAD_CHARACTERS = 56, SIDE_CHARACTERS = 20;
  const ZOOM_BOX = { width: 50, height: 114 }; // the buttons at the top right, see page.css
  const AREA_A_NAME = 11000; // square pixels: more names than that hide the map
  const PART = { width: 150, height: 62 }; // of the screen, for a name each
  const MANY_MARKS = 600; // in view: then titles have no room anyway

  function create(state, camera, places, look) {
    const { graph } = state;
    const { nodes, stories } = graph;
    const { faded, current } = graphkit.theme;
    const widths = new Map();
    let placed = [];

    function font(px, bold) {
      return `${bold ? "600 " : ""}${px}px ${current().font}`;
    }

    function width(context, text, px, bold) {
      const key = `${px}${bold}${text}`;
      let known = widths.get(key);
      if (known === undefined) {
        context.font = font(px, bold);
        known = context.measureText(text).width;
        widths.set(key, known);
      }
      return known;
    }

    /** Pixels that the labels of providers take up beside their marks. */
    function sideRoom() {
      const context = document.createElement("canvas").getContext("2d");
      const labels = nodes.title.filter((_, node) => nodes.kind[node] === PROVIDER).map((title) => shorten(title, SIDE_CHARACTERS));
      return labels.reduce((most, text) => Math.max(most, width(context, text, SMALL_PX, false)), 20) + 22;
    }

    /** A label of lines [{text, px, bold, color}], with the places where it may go. */
    function label(context, owner, lines, at, sides, gap, avoidsMarks) {
      const w = Math.max(...lines.map((one) => width(context, one.text, one.px, one.bold))) + 4;
      const h = lines.reduce((sum, one) => sum + one.px * 1.3, 0) + 2;
      const places = sides.map((side) => {
        const left = side === "right" ? at.x + gap : side === "left" ? at.x - gap - w : at.x - w / 2;
        const top = side === "below" ? at.y + gap : side === "above" ? at.y - gap - h : at.y - h / 2;
        return { left, top, right: left + w, bottom: top + h, lines, align: side === "right" ? "left" : side === "left" ? "right" : "center" };
      });
      return { owner, avoidsMarks, places };
    }

    function draw(context, lit, hovered) {
      const view = camera.view();
      const pinned = pinnedNodes(hovered);
      const screen = (x, y) => ({ x: x * view.scale + view.left, y: y * view.scale + view.top });
      const inView = (x, y, reach) => {
        const at = screen(x, y);
        return at.x > -reach && at.x < view.width + reach && at.y > -reach && at.y < view.height + reach;
      };
      const showing = [];
      for (let node = 0; node < nodes.size; node++) {
        if (state.nodeShows(node) && inView(places.x[node], places.y[node], 20)) showing.push(node);
      }
      const marks = showing.length > MANY_MARKS ? [] : showing.map((node) => {
        const at = screen(places.x[node], places.y[node]), reach = look.size(node) * view.scale + 1;
        return { owner: node, left: at.x - reach, right: at.x + reach, top: at.y - reach, bottom: at.y + reach };
      });
      const candidates = [
        ...pinned.filter(state.nodeShows).map((node) => nodeLabel(context, node, screen, view, true)),
        ...(state.graph.loners.length ? lonerLabel(context, screen, view) : []),
        ...storyLabels(context, screen, inView, view),
        ...nodeLabels(context, showing, new Set(pinned), screen, view),
      ];
      context.save();
      graphkit.camera.onScreen(context, view);
      const whole = { left: 2, top: 2, right: view.width - 2, bottom: view.height - 2 };
      placed = graphkit.labels.place(candidates, marks, whole, [{ ...whole, left: view.width - ZOOM_BOX.width, bottom: ZOOM_BOX.height }]);
      const bright = lit && new Set([...lit.nodes, hovered]);
      placed.forEach((one) => write(context, one, bright));
      context.restore();
    }

    /** What has its label whatever else does: the chosen node and the one under the pointer. */
    function pinnedNodes(hovered) {
      const found = hovered === null ? [] : [hovered];
      if (state.chosen && state.chosen.type === "node" && state.chosen.number !== hovered) found.push(state.chosen.number);
      return found;
    }

    /** The names of stories: the largest of each part of the screen first, so that they spread over the map. */
    function storyLabels(context, screen, inView, view) {
      const most = (view.width * view.height) / AREA_A_NAME;
      const seen = [], parts = new Map();
      stories.forEach((_, story) => {
        if (state.storySize(story) === 0) return;
        const box = storyBox(story);
        if (!box) return;
        const at = screen((box.left + box.right) / 2, box.top);
        const reach = ((box.right - box.left) / 2) * view.scale;
        if (at.x + reach < 0 || at.x - reach > view.width || at.y < -30 || at.y > view.height + 30) return;
        const part = `${Math.floor((at.x - view.left) / PART.width)} ${Math.floor((at.y - view.top) / PART.height)}`;
        const turn = parts.get(part) || 0;
        parts.set(part, turn + 1);
        seen.push({ story, turn, box });
      });
      seen.sort((a, b) => a.turn - b.turn || a.story - b.story);
      return seen.slice(0, Math.max(12, most)).map(({ story, box }) => storyLabel(context, story, box, screen, view));
    }

    function storyBox(story) {
      if (places.progress > 0.5) return places.lanes().lanes[story];
      const { x, y, radius } = stories[story];
      return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
    }

    function storyLabel(context, number, box, screen, view) {
      const { ink, quiet } = current();
      const story = stories[number], roomy = view.width >= NARROW, owner = `story ${number}`;
      const shown = state.storySize(number), size = story.members.length;
      const total = shown === size ? count(size, "article") : `${shown} of ${count(size, "article")}`;
      const name = (px) => ({ text: shorten(story.label, roomy ? LABEL_CHARACTERS : SIDE_CHARACTERS), px, bold: true, color: ink });
      const facts = { text: `${total} · ${span(story.first, story.last)}`, px: SMALL_PX, color: quiet };
      const isLane = places.progress > 0.5;
      const reach = ((isLane ? box.bottom - box.top : box.right - box.left) / 2) * view.scale;
      const at = screen(isLane ? box.left : (box.left + box.right) / 2, (box.top + box.bottom) / 2);
      const spots = (lines) => {
        const made = label(context, owner, lines, at, isLane ? ["above"] : ["above", "below"], reach + 3, false).places;
        return isLane ? made.map((place) => startingAt(place, Math.max(at.x - 2, 6))) : made;
      };
      const isLarge = isLane ? view.scale > 0.55 : reach > 34;
      const all = [...(roomy && isLarge ? spots([name(NAME_PX), facts]) : []), ...spots([name(SMALL_PX)])];
      return { owner, avoidsMarks: false, places: all.map((place) => (at.x > 0 && at.x < view.width ? keptIn(place, view) : place)) };
    }

    function startingAt(place, x) {
      return { ...place, left: x, right: x + place.right - place.left, align: "left" };
    }

    /** A place moved sideways until it lies in view. */
    function keptIn(place, view) {
      const by = Math.max(0, 4 - place.left) - Math.max(0, place.right - view.width + 4);
      return { ...place, left: place.left + by, right: place.right + by };
    }

    function lonerLabel(context, screen, view) {
      const box = places.loners(), shown = graph.loners.filter(state.nodeShows).length;
      if (shown === 0 || !box) return [];
      const { left, right, top } = box;
      const lines = [
        { text: "In no story", px: NAME_PX, bold: true, color: current().ink },
        { text: count(shown, "article"), px: SMALL_PX, color: current().quiet },
      ];
      return [label(context, "loners", lines, screen((left + right) / 2, top), ["above"], 14 * view.scale + 4, false)];
    }

    /** Providers and topics first, then leads, then others as one comes nearer. */
    function nodeLabels(context, showing, already, screen, view) {
      const importance = (node) => (nodes.kind[node] >= PROVIDER ? 2e6 : graph.leads.has(node) ? 1e6 : 0) + graph.edgesOf[node].length;
      const near = (node) =>
        nodes.kind[node] >= PROVIDER ? view.scale > 0.3
          : graph.leads.has(node) ? stories[nodes.story[node]].radius * view.scale > 40 : view.scale > 1.25;
      const wanted = showing.filter((node) => near(node) && !already.has(node));
      if (wanted.length > MANY_MARKS) return [];
      return wanted.sort((a, b) => importance(b) - importance(a) || a - b).map((node) => nodeLabel(context, node, screen, view, false));
    }

    function nodeLabel(context, node, screen, view, isPinned) {
      const { ink, quiet } = current();
      const at = screen(places.x[node], places.y[node]);
      const gap = look.size(node) * view.scale + (isPinned ? 10 : 4);
      const line = (text) => ({ text, px: SMALL_PX, bold: isPinned, color: isPinned || graph.isArticle(node) ? ink : quiet });
      if (nodes.kind[node] === PROVIDER) {
        const sides = places.x[node] < 0 ? ["left", "right"] : ["right", "left"];
        const outward = isPinned || view.scale > 1.1 ? sides : sides.slice(0, 1);
        return label(context, node, [line(shorten(nodes.title[node], SIDE_CHARACTERS))], at, outward, gap, false);
      }
      if (nodes.kind[node] === TOPIC) {
        const outward = places.progress > 0 ? ["left"] : places.y[node] < 0 ? ["above", "right"] : ["below", "right"];
        return label(context, node, [line(`# ${shorten(nodes.title[node], SIDE_CHARACTERS + 4)}`)], at, outward, gap, false);
      }
      if (graph.leads.has(node) && !isPinned && places.progress === 0) return leadLabel(context, node, at, line, view);
      const title = wrap(shorten(nodes.title[node], isPinned ? 90 : LABEL_CHARACTERS), isPinned ? 34 : 21, isPinned ? 3 : 2);
      return label(context, node, title.map(line), at, ["right", "left", "below", "above"], gap, !isPinned);
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

    function write(context, { candidate, box }, bright) {
      const { paper } = current();
      const { owner } = candidate;
      const faint = bright !== null && !bright.has(owner) && !isChosenStory(owner);
      context.globalAlpha = faint ? 0.35 : 1;
      context.textAlign = box.align;
      context.textBaseline = "alphabetic";
      context.lineJoin = "round";
      const x = box.align === "center" ? (box.left + box.right) / 2 : box.align === "left" ? box.left + 2 : box.right - 2;
      let y = box.top + 1;
      for (const { text, px, bold, color } of box.lines) {
        context.font = font(px, bold);
        y += px;
        context.strokeStyle = faded(paper, 0.9);
        context.lineWidth = 3.5;
        context.strokeText(text, x, y);
        context.fillStyle = color;
        context.fillText(text, x, y);
        y += px * 0.3;
      }
      context.globalAlpha = 1;
    }

    function isChosenStory(owner) {
      const story = state.story();
      return (story !== null && owner === `story ${story}`) || (owner === "loners" && state.chosen.type === "loners");
    }

    return {
      draw,
      sideRoom,
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
