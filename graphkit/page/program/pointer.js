// Clicks, the pointer and keys on the canvas become choices and moves of the camera.
graphkit.pointer = (() => {
  const REACH_PX = 12, SLACK = 10, TAP_PX = 10;
  const KEYS = { ArrowLeft: [-90, 0], ArrowRight: [90, 0], ArrowUp: [0, -90], ArrowDown: [0, 90] };

  function listen(container, state, { network, camera, paint, places, open, isSeen }, tooltip) {
    const { graph } = state;

    function toMap({ x, y }) {
      const { scale, left, top } = camera.view();
      return { x: (x - left) / scale, y: (y - top) / scale, scale };
    }

    /** The node whose mark is nearest to a place on the screen and within reach, or null. */
    function nodeAt(point) {
      const { x, y, scale } = toMap(point);
      return places.nearest(x, y, Math.max(REACH_PX / scale, SLACK), isSeen);
    }

    function storyAt(point) {
      const { x, y } = toMap(point);
      const found = graph.stories.findIndex((story, number) => {
        if (state.storySize(number) === 0) return false;
        return Math.hypot(x - story.x, y - story.y) <= story.radius;
      });
      return found < 0 ? null : found;
    }

    /** From afar a click means the story, not one of its dots. */
    function isFar(story) {
      const { scale, isFar: isMarkless } = camera.view();
      return story !== null && (isMarkless || graph.stories[story].radius * scale < 2 * REACH_PX);
    }

    function choose(point) {
      const story = storyAt(point), far = isFar(story);
      const node = far ? null : nodeAt(point);
      if (node !== null) return state.choose("node", node, "map");
      const owner = paint.labelAt(point);
      if (typeof owner === "number") return state.choose("node", owner, "map");
      if (owner === "loners") return state.choose("loners", 0, "map");
      if (owner?.startsWith("story")) return state.choose("story", Number(owner.slice(6)), "map");
      if (owner?.startsWith("region")) return camera.showBox(graph.regions[Number(owner.slice(7))].outline);
      const edge = far ? undefined : network.getEdgeAt(point);
      if (edge !== undefined && graph.isLink(edge)) return state.choose("edge", edge, "map");
      return story === null ? state.choose(null, null, "map") : state.choose("story", story, "map");
    }

    function hover(point, event = null) {
      const story = point && storyAt(point);
      const owner = point && ((isFar(story) ? null : nodeAt(point)) ?? paint.labelAt(point));
      container.style.cursor = point && (owner !== null || story !== null) ? "pointer" : "";
      const told = typeof owner === "string" && owner.startsWith("story") ? Number(owner.slice(6)) : story;
      tooltip.show(!point ? null : typeof owner === "number" ? { type: "node", number: owner } : told !== null && told !== undefined ? { type: "story", number: told } : null, event);
      if (paint.hover(typeof owner === "number" ? owner : null)) camera.redraw();
    }

    network.on("click", ({ pointer }) => choose(pointer.DOM));
    network.on("doubleClick", ({ pointer }) => {
      const story = storyAt(pointer.DOM);
      if (story === null) return;
      open(story);
      camera.showStory(story);
    });
    container.addEventListener("mousemove", (event) => {
      if (event.buttons) return;
      const { left, top } = container.getBoundingClientRect();
      hover({ x: event.clientX - left, y: event.clientY - top }, event);
    });
    container.addEventListener("mouseleave", () => hover(null));
    container.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (KEYS[event.key]) camera.pan(...KEYS[event.key]);
      else if (event.key === "+" || event.key === "=") camera.zoom(1.4);
      else if (event.key === "-") camera.zoom(1 / 1.4);
      else if (event.key === "0") camera.showAll();
      else return;
      event.preventDefault();
    });
    touch(container, choose);
  }

  /** One finger scrolls the page and chooses, two move the map: vis-network hears only of two. */
  function touch(container, choose) {
    const down = new Map();
    const hear = (event) => {
      if (event.pointerType !== "touch") return;
      if (event.type === "pointerdown") down.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const began = down.get(event.pointerId), isLone = down.size < 2;
      if (event.type === "pointerup" || event.type === "pointercancel") down.delete(event.pointerId);
      if (!isLone) return;
      event.stopPropagation();
      if (event.type !== "pointerup" || !began || Math.hypot(event.clientX - began.x, event.clientY - began.y) > TAP_PX) return;
      const { left, top } = container.getBoundingClientRect();
      choose({ x: event.clientX - left, y: event.clientY - top });
    };
    for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) container.addEventListener(type, hear, { capture: true });
  }

  return { listen };
})();
