/**
 * Wings: triangles with round corners, their veins, borders, spots and scales.
 */
import type { Colour } from './anatomy.ts';
import { clamp01, mix, smoothStep, valueNoise } from './arithmetic.ts';
import { boxAround, type Layer, over, type Point } from './layer.ts';

export interface WingLook {
  readonly colour: Colour;
  readonly edge: Colour;
  readonly spot: Colour;
  readonly alpha: number;
  /** Width of the dark border, radius of the eye spot, both in picture units. */
  readonly border: number;
  readonly spotRadius: number;
  readonly veins: number;
  readonly mottle: number;
  readonly seed: number;
}

/** A triangle with round corners: root, apex (end of the leading edge), tornus (end of the trailing edge). */
export function paintWing(
  layer: Layer,
  root: Point,
  apex: Point,
  tornus: Point,
  roundness: number,
  look: WingLook,
): void {
  const { side, rgba } = layer;
  const corners = [root, apex, tornus] as const;
  const ax = apex.x - root.x;
  const ay = apex.y - root.y;
  const tx = tornus.x - root.x;
  const ty = tornus.y - root.y;
  const turn = ax * ty - ay * tx < 0 ? -1 : 1;
  const span = Math.sqrt(ax * ax + ay * ay) + roundness;
  const spotX = root.x + 0.42 * (ax + tx);
  const spotY = root.y + 0.42 * (ay + ty);
  const box = boxAround(layer, corners, roundness);
  for (let row = box.top; row <= box.bottom; row++) {
    const y = (row + 0.5) / side - 0.5;
    for (let column = box.left; column <= box.right; column++) {
      const x = (column + 0.5) / side - 0.5;
      const distance = toTriangle(x, y, root, apex, tornus, turn) - roundness;
      const cover = clamp01(0.5 - distance * side);
      if (cover <= 0) continue;
      const rx = x - root.x;
      const ry = y - root.y;
      const out = Math.sqrt(rx * rx + ry * ry) / span;
      const fromLeading = Math.max(0, turn * (ax * ry - ay * rx));
      const fromTrailing = Math.max(0, turn * (rx * ty - ry * tx));
      const across = fromLeading / (fromLeading + fromTrailing + 1e-9);
      let dark = 0;
      if (look.veins > 0) {
        const phase = across * 3.5 + 0.25;
        const fromVein = Math.abs(phase - Math.floor(phase) - 0.5);
        dark = 0.55 * look.veins * clamp01(1 - (fromVein * out * span * side) / 2.2);
      }
      if (look.border > 0) {
        const inBorder = clamp01(0.5 + (distance + look.border) * side * 0.7) * smoothStep(0.3, 0.6, out);
        dark = Math.max(dark, inBorder);
      }
      if (look.mottle > 0) {
        const wave = out * 3.2 + 0.8 * valueNoise(across * 5, out * 4, look.seed);
        const ripple = Math.abs(wave - Math.floor(wave) - 0.5) * 2;
        dark = Math.max(dark, look.mottle * smoothStep(0.45, 1, ripple));
      }
      let red = mix(look.colour[0], look.edge[0], dark);
      let green = mix(look.colour[1], look.edge[1], dark);
      let blue = mix(look.colour[2], look.edge[2], dark);
      if (look.spotRadius > 0) {
        const sx = x - spotX;
        const sy = y - spotY;
        const inSpot = clamp01((look.spotRadius - Math.sqrt(sx * sx + sy * sy)) * side + 0.5);
        red = mix(red, look.spot[0], inSpot);
        green = mix(green, look.spot[1], inSpot);
        blue = mix(blue, look.spot[2], inSpot);
      }
      // A translucent wing shows most at its veins and its rim.
      const rim = clamp01(1 - (Math.abs(distance) * side) / 1.6);
      const alpha = mix(look.alpha, 1, 0.5 * Math.max(dark, 0.6 * rim) * (1 - look.alpha));
      const shade = 0.84 + 0.22 * out;
      over(rgba, 4 * (row * side + column), red * shade, green * shade, blue * shade, cover * alpha);
    }
  }
}

/** Signed distance to a triangle whose corners turn as `turn` says (1 or −1). */
function toTriangle(x: number, y: number, a: Point, b: Point, c: Point, turn: number): number {
  const nearest = Math.sqrt(
    Math.min(squaredToEdge(x, y, a, b), squaredToEdge(x, y, b, c), squaredToEdge(x, y, c, a)),
  );
  const inside =
    turn * sideOf(x, y, a, b) >= 0 && turn * sideOf(x, y, b, c) >= 0 && turn * sideOf(x, y, c, a) >= 0;
  return inside ? -nearest : nearest;
}

function squaredToEdge(x: number, y: number, a: Point, b: Point): number {
  const ex = b.x - a.x;
  const ey = b.y - a.y;
  const px = x - a.x;
  const py = y - a.y;
  const along = clamp01((px * ex + py * ey) / (ex * ex + ey * ey + 1e-12));
  const dx = px - along * ex;
  const dy = py - along * ey;
  return dx * dx + dy * dy;
}

/** On which side of the line from a to b the point lies. */
function sideOf(x: number, y: number, a: Point, b: Point): number {
  return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
}
