// Elements. Texts come from strangers: they become text nodes, never markup; addresses only if they are web pages.
graphkit.dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /** element("p", {class: "quiet"}, "text", otherElement, null) */
  function element(name, attributes = {}, ...children) {
    return fill(document.createElement(name), attributes, children);
  }

  function svg(name, attributes = {}, ...children) {
    return fill(document.createElementNS(SVG, name), attributes, children);
  }

  function fill(made, attributes, children) {
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "onclick") made.addEventListener("click", value);
      else if (key === "color") made.style.setProperty("--accent", value);
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  /** The address if it is one of a web page, else null. */
  function webAddress(text) {
    if (!text) return null;
    try {
      const url = new URL(text);
      return url.protocol === "http:" || url.protocol === "https:" ? url : null;
    } catch {
      return null;
    }
  }

  function linkOut(text) {
    const url = webAddress(text);
    if (!url) return null;
    return element("a", { class: "link-out", href: url.href, target: "_blank", rel: "noopener noreferrer" },
      `Open at ${url.hostname.replace(/^www\./, "")} ↗`);
  }

  return { element, svg, linkOut, webAddress };
})();
