// Runs before everything else: whatever goes wrong until the map is drawn is said on the page.
addEventListener("error", (event) => {
  if (document.documentElement.dataset.ready === "true") return;
  const notice = document.getElementById("notice");
  const what = document.createElement("p");
  what.textContent = "The map could not be drawn in this browser. The same stories are in report.md beside this file.";
  const why = document.createElement("p");
  why.className = "quiet";
  why.textContent = event.message || "";
  notice.hidden = false;
  notice.replaceChildren(what, why);
});
