// The index of the periods of a large archive: finds stories, lists threads, and leads to the pages that show them.
(() => {
  const { element } = graphkit.dom;
  const { count, fold, span } = graphkit.text;
  const { columnsOf } = graphkit.columns;
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const STORY_FIELDS = ["id", "label", "headline", "keywords", "period", "articles", "providers", "first", "last", "outlets"];
  const AT_ONCE = 50, SLICE = 500, SLICE_MS = 8;

  const folders = read("folders"), names = read("names");
  const stories = columnsOf(read("stories"), STORY_FIELDS, "id");
  const threads = columnsOf(read("thread-table"), ["label", "stories", "first", "last"], "label");
  const field = /** @type {HTMLInputElement} */ (byId("search")), hits = byId("hits"), status = byId("status");

  /** The page of the story's period, with the story chosen. */
  function address(story) {
    return `periods/${encodeURIComponent(folders[stories.period[story]])}/graph.html#story=${encodeURIComponent(stories.id[story])}`;
  }

  function facts(story) {
    return [count(stories.articles[story], "article"), count(stories.providers[story], "outlet"), span(stories.first[story], stories.last[story])].join(" · ");
  }

  const link = (story) => element("a", { class: "headline", dir: "auto", href: address(story) }, stories.headline[story]);
  const entry = (story) => element("li", { class: "story-entry" }, link(story), element("div", { class: "quiet", dir: "auto" }, `${facts(story)} · ${stories.label[story]}`));

  /** A list that grows on demand: no more is drawn than somebody looks at. */
  function growing(list, size, make) {
    let shown = 0;
    const more = element("button", { type: "button", class: "outlined", onclick: () => grow(true) });
    function grow(isAsked) {
      const added = Array.from({ length: Math.min(AT_ONCE, size - shown) }, (_, at) => make(shown + at));
      list.append(...added);
      shown += added.length;
      more.hidden = shown === size;
      more.textContent = `Show ${count(Math.min(AT_ONCE, size - shown), "more", "more")} of ${count(size - shown, "other")}`;
      if (isAsked) added[0]?.querySelector("a, summary")?.focus();
    }
    grow(false);
    return [list, more];
  }

  // ---- finding ---------------------------------------------------------------------------------------------------

  /** As graphkit.search scores it; made bit by bit while nothing else is to be done, the rest when it is needed. */
  const entries = [];

  function index(until) {
    while (entries.length < stories.size && performance.now() < until) {
      for (let turn = 0; turn < SLICE && entries.length < stories.size; turn++) {
        const story = entries.length, folded = fold(stories.headline[story]);
        const outlets = (stories.outlets[story] ?? []).map((name) => names[name]).join(" ");
        const more = [stories.label[story], ...(stories.keywords[story] ?? []).map((name) => names[name]), outlets].join(" ");
        entries.push({ kind: "story", story, folded, near: folded.length + 1, text: `${folded} ${fold(more)}` });
      }
    }
  }

  const idle = window.requestIdleCallback ?? ((task) => setTimeout(task, 50));
  const work = () => {
    index(performance.now() + SLICE_MS);
    if (entries.length < stories.size) idle(work);
  };

  let said = "";

  function find(words) {
    said = words.trim();
    hits.hidden = said === "";
    byId("overview").hidden = said !== "";
    if (said === "") {
      hits.replaceChildren();
      status.textContent = "";
      return;
    }
    index(Infinity);
    const found = graphkit.search.find(entries, said, Infinity).map(({ story }) => story);
    status.textContent = found.length ? `${count(found.length, "story has", "stories have")} “${said}”` : `No story has “${said}”. Fewer or shorter words find more.`;
    hits.replaceChildren(...growing(element("ol", { id: "found" }), found.length, (at) => entry(found[at])));
  }

  /** What is sought stands in the address, so that the way back from a story leads to what was found. */
  function remember() {
    history.replaceState(null, "", said ? `#words=${encodeURIComponent(said)}` : location.href.split("#")[0]);
  }

  function recall() {
    const words = location.hash.match(/^#words=(.{1,2000})$/);
    try {
      field.value = words ? decodeURIComponent(words[1]) : "";
    } catch {
      field.value = "";
    }
    find(field.value);
  }

  /** From the field into what is listed, and back: arrows and Escape. */
  function move(event) {
    const links = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("main a, main summary, main button"))].filter((one) => one.checkVisibility());
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "/" && event.target !== field) field.select();
    else if (event.key === "Escape" && event.target !== field) field.focus();
    else if (event.key === "Enter" && event.target === field) hits.querySelector("a")?.click();
    else if (step && (at >= 0 || event.target === field)) (links[at + step] ?? field).focus();
    else return;
    event.preventDefault();
  }

  // ---- threads ---------------------------------------------------------------------------------------------------

  function thread(number) {
    const own = threads.stories[number];
    const told = [count(own.length, "story", "stories"), `in ${count(new Set(own.map((story) => stories.period[story])).size, "period")}`, span(threads.first[number], threads.last[number])].join(" · ");
    const made = element("details", { class: "thread" }, element("summary", {}, element("span", { dir: "auto" }, threads.label[number]), " ", element("span", { class: "quiet" }, told)));
    made.addEventListener("toggle", () => {
      if (made.childElementCount > 1) return;
      made.append(element("ol", {}, own.map((story) => element("li", {}, link(story), element("span", { class: "quiet" }, span(stories.first[story], stories.last[story]))))));
    });
    return made;
  }

  function listThreads(section) {
    if (threads.size === 0) return;
    section.hidden = false;
    section.append(element("h2", { id: "threads-heading" }, "Threads over several periods"),
      element("p", { class: "quiet" }, "Stories about one matter, weeks or months apart."),
      ...growing(element("div"), threads.size, thread));
  }

  // ----------------------------------------------------------------------------------------------------------------

  graphkit.theme.start(byId("theme"), () => {});
  listThreads(byId("threads"));
  field.disabled = false;
  let due = 0;
  field.addEventListener("input", () => {
    find(field.value);
    clearTimeout(due);
    due = setTimeout(remember, 200); // a browser complains of changes on every key
  });
  hits.addEventListener("click", remember); // before a link leads away
  document.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing) move(event);
  });
  for (const event of ["popstate", "hashchange"]) addEventListener(event, recall);
  recall();
  idle(work);
  requestAnimationFrame(() => { document.documentElement.dataset.ready = "true"; });
})();
