// The switch between the views: the same on all, and the address says which.
graphkit.views = (() => {
  const { element, svg } = graphkit.dom;
  const NAMES = { briefing: "Briefing", map: "Map", timeline: "Timeline", compare: "Compare", table: "Table" };
  const ICONS = {
    briefing: "M4 6h16M4 12h16M4 18h9", map: "M9 8a4 4 0 1 0 .1 0M17 5a2 2 0 1 0 .1 0M17 14a3 3 0 1 0 .1 0",
    timeline: "M4 19h16M7 15h.1M11 15h.1M11 11h.1M15 15h.1M15 11h.1M15 7h.1M19 15h.1", compare: "M9 7a5 5 0 1 0 .1 0M15 7a5 5 0 1 0 .1 0", table: "M4 5h16v14H4zM4 10h16M10 5v14",
  };

  function start(place, state) {
    const buttons = graphkit.state.VIEWS.map((view, at) => element("button", { type: "button", "data-view": view, "aria-keyshortcuts": String(at + 1), title: `${NAMES[view]} (${at + 1})`, onclick: () => state.show(view) },
      svg("svg", { viewBox: "0 0 24 24", width: 22, height: 22, "aria-hidden": "true" }, svg("path", { d: ICONS[view] })), NAMES[view]));
    place.replaceChildren(...buttons);
    const show = () => {
      document.body.dataset.view = state.view;
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === state.view)));
    };
    state.onChange((what) => {
      if (what === "view") show();
    });
    show();
  }

  return { start, NAMES };
})();
