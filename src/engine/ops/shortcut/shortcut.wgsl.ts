/**
 * The shortcut without weights on WebGPU: one thread a number, four channels where all stand between zeros and four divide
 * both counts and the zeros in front. Zeros are written by the same threads, so nothing is cleared beforehand.
 */
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { elementwise } from '../webgpu/elementwise.ts';
import { arrives, type ShortcutShape, targets, zerosBefore } from './shape.ts';

interface Dispatch {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
}

/** Shapes in the shader's own numbers, and the text of their key. */
function vectors(shape: ShortcutShape) {
  const [batch, height, width, channels] = shape.from;
  const [, h, w, arriving] = arrives(shape);
  const before = zerosBefore(shape);
  const vector =
    before !== undefined && [channels, arriving, before].every((count) => count % 4 === 0) ? 4 : 1;
  const map = before === undefined ? ` from ${shape.sources.join()}` : ` after ${before}`;
  return {
    type: vector === 4 ? ('vec4<f32>' as const) : ('f32' as const),
    batch,
    height,
    width,
    h,
    w,
    stride: shape.stride,
    own: channels / vector,
    all: arriving / vector,
    before: before === undefined ? undefined : before / vector,
    key: `[${height}, ${width}, ${channels}] to ${arriving} by ${shape.stride}${map}`,
  };
}

/** A table of channels, −1 (wrapped to a large number) where there is none. */
const table = (name: string, channels: readonly number[]) =>
  `var ${name} = array<u32, ${channels.length}>(${channels.map((channel) => `${channel >>> 0}u`).join()});`;

/** Bindings: x [B, H, W, C], y [B, h, w, C']. */
export function shortcutShader(shape: ShortcutShape): Dispatch {
  const { type, batch, height, width, h, w, stride, own, all, before, key } = vectors(shape);
  return elementwise({
    key: `shortcut ${key}`,
    bindings: [
      { name: 'x', type },
      { name: 'y', type, writes: true },
    ],
    count: batch * h * w * all,
    body: `
  ${before === undefined ? table('sources', shape.sources) : ''}
  let channel = ${before === undefined ? `sources[i % ${all}u]` : `i % ${all}u - ${before}u`};
  let column = i / ${all}u % ${w}u;
  let row = i / ${all * w}u % ${h}u;
  let picture = i / ${all * w * h}u;
  var value = ${type}(0.0);
  // In front of the own channels the difference has wrapped to a large number.
  if (channel < ${own}u) {
    value = x[((picture * ${height}u + row * ${stride}u) * ${width}u + column * ${stride}u) * ${own}u + channel];
  }
  y[i] = value;`,
  });
}

/** Bindings: dy [B, h, w, C'], dx [B, H, W, C]. */
export function shortcutGradientShader(shape: ShortcutShape): Dispatch {
  const { type, batch, height, width, h, w, stride, own, all, before, key } = vectors(shape);
  return elementwise({
    key: `shortcut gradient ${key}`,
    bindings: [
      { name: 'dy', type },
      { name: 'dx', type, writes: true },
    ],
    count: batch * height * width * own,
    body: `
  ${before === undefined ? table('targets', targets(shape)) : ''}
  let channel = ${before === undefined ? `targets[i % ${own}u]` : `i % ${own}u + ${before}u`};
  let column = i / ${own}u % ${width}u;
  let row = i / ${own * width}u % ${height}u;
  let picture = i / ${own * width * height}u;
  var value = ${type}(0.0);
  if (channel < ${all}u && row % ${stride}u == 0u && column % ${stride}u == 0u) {
    value = dy[((picture * ${h}u + row / ${stride}u) * ${w}u + column / ${stride}u) * ${all}u + channel];
  }
  dx[i] = value;`,
  });
}
