// A run of many steps: show all of it, play it from the start, or go one step at a time.

import { button } from "./controls.js";
import { player } from "./player.js";

/** `count()` is the number of steps there are; `show(at)` draws the run up to step `at`.
 * At the end of a run, Play and Step begin anew. */
export function stepper({ count, show, delay }) {
  let at = count();
  const go = (to) => {
    at = to;
    show(at);
  };
  const animation = player("play", {
    delay,
    onStart() {
      if (at >= count()) go(0);
    },
    step() {
      go(at + 1);
      return at < count();
    },
  });
  button("step", () => {
    animation.pause();
    go(at >= count() ? 1 : at + 1);
  });
  return {
    get at() {
      return at;
    },
    /** Show the whole run, as after a slider was moved. */
    all() {
      animation.pause();
      go(count());
    },
    restart() {
      animation.pause();
      go(0);
    },
  };
}
