// The contour map of a surface: tinted by height, with its lines, their values and its minima.

import { chooseLevels, contourAreas, contourLines, sampleGrid } from "./contours.js";
import { show } from "./numbers.js";
import { node } from "./svg.js";

const CELLS = 96;
const LEVELS = 12;
const TALLEST = 4; // times its width
const APART = 24; // pixels between two values

/** What a map shows of a surface; made once, drawn many times. */
export function mapOf(surface) {
  const [width, height] = [surface.x[1] - surface.x[0], surface.y[1] - surface.y[0]];
  const rows = Math.round((CELLS * height) / width);
  const grid = sampleGrid(surface.f, surface.x, surface.y, CELLS, rows);
  const levels = chooseLevels(grid, LEVELS).map((level) => ({
    level,
    lines: contourLines(grid, level),
    areas: contourAreas(grid, level),
  }));
  return { surface, grid, levels, drawn: null };
}

/** The height of a plot that shows a surface with the same scale along x and along y, as far as
 * a plot may be high. */
export function mapHeight(surface, width, { left, right, top, bottom }) {
  const scale = (width - left - right) / (surface.x[1] - surface.x[0]);
  return Math.min(Math.round(scale * (surface.y[1] - surface.y[0])) + top + bottom, TALLEST * width);
}

/** Draw axes, tint, lines, values and minima into a plot that is being drawn. */
export function drawMap(plot, map) {
  const { surface } = map;
  plot.axes({ x: surface.x, y: surface.y, xLabel: "x", yLabel: "y" });
  const size = `${plot.width} ${plot.height}`;
  if (map.drawn?.size !== size) map.drawn = { size, layer: drawLevels(plot, map) };
  plot.back.firstChild.after(map.drawn.layer); // over the paper, under grid and names
  for (const [x, y] of surface.minima) plot.mark(x, y, "orange", { size: 6, shape: "cross" });
}

function drawLevels(plot, { surface, levels }) {
  const layer = node("g", { "clip-path": `url(#${plot.svg.id}-clip)` });
  for (const { areas } of levels) {
    layer.append(node("path", { d: outline(plot, areas), class: "tint", "fill-rule": "evenodd" }));
  }
  for (const { lines } of levels) layer.append(node("path", { d: outline(plot, lines), class: "contour" }));
  let last = [0, 0];
  for (const { level, lines } of levels) {
    const place = labelPlace(plot, lines, surface);
    if (!place || Math.hypot(place[0] - last[0], place[1] - last[1]) < APART) continue;
    last = place;
    layer.append(node("text", { x: place[0], y: place[1] + 4, class: "height middle" }, show(level, 3)));
  }
  return layer;
}

/** Polylines as the outline of an SVG path. */
export function outline(plot, lines) {
  const at = ([x, y]) => `${plot.px(x).toFixed(1)} ${plot.py(y).toFixed(1)}`;
  return lines.map((line) => `M${line.map(at).join("L")}`).join("");
}

/** Where a line gets its value: towards the lower left corner, away from where points start. */
function labelPlace(plot, lines, { x, y }) {
  const middle = [plot.px((x[0] + x[1]) / 2), plot.py((y[0] + y[1]) / 2)];
  const corner = [plot.px(x[0]) - middle[0], plot.py(y[0]) - middle[1]];
  const length = Math.hypot(...corner);
  let best = { off: 12, place: null };
  for (const point of lines.flat()) {
    const at = [plot.px(point[0]), plot.py(point[1])];
    const way = [at[0] - middle[0], at[1] - middle[1]];
    const along = (way[0] * corner[0] + way[1] * corner[1]) / length;
    const off = Math.abs(way[0] * corner[1] - way[1] * corner[0]) / length;
    const inside = along > 0.08 * length && along < 0.93 * length;
    if (inside && off < best.off) best = { off, place: at };
  }
  return best.place;
}
