// The names of stories on the map: the largest in the largest letters, as an atlas has its cities, and spread over it.
graphkit.names = (() => {
  const { shorten, wrap, count, figure, span } = graphkit.text;
  const { keptIn } = graphkit.lettering;
  const { NARROW } = graphkit.camera;
  const NAME_PX = 14.5, SMALL_PX = 12;
  const NAME_CHARACTERS = 40, SHORT_CHARACTERS = 20, LINE_CHARACTERS = 15;
  const AREA_A_NAME = 10000; // square pixels: more names than that hide the map
  const PART = { width: 150, height: 62 }; // of the screen, for a name each
  const ROOMY_PX = 34; // radius of a story from which its size and dates stand below its name
  const MANY_STORIES = 40;
  const FAR_PX = 1300, NEAR_PX = 700, NAMED_PX = 17; // width of the map, and radius of a story
  // Names of the first few stories are larger, if they are so large a share of the largest; with few stories all are alike.
  const LARGE = { first: 4, share: 0.5, px: 17 }, MIDDLE = { first: 16, share: 0.3, px: NAME_PX };

  function create(state, places, letters) {
    const { graph } = state;
    const { stories } = graph;
    const { current } = graphkit.theme;
    const largest = stories.length ? stories[0].members.length : 1;
    const pxOf = stories.map(({ members }, rank) => {
      const isOf = ({ first, share }) => rank < first && members.length >= share * largest;
      return stories.length <= MANY_STORIES ? 0 : isOf(LARGE) ? LARGE.px : isOf(MIDDLE) ? MIDDLE.px : 0;
    });

    /** Names of regions from afar, of topics as one comes nearer. */
    function regions(context, screen, view) {
      const { ink, quiet } = current();
      const width = graph.regions.length ? Math.max(...graph.regions.map(({ outline }) => Math.max(0, ...outline.map(({ x }) => x)))) * 2 * view.scale : 0;
      return graph.regions.flatMap(({ name: words, x, y, within, stories: own, outline }, number) => {
        const shown = own.filter((story) => state.storySize(story) > 0).length;
        if (!words || !shown || !outline.length || (within === null ? width > FAR_PX * 4 : width < NEAR_PX || width > FAR_PX * 8)) return [];
        const at = screen(x, y);
        if (at.x < -80 || at.x > view.width + 80 || at.y < -40 || at.y > view.height) return [];
        const lines = within === null ? [{ text: words, px: 17, bold: true, color: ink, isSerif: true }, { text: count(shown, "story", "stories"), px: 11, color: quiet }] : [{ text: words, px: 11.5, bold: true, color: quiet }];
        return [letters.label(context, `region ${number}`, lines, at, ["below", "right", "left", "above"], 2, false)];
      }).sort((a, b) => b.places[0].lines.length - a.places[0].lines.length);
    }

    /** The largest first, then one of each part of the screen, so that names spread over the map. */
    function all(context, screen, view) {
      const isDivided = graph.regions.length > 0, isFew = state.ranking().length <= MANY_STORIES;
      const most = (view.width * view.height) / AREA_A_NAME;
      const seen = [], parts = new Map();
      stories.forEach((_, story) => {
        if (state.storySize(story) === 0) return;
        const box = places.story(story);
        const reach = ((box.right - box.left) / 2) * view.scale;
        const x = ((box.left + box.right) / 2) * view.scale + view.left, y = box.top * view.scale + view.top;
        if (x + reach < 0 || x - reach > view.width || y < -30 || y > view.height + 30) return;
        const part = Math.floor((x - view.left) / PART.width) * 4099 + Math.floor((y - view.top) / PART.height);
        const turn = parts.get(part) || 0;
        parts.set(part, turn + 1);
        // Where regions have names, a story has its own as soon as it is large enough to bear it.
        if (turn < 4 && (!isDivided || isFew || reach > NAMED_PX)) seen.push({ story, turn, box });
      });
      seen.sort((a, b) => pxOf[b.story] - pxOf[a.story] || a.turn - b.turn || a.story - b.story);
      return seen.slice(0, Math.max(12, most)).map(({ story, box }) => name(context, story, box, screen, view));
    }

    function name(context, number, box, screen, view) {
      const { ink, quiet } = current();
      const story = stories[number], isWide = view.width >= NARROW, owner = `story ${number}`;
      const reach = ((box.right - box.left) / 2) * view.scale;
      const at = screen((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      const line = (px) => (text) => ({ text, px, bold: true, color: ink });
      const spots = (lines) => letters.label(context, owner, lines, at, ["above", "below"], reach + 3, false).places;
      const short = shorten(story.label, isWide ? NAME_CHARACTERS : SHORT_CHARACTERS);
      const isRoomy = isWide && reach > ROOMY_PX;
      const found = isRoomy ? spots([line(Math.max(NAME_PX, pxOf[number]))(short), { text: facts(number), px: SMALL_PX, color: quiet }]) : [];
      if (!isRoomy && pxOf[number] && isWide) found.push(...spots([line(pxOf[number])(short)]));
      found.push(...spots([line(SMALL_PX)(short)]));
      if (!isRoomy && pxOf[number]) found.push(...letters.label(context, owner, [line(SMALL_PX)(short)], at, ["on"], 0, false).places);
      if (short.length > LINE_CHARACTERS) found.push(...spots(wrap(story.label, LINE_CHARACTERS, 2).map(line(SMALL_PX))));
      return { owner, avoidsMarks: false, places: found.map((place) => (at.x > 0 && at.x < view.width ? keptIn(place, view) : place)) };
    }

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
