// A function that came from the notebook as numbers on an even grid: values and slopes between
// them by the polynomial through the six nearest points (Lagrange; exact up to degree five).

const NEAREST = 6;

/** Weights of the six nearest points of an even grid for the value and for the slope at x. */
function lagrange(x, from, step, count) {
  const place = Math.floor((x - from) / step) - NEAREST / 2 + 1;
  const first = Math.min(Math.max(place, 0), count - NEAREST);
  const t = (x - from) / step - first;
  const value = [];
  const slope = [];
  for (let i = 0; i < NEAREST; i += 1) {
    let product = 1;
    let sum = 0;
    for (let j = 0; j < NEAREST; j += 1) {
      if (j === i) continue;
      let others = 1 / (i - j);
      for (let k = 0; k < NEAREST; k += 1) {
        if (k !== i && k !== j) others *= (t - k) / (i - k);
      }
      sum += others;
      product *= (t - j) / (i - j);
    }
    value.push(product);
    slope.push(sum / step);
  }
  return { first, value, slope };
}

/** {x: [from, to], values, label} → a function like those of FUNCTIONS. A gap is null. */
export function sampledCurve({ x, values, label }) {
  const step = (x[1] - x[0]) / (values.length - 1);
  const at = (kind) => (place) => {
    const w = lagrange(place, x[0], step, values.length);
    return w[kind].reduce((sum, weight, i) => sum + weight * (values[w.first + i] ?? NaN), 0);
  };
  const seen = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...seen), Math.max(...seen)];
  const margin = 0.15 * (high - low) || 1;
  return {
    label,
    f: at("value"),
    df: at("slope"),
    x,
    y: [low - margin, high + margin],
    at: (x[0] + x[1]) / 2,
    sampled: true,
  };
}

/** {x: [from, to], y: [from, to], values: rows of one y each, label} → one like SURFACES. */
export function sampledSurface({ x, y, values, label }) {
  const steps = [(x[1] - x[0]) / (values[0].length - 1), (y[1] - y[0]) / (values.length - 1)];
  const at = (alongX, alongY) => (px, py) => {
    const wx = lagrange(px, x[0], steps[0], values[0].length);
    const wy = lagrange(py, y[0], steps[1], values.length);
    let sum = 0;
    for (let j = 0; j < NEAREST; j += 1) {
      for (let i = 0; i < NEAREST; i += 1) {
        const value = values[wy.first + j][wx.first + i] ?? NaN;
        sum += wy[alongY][j] * wx[alongX][i] * value;
      }
    }
    return sum;
  };
  const alongX = at("slope", "value");
  const alongY = at("value", "slope");
  const start = [x[0] + 0.75 * (x[1] - x[0]), y[0] + 0.75 * (y[1] - y[0])];
  return {
    label,
    words: "the function from your notebook",
    f: at("value", "value"),
    grad: (px, py) => [alongX(px, py), alongY(px, py)],
    x,
    y,
    minima: [],
    start,
    sampled: true,
  };
}
