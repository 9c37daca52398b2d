// Puts the page together; failure.js says so if anything here goes wrong.
(() => {
  const { count, span } = graphkit.text;
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const root = document.documentElement;

  // What the first picture does not need stands behind this script: until it is there, nobody can choose anything.
  const whole = document.readyState === "loading"
    ? new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true })) : Promise.resolve();

  const graph = graphkit.graph.decode({
    nodes: read("nodes"), edges: read("edges"), stories: read("stories"), regions: read("regions"), names: read("names"), onDemand: () => read("on-demand"),
  });
  graphkit.theme.group(graph.stories.map(({ region }) => region));
  const narrow = matchMedia("(max-width: 820px)");
  const state = graphkit.state.create(graph, narrow.matches), limits = read("limits");
  const thinning = graphkit.thinning.create(state, limits.drawn);

  function ready() {
    byId("notice").hidden = true;
    root.dataset.ready = "true";
  }

  function summary() {
    const times = graphkit.timescale.extent(graph.articles.map((node) => graph.nodes.time[node]));
    const outlets = graph.nodes.kind.filter((kind) => kind === graphkit.graph.PROVIDER).length;
    return [count(graph.articles.length, "article"), count(graph.stories.length, "story", "stories"), outlets ? count(outlets, "outlet") : null,
      times ? span(times.from, times.to - 1) : null].filter(Boolean).join(" · ");
  }

  function sayWhatToDo() {
    document.body.classList.add("empty");
    const notice = byId("notice");
    const heading = document.createElement("p");
    heading.textContent = "There are no articles in this graph yet.";
    const advice = document.createElement("p");
    advice.className = "quiet";
    advice.textContent = "Put posts (.md, .markdown or .txt with YAML front matter) into a folder, run “graphkit build FOLDER”, and open this page again.";
    notice.replaceChildren(heading, advice);
    notice.hidden = false;
    root.dataset.ready = "true";
  }

  let map = null, timeline = null;
  const bar = { redraw() {}, axis: () => null, width: () => 0 };
  graphkit.theme.start(byId("theme"), () => {
    if (map) map.recolor();
    if (timeline) timeline.redraw();
    bar.redraw();
  });
  byId("summary").textContent = summary();
  graphkit.views.start(byId("views"), state);
  graphkit.filters.announce(byId("status"), state, thinning);
  graphkit.filters.start(byId("facets"), state);
  graphkit.legend.start(document.querySelector(".legend"), state, thinning, document.querySelector(".zoom"));
  if (graph.nodes.size === 0) return sayWhatToDo();

  const tooltip = graphkit.tooltip.start(byId("tooltip"), state);
  const extent = graphkit.timescale.extent(graph.articles.map((node) => graph.nodes.time[node]));
  byId("filters-place").append(graphkit.filters.button(state));
  graphkit.chips.start(byId("chips"), state);
  let stories = null;
  Object.assign(bar, graphkit.periodBar.start(byId("timeline"), state, () => stories?.show()));
  stories = graphkit.stories.start(byId("clusters"), byId("sort"), state, { axis: () => bar.axis(), width: () => bar.width() || 388, whole });
  const entries = graphkit.searchBox.lazyIndex(graph, whole);
  graphkit.localGraph.start(state, entries);
  graphkit.details.start(byId("details"), state);
  graphkit.searchBox.start(byId("search"), byId("results"), state, entries);
  const { text: save, stem } = graphkit.download;
  graphkit.compareView.start(byId("compare"), state, { save: (name, content) => save(`${stem()}-${name}`, content) });
  graphkit.tableView.start(byId("table"), state, { save: (name, content) => save(`${stem()}-${name}`, content) });
  graphkit.localPicture.start(byId("local"), state, { tooltip, look: (local) => graphkit.localGraph.look(state, local) });
  graphkit.shortlist.start(byId("tray"), state, { save: (content) => save(`${stem()}-shortlist.md`, content) });
  graphkit.keys.start({ search: byId("search"), help: byId("help"), helpButton: byId("keys"), stories }, state);
  timeline = graphkit.timeline.start(byId("lanes"), state, { whole: extent, tooltip });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    const own = /** @type {HTMLElement | null} */ (document.querySelector(":is(#compare, #table):not([hidden]) :is(.compare-title, tbody button)"));
    if (byId("clusters").checkVisibility()) stories.focus();
    else own?.focus(); // comparison and table have the stories themselves, where the list does not show
  });

  /** The map is made when it is first looked at: nothing else waits for it. */
  function needMap() {
    map ??= graphkit.map.create(byId("mynetwork"), state, { options: read("options"), limits, thinning, tooltip });
    return map;
  }

  const pictures = {
    map: () => {
      const scene = () => graphkit.scene.capture(state, needMap(), document.title);
      const { width, height } = needMap().camera.view();
      return { scene, width: Math.round(width), height: Math.round(height), paint: (context) => graphkit.picture.paint(context, scene()) };
    },
    timeline: () => timeline.picture(),
  };
  graphkit.download.start(byId("save"), state, () => pictures[state.view]());
  const zooms = { "zoom-in": (view) => view.zoom(1.4), "zoom-out": (view) => view.zoom(1 / 1.4), "zoom-fit": (view) => view.showAll() };
  for (const [id, act] of Object.entries(zooms)) {
    byId(id).addEventListener("click", () => act(state.view === "timeline" ? timeline : needMap().camera));
  }
  state.onChange((what) => {
    tooltip.show(null);
    if (what === "view" && state.view === "map") needMap();
    // On a phone the card is a sheet over the lower half: what it is about is seen above it.
    if (what === "choice" && state.chosen !== null && narrow.matches && ["map", "timeline"].includes(state.view)) document.querySelector(".stage").scrollIntoView({ block: "start" });
  });
  graphkit.page = { state, timeline, bar, get map() { return needMap(); } }; // for the console, and for tests
  document.body.inert = true;
  whole.then(() => { document.body.inert = false; });
  const start = () => {
    graphkit.address.start(state);
    const drawn = () => requestAnimationFrame(ready);
    if (state.view !== "map") return requestAnimationFrame(drawn);
    needMap().network.once("afterDrawing", drawn);
    return needMap().network.redraw();
  };
  // An address may choose something: its card needs the whole page.
  if (location.hash.length > 1) whole.then(start);
  else start();
  return undefined;
})();
