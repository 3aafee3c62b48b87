/**
 * The distillation loss of a batch, its gradient and its sums.
 *
 * The logits are read three times (maxima; masses; terms and gradient) and stay in the cache between, instead of
 * making one tensor for each step of two softmaxes. Up to 16 classes a row is one thread's and needs no exchange; beyond,
 * a team of lanes shares it, as many as keep about 16 classes each, so that neighbours read neighbouring logits.
 * A small batch is one workgroup's, which also adds up its rows, so that all is one dispatch; else every workgroup leaves
 * its rows' totals for a second one. Sums go down fixed trees: no atomics, the same bits on every run.
 *
 * log p_t − log p_s is taken from differences of logits before their logarithms are subtracted, and the divergence is
 * summed as Σ p_t·φ(d), φ(d) = d + e^(−d) − 1 ≥ 0, in which nothing cancels (see `objectives/divergence.ts`).
 */
import { mostWorkgroups, type Shader, type Workgroups } from '../webgpu/dispatch.ts';
import { type Binding, declare, f32 } from '../webgpu/elementwise.ts';

/** Up to this many logits a batch is one workgroup's. */
const mostLogitsAtOnce = 8192;
/** Threads of a workgroup at most: two warps. With 256 a CPU's adapter takes five times as long to compile the barriers. */
const mostThreads = 64;
/** Classes that a lane takes before a row is shared among more, and lanes that share a row at most. */
const classesPerLane = 16;
const mostLanes = 64;

export interface LossTask {
  /** N and K. */
  readonly batch: number;
  readonly classes: number;
  /** Weight of the labels, 0 … 1. */
  readonly alpha: number;
  readonly similarity: 'kl' | 'mse';
  readonly temperature: number;
  /** Whether the total and its gradient are wanted beside the sums. */
  readonly differentiated: boolean;
}

export interface LossShader {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
}

export type LossShaders =
  /** Bound: student, teacher, labels, sums and, if differentiated, loss and gradient. */
  | { readonly kind: 'whole'; readonly whole: LossShader }
  /** `rows` bound: student, teacher, labels, totals [N, 4] and gradient if any; `sums`: totals, sums and loss if any. */
  | { readonly kind: 'split'; readonly rows: LossShader; readonly sums: LossShader };

/** @throws RangeError for more images than workgroups can be asked for: at 1000 classes, 260,000. */
export function distillationLossShaders(task: LossTask): LossShaders {
  const { batch, classes, differentiated } = task;
  const key = Object.entries(task).join(' ');
  const lanes = Math.min(mostLanes, powerOfTwo(classes / classesPerLane));
  const threads = Math.min(mostThreads, powerOfTwo(batch * lanes));
  const loss: readonly Binding[] = differentiated ? [{ name: 'loss', type: 'f32', writes: true }] : [];
  const gradient: readonly Binding[] = differentiated
    ? [{ name: 'gradient', type: 'f32', writes: true }]
    : [];
  if (batch * classes <= mostLogitsAtOnce) {
    const code = () => `
${declare([...logits, sums, ...loss, ...gradient])}
${begin(threads)}
  var total = vec4<f32>();
  for (var first = 0u; first < ${batch}u; first += ${threads / lanes}u) {
    ${row(task, lanes)}
    if (counts) { total += mine; }
  }
  ${addUp(task, threads)}
}`;
    return { kind: 'whole', whole: { shader: { key: `DistillationLoss ${key}`, code }, workgroups: [1] } };
  }
  const groups = Math.ceil((batch * lanes) / threads);
  if (groups > mostWorkgroups) throw new RangeError(`${batch} images are too many for one batch.`);
  const rowsCode = () => `
${declare([...logits, { name: 'totals', type: 'vec4<f32>', writes: true }, ...gradient])}
${begin(threads)}
  let first = group.x * ${threads / lanes}u;
  ${row(task, lanes)}
  if (counts) { totals[image] = mine; }
}`;
  const sumsCode = () => `
${declare([{ name: 'totals', type: 'vec4<f32>' }, sums, ...loss])}
${begin(mostThreads)}
  var total = vec4<f32>();
  for (var image = thread; image < ${batch}u; image += ${mostThreads}u) { total += totals[image]; }
  ${addUp(task, mostThreads)}
}`;
  return {
    kind: 'split',
    rows: { shader: { key: `DistillationLoss rows ${key}`, code: rowsCode }, workgroups: [groups] },
    sums: { shader: { key: `DistillationLoss sums ${key}`, code: sumsCode }, workgroups: [1] },
  };
}

