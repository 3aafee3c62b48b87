/**
 * Stock tfjs: the same networks, losses and updates in plain tfjs code, with tfjs's own gradients, kernels and
 * optimiser.
 */
import '@tensorflow/tfjs';
import { plainDistillation } from '../plainTfjs/distillation.ts';
import { plainEvaluation } from '../plainTfjs/evaluation.ts';
import type { Workload } from '../workloads/workload.ts';
import type { Peer, Surroundings } from './peer.ts';

const stepsOf = (
  workload: Workload,
  observe: (results: ArrayLike<number>) => void,
  batchesPerPass?: number,
) =>
  workload.kind === 'evaluation'
    ? plainEvaluation(workload, observe, batchesPerPass)
    : plainDistillation(workload, (loss) => observe([loss]), batchesPerPass);

/**
 * @param note beside what is true of all of them.
 * @param start makes a backend current, and says which it is.
 */
export function plainTfjs(note: string, start: (surroundings: Surroundings) => Promise<string>): Peer {
  return {
    start: async (surroundings) => ({
      library: await start(surroundings),
      note: `Plain tfjs code with tfjs's own gradients, kernels and momentum optimiser. ${note}`.trim(),
    }),
    open: async (workload) => stepsOf(workload, () => undefined),
    openObserved: async (workload, observe) => stepsOf(workload, observe, 1),
  };
}
