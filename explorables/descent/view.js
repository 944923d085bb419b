// Turning and zooming the scene: by mouse, by touch, by keys and by sliders.

import { slider } from "../shared/controls.js";
import { START_VIEW, moved } from "./camera.js";

const DEGREES = 180 / Math.PI;
const KEYS = {
  ArrowLeft: { turn: -0.1 },
  ArrowRight: { turn: 0.1 },
  ArrowUp: { tilt: 0.07 },
  ArrowDown: { tilt: -0.07 },
  "+": { zoom: 1.1 },
  "=": { zoom: 1.1 },
  "-": { zoom: 1 / 1.1 },
};

/** Let the reader move the view of a canvas; `onView` hears whenever it has changed. */
export function movableView(canvas, onView) {
  let view = START_VIEW;
  const change = (next) => {
    view = next;
    sliders.forEach(({ key, scale, control }) => control.set(Math.round(view[key] * scale)));
    onView();
  };
  const sliders = [
    viewSlider("turn", [-180, 180], DEGREES, "°"),
    viewSlider("tilt", [7, 90], DEGREES, "°"),
    viewSlider("zoom", [60, 300], 100, " %"),
  ];
  function viewSlider(key, [min, max], scale, unit) {
    const control = slider(key, {
      min,
      max,
      step: 1,
      value: Math.round(START_VIEW[key] * scale),
      text: (value) => `${value}${unit}`.replace("-", "−"),
      onInput: (value) => change(moved({ ...view, [key]: value / scale }, {})),
    });
    return { key, scale, control };
  }
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Home" && (!KEYS[event.key] || event.ctrlKey)) return;
    event.preventDefault();
    change(event.key === "Home" ? START_VIEW : moved(view, KEYS[event.key]));
  });
  byPointer(canvas, (by) => change(moved(view, by)));
  return {
    get view() {
      return view;
    },
    reset: () => change(START_VIEW),
  };
}

/** One finger or the mouse turns, two fingers zoom, as does the wheel with Ctrl. */
function byPointer(canvas, by) {
  const fingers = new Map();
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, event);
  });
  canvas.addEventListener("pointermove", (event) => {
    const last = fingers.get(event.pointerId);
    if (!last || fingers.size > 2) return;
    const before = fingers.size === 2 ? spread() : 0;
    fingers.set(event.pointerId, event);
    if (before) by({ zoom: spread() / before });
    else by({ turn: (event.clientX - last.clientX) / 130, tilt: (event.clientY - last.clientY) / 160 });
  });
  const lift = (event) => fingers.delete(event.pointerId);
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      by({ zoom: Math.exp(-event.deltaY / 400) });
    },
    { passive: false },
  );
}
