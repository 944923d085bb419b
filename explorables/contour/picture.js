// A contour map with a movable point: the gradient, its parts, and the contour it stands upon.

import { button, choice, slider, toggle } from "../shared/controls.js";
import { DATA, announce, fillTable, part, readOut } from "../shared/dom.js";
import { predictFirst } from "../shared/gate.js";
import { handle } from "../shared/handle.js";
import { mapHeight, mapOf } from "../shared/map.js";
import { clamp, show, showPoint, snap } from "../shared/numbers.js";
import { player } from "../shared/player.js";
import { sampledSurface } from "../shared/sampled.js";
import { SURFACES } from "../shared/surfaces.js";
import { Plot } from "../shared/svg.js";
import { arrowScale, drawPicture } from "./drawing.js";
import { alongContour, angleToContour, downhill, tangent } from "./walk.js";

const NAMES = ["elliptic", "round", "tilted", "saddle"];
const BOOK_POINT = [2, 1];
const KEPT = 40; // rows of the table
const STRIDE = 1 / 300; // of the map, one step of a walk
const SMALL = 480; // pixels of a map on which arrows are drawn twice as long
const ROW_EVERY = 30; // steps of a walk

const surfaces = Object.fromEntries(NAMES.map((name) => [name, SURFACES[name]]));
if (DATA.samples) surfaces.yours = sampledSurface(DATA.samples);
const first = DATA.samples ? "yours" : (DATA.f ?? "elliptic");

const state = { name: first, descent: false, trail: [], been: [], path: DATA.path ?? null };
const chosen = () => surfaces[state.name];
const stride = () => STRIDE * (chosen().x[1] - chosen().x[0]);

const plot = new Plot(part("map"), {
  height: (width) => mapHeight(chosen(), width, plot.margin),
  draw(plot) {
    const scale = plot.width < SMALL ? 2 * state.scale : state.scale;
    drawPicture(plot, state.map, scale, state);
    part("scale").textContent = scaleInWords(scale);
    const [x, y] = state.point;
    point.place(state.point, x, chosen().x);
    point.group.setAttribute("aria-valuetext", `x = ${show(x)}, y = ${show(y)}`);
  },
});

const point = handle(plot, {
  id: "point-handle",
  label: "The point on the map",
  kind: "purple",
  onMove: (place) => rest(place.map((value) => snap(value, 0.01))),
  onStep: ([dx, dy]) => rest([snap(state.point[0] + 0.1 * dx, 0.01), snap(state.point[1] + 0.1 * dy, 0.01)]),
  say: () => `(x, y) = ${showPoint(state.point)}`,
});

part("map").addEventListener("pointerdown", (event) => {
  if (event.target.closest(".handle")) return;
  rest(plot.numbersAt(event).map((value) => snap(value, 0.01)));
  point.group.dispatchEvent(new PointerEvent("pointerdown", event)); // and on with it, as a drag
});

const along = player("play", { label: "Walk along the contour", delay: () => 16, onStart: startAlong, step: stepAlong, onEnd: settle });
const down = player("down", { label: "Walk downhill", delay: () => 16, onStart: startDown, step: stepDown, onEnd: settle });

const axisSlider = (id, axis) =>
  slider(id, {
    min: chosen()[id][0],
    max: chosen()[id][1],
    step: 0.01,
    value: 0,
    text: (value) => show(value, 4),
    onInput(value) {
      rest(state.point.map((old, i) => (i === axis ? value : old)));
    },
  });
const sliders = [axisSlider("x", 0), axisSlider("y", 1)];

const list = choice("surface", {
  options: Object.entries(surfaces).map(([key, one]) => [key, key === "yours" ? `yours: ${one.label}` : one.label]),
  value: first,
  onChange: choose,
});

const descent = toggle("descent", {
  checked: false,
  onChange(checked) {
    state.descent = checked;
    part("legend-down").hidden = !checked;
    plot.refresh();
  },
});

button("reset", () => {
  state.been = [];
  list.value = first;
  descent.checked = false;
  descent.dispatchEvent(new Event("change"));
  choose(first);
});

/** Show a surface, with the point where its lesson begins. */
function choose(name) {
  state.name = name;
  state.map = mapOf(chosen());
  state.scale = arrowScale(chosen());
  sliders.forEach(({ input }, axis) => {
    const [low, high] = axis ? chosen().y : chosen().x;
    Object.assign(input, { min: low, max: high });
  });
  part("words").textContent = chosen().words;
  part("legend-minimum").hidden = chosen().minima.length === 0;
  part("legend-path").hidden = !state.path;
  rest(name === first && DATA.point ? DATA.point : startOf(name));
}

