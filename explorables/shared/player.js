// Play, step by step. Whoever asked for less motion gets the end at once instead.

import { part } from "./dom.js";

export const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Drives `step()`, which returns whether there is more to come. `delay()` is in milliseconds.
 * The button says Play or Pause; `onEnd` hears when the last step is done. */
export function player(id, { step, delay, onStart = () => {}, onEnd = () => {}, label = "Play" }) {
  const button = part(id);
  let timer = 0;
  const show = (playing) => {
    button.textContent = playing ? "Pause" : label;
    button.dataset.playing = String(playing);
  };
  const pause = () => {
    clearTimeout(timer);
    timer = 0;
    show(false);
  };
  const end = () => {
    pause();
    onEnd();
  };
  const next = () => {
    if (step()) timer = setTimeout(next, delay());
    else end();
  };
  const play = () => {
    onStart();
    if (CALM.matches) {
      let more = true;
      for (let count = 0; more && count < 10000; count += 1) more = step();
      end();
      return;
    }
    show(true);
    timer = setTimeout(next, delay());
  };
  button.addEventListener("click", () => (timer ? pause() : play()));
  show(false);
  return {
    play,
    pause,
    get playing() {
      return timer !== 0;
    },
  };
}
