/**
 * A batch of normalised, augmented images out of a dataset of bytes.
 *
 * The bytes stay as they are, four in a word, a quarter of their float32 size; an image need not begin at a word. A
 * thread makes one pixel: its three bytes lie in at most two neighbouring words. Mirror and shift are folded into
 * where a pixel is copied from, and normalising is a look-up in the CPU's own table, so that both give the same bits.
 */
import type { Elementwise } from '../webgpu/elementwise.ts';

/** @param size height and width of an image, S. */
export function gatherImagesShader(batch: number, size: number): Elementwise {
  const pixels = size * size;
  const channel = (c: number) => `
  {
    let byte = first + ${c}u;
    let word = select(high, low, (byte >> 2u) == (first >> 2u));
    images[3u * i + ${c}u] = table[${256 * c}u + ((word >> (8u * (byte & 3u))) & 255u)];
  }`;
  return {
    key: `GatherImages of size ${size}`,
    bindings: [
      { name: 'bytes', type: 'u32' },
      { name: 'views', type: 'vec4<i32>' },
      { name: 'table', type: 'f32' },
      { name: 'images', type: 'f32', writes: true },
    ],
    count: batch * pixels,
    functions: `
fn reflected(position: i32) -> i32 {
  let inside = abs(position);
  return select(${2 * (size - 1)} - inside, inside, inside < ${size});
}`,
    body: `
  let view = views[i / ${pixels}u];
  let at = i % ${pixels}u;
  let line = reflected(i32(at / ${size}u) - view.w);
  let source = reflected(i32(at % ${size}u) - view.z);
  let column = select(source, ${size - 1} - source, view.y != 0);
  let first = u32(view.x) * ${3 * pixels}u + 3u * u32(line * ${size} + column);
  let low = bytes[first >> 2u];
  let high = bytes[(first + 2u) >> 2u];${[0, 1, 2].map(channel).join('')}`,
  };
}
