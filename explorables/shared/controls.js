// Sliders, choices, buttons, switches: native elements, so that keys and screen readers work.

import { part } from "./dom.js";

/** A slider: `text(value)` is what it says, `onInput(value)` hears of each change. */
export function slider(id, { min, max, step, value, text, onInput, onChange }) {
  const input = part(id);
  Object.assign(input, { min, max, step, value });
  const output = document.querySelector(`output[for="${id}"]`);
  const say = () => {
    input.setAttribute("aria-valuetext", text(Number(input.value)));
    output.textContent = text(Number(input.value));
    input.dataset.value = String(Number(input.value));
  };
  input.addEventListener("input", () => {
    say();
    onInput(Number(input.value));
  });
  if (onChange) input.addEventListener("change", () => onChange(Number(input.value)));
  say();
  return {
    input,
    get value() {
      return Number(input.value);
    },
    set(number) {
      input.value = number;
      say();
    },
  };
}

const PER_DECADE = 10;

/** A slider for numbers of both signs on a logarithmic scale: −10^top … −10^bottom, 10^bottom … 10^top.
 * In the middle the sign changes; zero itself is left out. */
export function signedLogSlider(id, { top, bottom, value, text, onInput }) {
  const input = part(id);
  const output = document.querySelector(`output[for="${id}"]`);
  let exact = value;
  let lowest = bottom;
  const numberAt = (place) => {
    const exponent = (lowest * PER_DECADE + Math.abs(place) - 1) / PER_DECADE;
    const size = Number.isInteger(exponent) ? Number(`1e${exponent}`) : 10 ** exponent;
    return Math.sign(place) * Number(size.toPrecision(3));
  };
  const placeOf = (number) => {
    const place = Math.round(PER_DECADE * (Math.log10(Math.abs(number)) - lowest)) + 1;
    return Math.sign(number) * Math.max(place, 1);
  };
  const say = () => {
    input.setAttribute("aria-valuetext", text(exact));
    output.textContent = text(exact);
    input.dataset.value = String(exact);
  };
  const set = (number) => {
    exact = number;
    input.value = placeOf(number);
    last = Number(input.value);
    say();
  };
  let last = 1;
  const range = (low) => {
    lowest = low;
    const places = Math.round(PER_DECADE * (top - lowest)) + 1;
    Object.assign(input, { min: -places, max: places, step: 1 });
    set(Math.sign(exact) * Math.max(Math.abs(exact), Number(`1e${lowest}`)));
  };
  input.addEventListener("input", () => {
    if (Number(input.value) === 0) input.value = last > 0 ? -1 : 1;
    last = Number(input.value);
    exact = numberAt(last);
    say();
    onInput(exact);
  });
  range(bottom);
  return {
    input,
    set,
    range,
    get value() {
      return exact;
    },
  };
}

/** A list to choose from; `options` are [value, label] pairs. */
export function choice(id, { options, value, onChange }) {
  const select = part(id);
  select.replaceChildren(...options.map(([key, label]) => new Option(label, key)));
  select.value = value;
  select.addEventListener("change", () => onChange(select.value));
  return select;
}

export function button(id, onClick) {
  const found = part(id);
  found.addEventListener("click", onClick);
  return found;
}

/** A switch: a checkbox with a label. */
export function toggle(id, { checked, onChange }) {
  const box = part(id);
  box.checked = checked;
  box.addEventListener("change", () => onChange(box.checked));
  return box;
}
