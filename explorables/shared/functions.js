// Functions of one variable, each with its derivative and the window it is seen in.

export const FUNCTIONS = {
  square: { label: "x²", f: (x) => x * x, df: (x) => 2 * x, x: [-3, 4], y: [-4, 12], at: 2 },
  cube: { label: "x³", f: (x) => x * x * x, df: (x) => 3 * x * x, x: [-2.5, 2.5], y: [-8, 10], at: 1 },
  sine: { label: "sin x", f: Math.sin, df: Math.cos, x: [-5, 5], y: [-2, 2], at: 1 },
  exponential: { label: "eˣ", f: Math.exp, df: Math.exp, x: [-3, 3], y: [-2, 12], at: 1 },
};

/** The secant of f through a and a + h: what the limit table of the lesson lists. */
export function secant(f, df, a, h) {
  const value = f(a + h);
  const rise = value - f(a);
  const slope = rise / h;
  return { h, value, rise, slope, error: Math.abs(slope - df(a)) };
}
