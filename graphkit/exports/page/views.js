// The switch between map, timeline and providers.
graphkit.views = (() => {
  const { element } = graphkit.dom;
  const NAMES = { map: "Map", timeline: "Timeline", providers: "Providers" };

  function start(place, state) {
    const buttons = graphkit.state.VIEWS.map((view) =>
      element("button", { type: "button", "data-view": view, onclick: () => state.show(view) }, NAMES[view]));
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

  return { start };
})();
