/**
 * Global average pooling on WebGPU. Forward, a workgroup has one picture and a block of its channels: threads add up
 * pixels, then each other, as in `channelTile`. Back, a thread writes one number (four channels where four divide C).
 */
import { channelTile, hardwareTile, type TileSize, tileFold, tileMain } from '../webgpu/channelTile.ts';
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { declare, elementwise, f32 } from '../webgpu/elementwise.ts';

type Shape = readonly [batch: number, height: number, width: number, channels: number];

/** Bindings: x [B, H, W, C], y [B, C]. */
export function poolShader(
  [batch, height, width, channels]: Shape,
  size: TileSize,
): {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
} {
  const tile = channelTile(channels, size);
  const pixels = height * width;
  const code = () => `
${declare([
  { name: 'x', type: tile.type },
  { name: 'y', type: tile.type, writes: true },
])}
var<workgroup> sums: array<${tile.type}, ${tile.threads}>;
${tileMain(tile)}
  var sum = ${tile.type}(0.0);
  if (inside) {
    for (var pixel = row; pixel < ${pixels}u; pixel += ${tile.rows}u) {
      sum += x[(group.x * ${pixels}u + pixel) * ${tile.width}u + channel];
    }
  }
  sums[thread] = sum;
  ${tileFold(tile, 'sums[slot] += sums[other];')}
  if (row == 0u && inside) { y[group.x * ${tile.width}u + channel] = sums[lane] * ${f32(1 / pixels)}; }
}`;
  const key = `global average [${pixels}, ${tile.width} ${tile.type}] by ${tile.threads}`;
  return { shader: { key, code }, workgroups: [batch, tile.blocks] };
}

/** Bindings: dy [B, C], dx [B, H, W, C]. */
export function poolGradientShader([batch, height, width, channels]: Shape): {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
} {
  const { type, width: vectors } = channelTile(channels, hardwareTile);
  const pixels = height * width;
  const perPicture = pixels * vectors;
  return elementwise({
    key: `global average gradient [${pixels}, ${vectors} ${type}]`,
    bindings: [
      { name: 'dy', type },
      { name: 'dx', type, writes: true },
    ],
    count: batch * perPicture,
    body: `dx[i] = dy[i / ${perPicture}u * ${vectors}u + i % ${vectors}u] * ${f32(1 / pixels)};`,
  });
}
