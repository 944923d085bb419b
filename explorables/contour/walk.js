// Two walks from a point on a map: along the contour, where f stays, and straight downhill.

const FLAT = 1e-9; // a gradient this short has no direction

/** The unit vector along the contour: the gradient turned by a quarter, to the left. */
export function tangent([gx, gy]) {
  const length = Math.hypot(gx, gy);
  return length <= FLAT ? null : [-gy / length, gx / length];
}

/** Follow the contour of `value` from `point` for the length `way` (negative: the other way).
 * A fourth-order step along the tangent, then a correction back onto the contour, so that f
 * keeps its value for any number of steps. null where the gradient vanishes. */
export function alongContour(surface, point, value, way) {
  const moved = rungeKutta((x, y) => tangent(surface.grad(x, y)), point, way);
  return moved && onto(surface, moved, value);
}

/** The angle in degrees between the gradient and the contour as it is: the line through two of
 * its points, a little before and after this one. NaN where there is no direction. */
export function angleToContour(surface, point) {
  const value = surface.f(...point);
  const little = 1e-3 * (surface.x[1] - surface.x[0]);
  const [before, after] = [-little, little].map((way) => alongContour(surface, point, value, way));
  if (!before || !after) return NaN;
  const line = [after[0] - before[0], after[1] - before[1]];
  const gradient = surface.grad(...point);
  const product = line[0] * gradient[0] + line[1] * gradient[1];
  return (Math.acos(product / Math.hypot(...line) / Math.hypot(...gradient)) * 180) / Math.PI;
}

/** Newton steps along the gradient, onto the contour of `value`. */
function onto(surface, [x, y], value) {
  for (let round = 0; round < 4; round += 1) {
    const [gx, gy] = surface.grad(x, y);
    const share = (surface.f(x, y) - value) / (gx * gx + gy * gy);
    if (!Number.isFinite(share)) return null;
    x -= share * gx;
    y -= share * gy;
  }
  return [x, y];
}

/** Follow −∇f from `point` for the length `way`, or less where f would rise again.
 * null where there is no way down: the gradient vanishes, or no step makes f smaller. */
export function downhill(surface, point, way) {
  const down = (x, y) => {
    const t = tangent(surface.grad(x, y));
    return t && [-t[1], t[0]]; // another quarter to the left: against the gradient
  };
  const here = surface.f(...point);
  for (let size = way; size > 1e-4 * way; size /= 2) {
    const moved = rungeKutta(down, point, size);
    if (moved && surface.f(...moved) < here) return moved;
  }
  return null;
}

/** One classical Runge–Kutta step of length `way` along a field of directions. */
function rungeKutta(field, [x, y], way) {
  const half = way / 2;
  const a = field(x, y);
  const b = a && field(x + half * a[0], y + half * a[1]);
  const c = b && field(x + half * b[0], y + half * b[1]);
  const d = c && field(x + way * c[0], y + way * c[1]);
  if (!d) return null;
  const mean = (i) => (a[i] + 2 * b[i] + 2 * c[i] + d[i]) / 6;
  return [x + way * mean(0), y + way * mean(1)];
}
