/**
 * Channel sums on WebGPU: each workgroup adds up rows of a block of channels, first in registers, then among its
 * threads, always in the same order; where there are many rows, the sums of several workgroups are summed once more by
 * the same shader. (A matrix product with ones would have its inner side split over float atomics by tfjs, whose order,
 * and so whose last digit, varies.)
 */
import { type ChannelTile, tileFold, tileMain, wholeTurns } from '../webgpu/channelTile.ts';
import type { Shader } from '../webgpu/dispatch.ts';
import { declare } from '../webgpu/elementwise.ts';

/** Rows that one thread adds up on its own before a second dispatch is worth its start. */
const rowsPerThread = 32;

/** Into how many sums `rows` are added up by one dispatch. */
export function partsOf(tile: ChannelTile, rows: number): { parts: number; rowsPerPart: number } {
  const wanted =
    rows <= rowsPerThread * tile.rows ? 1 : Math.min(tile.mostParts, Math.sqrt(rows / tile.rows));
  const rowsPerPart = wholeTurns(tile, Math.ceil(rows / wanted));
  return { parts: Math.ceil(rows / rowsPerPart), rowsPerPart };
}

/** Bindings: x [rows, C], sums [parts, C]. Workgroups: parts × blocks. */
export function channelSumsShader(tile: ChannelTile, rows: number, rowsPerPart: number): Shader {
  const { type, width } = tile;
  const code = () => `
${declare([
  { name: 'x', type },
  { name: 'total', type, writes: true },
])}
var<workgroup> sums: array<${type}, ${tile.threads}>;
${tileMain(tile)}
  var sum = ${type}(0.0);
  if (inside) {
    let end = min(${rows}u, (group.x + 1u) * ${rowsPerPart}u);
    for (var r = group.x * ${rowsPerPart}u + row; r < end; r += ${tile.rows}u) {
      sum += x[r * ${width}u + channel];
    }
  }
  sums[thread] = sum;
  ${tileFold(tile, 'sums[slot] += sums[other];')}
  if (row == 0u && inside) { total[group.x * ${width}u + channel] = sums[lane]; }
}`;
  return { key: `channel sums [${rows} by ${rowsPerPart}, ${width} ${type}] by ${tile.threads}`, code };
}
