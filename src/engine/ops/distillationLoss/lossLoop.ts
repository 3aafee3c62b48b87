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
  // A row's e^((z − max)/T): of the student at T = 1, of both at T.
  const plain = new Float64Array(classes);
  const softened = temperature === 1 ? plain : new Float64Array(classes);
  const teacherSoftened = new Float64Array(classes);
  let [right, difference, hard, soft] = [0, 0, 0, 0];
  for (let start = 0; start < batch * classes; start += classes) {
    const best = largest(student, start, classes);
    const labelled = massOf(labels, start, classes);
    const truth = largest(labelled > 0 ? labels : teacher, start, classes);
    if (best === truth) right++;
    const top = student[start + best] as number;
    const mass = exponentials(student, start, top, 1, plain);
    const logMass = Math.log(mass);
    let [softMass, teacherMass, shift] = [mass, 1, 0];
    let teacherTop = 0;
    if (kl) {
      teacherTop = teacher[start + largest(teacher, start, classes)] as number;
      if (temperature !== 1) softMass = exponentials(student, start, top, temperature, softened);
      teacherMass = exponentials(teacher, start, teacherTop, temperature, teacherSoftened);
      shift = Math.log(teacherMass) - Math.log(softMass);
    }
    for (let k = 0; k < classes; k++) {
      const i = start + k;
      const z = student[i] as number;
      const zTeacher = teacher[i] as number;
      const y = labels[i] as number;
      const gap = z - zTeacher;
      difference += Math.abs(gap);
      hard -= y * (z - top - logMass);
      let softPart = gap;
      if (kl) {
        const p = (softened[k] as number) / softMass;
        const pTeacher = (teacherSoftened[k] as number) / teacherMass;
        // log p_t − log p_s
        const d = (zTeacher - teacherTop - (z - top)) / temperature - shift;
        soft += divergenceOf(d, pTeacher, p);
        softPart = p - pTeacher;
      } else {
        soft += gap * gap;
      }
      // A term of weight 0 is left out: what is not finite there stays there.
      if (gradient) {
        const hardPart = alpha === 0 ? 0 : hardSlope * ((labelled * (plain[k] as number)) / mass - y);
        gradient[i] = alpha === 1 ? hardPart : hardPart + softSlope * softPart;
      }
    }
  }
  soft *= kl ? temperature ** 2 : 1 / classes;
  const loss = (alpha === 0 ? 0 : alpha * hard) + (alpha === 1 ? 0 : (1 - alpha) * soft);
  sums.set([batch, right, difference / classes, loss, hard, soft]);
}

function massOf(values: Float32Array, start: number, classes: number): number {
  let sum = 0;
  for (let k = 0; k < classes; k++) sum += values[start + k] as number;
  return sum;
}

/** Which of a row is largest; the first of equal ones, as `argMax` has it. */
function largest(values: Float32Array, start: number, classes: number): number {
  let best = 0;
  for (let k = 1; k < classes; k++) {
    if ((values[start + k] as number) > (values[start + best] as number)) best = k;
  }
  return best;
}

/** Writes e^((z − top)/T) of a row into `into` and returns their sum. */
function exponentials(
  values: Float32Array,
  start: number,
  top: number,
  temperature: number,
  into: Float64Array,
): number {
  let sum = 0;
  for (let k = 0; k < into.length; k++) {
    const part = Math.exp(((values[start + k] as number) - top) / temperature);
    into[k] = part;
    sum += part;
  }
  return sum;
}

/** p_t·(d + e^(−d) − 1) for d = log p_t − log p_s, by its series where the direct form cancels. */
function divergenceOf(d: number, pTeacher: number, p: number): number {
  if (Math.abs(d) < 1e-3) return pTeacher * d * d * (0.5 - d * (1 / 6 - d / 24));
  return pTeacher * (d - 1) + p;
}
