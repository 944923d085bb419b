// Paints the surface, the trail, the arrow and the ball on a canvas, the far ones first.

import { clamp } from "../shared/numbers.js";
import { projector } from "./camera.js";
import { css, shaded } from "./colours.js";
import { laidOn } from "./mesh.js";

const LIFT = 0.06; // what lies on the surface is painted after the faces it touches
const SEAM = 0.45; // pixels
const ARROW = 0.34; // length of the descent arrow, in half-widths of the map

/** Paint everything. `what` is {mesh, view, colours, trail, path, ball, down, ratio}: trail and
 * path are points of the map, ball is one, down the direction of descent there, or null. */
export function paint(canvas, what) {
  const context = canvas.getContext("2d");
  const [width, height] = [canvas.width / what.ratio, canvas.height / what.ratio];
  context.setTransform(what.ratio, 0, 0, what.ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.lineJoin = "round";
  context.lineCap = "round";
  const project = projector(what.view, width, height);
  paintFloor(context, project, what);
  const items = [
    ...faceItems(project, what),
    ...lineItems(project, what.mesh.lines, [[css(what.colours.rim, 0.5), 0.8]], LIFT / 3),
    ...wayItems(project, what.mesh, what.path ?? [], [[css(what.colours.rim, 0.9), 5], [css(what.colours.blue), 2.5]], [7, 5]),
    ...wayItems(project, what.mesh, what.trail, [[css(what.colours.rim, 0.9), 5], [css(what.colours.trail), 3]], []),
  ];
  items.sort((a, b) => a.near - b.near);
  for (const item of items) item.paint(context);
  paintMinima(context, project, what);
  paintArrow(context, project, what);
  paintBall(context, project, what);
}

function faceItems(project, { mesh, colours }) {
  if (mesh.colours !== colours) colourFaces(mesh, colours);
  return mesh.faces.map(({ corners, fill }) => {
    const seen = corners.map((corner) => project(...corner));
    const [x, y, near] = [0, 1, 2].map((i) => (seen[0][i] + seen[1][i] + seen[2][i] + seen[3][i]) / 4);
    return {
      near,
      paint(context) {
        context.fillStyle = fill;
        context.beginPath(); // a little larger than it is, so that no seam shows between faces
        for (const [px, py] of seen) context.lineTo(px + (px > x ? SEAM : -SEAM), py + (py > y ? SEAM : -SEAM));
        context.fill();
      },
    };
  });
}

/** Colours change with the theme only, not with the view. */
function colourFaces(mesh, colours) {
  mesh.colours = colours;
  for (const face of mesh.faces) {
    face.fill = css(shaded(colours.low, colours.high, face.height, 0.7 + 0.3 * face.light));
  }
}

/** Lines of points in the box, each drawn with every one of `pens` [colour, width] in turn. */
function lineItems(project, lines, pens, lift, dashes = []) {
  return lines.map((line) => {
    const seen = line.map((point) => project(...point));
    const nearest = seen.reduce((sum, point) => sum + point[2], 0) / seen.length;
    return {
      near: nearest + lift,
      paint(context) {
        context.setLineDash(dashes);
        for (const [colour, width] of pens) {
          context.beginPath();
          seen.forEach(([x, y]) => context.lineTo(x, y));
          context.strokeStyle = colour;
          context.lineWidth = width;
          context.stroke();
        }
        context.setLineDash([]);
      },
    };
  });
}

/** A way over the map, laid on the surface in short pieces; its points as dots. */
function wayItems(project, mesh, way, pens, dashes) {
  const items = [];
  const shown = way.map((point) => onMap(mesh, point));
  for (let k = 0; k + 1 < shown.length; k += 1) {
    const laid = laidOn(mesh, shown[k], shown[k + 1]);
    const pieces = laid.slice(1).map((point, i) => [laid[i], point]);
    items.push(...lineItems(project, pieces, pens.slice(0, 1), LIFT));
    items.push(...lineItems(project, pieces, pens.slice(1), 1.2 * LIFT, dashes));
  }
  for (const point of shown.length <= 80 ? shown : []) items.push(dotItem(project, mesh, point, pens));
  return items;
}

function dotItem(project, mesh, point, [[rim], [core]]) {
  const [x, y, near] = project(...heightAt(mesh, point));
  return {
    near: near + 1.3 * LIFT,
    paint: (context) => paintDisc(context, [x, y], 3.6, core, rim),
  };
}

function paintDisc(context, [x, y], radius, fill, rim) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.strokeStyle = rim;
  context.lineWidth = 1.4;
  context.fill();
  context.stroke();
}

