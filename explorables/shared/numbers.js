// Numbers as people read them.

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

/** A number with up to `digits` digits: 4.8, −0.25, 1.2 × 10⁻⁷, ∞. */
export function show(number, digits = 6) {
  if (number === null || Number.isNaN(number)) return "not defined";
  if (!Number.isFinite(number)) return number > 0 ? "∞" : "−∞";
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    const [mantissa, exponent] = number.toExponential(Math.min(digits, 4) - 1).split("e");
    const raised = [...exponent.replace("+", "")].map((sign) => RAISED[sign]).join("");
    const digitsOfIt = String(Number(mantissa));
    const front = digitsOfIt === "1" ? "" : digitsOfIt === "-1" ? "−" : `${digitsOfIt} × `;
    return `${front}10${raised}`.replace("-", "−");
  }
  return String(Number(number.toPrecision(digits))).replace("-", "−");
}

/** A point: (2, 1). */
export function showPoint(point, digits = 4) {
  return `(${point.map((value) => show(value, digits)).join(", ")})`;
}

export function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/** The nearest multiple of `step`, without the dust that multiplying leaves. */
export function snap(value, step) {
  return Number((Math.round(value / step) * step).toFixed(10));
}
