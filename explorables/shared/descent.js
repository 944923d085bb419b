// Gradient descent: one step, whole paths, and the words for what a learning rate does.

// Beyond this size a run counts as diverged; it ends before numbers become infinite.
export const FAR = 1e6;

/** The path of gradient descent from `start` (an array), as `descend` of lesson 3 makes it.
 * It ends early, `diverged`, at the first point further than FAR from zero, which is kept. */
export function descend(grad, start, lr, steps) {
  const path = [start];
  for (let k = 0; k < steps; k += 1) {
    const w = path[k];
    const g = grad(...w);
    path.push(w.map((value, i) => value - lr * g[i]));
    if (!path[k + 1].every((value) => Math.abs(value) <= FAR)) {
      return { path, diverged: true };
    }
  }
  return { path, diverged: false };
}

/** What gradient descent on w² does at this learning rate, in the words of task 3.5. */
export function quadraticBehaviour(lr) {
  if (lr === 0) return "stuck";
  if (lr === 0.5) return "one step";
  if (lr === 1) return "bounces";
  if (lr < 0 || lr > 1) return "diverges";
  return lr < 0.5 ? "converges" : "zigzags";
}

/** Descent on (w − 3)² that uses the sum of all gradients so far, or with `clear` each alone.
 * One record for every point; `gradient` and `sum` are those that lead on from it. */
export function accumulate(w0, lr, steps, clear) {
  const records = [];
  let w = w0;
  let sum = 0;
  for (let k = 0; k <= steps; k += 1) {
    const gradient = 2 * (w - 3);
    sum = clear ? gradient : sum + gradient;
    records.push({ w, gradient, sum, loss: (w - 3) * (w - 3) });
    if (Math.abs(w) > FAR) break;
    w -= lr * sum;
  }
  return records;
}
