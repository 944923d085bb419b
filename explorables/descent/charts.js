// The two flat plots beside the surface: the trail on the map, and the loss at every step.

import { clamp } from "../shared/numbers.js";
import { drawMap } from "../shared/map.js";
import { isInside } from "./run.js";

/** Draw the map with the trail, the path of the notebook and the next step. */
export function drawTrail(plot, map, { trail, next, path }) {
  drawMap(plot, map);
  if (path) {
    plot.line(path, "blue thin dashed");
    path.forEach(([x, y]) => plot.mark(x, y, "blue", { size: 3, shape: "square" }));
  }
  plot.line(trail, "over");
  plot.line(trail, "trail");
  if (trail.length <= 120) trail.forEach(([x, y]) => plot.mark(x, y, "trail", { size: 3 }));
  const ball = trail[trail.length - 1];
  if (next && isInside(map.surface, ball)) plot.arrow(ball, shortened(plot, ball, next), "green", 10);
}

/** The end of the arrow: the next point, or, if that is very near or far, one in that direction. */
function shortened(plot, from, to) {
  const pixels = Math.hypot(plot.px(to[0]) - plot.px(from[0]), plot.py(to[1]) - plot.py(from[1]));
  if (pixels === 0) return to;
  const share = clamp(pixels, 24, 400) / pixels;
  return from.map((value, i) => value + share * (to[i] - value));
}

/** Whether these losses say more on a logarithmic scale: all above zero, and of many sizes. */
export function wantsLogarithm(losses) {
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  return low > 0 && high / low > 10;
}

/** Draw the losses up to now, and those of the notebook's path. `k` is the step now. */
export function drawLosses(plot, { losses, k, other, logarithmic }) {
  const now = losses.slice(0, k + 1);
  const shown = [...now, ...(other ?? [])].filter((loss) => !logarithmic || loss > 0);
  const steps = Math.max(10, k, (other ?? []).length - 1);
  plot.axes({ x: [0, 1.04 * steps], y: range(shown, logarithmic), xLabel: "step", yLabel: "loss", logY: logarithmic });
  const points = (list) => list.map((loss, step) => [step, loss]);
  if (other) {
    plot.line(points(other), "blue thin dashed");
    if (other.length <= 60) points(other).forEach(([x, y]) => plot.mark(x, y, "blue", { size: 3, shape: "square" }));
  }
  plot.line(points(now), "purple");
  if (now.length <= 60) points(now).forEach(([x, y]) => plot.mark(x, y, "purple", { size: 3 }));
  plot.mark(k, losses[k], "orange", { size: 6 });
}

function range(values, logarithmic) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!logarithmic) {
    const margin = 0.08 * (high - Math.min(low, 0)) || 1;
    return [Math.min(low, 0) - (low < 0 ? margin : 0), high + margin];
  }
  return [Math.floor(Math.log10(low) - 0.1), Math.ceil(Math.log10(high) + 0.1)];
}
