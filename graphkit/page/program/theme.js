// Colors live in page.css; here they are read for the canvas, and the reader may change from light to dark.
graphkit.theme = (() => {
  const ACCENTS = 8;
  const KEY = "graphkit-theme";
  const root = document.documentElement;
  let colors = null;

  function read() {
    const style = getComputedStyle(root);
    const value = (name) => style.getPropertyValue(`--${name}`).trim();
    return {
      paper: value("paper"), ink: value("ink"), quiet: value("quiet"), line: value("line"), mark: value("mark"),
      veil: value("veil"), link: value("link"), bar: value("bar"), band: value("band"), sunk: value("sunk"), panel: value("panel"), serif: value("serif"), font: getComputedStyle(document.body).fontFamily,
      accents: Array.from({ length: ACCENTS }, (_, number) => value(`story-${number}`)),
    };
  }

  function current() {
    colors ??= read();
    return colors;
  }

  let groups = null;

  /** From now on stories of one group have one color; null where a story has none of its own. */
  function group(groupOf) {
    groups = groupOf.every((one) => one === null) ? null : groupOf;
  }

  const colorOf = (number) => (groups === null ? number : groups[number] ?? number) % ACCENTS;

  /** The color of a story, or of what belongs to none. */
  function accent(story) {
    return story === null ? current().mark : current().accents[colorOf(story)];
  }

  /** The name of the CSS property with a story's color. */
  function accentProperty(story) {
    return story === null ? "var(--mark)" : `var(--story-${colorOf(story)})`;
  }

  /** The color with a number of its own, where colors stand for something else than stories. */
  const plain = (number) => (number === null ? current().mark : current().accents[number % ACCENTS]);
  const plainProperty = (number) => (number === null ? "var(--mark)" : `var(--story-${number % ACCENTS})`);

  const channels = new Map(); // asked for thousands of times a frame

  function faded(color, opacity) {
    let known = channels.get(color);
    if (known === undefined) {
      known = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16)).join();
      channels.set(color, known);
    }
    return `rgba(${known},${opacity})`;
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  /** Follow the system until the reader decides; what the reader decides is kept where the browser allows it. */
  function start(button, onChange) {
    const refresh = () => {
      colors = null;
      button.textContent = isDark() ? "☀" : "☾";
      const offer = isDark() ? "Light colors" : "Dark colors";
      button.setAttribute("aria-label", offer);
      button.title = offer;
    };
    try {
      const kept = localStorage.getItem(KEY);
      if (kept === "dark" || kept === "light") root.dataset.theme = kept;
    } catch { /* storage may be closed to files */ }
    refresh();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem(KEY, root.dataset.theme);
      } catch { /* it lasts for this visit, then */ }
      refresh();
      onChange();
    });
    const repaint = () => {
      refresh();
      onChange();
    };
    for (const question of ["(prefers-color-scheme: dark)", "print"]) matchMedia(question).addEventListener("change", repaint);
    printInLight(repaint);
  }

  /** Paper is white: page.css sees to it, but the canvas is painted before its colors are those of paper. */
  function printInLight(repaint) {
    let kept = null;
    addEventListener("beforeprint", () => {
      kept = root.dataset.theme ?? "";
      root.dataset.theme = "light";
      repaint();
    });
    addEventListener("afterprint", () => {
      if (kept) root.dataset.theme = kept;
      else delete root.dataset.theme;
      repaint();
    });
  }

  return { start, current, group, accent, accentProperty, plain, plainProperty, faded, ACCENTS };
})();
