// From the three dimensions of a surface to the two of a screen.

const DISTANCE = 5; // of the eye, in half-widths of the surface: a little perspective
const LOWER = 0.06; // the middle of the box, below the middle of the screen
const TILTS = [0.12, Math.PI / 2];
const ZOOMS = [0.6, 3];

export const START_VIEW = { turn: -0.62, tilt: 0.75, zoom: 1 };

/** A view after a change of its angles (radians) and a factor to its zoom, within its limits. */
export function moved(view, { turn = 0, tilt = 0, zoom = 1 }) {
  const within = (value, [low, high]) => Math.min(Math.max(value, low), high);
  const full = 2 * Math.PI;
  return {
    turn: ((((view.turn + turn + Math.PI) % full) + full) % full) - Math.PI,
    tilt: within(view.tilt + tilt, TILTS),
    zoom: within(view.zoom * zoom, ZOOMS),
  };
}

/** A function from a point (x, y, z) of the world to [right, down, nearness] on a screen of this
 * size in pixels. The world is the box of half-width 1 around 0; x runs right, y away, z up. */
export function projector({ turn, tilt, zoom }, width, height) {
  const [sinTurn, cosTurn] = [Math.sin(turn), Math.cos(turn)];
  const [sinTilt, cosTilt] = [Math.sin(tilt), Math.cos(tilt)];
  const size = zoom * Math.min(width / 2.95, height / 2.2);
  return (x, y, z) => {
    const right = x * cosTurn - y * sinTurn;
    const away = x * sinTurn + y * cosTurn;
    const up = away * sinTilt + z * cosTilt;
    const near = z * sinTilt - away * cosTilt;
    const scale = (size * DISTANCE) / (DISTANCE - near);
    return [width / 2 + scale * right, height / 2 - scale * (up + LOWER), near];
  };
}
