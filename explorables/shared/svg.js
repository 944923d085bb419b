// A plot in SVG, drawn anew at every change at the width there is, so that text keeps its size.

const SVG = "http://www.w3.org/2000/svg";

export function node(tag, attributes = {}, text = "") {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
}

/** Round numbers between two ends, about `count` of them. */
export function ticks([low, high], count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(10)));
}

/** `draw(plot)` is called whenever the plot has a new size; call `refresh` for new data.
 * The window of numbers is given to `axes` at the start of each drawing. */
export class Plot {
  constructor(svg, { draw, height, margin = {} }) {
    this.svg = svg;
    this.draw = draw;
    this.heightAt = typeof height === "function" ? height : () => height;
    this.margin = { left: 44, right: 12, top: 26, bottom: 38, ...margin };
    this.clip = node("rect");
    const clipPath = node("clipPath", { id: `${svg.id}-clip` });
    clipPath.append(this.clip);
    this.back = node("g", { "aria-hidden": "true" });
    this.marks = node("g", { "aria-hidden": "true", "clip-path": `url(#${svg.id}-clip)` });
    this.front = node("g");
    svg.append(clipPath, this.back, this.marks, this.front);
    new ResizeObserver(() => this.refresh()).observe(svg.parentElement);
  }

  refresh() {
    this.width = this.svg.parentElement.clientWidth;
    if (this.width <= this.margin.left + this.margin.right) return; // no room yet for a picture
    this.height = this.heightAt(this.width);
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    this.svg.style.height = `${this.height}px`;
    this.back.replaceChildren();
    this.marks.replaceChildren();
    this.draw(this);
  }

  /** Set the window and draw grid, ticks and names of the axes. With `logY`, y is in powers of ten. */
  axes({ x, y, xLabel, yLabel, logY = false }) {
    Object.assign(this, { x, y, logY });
    const { left, right, top, bottom } = this.margin;
    const box = { x: left, y: top, width: this.width - left - right, height: this.height - top - bottom };
    for (const [name, value] of Object.entries(box)) this.clip.setAttribute(name, value);
    this.back.append(node("rect", { ...box, class: "paper" }));
    const floor = this.height - bottom;
    for (const value of ticks(x, Math.max(3, box.width / 60))) {
      const at = this.px(value);
      this.back.append(node("line", { x1: at, x2: at, y1: top, y2: floor, class: value ? "grid" : "zero" }));
      this.back.append(node("text", { x: at, y: floor + 15, class: "tick middle" }, minus(value)));
    }
    for (const value of ticks(y, Math.max(3, box.height / 36))) {
      if (logY && !Number.isInteger(value)) continue;
      const at = this.py(logY ? 10 ** value : value);
      const kind = value || logY ? "grid" : "zero";
      this.back.append(node("line", { x1: left, x2: left + box.width, y1: at, y2: at, class: kind }));
      const words = logY ? power(value) : minus(value);
      this.back.append(node("text", { x: left - 6, y: at + 4, class: "tick end" }, words));
    }
    this.back.append(node("text", { x: left + box.width / 2, y: this.height - 4, class: "name middle" }, xLabel));
    this.back.append(node("text", { x: left, y: top - 9, class: "name" }, yLabel));
  }

  px(x) {
    const { left, right } = this.margin;
    return left + ((x - this.x[0]) / (this.x[1] - this.x[0])) * (this.width - left - right);
  }

  py(y) {
    const { top, bottom } = this.margin;
    const value = this.logY ? Math.log10(y) : y;
    return top + ((this.y[1] - value) / (this.y[1] - this.y[0])) * (this.height - top - bottom);
  }

  /** The numbers at a place of the page, as a pointer event gives it. */
  numbersAt(event) {
    const { left, top, width } = this.svg.getBoundingClientRect();
    const scale = this.width / width;
    const { margin } = this;
    const across = ((event.clientX - left) * scale - margin.left) / (this.width - margin.left - margin.right);
    const down = ((event.clientY - top) * scale - margin.top) / (this.height - margin.top - margin.bottom);
    return [this.x[0] + across * (this.x[1] - this.x[0]), this.y[1] - down * (this.y[1] - this.y[0])];
  }

  /** A line through points; one that is not finite, or 0 on a logarithmic axis, makes a gap. */
  line(points, kind) {
    let pen = "M";
    let path = "";
    for (const [x, y] of points) {
      const at = [this.px(x), this.py(y)];
      if (!at.every(Number.isFinite)) {
        pen = "M";
        continue;
      }
      path += `${pen}${at.map((value) => Math.min(Math.max(value, -1e4), 1e4).toFixed(1)).join(" ")}`;
      pen = "L";
    }
    this.marks.append(node("path", { d: path, class: `line ${kind}` }));
  }

  curve(f, kind, count = 240) {
    const step = (this.x[1] - this.x[0]) / count;
    this.line(Array.from({ length: count + 1 }, (_, i) => [this.x[0] + i * step, f(this.x[0] + i * step)]), kind);
  }

  /** A mark at a point; `shape` is dot, square or cross. */
  mark(x, y, kind, { size = 5, shape = "dot" } = {}) {
    const [cx, cy] = [this.px(x), this.py(y)];
    if (!Number.isFinite(cx) || !Number.isFinite(cy)) return;
    const look = { class: `mark ${kind}` };
    if (shape === "dot") this.marks.append(node("circle", { cx, cy, r: size, ...look }));
    else if (shape === "square") {
      this.marks.append(node("rect", { x: cx - size, y: cy - size, width: 2 * size, height: 2 * size, ...look }));
    } else {
      const d = `M${cx - size} ${cy - size}L${cx + size} ${cy + size}M${cx - size} ${cy + size}L${cx + size} ${cy - size}`;
      this.marks.append(node("path", { d, class: `line ${kind}` }));
    }
  }

  /** An arrow between two points, its head in pixels. */
  arrow(from, to, kind, head = 9) {
    const [x0, y0, x1, y1] = [this.px(from[0]), this.py(from[1]), this.px(to[0]), this.py(to[1])];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (!(length > 0.5)) return;
    const size = Math.min(head, length);
    const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
    const [bx, by] = [x1 - size * ux, y1 - size * uy];
    const wing = 0.5 * size;
    this.marks.append(node("path", { d: `M${x0} ${y0}L${bx} ${by}`, class: `line ${kind}` }));
    const tip = `M${x1} ${y1}L${bx - wing * uy} ${by + wing * ux}L${bx + wing * uy} ${by - wing * ux}Z`;
    this.marks.append(node("path", { d: tip, class: `head ${kind}` }));
  }

  label(x, y, text, kind = "", { dx = 0, dy = 0 } = {}) {
    this.marks.append(node("text", { x: this.px(x) + dx, y: this.py(y) + dy, class: `note ${kind}` }, text));
  }
}

function minus(value) {
  return String(value).replace("-", "−");
}

function power(exponent) {
  const raised = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };
  return exponent === 0 ? "1" : `10${[...String(exponent)].map((sign) => raised[sign]).join("")}`;
}
