// What stands on the contour map: the arrows at the point, the contour through it, the paths.

import { contourLines } from "../shared/contours.js";
import { drawMap, outline } from "../shared/map.js";
import { clamp } from "../shared/numbers.js";
import { node } from "../shared/svg.js";
import { tangent } from "./walk.js";

const HALF_TANGENT = 0.17; // of the width of the map
const CORNER = 17; // pixels of the mark of the right angle

/** How many units of the map an arrow has for each unit of slope: 1, ½, ¼ … so that a usual
 * gradient is about a fifth of the map long. */
export function arrowScale({ grad, x, y }) {
  const lengths = [];
  for (const across of [0.1, 0.3, 0.7, 0.9]) {
    for (const up of [0.1, 0.3, 0.7, 0.9]) {
      const g = grad(x[0] + across * (x[1] - x[0]), y[0] + up * (y[1] - y[0]));
      lengths.push(Math.hypot(...g));
    }
  }
  const usual = lengths.filter((length) => length > 0).sort((a, b) => a - b);
  if (usual.length === 0) return 1;
  const wanted = (x[1] - x[0]) / 5 / usual[usual.length >> 1];
  return 2 ** Math.round(Math.log2(wanted));
}

/** Draw the whole picture: `state` is {point, trail, descent, path}. */
export function drawPicture(plot, map, scale, state) {
  const { surface } = map;
  drawMap(plot, map);
  const [x, y] = state.point;
  const gradient = surface.grad(x, y);
  const through = contourLines(map.grid, surface.f(x, y));
  plot.marks.append(node("path", { d: outline(plot, through), class: "line grey through" }));
  if (state.path) drawPath(plot, state.path);
  plot.line(state.trail, "green dashed");
  drawContourDirection(plot, surface, state.point, gradient);
  if (state.descent) drawDescent(plot, surface, state.point, gradient, scale);
  drawParts(plot, state.point, gradient, scale);
  plot.arrow(state.point, [x + scale * gradient[0], y + scale * gradient[1]], "purple thick", 15);
  nameArrows(plot, state.point, gradient, scale);
}

/** The names of the three arrows, beyond their tips, where there is room for them. */
function nameArrows(plot, [x, y], [gx, gy], scale) {
  const names = [
    ["∇f", gx, gy, "purple"],
    ["∂f/∂x", gx, 0, "blue"],
    ["∂f/∂y", 0, gy, "orange"],
  ];
  for (const [text, across, up, kind] of names) {
    const tip = [plot.px(x + scale * across), plot.py(y + scale * up)];
    const way = [tip[0] - plot.px(x), tip[1] - plot.py(y)];
    const length = Math.hypot(...way);
    if (length < 26) continue;
    const [dx, dy] = way.map((part) => part / length);
    const away = 12 + 4 * text.length * Math.abs(dx);
    const half = 4 * text.length; // of the width of the name, which stays on the map
    const x0 = clamp(tip[0] + away * dx, plot.margin.left + half, plot.width - plot.margin.right - half);
    const place = { x: x0, y: tip[1] + 12 * dy + 5, class: `note middle ${kind}` };
    plot.marks.append(node("text", place, text));
  }
}

function drawPath(plot, path) {
  plot.line(path, "blue thin");
  for (const [x, y] of path) plot.mark(x, y, "blue", { size: 3.5, shape: "square" });
}

/** The line along the contour, with the mark of the right angle between it and the gradient. */
function drawContourDirection(plot, surface, [x, y], gradient) {
  const along = tangent(gradient);
  if (!along) return;
  const half = HALF_TANGENT * (surface.x[1] - surface.x[0]);
  const end = (way) => [x + way * along[0], y + way * along[1]];
  plot.line([end(-half), end(half)], "ink thin");
  const side = CORNER / Math.abs(plot.px(1) - plot.px(0));
  const up = [side * along[1], -side * along[0]]; // a quarter turn back: along the gradient
  const foot = end(side);
  plot.line([foot, [foot[0] + up[0], foot[1] + up[1]], [x + up[0], y + up[1]]], "ink thin");
}

/** −∇f as an arrow, and the straight line it lies on, as far as the map goes. */
function drawDescent(plot, surface, [x, y], [gx, gy], scale) {
  const reach = Math.hypot(surface.x[1] - surface.x[0], surface.y[1] - surface.y[0]);
  const far = reach / Math.hypot(gx, gy);
  if (Number.isFinite(far)) plot.line([[x, y], [x - far * gx, y - far * gy]], "green thin dotted");
  plot.arrow([x, y], [x - scale * gx, y - scale * gy], "green dashdot", 13);
}

/** Both partial derivatives as arrows, and the rectangle that joins them to the gradient. */
function drawParts(plot, [x, y], [gx, gy], scale) {
  const [right, top] = [x + scale * gx, y + scale * gy];
  plot.line([[right, y], [right, top], [x, top]], "grey thin faint");
  plot.arrow([x, y], [right, y], "blue thin dashed", 10);
  plot.arrow([x, y], [x, top], "orange thin dotted", 10);
}
