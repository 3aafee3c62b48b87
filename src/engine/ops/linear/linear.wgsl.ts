/**
 * A fully connected layer on WebGPU, in one dispatch forward and one back.
 *
 * A classifier's last layer is small (64 features, 10 classes), so what counts is that it starts at once and that its
 * few results are spread over many threads: a workgroup has a strip of neighbouring results, and where the sum behind each
 * is long, several threads share one and are added up in a fixed order. The three gradients do not depend on one
 * another; workgroups take them one after the other. (tfjs's product splits a sum over float atomics where it is longer
 * than 2,000, and its order, and so its last digit, then varies.)
 */
import { mostWorkgroups, type Shader, type Workgroups } from '../webgpu/dispatch.ts';
import { declare } from '../webgpu/elementwise.ts';

/** Threads of a workgroup; few, because a software adapter takes long over the memory that many share. */
const threads = 64;
/** Terms that one thread adds up alone; longer sums are shared by `sharers`. */
const mostTerms = 64;
const sharers = 16;

/** `count` results, each the sum of `terms` terms. */
interface Sum {
  readonly count: number;
  readonly terms: number;
  /** WGSL of term `k` of result `i`. */
  readonly term: string;
  /** WGSL that keeps `sum`, result `i`. */
  readonly keep: string;
}

interface Dispatch {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
}

const sharersOf = ({ terms }: Sum) => (terms > mostTerms ? sharers : 1);
const groupsOf = (sum: Sum) => Math.ceil(sum.count / (threads / sharersOf(sum)));

/** Statements of a workgroup that is the `first`th or later and has strip `strip` of the results. */
function strip(sum: Sum, first: number): string {
  const { count, terms, term, keep } = sum;
  const shared = sharersOf(sum);
  const results = threads / shared;
  const fold =
    shared === 1
      ? ''
      : `
    sums[thread] = sum;
    workgroupBarrier();
    if (thread >= ${results}u) { return; }
    for (var other = 1u; other < ${shared}u; other++) { sum += sums[other * ${results}u + thread]; }`;
  return `{
    let i = (flat - ${first}u) * ${results}u + thread % ${results}u;
    var sum = 0.0;
    if (i < ${count}u) {
      for (var k = thread / ${results}u; k < ${terms}u; k += ${shared}u) { sum += ${term}; }
    }${fold}
    if (i < ${count}u) { ${keep} }
  }`;
}

/** One shader over several lists of results, each with workgroups of its own. */
function sumsShader(key: string, declarations: string, lists: readonly Sum[]): Dispatch {
  const ends: number[] = [];
  for (const list of lists) ends.push((ends.at(-1) ?? 0) + groupsOf(list));
  const groups = ends.at(-1) ?? 0;
  const rows = Math.ceil(groups / mostWorkgroups);
  const perRow = Math.ceil(groups / rows);
  const branches = lists.map((list, n) => `if (flat < ${ends[n]}u) ${strip(list, ends[n - 1] ?? 0)}`);
  const code = () => `
${declarations}
var<workgroup> sums: array<f32, ${threads}>;

@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let flat = group.y * ${perRow}u + group.x;
  ${branches.join(' else ')}
}`;
  return { shader: { key, code }, workgroups: [perRow, rows] };
}

/** Bindings: x [B, in], weight [in, out], bias [out] where there is one, y [B, out]. */
export function linearShader(batch: number, features: number, outputs: number, biased: boolean): Dispatch {
  const declarations = declare([
    { name: 'x', type: 'f32' },
    { name: 'weight', type: 'f32' },
    ...(biased ? ([{ name: 'bias', type: 'f32' }] as const) : []),
    { name: 'y', type: 'f32', writes: true },
  ]);
  return sumsShader(`linear [${batch}, ${features}, ${outputs}]${biased ? '' : ' alone'}`, declarations, [
    {
      count: batch * outputs,
      terms: features,
      term: `x[i / ${outputs}u * ${features}u + k] * weight[k * ${outputs}u + i % ${outputs}u]`,
      keep: biased ? `y[i] = sum + bias[i % ${outputs}u];` : 'y[i] = sum;',
    },
  ]);
}

/** Bindings: dy [B, out], x [B, in], weight [in, out], dx, dW, db. */
export function linearGradientShader(batch: number, features: number, outputs: number): Dispatch {
  const declarations = declare([
    { name: 'dy', type: 'f32' },
    { name: 'x', type: 'f32' },
    { name: 'weight', type: 'f32' },
    { name: 'dx', type: 'f32', writes: true },
    { name: 'dWeight', type: 'f32', writes: true },
    { name: 'dBias', type: 'f32', writes: true },
  ]);
  return sumsShader(`linear gradient [${batch}, ${features}, ${outputs}]`, declarations, [
    {
      count: batch * features,
      terms: outputs,
      term: `dy[i / ${features}u * ${outputs}u + k] * weight[i % ${features}u * ${outputs}u + k]`,
      keep: 'dx[i] = sum;',
    },
    {
      count: features * outputs,
      terms: batch,
      term: `x[k * ${features}u + i / ${outputs}u] * dy[k * ${outputs}u + i % ${outputs}u]`,
      keep: 'dWeight[i] = sum;',
    },
    {
      count: outputs,
      terms: batch,
      term: `dy[k * ${outputs}u + i]`,
      keep: 'dBias[i] = sum;',
    },
  ]);
}
