// Copying text, also where a file may not use the clipboard of the system.
graphkit.clipboard = (() => {
  const { element } = graphkit.dom;

  /** Whether the text is in the clipboard now. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }

  function copyBySelection(text) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const area = element("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    let copied = false;
    try {
      copied = document.execCommand("copy");
    } catch { /* some browsers throw, others say no */ }
    area.remove();
    if (focused) focused.focus({ preventScroll: true });
    return copied;
  }

  /** A button that copies what `text()` gives, and says that it has. */
  function button(name, text, title = name, done = "Copied ✓") {
    const made = element("button", { type: "button", class: "action", title }, name);
    made.addEventListener("click", async () => {
      const copied = await copy(text());
      graphkit.announce.say(copied ? done === "Copied ✓" ? `${name}: done, it is in the clipboard.` : done : "This browser does not let a file copy.");
      made.textContent = copied ? done : "Not allowed here";
      setTimeout(() => { made.textContent = name; }, 1600);
    });
    return made;
  }

  return { copy, button };
})();
