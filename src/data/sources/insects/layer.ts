/**
 * A transparent layer and the shapes that are painted on it.
 *
 * Each shape is a signed distance d (negative inside) in picture units: the picture is [−0.5, 0.5]², y downwards. A
 * pixel of width w is covered by clamp(1/2 − d/w); a shape is visited only inside its bounding box. Shapes thinner
 * than a pixel lose opacity, not existence.
 */

import type { Colour } from './anatomy.ts';
import { clamp01, mix, smoothStep, valueNoise } from './arithmetic.ts';

export interface Layer {
  /** Height and width in pixels. */
  readonly side: number;
  /** [side, side, 4]: red, green, blue (0 … 255) times alpha, and alpha (0 … 1). */
  readonly rgba: Float32Array;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A place on the body and its unit direction towards the head. */
export interface Place extends Point {
  readonly forwardX: number;
  readonly forwardY: number;
}

/** Where the light comes from: a unit vector, z towards the camera. */
export interface Light {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The point `forward` and `right` of a place. */
export function beside(place: Place, forward: number, right: number): Point {
  return {
    x: place.x + forward * place.forwardX - right * place.forwardY,
    y: place.y + forward * place.forwardY + right * place.forwardX,
  };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels whose centres lie within `reach` (and an edge's softness) of any of the points. */
export function boxAround(layer: Layer, points: readonly Point[], reach: number): Box {
  const { side } = layer;
  let minX = 1;
  let minY = 1;
  let maxX = -1;
  let maxY = -1;
  for (const { x, y } of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  const before = (low: number) => Math.max(0, Math.floor((low - reach + 0.5) * side - 1));
  const after = (high: number) => Math.min(side - 1, Math.floor((high + reach + 0.5) * side + 1));
  return { left: before(minX), top: before(minY), right: after(maxX), bottom: after(maxY) };
}

/** Lays a colour over one pixel. */
export function over(
  rgba: Float32Array,
  at: number,
  red: number,
  green: number,
  blue: number,
  alpha: number,
): void {
  const rest = 1 - alpha;
  rgba[at] = red * alpha + (rgba[at] as number) * rest;
  rgba[at + 1] = green * alpha + (rgba[at + 1] as number) * rest;
  rgba[at + 2] = blue * alpha + (rgba[at + 2] as number) * rest;
  rgba[at + 3] = alpha + (rgba[at + 3] as number) * rest;
}

export interface LimbLook {
  readonly colour: Colour;
  readonly alpha: number;
}

/** A line that tapers from radius `startRadius` to `endRadius`: leg, antenna, blade of grass. */
export function paintLimb(
  layer: Layer,
  start: Point,
  startRadius: number,
  end: Point,
  endRadius: number,
  look: LimbLook,
): void {
  const { side, rgba } = layer;
  const [red, green, blue] = look.colour;
  const dx = end.x - start.x;
  const dy = end.y - start.y;
  const lengthSquared = dx * dx + dy * dy + 1e-12;
  const box = boxAround(layer, [start, end], Math.max(startRadius, endRadius));
  for (let row = box.top; row <= box.bottom; row++) {
    const py = (row + 0.5) / side - 0.5 - start.y;
    for (let column = box.left; column <= box.right; column++) {
      const px = (column + 0.5) / side - 0.5 - start.x;
      const along = clamp01((px * dx + py * dy) / lengthSquared);
      const ex = px - along * dx;
      const ey = py - along * dy;
      const fromMiddle = Math.sqrt(ex * ex + ey * ey);
      const radius = mix(startRadius, endRadius, along);
      const cover =
        clamp01((radius - fromMiddle) * side + 0.5) - clamp01((-radius - fromMiddle) * side + 0.5);
      if (cover <= 0) continue;
      const shade = 0.85 + 0.3 * along;
      over(rgba, 4 * (row * side + column), red * shade, green * shade, blue * shade, cover * look.alpha);
    }
  }
}

export interface SegmentLook {
  readonly colour: Colour;
  readonly alpha: number;
  readonly light: Light;
  readonly gloss: number;
  /** Unevenness of edge and surface, 0 … 1, and what it is drawn from. */
  readonly fuzz: number;
  readonly seed: number;
  /** Crosswise bands: count over the length, share of the length, contrast. */
  readonly bands?: {
    readonly colour: Colour;
    readonly count: number;
    readonly share: number;
    readonly contrast: number;
  };
  /** The line between wing cases (strength 0 … 1) and their spots, in units of the half length and half width. */
  readonly seam?: number;
  readonly spots?: {
    readonly colour: Colour;
    readonly discs: readonly { readonly forward: number; readonly right: number; readonly radius: number }[];
  };
}

/** A domed ellipse that narrows towards the back by `taper`: head, thorax, abdomen, wing cases. */
export function paintSegment(
  layer: Layer,
  middle: Place,
  halfLength: number,
  halfWidth: number,
  taper: number,
  look: SegmentLook,
): void {
  const { side, rgba } = layer;
  const { light, bands, spots, fuzz, seed } = look;
  const { forwardX, forwardY } = middle;
  const [baseRed, baseGreen, baseBlue] = look.colour;
  // Blinn's half vector between the light and the camera, for the highlight.
  const halfNorm = Math.sqrt(2 + 2 * light.z);
  const hx = light.x / halfNorm;
  const hy = light.y / halfNorm;
  const hz = (light.z + 1) / halfNorm;
  const pixel = 1 / side;
  const bandEdge = bands ? Math.min(0.5, (2 * bands.count * pixel) / halfLength) : 0;
  const reach = Math.max(halfLength, halfWidth) * (1.1 + 0.3 * fuzz);
  const box = boxAround(layer, [middle], reach);
  for (let row = box.top; row <= box.bottom; row++) {
    const py = (row + 0.5) / side - 0.5 - middle.y;
    for (let column = box.left; column <= box.right; column++) {
      const px = (column + 0.5) / side - 0.5 - middle.x;
      const a = (px * forwardX + py * forwardY) / halfLength;
      if (a < -1.6 || a > 1.6) continue;
      const width = halfWidth * (1 + taper * Math.max(-1, Math.min(1, a)));
      const b = (py * forwardX - px * forwardY) / width;
      const squared = a * a + b * b;
      if (squared > 3) continue;
      const radial = Math.sqrt(squared) + 1e-9;
      const slopeA = a / halfLength;
      const slopeB = b / width;
      const distance = (radial * (radial - 1)) / (Math.sqrt(slopeA * slopeA + slopeB * slopeB) + 1e-9);
      let grain = 0;
      if (fuzz > 0) grain = fuzz * (valueNoise(a * 7 + 50, b * 6 + 50, seed) - 0.5);
      const cover = clamp01(0.5 - (distance - 0.16 * grain * halfWidth) * side);
      if (cover <= 0) continue;
      let red = baseRed;
      let green = baseGreen;
      let blue = baseBlue;
      if (bands) {
        const phase = (0.5 - 0.5 * a - 0.06 * b * b) * bands.count;
        const inBand = Math.abs(phase - Math.floor(phase) - 0.5) * 2;
        const amount =
          bands.contrast * smoothStep(1 - bands.share - bandEdge, 1 - bands.share + bandEdge, inBand);
        red = mix(red, bands.colour[0], amount);
        green = mix(green, bands.colour[1], amount);
        blue = mix(blue, bands.colour[2], amount);
      }
      if (spots) {
        for (const spot of spots.discs) {
          const da = (a - spot.forward) * halfLength;
          const db = (b - spot.right) * width;
          const amount = clamp01((spot.radius - Math.sqrt(da * da + db * db)) * side * 0.7 + 0.5);
          red = mix(red, spots.colour[0], amount);
          green = mix(green, spots.colour[1], amount);
          blue = mix(blue, spots.colour[2], amount);
        }
      }
      const z = Math.sqrt(Math.max(0, 1 - squared));
      const nx = a * forwardX - b * forwardY;
      const ny = a * forwardY + b * forwardX;
      let shade = 0.62 + 0.52 * Math.max(0, nx * light.x + ny * light.y + z * light.z) + 0.5 * grain;
      if (look.seam) {
        shade *=
          1 - 0.6 * look.seam * clamp01(1 - (Math.abs(b * width) * side) / 0.9) * smoothStep(-1.2, -0.6, -a);
      }
      const facing = Math.max(0, nx * hx + ny * hy + z * hz);
      const s2 = facing * facing;
      const s8 = s2 * s2 * s2 * s2;
      const shine = 130 * look.gloss * s8 * s8 * s8;
      over(
        rgba,
        4 * (row * side + column),
        red * shade + shine,
        green * shade + shine,
        blue * shade + shine,
        cover * look.alpha,
      );
    }
  }
}
