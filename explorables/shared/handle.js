// A point of a plot that can be dragged, or moved with the arrow keys once it has the focus.

import { node } from "./svg.js";

const KEY_STEPS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
  PageDown: [-5, 0],
  PageUp: [5, 0],
};

/** Put a handle into a plot. `onMove([x, y])` hears where it should go; `onStep([dx, dy])` which
 * way the keys push it, in steps (with Shift a tenth of one). `say` gives its spoken value. */
export function handle(plot, { id, label, kind, onMove, onStep, say }) {
  const group = node("g", { id, class: `handle ${kind}`, tabindex: 0, role: "slider", "aria-label": label });
  group.append(node("circle", { r: 22, class: "reach" }), node("circle", { r: 13, class: "ring" }));
  group.append(node("circle", { r: 7, class: "core" }));
  plot.front.append(group);
  const drag = (event) => onMove(plot.numbersAt(event));
  group.addEventListener("pointerdown", (event) => {
    group.setPointerCapture(event.pointerId);
    group.addEventListener("pointermove", drag);
    group.focus({ preventScroll: true });
    event.preventDefault();
  });
  const release = () => group.removeEventListener("pointermove", drag);
  group.addEventListener("pointerup", release);
  group.addEventListener("pointercancel", release);
  group.addEventListener("keydown", (event) => {
    const step = KEY_STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    onStep(step.map((way) => way * (event.shiftKey ? 0.1 : 1)));
  });
  return {
    group,
    /** Draw the handle at a point of the plot, at its lower edge where y is not a number; `value`, `min`, `max` are for screen readers. */
    place([x, y], value, [min, max]) {
      group.setAttribute("transform", `translate(${plot.px(x)} ${plot.py(Number.isFinite(y) ? y : plot.y[0])})`);
      group.setAttribute("aria-valuenow", value);
      group.setAttribute("aria-valuemin", min);
      group.setAttribute("aria-valuemax", max);
      group.setAttribute("aria-valuetext", say());
    },
  };
}