/** The place of a point on the map, or the nearest on its edge. */
function onMap({ surface }, [x, y]) {
  return [clamp(x, ...surface.x), clamp(y, ...surface.y)];
}

function heightAt({ surface, place }, [x, y]) {
  return place(x, y, surface.f(x, y));
}

/** The frame of the map under the surface, with the ends of both axes in numbers. */
function paintFloor(context, project, { mesh, colours }) {
  const { surface, place } = mesh;
  const at = (x, y) => {
    const [px, py] = place(x, y, 0);
    return project(px, py, -0.56);
  };
  const [[left, right], [front, back]] = [surface.x, surface.y];
  context.beginPath();
  for (const [x, y] of [[left, front], [right, front], [right, back], [left, back]]) context.lineTo(...at(x, y).slice(0, 2));
  context.closePath();
  context.strokeStyle = css(colours.edge);
  context.lineWidth = 1;
  context.stroke();
  const away = (low, high, share) => low + share * (high - low);
  const names = [
    [String(left), left, away(front, back, -0.07)],
    ["x", (left + right) / 2, away(front, back, -0.08)],
    [String(right), right, away(front, back, -0.07)],
    [String(front), away(left, right, 1.06), front],
    ["y", away(left, right, 1.06), (front + back) / 2],
    [String(back), away(left, right, 1.06), back],
  ];
  context.fillStyle = css(colours.soft);
  context.font = "12px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [text, x, y] of names) context.fillText(text.replace("-", "−"), ...at(x, y).slice(0, 2));
}

function paintMinima(context, project, { mesh, colours }) {
  for (const [x, y] of mesh.surface.minima) {
    const [px, py] = project(...heightAt(mesh, [x, y]));
    for (const [colour, width] of [[css(colours.rim), 5], [css(colours.orange), 2.5]]) {
      context.beginPath();
      for (const way of [1, -1]) {
        context.moveTo(px - 5, py - 5 * way);
        context.lineTo(px + 5, py + 5 * way);
      }
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  }
}

/** The direction of steepest descent at the ball, as an arrow that touches the surface there. */
function paintArrow(context, project, { mesh, colours, ball, down }) {
  const { surface } = mesh;
  if (!down || !ball.every((value, i) => value === onMap(mesh, ball)[i])) return;
  const half = (surface.x[1] - surface.x[0]) / 2;
  const foot = heightAt(mesh, ball);
  const near = heightAt(mesh, ball.map((value, i) => value + 1e-4 * half * down[i]));
  const way = near.map((value, i) => 1e4 * (value - foot[i]));
  const share = ARROW / Math.hypot(...way);
  const tip = foot.map((value, i) => value + share * way[i]);
  const [from, to] = [project(...foot), project(...tip)];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < 2) return;
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const [bx, by] = [to[0] - 12 * ux, to[1] - 12 * uy];
  for (const [colour, wide] of [[css(colours.rim), 7], [css(colours.green), 4]]) {
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = wide;
    context.beginPath();
    context.moveTo(from[0], from[1]);
    context.lineTo(bx, by);
    context.stroke();
    context.lineWidth = wide - 4;
    context.beginPath();
    for (const [x, y] of [[to[0], to[1]], [bx - 7 * uy, by + 7 * ux], [bx + 7 * uy, by - 7 * ux]]) context.lineTo(x, y);
    context.closePath();
    context.fill();
    if (wide > 4) context.stroke();
  }
}

function paintBall(context, project, { mesh, colours, ball }) {
  const [x, y] = project(...heightAt(mesh, onMap(mesh, ball)));
  const outside = !ball.every((value, i) => value === onMap(mesh, ball)[i]);
  const glow = context.createRadialGradient(x - 3, y - 8, 1, x, y - 4, 11);
  glow.addColorStop(0, css(shaded(colours.orange, [255, 255, 255], 0.75, 1)));
  glow.addColorStop(0.45, css(colours.orange));
  glow.addColorStop(1, css(shaded(colours.orange, [0, 0, 0], 0.45, 1)));
  context.globalAlpha = outside ? 0.45 : 1;
  paintDisc(context, [x, y - 4], 9, glow, css(colours.rim));
  context.globalAlpha = 1;
}
