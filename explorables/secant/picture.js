// The secant through (a, f(a)) and (a + h, f(a + h)), and the tangent it turns into.

import { FUNCTIONS, secant } from "../shared/functions.js";
import { sampledCurve } from "../shared/sampled.js";
import { DATA, announce, fillTable, part, readOut } from "../shared/dom.js";
import { button, choice, signedLogSlider, slider, toggle } from "../shared/controls.js";
import { clamp, show, snap } from "../shared/numbers.js";
import { Plot } from "../shared/svg.js";
import { handle } from "../shared/handle.js";
import { player } from "../shared/player.js";
import { predictFirst } from "../shared/gate.js";

const LARGEST = 0.5; // h up to 10^0.5, a good 3
const [COARSE, FINEST] = [-3, -16]; // decades of the smallest h, without and with round-off

const DIGITS = "go on to h = 10⁻¹⁶, where the computer runs out of digits";
const SAMPLED = "your function came as a few hundred points, so h ends at 0.001";

const functions = { ...FUNCTIONS };
if (DATA.samples) functions.yours = sampledCurve(DATA.samples);
const first = DATA.samples ? "yours" : (DATA.f ?? "square");

const state = { name: first, a: DATA.point ?? functions[first].at, h: DATA.h ?? 1, kept: [] };
const chosen = () => functions[state.name];
const now = (h = state.h) => secant(chosen().f, chosen().df, state.a, h);

const plot = new Plot(part("plot"), { height: (width) => clamp(0.62 * width, 260, 430), draw });

const point = handle(plot, {
  id: "point-handle",
  label: "Point a on the curve",
  kind: "green",
  onMove: ([x]) => moveTo(snap(x, 0.01)),
  onStep: ([dx, dy]) => moveTo(snap(state.a + 0.1 * (dx || dy), 0.01)),
  say: () => `a = ${show(state.a)}, f(a) = ${show(chosen().f(state.a))}`,
});

const pointSlider = slider("point", {
  min: chosen().x[0],
  max: chosen().x[1],
  step: 0.01,
  value: state.a,
  text: (value) => show(value, 4),
  onInput: moveTo,
});

const stepSlider = signedLogSlider("h", {
  top: LARGEST,
  bottom: COARSE,
  value: state.h,
  text: (value) => show(value, 3),
  onInput(value) {
    animation.pause();
    setStep(value);
  },
});

const roundOff = toggle("roundoff", {
  checked: false,
  onChange(checked) {
    animation.pause();
    stepSlider.range(checked ? FINEST : COARSE);
    setStep(stepSlider.value);
  },
});

const animation = player("play", {
  label: "Animate",
  delay: () => 80,
  onStart() {
    state.kept = [];
    state.decade = 0;
    setStep(Math.sign(state.h));
    keep();
  },
  step() {
    const smallest = roundOff.checked ? FINEST : COARSE;
    state.decade -= 1;
    const size = state.decade % 10 ? 10 ** (state.decade / 10) : Number(`1e${state.decade / 10}`);
    setStep(Math.sign(state.h) * size);
    if (state.decade % 10 === 0) keep();
    return state.decade > 10 * smallest;
  },
});

button("keep", keep);
button("reset", () => {
  animation.pause();
  choose(first);
  moveTo(DATA.point ?? chosen().at);
  setStep(DATA.h ?? 1);
});
const list = choice("function", {
  options: Object.entries(functions).map(([key, one]) => [key, key === "yours" ? `yours: ${one.label}` : one.label]),
  value: state.name,
  onChange(name) {
    animation.pause();
    choose(name);
    moveTo(chosen().at);
  },
});

function choose(name) {
  state.name = name;
  list.value = name;
  roundOff.disabled = Boolean(chosen().sampled); // between its samples nothing is known
  if (roundOff.disabled) roundOff.checked = false;
  part("roundoff-words").textContent = roundOff.disabled ? SAMPLED : DIGITS;
  stepSlider.range(roundOff.checked ? FINEST : COARSE);
  const [low, high] = chosen().x;
  Object.assign(pointSlider.input, { min: low, max: high });
}

function moveTo(a) {
  state.a = clamp(a, ...chosen().x);
  state.kept = [];
  pointSlider.set(state.a);
  setStep(stepSlider.value);
}

function setStep(h) {
  state.h = h;
  stepSlider.set(h);
  refresh();
}

function keep() {
  const row = now();
  if (state.kept.every((one) => one.h !== row.h)) state.kept.push(row);
  refresh();
}

function refresh() {
  plot.refresh();
  const row = now();
  readOut("read-h", row.h, show(row.h, 3));
  readOut("read-rise", row.rise, show(row.rise));
  readOut("read-slope", row.slope, show(row.slope, 8));
  readOut("read-derivative", chosen().df(state.a), show(chosen().df(state.a), 8));
  readOut("read-error", row.error, show(row.error, 3));
  part("legend-curve").textContent = `f(x) = ${chosen().label}`;
  part("verdict").textContent = verdict(row);
  const columns = ["h", "value", "rise", "slope", "error"];
  const digits = { h: 3, error: 3 };
  fillTable(
    "limit-table",
    state.kept.map((one) => columns.map((key) => ({ value: one[key], text: show(one[key], digits[key] ?? 10) }))),
  );
  announce(`h is ${show(row.h, 3)}, slope ${show(row.slope)}, error ${show(row.error, 3)}`);
}

function verdict({ h, slope, error }) {
  const { a } = state;
  if (a + h === a) return "For the computer a + h is a: the rise is 0, and so is the slope. The limit has met the machine.";
  if (!Number.isFinite(slope)) return "The function has no value at one of the two points.";
  if (Math.abs(h) < 3e-9) return "Round-off: f(a + h) and f(a) agree in so many digits that few are left for their difference. The error grows again.";
  if (error < 1e-12) return "Secant and tangent have the same slope here, to the last digit.";
  const tenth = now(h / 10).error;
  const factor = error / tenth;
  if (factor > 8 && factor < 12) return `With a tenth of this h the error would be ${show(factor, 3)} times smaller: it shrinks in proportion to h.`;
  return `With a tenth of this h the error would be ${show(tenth, 3)}.`;
}

function draw(plot) {
  const { f, df, x, y } = chosen();
  const { a, h } = state;
  const slope = now().slope;
  plot.axes({ x, y, xLabel: "x", yLabel: "f(x)" });
  plot.line([[a, f(a)], [a + h, f(a)], [a + h, f(a + h)]], "grey thin dotted");
  plot.curve(f, "purple");
  plot.curve((place) => f(a) + df(a) * (place - a), "green", 1);
  plot.curve((place) => f(a) + slope * (place - a), "orange dashed", 1);
  plot.mark(a + h, f(a + h), "orange", { size: 6 });
  point.place([a, f(a)], a, x);
}

choose(first);
stepSlider.set(state.h);
predictFirst();
refresh();