function powerOfTwo(atLeast: number): number {
  let power = 1;
  while (power < atLeast) power *= 2;
  return power;
}

const logits: readonly Binding[] = [
  { name: 'student', type: 'f32' },
  { name: 'teacher', type: 'f32' },
  { name: 'labels', type: 'f32' },
];
const sums: Binding = { name: 'sums', type: 'f32', writes: true };

const begin = (threads: number) => `
var<workgroup> shares: array<vec4<f32>, ${threads}>;
var<workgroup> picks: array<vec2<u32>, ${threads}>;
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(local_invocation_index) thread: u32) {`;

/**
 * Reads row `first` + its team's number, writes its gradient if any, and leaves `image`, its totals `mine` (whether the
 * largest logit is the label's, or without one the teacher's, Σ|z_t − z_s|/K, hard, soft) and `counts`, true for one lane of a row that exists.
 */
function row(task: LossTask, lanes: number): string {
  const { batch, classes, similarity, temperature } = task;
  const softer = f32(1 / temperature);
  const overClasses = (body: string) => `
    for (var k = lane; k < ${classes}u; k += ${lanes}u) {
      let z = student[start + k];
      let zTeacher = teacher[start + k];
      let y = labels[start + k];
      ${body}
    }`;
  return `
    let lane = thread % ${lanes}u;
    let team = thread / ${lanes}u;
    let exists = first + team < ${batch}u;
    let image = min(first + team, ${batch - 1}u);
    let start = image * ${classes}u;
    // Largest student, teacher, label (of an image without one, the teacher's); Σ|z_t − z_s|. Where the first and the last of them stand.
    var peak = vec4<f32>(${f32(-3.4e38)}, ${f32(-3.4e38)}, ${f32(-3.4e38)}, 0.0);
    var pick = vec2<u32>(lane, lane);
    ${overClasses(`
      if (z > peak.x) { peak.x = z; pick.x = k; }
      peak.y = max(peak.y, zTeacher);
      let truth = select(zTeacher, y * 1e6, y > 0.0);
      if (truth > peak.z) { peak.z = truth; pick.y = k; }
      peak.w += abs(zTeacher - z);`)}
    ${meetPeaks(lanes)}
    var mass = vec4<f32>();
    ${overClasses(`
      mass.x += exp(z - peak.x);
      mass.w += y;
      ${
        similarity === 'kl'
          ? `mass.y += exp((z - peak.x) * ${softer}); mass.z += exp((zTeacher - peak.y) * ${softer});`
          : ''
      }`)}
    ${meetSums('mass', lanes)}
    let logMass = log(mass);
    var terms = vec4<f32>();
    ${overClasses(`
      let logP = z - peak.x - logMass.x;
      terms.x -= y * logP;
      ${similarity === 'kl' ? divergenceTerm(softer) : 'let gap = z - zTeacher; terms.y += gap * gap;'}
      ${task.differentiated ? `if (exists) { gradient[start + k] = ${slope(task)}; }` : ''}`)}
    ${meetSums('terms', lanes)}
    let counts = exists && lane == 0u;
    let mine = vec4<f32>(
      select(0.0, 1.0, pick.x == pick.y),
      peak.w * ${f32(1 / classes)},
      terms.x,
      terms.y * ${f32(similarity === 'kl' ? temperature ** 2 : 1 / classes)},
    );`;
}

