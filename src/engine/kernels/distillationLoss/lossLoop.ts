/**
 * The distillation loss of a batch as a loop over arrays, in float64 but for what is stored.
 */
import type { LossTask } from './distillationLoss.wgsl.ts';

export interface LossArrays {
  /** [N, K], row by row, and so are teacher, labels and gradient. */
  readonly student: Float32Array;
  readonly teacher: Float32Array;
  readonly labels: Float32Array;
  /** [6], written. */
  readonly sums: Float32Array;
  /** Written if there is one. */
  readonly gradient: Float32Array | undefined;
}

/** Formulas as in `objectives/`: cross entropy, KL divergence, mean squared error. */
export function lossLoop(arrays: LossArrays, task: Omit<LossTask, 'differentiated'>): void {
  const { student, teacher, labels, sums, gradient } = arrays;
  const { batch, classes, alpha, similarity, temperature } = task;
  const kl = similarity === 'kl';
  const hardSlope = alpha / batch;
  const softSlope = kl ? ((1 - alpha) * temperature) / batch : ((1 - alpha) * 2) / (batch * classes);
  let [right, difference, hard, soft] = [0, 0, 0, 0];
  for (let start = 0; start < batch * classes; start += classes) {
    const end = start + classes;
    const best = largest(student, start, end);
    if (best - start === largest(labels, start, end) - start) right++;
    const top = student[best] as number;
    const teacherTop = teacher[largest(teacher, start, end)] as number;
    const logMass = Math.log(mass(student, start, end, top, 1));
    const softLogMass = kl ? Math.log(mass(student, start, end, top, temperature)) : 0;
    const teacherLogMass = kl ? Math.log(mass(teacher, start, end, teacherTop, temperature)) : 0;
    for (let i = start; i < end; i++) {
      const z = student[i] as number;
      const zTeacher = teacher[i] as number;
      const y = labels[i] as number;
      const logP = z - top - logMass;
      const gap = z - zTeacher;
      difference += Math.abs(gap);
      hard -= y * logP;
      let softPart = gap;
      if (kl) {
        const logSoft = (z - top) / temperature - softLogMass;
        const logTeacher = (zTeacher - teacherTop) / temperature - teacherLogMass;
        const p = Math.exp(logSoft);
        const pTeacher = Math.exp(logTeacher);
        soft += divergenceOf(logTeacher - logSoft, pTeacher, p);
        softPart = p - pTeacher;
      } else {
        soft += gap * gap;
      }
      // A term of weight 0 is left out: what is not finite there stays there.
      if (gradient) {
        gradient[i] =
          (alpha === 0 ? 0 : hardSlope * (Math.exp(logP) - y)) + (alpha === 1 ? 0 : softSlope * softPart);
      }
    }
  }
  soft *= kl ? temperature ** 2 : 1 / classes;
  const loss = (alpha === 0 ? 0 : alpha * hard) + (alpha === 1 ? 0 : (1 - alpha) * soft);
  sums.set([batch, right, difference / classes, loss, hard, soft]);
}

/** Position of the largest of a row; the first of equal ones, as `argMax` has it. */
function largest(values: Float32Array, start: number, end: number): number {
  let best = start;
  for (let i = start + 1; i < end; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best;
}

/** Σ e^((z − top)/T) over a row. */
function mass(values: Float32Array, start: number, end: number, top: number, temperature: number): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += Math.exp(((values[i] as number) - top) / temperature);
  return sum;
}

/** p_t·(d + e^(−d) − 1) for d = log p_t − log p_s, by its series where the direct form cancels. */
function divergenceOf(d: number, pTeacher: number, p: number): number {
  if (Math.abs(d) < 1e-3) return pTeacher * d * d * (0.5 - d * (1 / 6 - d / 24));
  return pTeacher * (d - 1) + p;
}
