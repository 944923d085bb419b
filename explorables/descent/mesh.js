// The surface as a mesh in a box of half-width 1: heights, faces with their shade, contour pieces.

import { chooseLevels, contourLines, isValley, sampleGrid } from "../shared/contours.js";

const MESH_CELLS = 60;
const HEIGHT = 0.95; // of the box, from the lowest point to the highest
const LIGHT = [-0.45, -0.35, 0.82]; // where the light comes from; a unit vector, nearly
const LINE_CELLS = 3; // a contour is cut into pieces of this many cells, to be sorted with them

/** Everything about a surface that does not change with the view. */
export function meshOf(surface) {
  const [width, depth] = [surface.x[1] - surface.x[0], surface.y[1] - surface.y[0]];
  const rows = Math.round((MESH_CELLS * depth) / width);
  const grid = sampleGrid(surface.f, surface.x, surface.y, MESH_CELLS, rows);
  const place = placer(surface, grid);
  const corners = grid.up.map((y, j) => grid.across.map((x, i) => place(x, y, grid.values[j][i])));
  return { surface, place, compressed: place.compressed, faces: facesOf(corners), lines: linesOf(grid, place) };
}

/** A function from (x, y, f) to the box. Between high walls a narrow valley would look flat:
 * there heights grow with the logarithm, and `compressed` says so. */
function placer(surface, grid) {
  const seen = grid.values.flat().filter(Number.isFinite);
  const [low, high] = [Math.min(...seen), Math.max(...seen)];
  const compressed = isValley(grid);
  const unit = 10 ** (Math.floor(Math.log10(high - low)) - 2);
  const shape = compressed ? (f) => Math.log1p(Math.max(f - low, 0) / unit) : (f) => f - low;
  const whole = shape(high) || 1;
  const half = (surface.x[1] - surface.x[0]) / 2;
  const middle = [surface.x, surface.y].map(([from, to]) => (from + to) / 2);
  const place = (x, y, f) => [
    (x - middle[0]) / half,
    (y - middle[1]) / half,
    HEIGHT * (Math.min(Math.max(shape(f) / whole, 0), 1) - 0.5),
  ];
  return Object.assign(place, { compressed });
}

function facesOf(corners) {
  const faces = [];
  for (let j = 0; j + 1 < corners.length; j += 1) {
    for (let i = 0; i + 1 < corners[j].length; i += 1) {
      const four = [corners[j][i], corners[j][i + 1], corners[j + 1][i + 1], corners[j + 1][i]];
      if (!four.flat().every(Number.isFinite)) continue;
      const height = four.reduce((sum, corner) => sum + corner[2], 0) / 4 / HEIGHT + 0.5;
      faces.push({ corners: four, height, light: lightOn(four) });
    }
  }
  return faces;
}

/** How brightly a face is lit, from 0 to 1: the cosine between its normal and the light. */
function lightOn([a, b, , d]) {
  const u = b.map((value, i) => value - a[i]);
  const v = d.map((value, i) => value - a[i]);
  const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
  const length = Math.hypot(...normal);
  const cosine = normal.reduce((sum, value, i) => sum + value * LIGHT[i], 0) / length;
  return Math.max(cosine, 0);
}

/** The contour lines, on the surface, in short pieces. */
function linesOf(grid, place) {
  const pieces = [];
  for (const level of chooseLevels(grid, 12)) {
    for (const line of contourLines(grid, level)) {
      const points = line.map(([x, y]) => place(x, y, level));
      for (let k = 0; k + 1 < points.length; k += LINE_CELLS) pieces.push(points.slice(k, k + LINE_CELLS + 1));
    }
  }
  return pieces;
}

/** A straight way on the map between two points, laid on the surface: points in the box. */
export function laidOn({ surface, place }, from, to) {
  const way = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const pieces = Math.min(Math.max(Math.ceil((MESH_CELLS * way) / (surface.x[1] - surface.x[0])), 1), MESH_CELLS);
  return Array.from({ length: pieces + 1 }, (_, k) => {
    const [x, y] = from.map((value, i) => value + (k / pieces) * (to[i] - value));
    return place(x, y, surface.f(x, y));
  });
}