const divergenceTerm = (softer: string) => `
      let a = (z - peak.x) * ${softer};
      let b = (zTeacher - peak.y) * ${softer};
      let p = exp(a - logMass.y);
      let pTeacher = exp(b - logMass.z);
      let d = (b - a) - (logMass.z - logMass.y);
      let series = d * d * (0.5 - d * (${f32(1 / 6)} - d * (${f32(1 / 24)} - d * (${f32(1 / 120)} - d * ${f32(1 / 720)}))));
      terms.y += select(pTeacher * (d - 1.0) + p, pTeacher * series, abs(d) < 0.25);`;

/** d loss / d z. A term of weight 0 is left out: what is not finite there stays there. */
function slope({ batch, classes, alpha, similarity, temperature }: LossTask): string {
  const parts: string[] = [];
  if (alpha !== 0) parts.push(`${f32(alpha / batch)} * (mass.w * exp(logP) - y)`);
  if (alpha !== 1) {
    const soft = 1 - alpha;
    if (similarity === 'kl') parts.push(`${f32((soft * temperature) / batch)} * (p - pTeacher)`);
    else parts.push(`${f32((soft * 2) / (batch * classes))} * gap`);
  }
  return parts.join(' + ');
}

/** Of `lanes` lanes' numbers, all get one; `meet` puts lane + reach's, `other` and `rival`, into one's own. */
function exchange(name: string, lanes: number, meet: string, withPicks: boolean): string {
  if (lanes === 1) return '';
  const leave = `shares[thread] = ${name};${withPicks ? ' picks[thread] = pick;' : ''}`;
  return `
    ${leave}
    workgroupBarrier();
    for (var reach = ${lanes / 2}u; reach > 0u; reach >>= 1u) {
      if (lane < reach) {
        let other = shares[thread + reach];
        ${withPicks ? 'let rival = picks[thread + reach];' : ''}
        ${meet}
        ${leave}
      }
      workgroupBarrier();
    }
    ${name} = shares[thread - lane];
    ${withPicks ? 'pick = picks[thread - lane];' : ''}
    workgroupBarrier();`;
}

const meetSums = (name: string, lanes: number) => exchange(name, lanes, `${name} += other;`, false);

/** Of equal numbers the first in the row is the largest, as for a lane by itself. */
const meetPeaks = (lanes: number) =>
  exchange(
    'peak',
    lanes,
    `
      if (other.x > peak.x || (other.x == peak.x && rival.x < pick.x)) { peak.x = other.x; pick.x = rival.x; }
      if (other.z > peak.z || (other.z == peak.z && rival.y < pick.y)) { peak.z = other.z; pick.y = rival.y; }
      peak.y = max(peak.y, other.y);
      peak.w += other.w;`,
    true,
  );

/** Adds up every thread's `total` and writes the batch's sums, and the loss if it is wanted. */
function addUp({ batch, alpha, differentiated }: LossTask, threads: number): string {
  const weighted = [
    ...(alpha === 0 ? [] : [`${f32(alpha)} * all.z`]),
    ...(alpha === 1 ? [] : [`${f32(1 - alpha)} * all.w`]),
  ].join(' + ');
  return `
  shares[thread] = total;
  workgroupBarrier();
  for (var reach = ${threads >> 1}u; reach > 0u; reach >>= 1u) {
    if (thread < reach) { shares[thread] += shares[thread + reach]; }
    workgroupBarrier();
  }
  if (thread == 0u) {
    let all = shares[0];
    let weighted = ${weighted};
    sums[0] = ${f32(batch)};
    sums[1] = all.x;
    sums[2] = all.y;
    sums[3] = weighted;
    sums[4] = all.z;
    sums[5] = all.w;
    ${differentiated ? `loss[0] = weighted * ${f32(1 / batch)};` : ''}
  }`;
}
