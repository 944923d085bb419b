// The page itself: its parts by id, read-outs, tables, what a screen reader is told.

/** What the notebook put into this file; {} when the file is opened alone. */
export const DATA = JSON.parse(document.getElementById("data").textContent);

export function part(id) {
  return document.getElementById(id);
}

/** Show a number under its name. `data-value` holds all of its digits. */
export function readOut(id, number, text) {
  const place = part(id);
  place.dataset.value = String(number);
  place.textContent = text;
}

let waiting = 0;

/** Tell a screen reader one sentence, once things have come to rest. */
export function announce(sentence) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    part("announcements").textContent = sentence;
  }, 400);
}

/** Fill a table: one row of {value, text} (or plain text) a row, as cells of `tbody`. */
export function fillTable(id, rows) {
  const lines = rows.map((row) => {
    const line = document.createElement("tr");
    for (const cell of row) {
      const place = document.createElement("td");
      place.textContent = cell.text ?? cell;
      if (cell.value !== undefined) place.dataset.value = String(cell.value);
      line.append(place);
    }
    return line;
  });
  part(id).querySelector("tbody").replaceChildren(...lines);
}

/** Fit a frame of a notebook to this page, and this page to the notebook's light or dark theme. */
export function fitIntoNotebook() {
  let frame = null;
  try {
    frame = window.frameElement;
  } catch {
    return; // a sealed frame: it keeps the height it was given
  }
  if (!frame) return;
  const theme = () => {
    const { jpThemeLight } = frame.ownerDocument.body.dataset;
    const scheme = { true: "light", false: "dark" }[jpThemeLight] ?? "";
    document.documentElement.style.colorScheme = scheme;
  };
  theme();
  new frame.ownerDocument.defaultView.MutationObserver(theme).observe(frame.ownerDocument.body, {
    attributeFilter: ["data-jp-theme-light"],
  });
  const fit = () => {
    const height = `${Math.ceil(document.body.getBoundingClientRect().height)}px`;
    if (frame.style.height !== height) frame.style.height = height;
  };
  new ResizeObserver(fit).observe(document.body);
}

/** A page of the book cannot reach into its frames, nor they out: this one says how high it is,
 * and is light or dark as it is told. */
function fitIntoBook() {
  if (window.parent === window || window.frameElement?.srcdoc) return;
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window.parent || !["light", "dark"].includes(data?.scheme)) return;
    document.documentElement.style.colorScheme = data.scheme;
    document.body.classList.add("in-book");
  });
  const say = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ height }, "*");
  };
  new ResizeObserver(say).observe(document.body);
}

fitIntoNotebook();
fitIntoBook();
