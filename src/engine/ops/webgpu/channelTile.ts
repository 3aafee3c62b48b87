/**
 * How a workgroup walks an activation [rows, C] when each channel is reduced over the rows.
 *
 * A row of threads covers a block of neighbouring channels, four to a thread where four divide C, so that a row's loads
 * are whole cache lines; the remaining threads take further rows. Each thread folds its rows into registers, then the
 * workgroup folds its threads eight to one: two or three barriers where halving would take eight.
 *
 * A software adapter clears a workgroup's memory once for every four threads, and switches between them at a barrier:
 * SwiftShader takes 1.5 ms for a workgroup of 256 threads that does nothing else, and half a second to compile it. It gets
 * small workgroups, and few.
 */
import type { GpuBackend } from './gpuBackend.ts';
import { isSoftware } from './isSoftware.ts';

export interface TileSize {
  /** Threads of a workgroup. */
  readonly threads: number;
  /** Workgroups that share the rows of a block of channels, at most, where they are reduced. */
  readonly mostParts: number;
  /** And where they are written. */
  readonly mostSlices: number;
}

export const hardwareTile: TileSize = { threads: 256, mostParts: 128, mostSlices: 2048 };
export const softwareTile: TileSize = { threads: 8, mostParts: 16, mostSlices: 32 };

/** The size for the adapter that there is. */
export function tileSizeOf(backend: GpuBackend): TileSize {
  return isSoftware(backend) ? softwareTile : hardwareTile;
}

/** Channels that a workgroup covers at most: 128 bytes of a row, the line of a GPU's cache. */
const mostChannels = 32;
/** Threads folded into one at a time. */
const fan = 8;

export interface ChannelTile extends TileSize {
  /** WGSL type of what a thread handles: four channels or one. */
  readonly type: 'vec4<f32>' | 'f32';
  /** Numbers of that type in a row. */
  readonly width: number;
  /** Of them, those that a workgroup covers. */
  readonly lanes: number;
  /** Workgroups that cover a row, along y. */
  readonly blocks: number;
  /** Rows that a workgroup handles at once. */
  readonly rows: number;
}

export function channelTile(channels: number, size: TileSize): ChannelTile {
  const vector = channels % 4 === 0 ? 4 : 1;
  const width = channels / vector;
  const blocks = Math.ceil(width / Math.min(mostChannels / vector, size.threads));
  const lanes = Math.ceil(width / blocks);
  return {
    ...size,
    type: vector === 4 ? 'vec4<f32>' : 'f32',
    width,
    lanes,
    blocks,
    rows: Math.floor(size.threads / lanes),
  };
}

/** `count` rounded up to whole turns of the tile. */
export function wholeTurns({ rows }: ChannelTile, count: number): number {
  return Math.ceil(count / rows) * rows;
}

/** The start of `main`: which row and channel a thread begins with, and whether it has any. */
export function tileMain({ threads, lanes, rows, width }: ChannelTile): string {
  return `
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let lane = thread % ${lanes}u;
  let row = thread / ${lanes}u;
  let channel = group.y * ${lanes}u + lane;
  let inside = row < ${rows}u && channel < ${width}u;`;
}

/**
 * Folds what the threads of a channel hold into row 0; every thread may read it there afterwards.
 *
 * @param fold statements that fold slot `other` of the workgroup's memory into slot `slot`.
 */
export function tileFold({ lanes, rows }: ChannelTile, fold: string): string {
  const stages: string[] = [];
  for (let held = rows; held > 1; held = Math.ceil(held / fan)) {
    const kept = Math.ceil(held / fan);
    stages.push(`
  workgroupBarrier();
  if (row < ${kept}u) {
    let slot = thread;
    for (var next = row + ${kept}u; next < ${held}u; next += ${kept}u) {
      let other = next * ${lanes}u + lane;
      ${fold}
    }
  }`);
  }
  return `${stages.join('')}
  workgroupBarrier();`;
}
