// Gradient descent on L(w) = w² at one learning rate: six kinds of behaviour.

import { descend, quadraticBehaviour } from "../shared/descent.js";
import { DATA, announce, fillTable, part, readOut } from "../shared/dom.js";
import { button, slider, toggle } from "../shared/controls.js";
import { clamp, show, snap } from "../shared/numbers.js";
import { Plot } from "../shared/svg.js";
import { handle } from "../shared/handle.js";
import { stepper } from "../shared/stepper.js";
import { predictFirst } from "../shared/gate.js";

const STEPS = 20;
const STARTS = [-6, 6];
const WINDOW = { x: [-7, 7], y: [-3, 50] };
const SENTENCES = {
  stuck: () => "η = 0: the weight never moves.",
  converges: (factor) => `Each step leaves ${show(factor, 3)} of the way to the minimum, always from the same side.`,
  "one step": () => "η = ½ lands on the minimum in one step.",
  zigzags: (factor) => `Each step jumps across the minimum and leaves ${show(-factor, 3)} of the distance.`,
  bounces: () => "η = 1 jumps to the mirror image, for ever: the loss never changes.",
  diverges: (factor) => `Each step jumps across the minimum and ends ${show(-factor, 3)} times as far away: the run explodes.`,
};

const begin = { lr: DATA.lr ?? 0.1, w0: DATA.w0 ?? 5 };
const state = { ...begin, ghost: null, settled: { ...begin } };
const pathOf = ({ lr, w0 }) => descend((w) => [2 * w], [w0], lr, STEPS).path.map(([w]) => w);
let path = pathOf(state);

const parabola = new Plot(part("plot"), { height: heightAt, draw: drawParabola });
const losses = new Plot(part("losses"), { height: heightAt, draw: drawLosses });

const start = handle(parabola, {
  id: "start-handle",
  label: "Start of the run",
  kind: "green",
  onMove: ([w]) => setStart(snap(w, 0.1)),
  onStep: ([dx, dy]) => setStart(snap(state.w0 + 0.1 * Math.sign(dx || dy) * Math.max(1, Math.abs(dx || dy)), 0.1)),
  say: () => `start at w = ${show(state.w0)}`,
});

const rateSlider = slider("lr", {
  min: 0,
  max: 1.2,
  step: 0.01,
  value: state.lr,
  text: (value) => show(value, 3),
  onInput: (lr) => change({ lr }),
  onChange: settle,
});
const startSlider = slider("w0", {
  min: STARTS[0],
  max: STARTS[1],
  step: 0.1,
  value: state.w0,
  text: (value) => show(value, 3),
  onInput: (w0) => change({ w0 }),
  onChange: settle,
});
const ghost = toggle("ghost", { checked: true, onChange: refresh });
const run = stepper({ count: () => STEPS, show: refresh, delay: () => 350 });
button("reset", () => {
  Object.assign(state, begin, { ghost: null, settled: { ...begin } });
  rateSlider.set(begin.lr);
  startSlider.set(begin.w0);
  path = pathOf(state);
  run.all();
});

/** A new learning rate or start: the run that was there becomes the last one. */
function change(what) {
  state.ghost = state.settled;
  Object.assign(state, what);
  path = pathOf(state);
  run.all();
}

function settle() {
  state.settled = { lr: state.lr, w0: state.w0 };
}

function setStart(w0) {
  startSlider.set(clamp(w0, ...STARTS));
  change({ w0: startSlider.value });
  settle();
}

function heightAt(width) {
  return clamp(0.8 * width, 230, 330);
}

function refresh() {
  parabola.refresh();
  losses.refresh();
  const [lr, w] = [state.lr, path[run.at]];
  const [factor, word] = [1 - 2 * lr, quadraticBehaviour(lr)];
  readOut("read-step", run.at, String(run.at));
  readOut("read-w", w, show(w));
  readOut("read-gradient", 2 * w, show(2 * w));
  readOut("read-loss", w * w, show(w * w));
  readOut("read-factor", factor, show(factor, 4));
  readOut("read-behaviour", word, word);
  const still = state.w0 === 0 ? " But this run starts at the minimum, and stays there." : "";
  part("verdict").textContent = SENTENCES[word](factor) + still;
  const ghostly = ghost.checked && state.ghost;
  part("legend-ghost").hidden = !ghostly;
  if (ghostly) {
    const last = `last run: η = ${show(state.ghost.lr, 3)}, w₀ = ${show(state.ghost.w0, 3)}`;
    part("legend-ghost").querySelector("span").textContent = last;
  }
  part("legend-yours").hidden = !DATA.path;
  const rows = path.slice(0, run.at + 1);
  fillTable("run-table", rows.map((one, k) => [k, one, 2 * one, one * one].map((value) => ({ value, text: show(value) }))));
  announce(`η ${show(lr, 3)}: ${word}. After ${run.at} steps w is ${show(w, 4)}, the loss ${show(w * w, 4)}`);
}

function drawParabola(plot) {
  plot.axes({ ...WINDOW, xLabel: "weight w", yLabel: "loss" });
  plot.curve((w) => w * w, "purple");
  if (ghost.checked && state.ghost) drawRun(plot, pathOf(state.ghost), "grey thin dashed", "square", 3);
  drawRun(plot, path.slice(0, run.at + 1), "orange thin", "dot", 5);
  drawYours(plot, (w) => w, (w) => w * w);
  start.place([state.w0, state.w0 ** 2], state.w0, STARTS);
}

function drawRun(plot, weights, kind, shape, size) {
  plot.line(weights.map((w) => [w, w * w]), `${kind} faint`);
  for (const w of weights) plot.mark(w, w * w, kind.split(" ")[0], { shape, size });
}

function drawYours(plot, x, y) {
  DATA.path?.forEach((w, k) => plot.mark(x(w, k), y(w), "blue thin", { size: 4.5, shape: "cross" }));
}

function drawLosses(plot) {
  plot.axes({ x: [0, STEPS], y: [-8, 6], logY: true, xLabel: "step", yLabel: "loss (log)" });
  const points = (weights) => weights.map((w, k) => [k, w * w]);
  const draw = (weights, kind, shape, size) => {
    plot.line(points(weights), kind);
    for (const [k, loss] of points(weights)) plot.mark(k, loss, kind.split(" ")[0], { shape, size });
  };
  if (ghost.checked && state.ghost) draw(pathOf(state.ghost), "grey thin dashed", "square", 3);
  draw(path.slice(0, run.at + 1), "orange thin", "dot", 4);
  drawYours(plot, (w, k) => k, (w) => w * w);
}

predictFirst();
refresh();
