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
    nodes: read("nodes"), edges: read("edges"), stories: read("stories"), names: read("names"), onDemand: () => read("on-demand"),
  });
  const state = graphkit.state.create(graph), limits = read("limits");
  const thinning = graphkit.thinning.create(state, limits.drawn);

  function ready() {
    byId("notice").hidden = true;
    root.dataset.ready = "true";
  }

  function summary() {
    const times = graph.articles.map((node) => graph.nodes.time[node]).filter((time) => time !== null).sort((a, b) => a - b);
    const providers = graph.nodes.kind.filter((kind) => kind === graphkit.graph.PROVIDER).length;
    return [count(graph.articles.length, "article"), count(graph.stories.length, "story", "stories"), count(providers, "provider"),
      times.length ? span(times[0], times[times.length - 1]) : null].filter(Boolean).join(" · ");
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

  let map = null, brush = null;
  graphkit.theme.start(byId("theme"), () => {
    if (map) map.recolor();
    if (brush) brush.redraw();
  });
  byId("summary").textContent = summary();
  graphkit.views.start(byId("views"), state);
  graphkit.filters.announce(byId("status"), state, thinning);
  graphkit.filters.start(byId("facets"), state);
  graphkit.legend.start(document.querySelector(".legend"), state, thinning);
  if (graph.nodes.size === 0) return sayWhatToDo();

  graphkit.stories.start(byId("clusters"), byId("sort"), state);
  const entries = graphkit.searchBox.lazyIndex(graph);
  graphkit.localGraph.start(state, entries);
  graphkit.details.start(byId("details"), state);
  graphkit.searchBox.start(byId("search"), byId("results"), state, entries);
  graphkit.compareView.start(byId("providers"), state);
  graphkit.keys.start({ search: byId("search"), help: byId("help"), helpButton: byId("keys") }, state);
  brush = graphkit.brush.start(byId("timeline"), state);
  map = graphkit.map.create(byId("mynetwork"), state, { options: read("options"), limits, thinning });
  graphkit.download.start(byId("save"), state, map);
  graphkit.page = { state, map }; // for the console, and for tests
  document.body.inert = true;
  whole.then(() => { document.body.inert = false; });
  const start = () => {
    graphkit.address.start(state);
    map.network.once("afterDrawing", () => requestAnimationFrame(ready));
    map.network.redraw();
  };
  // An address may choose something: its card needs the whole page.
  if (location.hash.length > 1) whole.then(start);
  else start();
  return undefined;
})();
