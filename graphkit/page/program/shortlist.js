// The tray: the stories that were put aside, and what leaves the page: a link, Markdown, tables.
graphkit.shortlist = (() => {
  const { element } = graphkit.dom;

  function start(place, state, { save }) {
    const { stories } = state.graph;
    const wanted = () => (state.shortlist.length ? state.shortlist : state.story() !== null ? [state.story()] : state.ranking().slice(0, 10));
    const markdown = () => graphkit.markdown.briefing(state, wanted());
    const link = graphkit.clipboard.button("Copy link", () => graphkit.address.fragment(state), "Copy the part of the address behind the file's name: put it behind the name of a colleague's file",
      "Copied: put it behind the file’s name");
    const copy = graphkit.clipboard.button("Copy as Markdown", markdown, "The shortlist, the chosen story or the first ten, as Markdown");
    const download = element("button", { type: "button", class: "action primary", onclick: () => save(markdown()) }, "Save shortlist.md");
    const list = element("div", { class: "kept", role: "group", "aria-label": "Shortlist" });
    place.replaceChildren(list, element("div", { class: "tray-actions" }, link, copy, download));

    function show() {
      const held = list.contains(document.activeElement);
      const items = state.shortlist.map((story) => element("span", { class: "chip-on", color: graphkit.theme.accentProperty(story) },
        element("button", { type: "button", class: "chip-name", dir: "auto", onclick: () => state.choose("story", story, "list") }, stories[story].label),
        element("button", { type: "button", class: "chip-off", "aria-label": `Take off the shortlist: ${stories[story].label}`, onclick: () => state.keep(story, false) }, "×")));
      list.replaceChildren(element("span", { class: "tray-name" }, "Shortlist"), ...(items.length ? items : [element("span", { class: "quiet" }, "empty: the bookmark beside a headline, or s, puts a story here")]));
      download.disabled = !state.shortlist.length;
      if (held) (list.querySelector("button") ?? copy).focus();
    }
    state.onChange((what) => what === "shortlist" && show());
    show();
  }

  return { start };
})();
