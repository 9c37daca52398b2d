// The names of regions and stories on the map: inside a story's circle where its articles lie on the rim, else above it.
graphkit.names = (() => {
  const { shorten, wrap, count, figure, span } = graphkit.text;
  const { keptIn } = graphkit.lettering;
  const { NARROW } = graphkit.camera;
  const NAME_PX = 14.5, SMALL_PX = 12;
  const NAME_CHARACTERS = 40, SHORT_CHARACTERS = 20, LINE_CHARACTERS = 15, SHORT_LINE = 11;
  const ROOMY_PX = 34; // radius of a story from which its size and dates stand below its name
  const NAMED_PX = 15; // radius from which two short lines fit
  const OVER = 1.6; // how far a name may reach beyond a circle that is too small for it
  const FAR_PX = 1300, NEAR_PX = 700; // width of the map: names of regions go above four times the one, those of topics come from the other on

  function create(state, places, letters) {
    const { graph } = state;
    const { stories } = graph;
    const { current } = graphkit.theme;

    /** Names of regions from afar, of topics as one comes nearer. */
    function regions(context, screen, view) {
      const { ink, quiet } = current();
      const width = graph.regions.length ? Math.max(...graph.regions.map(({ outline }) => Math.max(0, ...outline.map(({ x }) => x)))) * 2 * view.scale : 0;
      return graph.regions.flatMap(({ name: words, x, y, within, stories: own, outline }, number) => {
        const shown = own.filter((story) => state.storySize(story) > 0).length;
        if (!words || !shown || !outline.length || (within === null ? width > FAR_PX * 4 : width < NEAR_PX || width > FAR_PX * 8)) return [];
        const at = screen(x, y);
        if (at.x < -80 || at.x > view.width + 80 || at.y < -40 || at.y > view.height) return [];
        const owner = `region ${number}`, label = (lines) => letters.label(context, owner, lines, at, ["below"], 2, false);
        if (within === null) return [label([{ text: words, px: 17, bold: true, color: ink, isSerif: true }, { text: count(shown, "story", "stories"), px: 11, color: quiet }])];
        // No wider than its cell, if need be in two lines: a name that reaches into another cell names that one.
        const box = graphkit.camera.extent(outline), room = (box.right - box.left) * view.scale;
        const ways = [[words], wrap(words, LINE_CHARACTERS, 2)].map((lines) => label(lines.map((text) => ({ text, px: 11.5, bold: true, color: quiet }))));
        const found = ways.flatMap(({ places: some }) => some.filter(({ left, right }) => right - left <= room));
        return found.length ? [{ owner, avoidsMarks: false, places: found }] : [];
      });
    }

    /** The names of the stories in view, the largest first. */
    function all(context, screen, view) {
      const isFew = state.ranking().length <= graphkit.graph.FEW_STORIES;
      return stories.flatMap((story, number) => {
        const reach = story.radius * view.scale, at = screen(story.x, story.y);
        if (state.storySize(number) === 0 || at.x + reach < 0 || at.x - reach > view.width || at.y + reach < 0 || at.y - reach > view.height + 30) return [];
        const owner = `story ${number}`, found = graph.hasRims ? inside(context, number, owner, at, reach, view) : [];
        if (!graph.hasRims || isFew) found.push(...above(context, number, owner, at, reach, view));
        return found.length ? [{ owner, avoidsMarks: graph.hasRims && !view.isFar, places: found }] : [];
      });
    }

    /** In the circle: name, headline and counts; or the name with its counts; or the name alone, as fits. */
    function inside(context, number, owner, at, reach, { isFar }) {
      if (reach < NAMED_PX) return [];
      const { ink, quiet } = current();
      const room = reach - 4;
      const name = (px, most) => ways(stories[number].label, most).map((lines) => lines.map((text) => ({ text, px, bold: true, color: ink })));
      const headline = reach > 2 * ROOMY_PX ? ways(graphkit.said.headline(state, number), 4).map((lines) => lines.map((text) => ({ text, px: 13, color: ink, isSerif: true }))) : [];
      const counts = [{ text: size(number), px: 11.5, color: quiet }];
      const candidates = function* () {
        for (const title of headline) for (const lines of name(SMALL_PX, 2)) yield [[...lines, ...title, ...counts], room];
        if (reach > ROOMY_PX) for (const lines of name(SMALL_PX, 3)) yield [[...lines, ...counts], room];
        for (const px of [SMALL_PX, 11]) for (const lines of name(px, 3)) yield [lines, room];
        if (isFar) for (const lines of name(11, 4).reverse()) yield [lines, reach * OVER];
        if (isFar) yield [wrap(stories[number].label, SHORT_LINE, 3).map((text) => ({ text, px: 11, bold: true, color: ink })), reach * OVER];
      };
      return [...candidates()].filter(([lines, radius]) => fits(context, lines, radius)).flatMap(([lines]) => letters.label(context, owner, lines, at, ["on"], 0, false).places.map((place) => ({ ...place, coversMarks: lines[0].px < SMALL_PX }))); // rather than no name at all
    }

    /** A text in one line, in two, and so on, each about as long as the others; none is cut. */
    function ways(text, most) {
      const { length } = Array.from(text);
      const found = [];
      for (let lines = 1; lines <= most; lines++) {
        const made = wrap(text, Math.ceil((length / lines) * (lines > 1 ? 1.25 : 1)), lines);
        if (!made.some((line) => line.endsWith("…") && !text.endsWith("…"))) found.push(made);
      }
      return found;
    }

    /** Whether lines stand within a circle, around its middle. */
    function fits(context, lines, radius) {
      const height = lines.reduce((sum, { px }) => sum + px * 1.3, 0);
      let top = -height / 2;
      return height < 2 * radius && lines.every(({ text, px, bold, isSerif }) => {
        const farthest = Math.max(Math.abs(top), Math.abs(top + px * 1.3));
        top += px * 1.3;
        return farthest < radius && letters.width(context, text, px, bold, isSerif) / 2 < Math.sqrt(radius * radius - farthest * farthest);
      });
    }

    /** Above the circle or below it, with size and dates where there is room. */
    function above(context, number, owner, at, reach, view) {
      const { ink, quiet } = current();
      const isWide = view.width >= NARROW, { label } = stories[number];
      const line = (px) => (text) => ({ text, px, bold: true, color: ink });
      const spots = (lines) => letters.label(context, owner, lines, at, ["above", "below"], reach + 3, false).places;
      const short = shorten(label, isWide ? NAME_CHARACTERS : SHORT_CHARACTERS);
      const found = isWide && reach > ROOMY_PX ? spots([line(NAME_PX)(short), { text: facts(number), px: SMALL_PX, color: quiet }]) : [];
      found.push(...spots([line(SMALL_PX)(short)]));
      if (short.length > LINE_CHARACTERS) found.push(...spots(wrap(label, LINE_CHARACTERS, 2).map(line(SMALL_PX))));
      return found.map((place) => (at.x > 0 && at.x < view.width ? keptIn(place, view) : place)).map((place) => ({ ...place, coversMarks: true }));
    }

    const size = (number) => `${count(state.storySize(number), "article")}, ${count(state.storyOutlets(number), "outlet")}`;

    function facts(number) {
      const { members } = stories[number], { articles, from, to } = state.told(number);
      return `${articles.length === members.length ? "" : `${figure(articles.length)} of `}${count(members.length, "article")} · ${span(from, to)}`;
    }

    /** Above what is in no story where there is room, else on it. */
    function loners(context, screen, view) {
      const box = places.loners(), shown = state.loners();
      if (shown === 0 || !box || graph.regions.length) return [];
      const { ink, quiet } = current();
      const at = screen((box.left + box.right) / 2, box.top), middle = screen(0, (box.top + box.bottom) / 2).y;
      const title = { text: "In no story", px: NAME_PX, bold: true, color: ink }, size = { text: count(shown, "article"), px: SMALL_PX, color: quiet };
      const gap = 14 * view.scale + 4;
      if (view.scale > 0.6) return [letters.label(context, "loners", [title, size], at, ["above"], gap, false)];
      const line = [{ text: `In no story · ${count(shown, "article")}`, px: SMALL_PX, bold: true, color: ink }];
      const made = letters.label(context, "loners", line, { x: at.x, y: middle }, ["on"], 0, false);
      return [{ ...made, places: made.places.map((place) => ({ ...place, hasPlate: true })) }];
    }

    return { all, regions, loners };
  }

  return { create, NAME_PX, SMALL_PX };
})();
