// Gradient descent on a surface in three dimensions, its trail on the map, its loss in a curve.

import { button, choice, toggle } from "../shared/controls.js";
import { DATA, announce, fillTable, part, readOut } from "../shared/dom.js";
import { predictFirst } from "../shared/gate.js";
import { handle } from "../shared/handle.js";
import { mapHeight, mapOf } from "../shared/map.js";
import { clamp, show, showPoint, snap } from "../shared/numbers.js";
import { CALM, player } from "../shared/player.js";
import { sampledSurface } from "../shared/sampled.js";
import { SURFACES } from "../shared/surfaces.js";
import { Plot } from "../shared/svg.js";
import { drawLosses, drawTrail, wantsLogarithm } from "./charts.js";
import { onTheme, readColours } from "./colours.js";
import { meshOf } from "./mesh.js";
import { PRESETS, presetsFor } from "./presets.js";
import { rateSlider } from "./rate.js";
import { runFrom, sentence } from "./run.js";
import { paint } from "./scene.js";
import { movableView } from "./view.js";

const SPEEDS = [1, 2, 5, 10, 25, 50]; // steps a second
const GLIDE = 350; // milliseconds, the longest time the ball takes from point to point
const ROWS = 200; // of the table; the rest is counted

const surfaces = Object.fromEntries(Object.keys(PRESETS).map((name) => [name, SURFACES[name]]));
const presets = { ...PRESETS };
if (DATA.samples) {
  surfaces.yours = sampledSurface(DATA.samples);
  presets.yours = presetsFor(surfaces.yours);
}
const first = DATA.samples ? "yours" : (DATA.surface ?? DATA.f ?? "elliptic");

const state = { name: first, k: 0, shown: 0, path: DATA.path ?? null, colours: readColours() };
const chosen = () => surfaces[state.name];

const scene = part("scene");
const camera = movableView(scene, () => requestPaint());
const map = new Plot(part("map"), {
  height: (width) => mapHeight(chosen(), width, map.margin),
  margin: { left: 36, right: 6, top: 6, bottom: 34 },
  draw(plot) {
    const { path } = state.run;
    drawTrail(plot, state.map, { trail: path.slice(0, state.k + 1), next: path[state.k + 1], path: state.shownPath });
    begin.place(state.start, state.start[0], chosen().x);
  },
});
const curve = new Plot(part("curve"), {
  height: () => clamp(mapHeight(chosen(), map.width, map.margin), 190, 330),
  draw: (plot) => drawLosses(plot, { losses: state.run.losses, k: state.k, other: state.pathLosses, logarithmic: logarithmic.checked }),
});

const begin = handle(map, {
  id: "start-handle",
  label: "The start",
  kind: "orange",
  onMove: startAt,
  onStep: ([dx, dy]) => startAt([state.start[0] + 0.1 * dx, state.start[1] + 0.1 * dy]),
  say: () => `Start at ${showPoint(state.start)}`,
});
part("map").addEventListener("pointerdown", (event) => {
  if (event.target.closest(".handle")) return;
  startAt(map.numbersAt(event));
  begin.group.dispatchEvent(new PointerEvent("pointerdown", event)); // and on with it, as a drag
});

const animation = player("play", {
  delay: () => 1000 / Number(speed.value),
  onStart() {
    if (state.k === lastStep()) goTo(0);
  },
  step() {
    if (state.k < lastStep()) goTo(state.k + 1);
    return state.k < lastStep();
  },
  onEnd: settle,
});
const speed = choice("speed", {
  options: SPEEDS.map((count) => [count, count === 1 ? "1 step a second" : `${count} steps a second`]),
  value: 5,
  onChange: () => {},
});
const rate = rateSlider("rate", { value: 0.05, onInput: begins });
const logarithmic = toggle("logarithmic", { checked: false, onChange: () => curve.refresh() });
button("step", () => {
  animation.pause();
  if (state.k < lastStep()) goTo(state.k + 1);
  settle();
});
button("reset", () => {
  camera.reset();
  goBack();
});
const list = choice("surface", {
  options: Object.entries(surfaces).map(([key, one]) => [key, key === "yours" ? `yours: ${one.label}` : one.label]),
  value: first,
  onChange: choose,
});
const starts = choice("start", { options: [], value: "", onChange: (value) => startAt(JSON.parse(value)) });

const lastStep = () => state.run.path.length - 1;

/** Show a surface, its presets, and the ball at the first of its starts. */
function choose(name) {
  state.name = name;
  state.map = mapOf(chosen());
  state.mesh = meshOf(chosen());
  const own = name === first;
  const preset = presets[name];
  part("words").textContent = chosen().words;
  part("compressed").hidden = !state.mesh.compressed;
  part("legend-minimum").hidden = chosen().minima.length === 0;
  state.pathLosses = own && state.path ? state.path.map((w) => chosen().f(...w)) : null;
  state.shownPath = state.pathLosses && state.path;
  part("legend-path").hidden = !state.shownPath;
  part("rates").replaceChildren(...preset.rates.map(rateButton));
  rate.set(own && DATA.lr ? DATA.lr : preset.rate);
  const given = own && (DATA.start ?? state.path?.[0]);
  startAt(given || preset.starts[0]);
}