function scaleInWords(scale) {
  if (scale === 1) return "The arrows are drawn at their full length.";
  const size = scale < 1 ? `1/${show(1 / scale)} of` : `${show(scale)} times`;
  return `The arrows are drawn at ${size} their length.`;
}

function startOf(name) {
  return name === "yours" ? chosen().start : BOOK_POINT;
}

/** Put the point somewhere by hand: the walks end, their trail goes. */
function rest(place) {
  along.pause();
  down.pause();
  state.trail = [];
  moveTo(place);
  settle();
}

function moveTo([x, y]) {
  state.point = [clamp(x, ...chosen().x), clamp(y, ...chosen().y)];
  plot.refresh();
  sliders.forEach((one, axis) => one.set(state.point[axis]));
  readAll();
}

const inside = ([x, y]) => {
  const { x: across, y: up } = chosen();
  return x >= across[0] && x <= across[1] && y >= up[0] && y <= up[1];
};

function startWalk(other) {
  other.pause();
  state.trail = [state.point];
  state.value = chosen().f(...state.point);
  state.outcome = "";
}

function startAlong() {
  startWalk(down);
}

/** One stride along the contour; the walk ends where it began, or at the edge of the map. */
function stepAlong() {
  const next = alongContour(chosen(), state.point, state.value, stride());
  if (!next) return ends("There is no direction to walk in: the gradient is zero here.");
  if (!inside(next)) return ends("The contour leaves the map here.");
  const [from, count] = [state.trail[0], state.trail.length];
  walkTo(next);
  const way = Math.hypot(next[0] - from[0], next[1] - from[1]);
  if (count < 4 || way > 0.75 * stride()) return true;
  walkTo(from);
  return ends("Once around: f was the same all the way, and the gradient stood across the path at every point.");
}

function startDown() {
  startWalk(along);
}

/** One stride against the gradient; the walk ends at the bottom, or at the edge of the map. */
function stepDown() {
  const next = downhill(chosen(), state.point, stride());
  if (!next) return ends("Here the gradient is zero, or as good as zero: there is no way down.");
  if (!inside(next)) return ends("The way down leaves the map here.");
  walkTo(next);
  return true;
}

function walkTo(place) {
  state.trail.push(place);
  moveTo(place);
  if (state.trail.length % ROW_EVERY === 0) keepRow();
}

function ends(outcome) {
  state.outcome = outcome;
  return false;
}

/** The point has come to rest: it goes into the table, and a screen reader hears of it. */
function settle() {
  keepRow();
  readAll();
  state.outcome = "";
}

function keepRow() {
  const here = row(state.point);
  const last = state.been[0];
  if (!last || last.some((cell, i) => cell !== here[i])) state.been.unshift(here);
  state.been.length = Math.min(state.been.length, KEPT);
}

function row([x, y]) {
  const [gx, gy] = chosen().grad(x, y);
  return [x, y, chosen().f(x, y), gx, gy, Math.hypot(gx, gy)];
}

function readAll() {
  const here = row(state.point);
  const [x, y, f, gx, gy, length] = here;
  readOut("read-point", [x, y], showPoint([x, y]));
  readOut("read-f", f, show(f));
  readOut("read-fx", gx, show(gx));
  readOut("read-fy", gy, show(gy));
  readOut("read-length", length, show(length));
  const t = tangent([gx, gy]);
  const angle = angleToContour(chosen(), state.point);
  readOut("read-angle", angle, Number.isNaN(angle) ? "no direction" : `${show(angle, 4)}°`);
  const isHere = state.been[0]?.every((cell, i) => cell === here[i]);
  const rows = [here, ...state.been.slice(isHere ? 1 : 0)].map((one) => one.map((value) => ({ value, text: show(value) })));
  fillTable("points-table", rows);
  part("verdict").textContent = verdict(here, t);
  announce(`${state.outcome ?? ""} Point ${showPoint([x, y])}, f is ${show(f, 4)}. ${part("verdict").textContent}`);
}

function verdict([, , , gx, gy, length], t) {
  if (state.outcome) return state.outcome;
  if (!t) return "The gradient is zero here: level ground, no arrow, no contour direction.";
  const bearing = [side(gy, ["upper", "lower"]), side(gx, ["right", "left"])].filter(Boolean).join(" ");
  const [across, up] = [Math.abs(gx), Math.abs(gy)];
  const larger = across > up ? "∂f/∂x is the larger part" : up > across ? "∂f/∂y is the larger part" : "both parts are equally large";
  return `Steepest up is to the ${bearing}; ${larger}. A step of 0.1 that way raises f by about ${show(0.1 * length, 2)}.`;
}

function side(slope, [positive, negative]) {
  if (Math.abs(slope) < 1e-9) return "";
  return slope > 0 ? positive : negative;
}

choose(first);
predictFirst();
