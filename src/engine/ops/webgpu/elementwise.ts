/**
 * Shaders that do one thing for each of many elements, one thread an element.
 */
import { mostWorkgroups, type Shader, type Workgroups } from './dispatch.ts';

/** Threads of a workgroup: what every device has. */
const threads = 256;

/** A tensor as a shader sees it. */
export interface Binding {
  readonly name: string;
  readonly type: 'f32' | 'vec4<f32>' | 'i32' | 'u32' | 'vec4<i32>';
  readonly writes?: boolean;
}

/** Declarations of tensors, bound in their order. */
export function declare(bindings: readonly Binding[]): string {
  return bindings
    .map(({ name, type, writes }, i) => {
      const access = writes ? 'read_write' : 'read';
      return `@group(0) @binding(${i}) var<storage, ${access}> ${name}: array<${type}>;`;
    })
    .join('\n');
}

/** A number as WGSL's f32 reads it: the nearest float32 in full. */
export function f32(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written into a shader.`);
  return `${Math.fround(value)}f`;
}

export interface Elementwise {
  /** See `Shader.key`; the number of elements is added. */
  readonly key: string;
  readonly bindings: readonly Binding[];
  readonly count: number;
  /** Functions that `body` calls. */
  readonly functions?: string;
  /** Statements for element `i: u32`. */
  readonly body: string;
}

/** @returns what `dispatch` wants. More workgroups than one dimension takes are folded into two. */
export function elementwise({ key, bindings, count, functions = '', body }: Elementwise): {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
} {
  const groups = Math.ceil(count / threads);
  const rows = Math.ceil(groups / mostWorkgroups);
  const perRow = Math.ceil(groups / rows);
  const code = () => `
${declare(bindings)}
${functions}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {
  let i = (group.y * ${perRow}u + group.x) * ${threads}u + thread;
  if (i >= ${count}u) { return; }
  ${body}
}`;
  return { shader: { key: `${key} of ${count}`, code }, workgroups: [perRow, rows] };
}
