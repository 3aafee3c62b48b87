/**
 * Threads that are numbered by named coordinates, for shaders in which each thread works alone.
 */
import { mostWorkgroups, type Workgroups } from './dispatch.ts';

/** Threads of a workgroup: few, so that a small activation still reaches all parts of a big GPU. */
const threads = 64;

export interface ThreadGrid {
  readonly workgroups: Workgroups;
  /** The start of `main`: each coordinate as a `u32`; threads that have none have returned. */
  readonly main: string;
}

/** @param coordinates each with how many there are of it; the first is that of neighbouring threads. */
export function threadGrid(coordinates: readonly (readonly [name: string, count: number])[]): ThreadGrid {
  const count = coordinates.reduce((product, [, length]) => product * length, 1);
  const groups = Math.ceil(count / threads);
  const rows = Math.ceil(groups / mostWorkgroups);
  const perRow = Math.ceil(groups / rows);
  let stride = 1;
  const split = coordinates.map(([name, length], i) => {
    const above = divided('thread', stride);
    stride *= length;
    return `let ${name} = ${i === coordinates.length - 1 ? above : remainder(above, length)};`;
  });
  return {
    workgroups: [perRow, rows],
    main: `
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let thread = (group.y * ${perRow}u + group.x) * ${threads}u + local;
  if (thread >= ${count}u) { return; }
  ${split.join('\n  ')}`,
  };
}

const isPowerOfTwo = (n: number) => Number.isInteger(Math.log2(n));

/** WGSL for a `u32` divided by a constant; a shift where that does, because a software adapter divides number by number. */
export function divided(value: string, by: number): string {
  if (by === 1) return value;
  return isPowerOfTwo(by) ? `(${value} >> ${Math.log2(by)}u)` : `(${value} / ${by}u)`;
}

export function remainder(value: string, of: number): string {
  if (of === 1) return '0u';
  return isPowerOfTwo(of) ? `(${value} & ${of - 1}u)` : `(${value} % ${of}u)`;
}
