/**
 * Adds the sums of parts, always in the same order: [parts, …] → […].
 *
 * Few parts are added by one thread for each result. Of many, that would leave a GPU waiting for memory: there a workgroup
 * covers a cache line of neighbouring results, and its threads share the parts of each.
 */
import { type ChannelArray, channelArray } from '../conv2d/channelFours.ts';
import { range } from '../webgpu/axisBlock.ts';
import { mostWorkgroups, type Shader, type Workgroups } from '../webgpu/dispatch.ts';
import { declare } from '../webgpu/elementwise.ts';
import { threadGrid } from '../webgpu/threadGrid.ts';

/** More are shared by the threads of a workgroup. */
const fewParts = 48;
/** Sums that a single thread has under way, so that it waits for several loads at a time. */
const chains = 4;
/** Results of a workgroup (each four numbers, or one), and the threads that share the parts of one. */
const results = 8;
const team = 8;

/**
 * Bindings: sums, total.
 *
 * @param size numbers of a part.
 */
export function partSumsShader(
  parts: number,
  size: number,
): { readonly shader: Shader; readonly workgroups: Workgroups } {
  const sums = channelArray('sums', size);
  const { code, workgroups } = (parts <= fewParts ? alone : together)(sums, parts);
  return { shader: { key: `sum of ${parts} parts of ${size}`, code }, workgroups };
}

const bindings = (sums: ChannelArray) => declare([sums, { ...sums, name: 'total', writes: true }]);

function alone(sums: ChannelArray, parts: number) {
  const grid = threadGrid([['i', sums.width]]);
  const whole = Math.floor(parts / chains) * chains;
  const add = (first: string, count: number) =>
    range(count)
      .map((c) => `sum${c} += sums[${first} + ${c * sums.width}u];`)
      .join(' ');
  const code = () => `
${bindings(sums)}
${grid.main}
  ${range(chains)
    .map((c) => `var sum${c} = ${sums.type}(0);`)
    .join(' ')}
  for (var part = 0u; part < ${whole}u; part += ${chains}u) { ${add(`part * ${sums.width}u + i`, chains)} }
  ${add(`${whole * sums.width}u + i`, parts - whole)}
  total[i] = (sum0 + sum1) + (sum2 + sum3);
}`;
  return { code, workgroups: grid.workgroups };
}

function together({ type, width, ...rest }: ChannelArray, parts: number) {
  const groups = Math.ceil(width / results);
  const rows = Math.ceil(groups / mostWorkgroups);
  const perRow = Math.ceil(groups / rows);
  const code = () => `
${bindings({ type, width, ...rest })}
var<workgroup> held: array<${type}, ${results * team}>;
@compute @workgroup_size(${results * team})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let i = (group.y * ${perRow}u + group.x) * ${results}u + thread % ${results}u;
  var sum = ${type}(0);
  if (i < ${width}u) {
    for (var part = thread / ${results}u; part < ${parts}u; part += ${team}u) { sum += sums[part * ${width}u + i]; }
  }
  held[thread] = sum;
  workgroupBarrier();
  if (thread < ${results}u && i < ${width}u) {
    for (var member = 1u; member < ${team}u; member++) { sum += held[member * ${results}u + thread]; }
    total[i] = sum;
  }
}`;
  const workgroups: Workgroups = [perRow, rows];
  return { code, workgroups };
}
