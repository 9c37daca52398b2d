// Says to screen readers what eyes can see: one quiet line, apart from #status, which counts.
graphkit.announce = (() => {
  /** The same words twice are said twice. */
  function say(text) {
    const line = document.getElementById("announcer");
    if (line) line.textContent = line.textContent === text ? `${text}\u00a0` : text;
  }

  return { say };
})();