function rateButton(value) {
  const made = document.createElement("button");
  made.textContent = `η = ${show(value)}`;
  made.addEventListener("click", () => rate.set(value, begins));
  return made;
}

function startAt(place) {
  const { x, y } = chosen();
  state.start = [clamp(snap(place[0], 0.001), ...x), clamp(snap(place[1], 0.001), ...y)];
  listStarts();
  begins();
}

/** The presets, and the start that was chosen on the map if it is none of them. */
function listStarts() {
  const own = JSON.stringify(state.start);
  const known = presets[state.name].starts.map((start) => JSON.stringify(start));
  const keys = known.includes(own) ? known : [...known, own];
  const label = (key) => showPoint(JSON.parse(key)) + (known.includes(key) ? "" : ", chosen on the map");
  starts.replaceChildren(...keys.map((key) => new Option(label(key), key)));
  starts.value = own;
}

/** A new run, with the ball at its start: after any change of surface, start or rate. */
function begins() {
  state.run = runFrom(chosen(), state.start, rate.value);
  logarithmic.disabled = state.run.losses.some((loss) => loss <= 0);
  logarithmic.checked = wantsLogarithm(state.run.losses);
  goBack();
}

function goBack() {
  animation.pause();
  goTo(0);
  settle();
}

/** Show the run after step k; the ball glides there from the step before. */
function goTo(k) {
  state.glide = { from: k === state.k + 1 && !CALM.matches ? state.k : k, since: performance.now() };
  state.k = k;
  map.refresh();
  curve.refresh();
  readAll();
  requestPaint();
}

/** Things have come to rest: fill the table, tell a screen reader. */
function settle() {
  const { path, losses, slopes } = state.run;
  const rows = path.slice(0, state.k + 1).map((w, k) => [k, ...w, losses[k], slopes[k]]);
  const cells = rows.slice(0, ROWS).map((row) => row.map((value) => ({ value, text: show(value, 8) })));
  fillTable("run-table", cells);
  const left = rows.length - cells.length;
  part("run-table").caption.textContent = left > 0 ? `The first ${ROWS} points; ${left} more are not shown.` : "Every point so far.";
  announce(part("verdict").textContent);
}

function readAll() {
  const { k, run } = state;
  const [w, loss, slope] = [run.path[k], run.losses[k], run.slopes[k]];
  readOut("read-step", k, String(k));
  readOut("read-point", w, showPoint(w));
  readOut("read-loss", loss, show(loss));
  const gradient = chosen().grad(...w);
  readOut("read-gradient", gradient, showPoint(gradient));
  readOut("read-length", slope, show(slope));
  readOut("read-next", rate.value * slope, show(rate.value * slope));
  part("verdict").textContent = sentence(chosen(), run, k);
  scene.setAttribute("aria-label", `The surface ${chosen().label} with the ball at ${showPoint(w)}, loss ${show(loss, 4)}`);
}

let frameWanted = 0;

function requestPaint() {
  frameWanted ||= requestAnimationFrame(paintNow);
}

function paintNow(now) {
  frameWanted = 0;
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [scene.clientWidth, scene.clientHeight].map((size) => Math.round(ratio * size));
  if (!width) return;
  if (scene.width !== width || scene.height !== height) Object.assign(scene, { width, height });
  const { path } = state.run;
  const { ball, arrived } = glide(path, now);
  const length = state.run.slopes[state.k];
  const gradient = chosen().grad(...path[state.k]);
  paint(scene, {
    ...state,
    view: camera.view,
    ratio,
    path: state.shownPath,
    trail: arrived ? path.slice(0, state.k + 1) : [...path.slice(0, state.k), ball],
    ball,
    down: arrived && length > 1e-6 ? gradient.map((slope) => -slope / length) : null,
  });
  if (!arrived) requestPaint();
}

/** Where the ball is now, on its way from the step before. */
function glide(path, now) {
  const time = Math.min(GLIDE, 800 / Number(speed.value));
  const share = clamp((now - state.glide.since) / time, 0, 1);
  if (state.glide.from === state.k || share === 1) return { ball: path[state.k], arrived: true };
  const eased = share * share * (3 - 2 * share);
  const from = path[state.glide.from];
  return { ball: from.map((value, i) => value + eased * (path[state.k][i] - value)), arrived: false };
}

new ResizeObserver(requestPaint).observe(scene);
onTheme(() => {
  state.colours = readColours();
  requestPaint();
});
choose(first);
predictFirst();
