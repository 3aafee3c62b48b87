/**
 * A batch of normalised, augmented and changed images out of a dataset of bytes: a thread makes one pixel, and reads where it, and
 * that of the image which it is mixed with, come from. Operations are on whole numbers, so that the CPU makes the same bytes.
 */
import type { Elementwise } from '../webgpu/elementwise.ts';
import { byteOperation, greyWeights, one } from './changes.ts';

const { linear, saturation, posterise, solarise, translate } = byteOperation;
const [red, green, blue] = greyWeights;

/** @param size height and width of an image, S. */
export function gatherChangedShader(batch: number, size: number): Elementwise {
  const pixels = size * size;
  return {
    key: `GatherChanged of size ${size}`,
    bindings: [
      { name: 'bytes', type: 'u32' },
      { name: 'views', type: 'vec4<i32>' },
      { name: 'changes', type: 'vec4<i32>' },
      { name: 'table', type: 'f32' },
      { name: 'images', type: 'f32', writes: true },
    ],
    count: batch * pixels,
    functions: `
fn reflected(position: i32) -> i32 {
  let inside = abs(position);
  return select(${2 * (size - 1)} - inside, inside, inside < ${size});
}
fn byte(at: u32) -> i32 { return i32((bytes[at >> 2u] >> (8u * (at & 3u))) & 255u); }
fn viewed(image: u32, y: i32, x: i32) -> vec3<i32> {
  let view = views[image];
  let line = reflected(y - view.w);
  let source = reflected(x - view.z);
  let column = select(source, ${size - 1} - source, view.y != 0);
  let first = u32(view.x) * ${3 * pixels}u + 3u * u32(line * ${size} + column);
  return vec3<i32>(byte(first), byte(first + 1u), byte(first + 2u));
}
fn operated(p: vec3<i32>, kind: i32, a: i32, b: i32) -> vec3<i32> {
  var added = vec3<i32>(b);
  if (kind == ${posterise}) { return p & vec3<i32>(a); }
  if (kind == ${solarise}) { return select(p, vec3<i32>(255) - p, p >= vec3<i32>(a)); }
  if (kind == ${saturation}) {
    added = vec3<i32>((${one} - a) * ((${red} * p.x + ${green} * p.y + ${blue} * p.z) >> 16u));
  } else if (kind != ${linear}) { return p; }
  return clamp((a * p + added) >> vec3<u32>(12u), vec3<i32>(0), vec3<i32>(255));
}
fn inside(y: i32, x: i32) -> bool { return y >= 0 && y < ${size} && x >= 0 && x < ${size}; }
fn shown(image: u32, line: i32, column: i32) -> vec3<f32> {
  let c0 = changes[4u * image];
  let c1 = changes[4u * image + 1u];
  let c2 = changes[4u * image + 2u];
  if (line >= c1.z && line < c2.x && column >= c1.w && column < c2.y) { return vec3<f32>(); }
  var y = line;
  var x = column;
  if (c0.w == ${translate}) { x -= c1.x; y -= c1.y; }
  var p = vec3<i32>();
  if (inside(y, x)) {
    if (c0.x == ${translate}) { x -= c0.y; y -= c0.z; }
    if (inside(y, x)) { p = viewed(image, y, x); }
    p = operated(operated(p, c0.x, c0.y, c0.z), c0.w, c1.x, c1.y);
  }
  return vec3<f32>(table[p.x], table[256 + p.y], table[512 + p.z]);
}`,
    body: `
  let image = i / ${pixels}u;
  let at = i32(i % ${pixels}u);
  let line = at / ${size};
  let column = at % ${size};
  let mixing = changes[4u * image + 2u];
  let box = changes[4u * image + 3u];
  let share = bitcast<f32>(mixing.w);
  var value = vec3<f32>();
  if (share < 1.0 && box.z > box.x) {
    let isOther = line >= box.x && line < box.z && column >= box.y && column < box.w;
    value = shown(select(image, u32(mixing.z), isOther), line, column);
  } else {
    value = shown(image, line, column);
    if (share < 1.0) { value = share * value + (1.0 - share) * shown(u32(mixing.z), line, column); }
  }
  images[3u * i] = value.x;
  images[3u * i + 1u] = value.y;
  images[3u * i + 2u] = value.z;`,
  };
}

export function mixedLabelsShader(batch: number, classes: number): Elementwise {
  return {
    key: `MixedLabels by ${classes}`,
    bindings: [
      { name: 'labels', type: 'i32' },
      { name: 'changes', type: 'vec4<i32>' },
      { name: 'rows', type: 'f32', writes: true },
    ],
    count: batch * classes,
    body: `
  let image = i / ${classes}u;
  let k = i32(i % ${classes}u);
  let mixing = changes[4u * image + 2u];
  let share = bitcast<f32>(mixing.w);
  let other = select(0.0, 1.0 - share, labels[mixing.z] == k);
  rows[i] = select(0.0, share, labels[image] == k) + select(0.0, other, share < 1.0);`,
  };
}
