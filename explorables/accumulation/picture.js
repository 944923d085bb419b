// Gradient descent on (w − 3)² with and without clearing the gradient between the steps.

import { accumulate, quadraticBehaviour } from "../shared/descent.js";
import { DATA, announce, fillTable, part, readOut } from "../shared/dom.js";
import { button, slider, toggle } from "../shared/controls.js";
import { clamp, show, snap } from "../shared/numbers.js";
import { Plot } from "../shared/svg.js";
import { handle } from "../shared/handle.js";
import { stepper } from "../shared/stepper.js";
import { predictFirst } from "../shared/gate.js";

const STEPS = 60;
const STARTS = [-1, 7];
const WINDOW = { x: [-2.5, 8.5], y: [-9, 29] };
const LENGTH = 0.12; // of an arrow, in weights for each unit of gradient

const begin = { lr: DATA.lr ?? 0.1, w0: DATA.w0 ?? 0, clear: DATA.clear ?? true };
const state = { ...begin };
const runWith = (clear) => accumulate(state.w0, state.lr, STEPS, clear);
let records = runWith(state.clear);

const parabola = new Plot(part("plot"), { height: heightAt, draw: drawParabola });
const weights = new Plot(part("weights"), { height: heightAt, draw: drawWeights });

const start = handle(parabola, {
  id: "start-handle",
  label: "Start of the run",
  kind: "green",
  onMove: ([w]) => setStart(snap(w, 0.1)),
  onStep: ([dx, dy]) => setStart(snap(state.w0 + 0.1 * Math.sign(dx || dy) * Math.max(1, Math.abs(dx || dy)), 0.1)),
  say: () => `start at w = ${show(state.w0)}`,
});

const clear = toggle("clear", { checked: state.clear, onChange: (checked) => change({ clear: checked }) });
const rateSlider = slider("lr", {
  min: 0,
  max: 2.2,
  step: 0.01,
  value: state.lr,
  text: (value) => show(value, 3),
  onInput: (lr) => change({ lr }),
});
const startSlider = slider("w0", {
  min: STARTS[0],
  max: STARTS[1],
  step: 0.1,
  value: state.w0,
  text: (value) => show(value, 3),
  onInput: (w0) => change({ w0 }),
});
const other = toggle("other", { checked: false, onChange: refresh });
const run = stepper({ count: () => records.length - 1, show: refresh, delay: () => 250 });
button("reset", () => {
  rateSlider.set(begin.lr);
  startSlider.set(begin.w0);
  clear.checked = begin.clear;
  change(begin);
});

function change(what) {
  Object.assign(state, what);
  records = runWith(state.clear);
  run.all();
}

function setStart(w0) {
  startSlider.set(clamp(w0, ...STARTS));
  change({ w0: startSlider.value });
}

function heightAt(width) {
  return clamp(0.8 * width, 230, 330);
}

/** What this run does, in a word or two, and in a sentence. Without clearing the distance from
 * the minimum obeys d[k+1] = 2(1 − η) d[k] − d[k−1]: a swing without loss for 0 < η < 2. */
function behaviour() {
  const { lr, w0 } = state;
  const distance = Math.abs(w0 - 3);
  if (distance === 0) return ["stuck", "The run starts at the minimum: no gradient, no sum, no step."];
  if (state.clear) {
    const word = quadraticBehaviour(lr);
    const sentence = {
      stuck: "η = 0: the weight never moves.",
      converges: "The steps get shorter with the slope: the weight closes in on 3.",
      "one step": "η = ½ lands on the minimum in one step.",
      zigzags: "The weight jumps across 3 in every step, and ends nearer to it each time.",
      bounces: "The weight jumps to and fro between two places for ever.",
      diverges: "The weight jumps across 3 and ends farther away each time.",
    };
    return [word, sentence[word]];
  }
  if (lr === 0) return ["stuck", "η = 0: the weight never moves, however large the sum grows."];
  if (lr >= 2) return ["runs away", "From η = 2 on the swing gets wider and wider: the run diverges."];
  const reach = distance * Math.sqrt(2 / (2 - lr));
  const period = (2 * Math.PI) / Math.acos(1 - lr);
  const [low, high, long] = [3 - reach, 3 + reach, period].map((value) => show(value, 3));
  return ["swings", `The weight swings for ever between about ${low} and ${high}; one swing takes about ${long} steps. It neither arrives nor runs away.`];
}

function refresh() {
  parabola.refresh();
  weights.refresh();
  const { w, gradient, sum, loss } = records[run.at];
  const [word, sentence] = behaviour();
  readOut("read-step", run.at, String(run.at));
  readOut("read-w", w, show(w));
  readOut("read-gradient", gradient, show(gradient));
  readOut("read-sum", sum, show(sum));
  readOut("read-loss", loss, show(loss));
  readOut("read-behaviour", word, word);
  part("verdict").textContent = sentence;
  const words = ["never cleared", "cleared in every step"];
  part("legend-run").textContent = words[Number(state.clear)];
  part("legend-other").hidden = !other.checked;
  part("legend-other").querySelector("span").textContent = words[Number(!state.clear)];
  part("legend-yours").hidden = !DATA.path;
  const rows = records.slice(0, run.at + 1);
  fillTable(
    "run-table",
    rows.map((one, k) => [k, one.w, one.gradient, one.sum, one.loss].map((value) => ({ value, text: show(value) }))),
  );
  announce(`Step ${run.at}: w is ${show(w, 4)}, gradient ${show(gradient, 4)}, sum ${show(sum, 4)}. ${word}`);
}

function drawParabola(plot) {
  const { w, gradient, sum, loss } = records[run.at];
  plot.axes({ ...WINDOW, xLabel: "weight w", yLabel: "loss" });
  plot.curve((one) => (one - 3) ** 2, "purple");
  const seen = records.slice(Math.max(run.at - 14, 0), run.at + 1);
  plot.line(seen.map((one) => [one.w, one.loss]), "orange thin faint");
  for (const one of seen.slice(0, -1)) plot.mark(one.w, one.loss, "orange faint", { size: 3.5 });
  plot.line([[w, loss], [w, -7]], "grey thin dotted");
  plot.arrow([w, -3.5], [w - LENGTH * gradient, -3.5], "blue thin dashed", 8);
  plot.arrow([w, -6.5], [w - LENGTH * sum, -6.5], "orange thick", 12);
  plot.mark(w, loss, "orange", { size: 8 });
  start.place([state.w0, (state.w0 - 3) ** 2], state.w0, STARTS);
}

function drawWeights(plot) {
  plot.axes({ x: [0, STEPS], y: [-2.5, 8.5], xLabel: "step", yLabel: "weight w" });
  plot.line([[0, 3], [STEPS, 3]], "green thin dashdot");
  plot.label(STEPS, 3, "minimum", "green end", { dx: -4, dy: -7 });
  const draw = (list, kind) => plot.line(list.map((w, k) => [k, w]), kind);
  if (other.checked) draw(runWith(!state.clear).map((one) => one.w), "grey thin dashed");
  const seen = records.slice(0, run.at + 1).map((one) => one.w);
  draw(seen, "orange thin");
  seen.forEach((w, k) => plot.mark(k, w, "orange", { size: 3.5 }));
  if (DATA.path) DATA.path.forEach((w, k) => plot.mark(k, w, "blue thin", { size: 4, shape: "cross" }));
}

predictFirst();
refresh();
