// Contour lines of a function of two variables, by marching squares.

const MOST_ROWS = 400; // also of a window that is a million times as high as wide

/** Values of f on an even grid over the window: rows of one y each, from its lower edge up. */
export function sampleGrid(f, x, y, columns, wanted) {
  const rows = Math.min(wanted, MOST_ROWS);
  const across = Array.from({ length: columns + 1 }, (_, i) => between(x, i / columns));
  const up = Array.from({ length: rows + 1 }, (_, j) => between(y, j / rows));
  return { across, up, values: up.map((py) => across.map((px) => f(px, py))) };
}

function between([from, to], share) {
  return from + share * (to - from);
}

/** The contour of one level as polylines of [x, y]; a closed one ends where it began. */
export function contourLines(grid, level) {
  return marching(grid, level, Number.isFinite);
}

/** The rims of the area where f is at least `level`, the edge of the window included: closed
 * polylines, to be filled by the even-odd rule. */
export function contourAreas(grid, level) {
  return marching(walledIn(grid), level, () => true);
}

/** The grid with a wall around it: no width, and lower than any level. */
function walledIn({ across, up, values }) {
  const wall = (list) => [list[0], ...list, list[list.length - 1]];
  const deep = Array(across.length + 2).fill(-Infinity);
  const rows = values.map((row) => [-Infinity, ...row, -Infinity]);
  return { across: wall(across), up: wall(up), values: [deep, ...rows, deep] };
}

function marching(grid, level, admits) {
  const segments = [];
  for (let j = 0; j + 1 < grid.up.length; j += 1) {
    for (let i = 0; i + 1 < grid.across.length; i += 1) {
      segments.push(...cellSegments(grid, i, j, level, admits));
    }
  }
  return joinSegments(segments);
}

/** The pieces of a contour in one cell, each as two crossings {key, point}. */
function cellSegments(grid, i, j, level, admits) {
  const { values } = grid;
  const heights = [values[j][i], values[j][i + 1], values[j + 1][i + 1], values[j + 1][i]];
  const above = heights.map((height) => height >= level);
  if (above.every((side) => side === above[0]) || !heights.every(admits)) return [];
  const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
  const crossings = [0, 1, 2, 3]
    .filter((side) => above[side] !== above[(side + 1) % 4])
    .map((side) => crossing(grid, corners[side], corners[(side + 1) % 4], level));
  if (crossings.length === 2) return [crossings];
  const middle = heights.reduce((sum, height) => sum + height, 0) / 4 >= level;
  const [a, b, c, d] = crossings; // the middle says which two corners belong together
  return above[0] === middle ? [[a, b], [c, d]] : [[d, a], [b, c]];
}

/** Where the level lies between two neighbours; the same from either cell, so that lines join. */
function crossing(grid, first, second, level) {
  const [a, b] = first[0] + first[1] <= second[0] + second[1] ? [first, second] : [second, first];
  const [low, high] = [grid.values[a[1]][a[0]], grid.values[b[1]][b[0]]];
  const exact = (level - low) / (high - low);
  const share = Number.isFinite(low) && Number.isFinite(high) ? exact : 0.5;
  const point = [
    between([grid.across[a[0]], grid.across[b[0]]], share),
    between([grid.up[a[1]], grid.up[b[1]]], share),
  ];
  return { key: `${a}-${b}`, point };
}

/** Pieces that share a crossing become one line. */
function joinSegments(segments) {
  const ends = new Map();
  for (const segment of segments) {
    for (const { key } of segment) ends.set(key, [...(ends.get(key) ?? []), segment]);
  }
  const used = new Set();
  const lines = [];
  for (const segment of segments) {
    if (used.has(segment)) continue;
    used.add(segment);
    const line = [...segment];
    extend(line, ends, used);
    line.reverse();
    extend(line, ends, used);
    lines.push(line.map(({ point }) => point));
  }
  return lines;
}

function extend(line, ends, used) {
  for (;;) {
    const { key } = line[line.length - 1];
    const next = ends.get(key).find((segment) => !used.has(segment));
    if (next === undefined) return;
    used.add(next);
    line.push(next[0].key === key ? next[1] : next[0]);
  }
}

const CROWDED = 0.15;

/** Whether half of the window lies in the lowest part of the range: a narrow valley between
 * high walls, in which even steps of height would show nothing. */
export function isValley(grid) {
  const sorted = sortedValues(grid);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  return sorted[sorted.length >> 1] - low < CROWDED * (high - low);
}

function sortedValues(grid) {
  return grid.values.flat().filter(Number.isFinite).sort((a, b) => a - b);
}

/** About `count` levels between the lowest and the highest value of a grid: evenly spaced and
 * round, so that lines crowd where it is steep; in a valley spaced so that as many values of
 * the grid lie between any two. */
export function chooseLevels(grid, count) {
  const sorted = sortedValues(grid);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  if (!(low < high)) return [];
  if (isValley(grid)) {
    const level = (k) => sorted[Math.floor((sorted.length * (k + 0.5)) / count)];
    return [...new Set(Array.from({ length: count }, (_, k) => Number(level(k).toPrecision(2))))];
  }
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 2.5, 5, 10].find((round) => round * power >= 0.999 * rough);
  const first = Math.floor(low / step) + 1;
  const last = Math.ceil(high / step) - 1;
  const levels = Array.from({ length: Math.max(last - first + 1, 0) }, (_, k) => first + k);
  return levels.map((k) => Number((k * step).toPrecision(10)));
}
