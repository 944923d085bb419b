// The learning rate on a logarithmic scale, from 10⁻⁴ to 2.

import { slider } from "../shared/controls.js";
import { part } from "../shared/dom.js";
import { show } from "../shared/numbers.js";

const DECADE = 20; // places of the slider
const [LOWEST, HIGHEST] = [-4 * DECADE, 6];

/** The rate at a place of the slider, in two digits, so that it can be typed into a notebook. */
export function rateAt(place) {
  return Number((10 ** (place / DECADE)).toPrecision(2));
}

/** A slider for the learning rate; `set` takes any rate and keeps it as it is. */
export function rateSlider(id, { value, onInput }) {
  let rate = value;
  const control = slider(id, {
    min: LOWEST,
    max: HIGHEST,
    step: 1,
    value: placeOf(value),
    text: () => show(rate, 3),
    onInput: (place) => set(rateAt(place), onInput),
  });
  function set(next, then = () => {}) {
    rate = next;
    control.set(placeOf(rate));
    part(id).dataset.value = String(rate);
    then();
  }
  set(value);
  return {
    set,
    get value() {
      return rate;
    },
  };
}

function placeOf(rate) {
  return Math.round(DECADE * Math.log10(rate));
}
