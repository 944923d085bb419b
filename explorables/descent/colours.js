// The colours of the page for a canvas, which knows no style sheet.

const NAMES = ["paper", "ink", "soft", "edge", "orange", "green", "blue", "low", "high", "trail", "rim"];

/** Read the colours of the page as it is now, light or dark, each as [red, green, blue]. */
export function readColours() {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const read = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color.match(/[\d.]+/g).slice(0, 3).map(Number);
  };
  const colours = Object.fromEntries(NAMES.map((name) => [name, read(name)]));
  probe.remove();
  return colours;
}

/** Call back whenever the page turns light or dark. */
export function onTheme(callback) {
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", callback);
  new MutationObserver(callback).observe(document.documentElement, { attributeFilter: ["style"] });
}

export function css([red, green, blue], alpha = 1) {
  return `rgb(${red} ${green} ${blue} / ${alpha})`;
}

/** A colour between two, lit: `light` 1 leaves it, less darkens it. */
export function shaded(low, high, share, light) {
  return low.map((value, i) => Math.round(light * (value + share * (high[i] - value))));
}
