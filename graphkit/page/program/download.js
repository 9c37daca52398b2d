// What shows, as files: tables and pictures, made here and handed over by the browser itself.
graphkit.download = (() => {
  const { element } = graphkit.dom;
  const { count } = graphkit.text;
  const REVOKE_MS = 10000;

  function hand(name, blob) {
    const address = URL.createObjectURL(blob);
    const link = element("a", { href: address, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), REVOKE_MS);
    graphkit.announce.say(`${name} is saved where this browser puts downloads.`);
  }

  /** The page's title as the start of a file name. */
  function stem() {
    return graphkit.text.fold(document.title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 40) || "stories";
  }

  const table = (text) => new Blob([text], { type: "text/csv;charset=utf-8" });

  function text(name, content) {
    hand(name, name.endsWith(".csv") ? table(content) : new Blob([content], { type: "text/markdown;charset=utf-8" }));
  }

  /** @param picture () => {scene} of the map or {canvas} of the timeline, or null where there is none */
  function start(place, state, picture) {
    const { graph } = state;
    const shown = () => graph.articles.filter(state.nodeShows);
    const links = () => [...Array(graph.edges.size).keys()].filter((edge) => graph.isLink(edge) && state.edgeShows(edge));
    /** @type {[string, string, () => void][]} */
    const KINDS = [
      ["Articles", "CSV", () => hand(`${stem()}-articles.csv`, table(graphkit.csv.articles(graph, shown())))],
      ["Links", "CSV", () => hand(`${stem()}-links.csv`, table(graphkit.csv.links(graph, links())))],
      ["Stories", "CSV", () => text(`${stem()}-stories.csv`, graphkit.csv.stories(state))],
      ["Outlets", "CSV", () => text(`${stem()}-outlets.csv`, graphkit.csv.outlets(state))],
      ["Shortlist", "CSV", () => text(`${stem()}-shortlist.csv`, graphkit.csv.stories(state, state.shortlist))],
      ["Picture", "SVG", () => hand(`${stem()}.svg`, new Blob([graphkit.picture.svg(picture().scene())], { type: "image/svg+xml" }))],
      ["Picture", "PNG", async () => hand(`${stem()}.png`, await graphkit.picture.png(picture(), state))],
    ];
    const button = element("button", { type: "button", class: "icon-button", "aria-label": "Save what shows", title: "Save what shows", "aria-expanded": "false", "aria-controls": "save-menu" }, "⤓");
    const menu = element("div", { id: "save-menu", class: "save-menu", role: "group", "aria-label": "Save what shows", hidden: true });

    /** There is a picture of the map and of the timeline; a shortlist once there is something on it. */
    const offered = () => KINDS.filter(([name, kind]) => (name !== "Shortlist" || state.shortlist.length > 0)
      && (name !== "Picture" || state.view === "map" || (state.view === "timeline" && kind === "PNG")));

    function open(isOpen) {
      menu.hidden = !isOpen;
      button.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) return;
      menu.replaceChildren(element("p", { class: "quiet" }, `Save what shows: ${count(shown().length, "article")}, ${count(links().length, "link")} between them`),
        ...offered().map(([name, kind, save]) => element("button", { type: "button", "data-save": `${name} ${kind}`.toLowerCase(), onclick: () => {
          open(false);
          button.focus();
          save();
        } }, name, element("span", { class: "quiet" }, kind))));
      menu.querySelector("button").focus();
    }

    button.addEventListener("click", () => open(menu.hidden));
    place.addEventListener("focusout", (event) => !place.contains(event.relatedTarget) && open(false));
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || menu.hidden) return;
      open(false);
      button.focus();
      event.stopPropagation();
    });
    place.replaceChildren(button, menu);
  }

  return { start, text, stem };
})();
