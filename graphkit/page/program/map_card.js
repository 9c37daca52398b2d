// On a map seen from afar a circle says little: a card beside it, with a line to it, says what the chosen story is.
graphkit.mapCard = (() => {
  const { element } = graphkit.dom;
  const { count, span } = graphkit.text;
  const ROOM_PX = 90; // radius of a circle that holds its headline itself
  const AWAY_PX = 36, MARGIN_PX = 8;

  function create(stage, state) {
    const { stories } = state.graph;
    const box = element("div", { class: "map-card", "aria-hidden": "true", hidden: true }); // the details say the same
    stage.append(box);
    let size = null;

    function fill(number) {
      const { articles, outlets, from, to } = state.told(number), others = graphkit.storyFacts.thread(state.graph, number).length - 1;
      box.replaceChildren(element("p", { class: "tag", dir: "auto", color: graphkit.theme.accentProperty(number) }, stories[number].label),
        element("p", { class: "tooltip-title", dir: "auto" }, graphkit.said.headline(state, number)),
        element("p", {}, `${count(articles.length, "article")}, ${count(outlets.length, "outlet")}`), element("p", {}, span(from, to)),
        others > 0 ? element("p", {}, `${count(others, "more story", "more stories")} in this thread`) : "");
      box.hidden = false;
      size = { width: box.offsetWidth, height: box.offsetHeight };
    }

    /** Where the card lies, in pixels of the screen, or null; `line` leads from the circle to it. */
    function place({ scale, left, top, width, height }) {
      const number = state.chosen?.type === "story" ? state.chosen.number : null;
      const story = number === null ? null : stories[number], reach = story ? story.radius * scale : 0;
      const x = story ? story.x * scale + left : 0, y = story ? story.y * scale + top : 0;
      if (!story || state.storySize(number) === 0 || reach > ROOM_PX || x < 0 || y < 0 || x > width || y > height) {
        box.hidden = true;
        return null;
      }
      if (size === null) fill(number);
      box.hidden = false;
      const isRight = x + reach + AWAY_PX + size.width + MARGIN_PX < width;
      const at = isRight ? x + reach + AWAY_PX : Math.max(MARGIN_PX, x - reach - AWAY_PX - size.width);
      const above = Math.max(MARGIN_PX, Math.min(y - size.height / 2, height - size.height - MARGIN_PX));
      box.style.transform = `translate(${Math.round(at)}px, ${Math.round(above)}px)`;
      const end = { x: isRight ? at : at + size.width, y: Math.max(above + 10, Math.min(y, above + size.height - 10)) };
      const away = Math.hypot(end.x - x, end.y - y) || 1;
      return {
        box: { left: at, top: above, right: at + size.width, bottom: above + size.height },
        line: { from: { x: x + ((end.x - x) * reach) / away, y: y + ((end.y - y) * reach) / away }, to: end },
      };
    }

    state.onChange(() => { size = null; });
    return { place };
  }

  return { create };
})();
