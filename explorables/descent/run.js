// A run of gradient descent on a surface: its points, its losses, and how it ends.

import { descend } from "../shared/descent.js";
import { show, showPoint, snap } from "../shared/numbers.js";

export const MOST_STEPS = 500;
const NEARLY_ZERO = 1e-6; // a gradient this short counts as zero, as in task 3.4

/** Run gradient descent from `start`, until the gradient is nearly zero, it runs away, it leaves
 * what is known of the function, or MOST_STEPS are done. */
export function runFrom(surface, start, lr) {
  const { path, diverged } = descend(surface.grad, start, lr, MOST_STEPS);
  const slopes = path.map((w) => Math.hypot(...surface.grad(...w)));
  const losses = path.map((w) => surface.f(...w));
  const arrived = slopes.findIndex((slope) => slope <= NEARLY_ZERO);
  const lost = surface.sampled ? path.findIndex((w) => !isInside(surface, w)) : -1;
  const last = path.length - 1;
  const ends = [arrived, lost].filter((k) => k >= 0);
  const end = Math.min(last, ...ends);
  const cut = (list) => list.slice(0, end + 1);
  return { path: cut(path), slopes: cut(slopes), losses: cut(losses), reason: reasonFor(end) };

  function reasonFor(k) {
    if (k === arrived) return "arrived";
    if (k === lost) return "lost";
    if (!diverged) return "steps";
    return losses[k] < losses[0] ? "runs away" : "diverged";
  }
}

export function isInside({ x, y }, [px, py]) {
  return px >= x[0] && px <= x[1] && py >= y[0] && py <= y[1];
}

/** What can be said after step k of a run, in a sentence or two. */
export function sentence(surface, run, k) {
  if (k === run.path.length - 1) return ending(surface, run, k);
  if (k === 0) return "The ball is at the start. The green arrow points down the steepest way.";
  const outside = isInside(surface, run.path[k]) ? "" : " The ball is outside the map.";
  const [before, after] = [run.losses[k - 1], run.losses[k]];
  const change = after < before ? "fell" : after > before ? "rose" : "stayed";
  return `Step ${k}: the loss ${change}, from ${show(before, 4)} to ${show(after, 4)}.${outside}`;
}

function ending(surface, { path, losses, reason }, k) {
  const place = showPoint(path[k].map((value) => snap(value, 1e-6)));
  const steps = k === 1 ? "1 step" : `${k} steps`;
  if (reason === "arrived") {
    const near = ([x, y]) => Math.hypot(x - path[k][0], y - path[k][1]) < 1e-3;
    if (surface.sampled || surface.minima.some(near)) return `Arrived at a minimum, ${place}, after ${steps}: the gradient is as good as zero.`;
    return `Stopped at ${place} after ${steps}: the gradient is zero, and yet this is no minimum.`;
  }
  if (reason === "lost") return `After ${steps} the run left the map. Of your function only what is on the map is known here.`;
  if (reason === "runs away") return `After ${steps} the run is far away, and the loss falls for ever: there is no lowest point this way.`;
  if (reason === "diverged") return `Diverged. After ${steps} the loss is ${show(losses[k], 3)}: each step was too long. Try a smaller learning rate.`;
  return `${steps} are done, the loss is ${show(losses[k], 4)}, and the run has not arrived.`;
}
