/**
 * Stock tfjs: the same networks, losses and updates in plain tfjs code, with tfjs's own gradients, kernels and
 * optimiser.
 */
import '@tensorflow/tfjs';
import { plainDistillation } from '../plainTfjs/distillation.ts';
import { plainEvaluation } from '../plainTfjs/evaluation.ts';
import { supplyFilterGradient } from '../plainTfjs/missingGradient.ts';
import { startWasm } from '../wasm.ts';
import type { Workload } from '../workloads/workload.ts';
import type { Peer } from './peer.ts';

const stepsOf = (workload: Workload, observe: (results: ArrayLike<number>) => void) =>
  workload.kind === 'evaluation'
    ? plainEvaluation(workload, observe)
    : plainDistillation(workload, (loss) => observe([loss]));

export const stock: Peer = {
  async start() {
    const library = await startWasm();
    supplyFilterGradient();
    return {
      library,
      note: "Plain tfjs code with tfjs's own gradients, kernels and momentum optimiser. Its wasm backend lacks the gradient of a convolution's filter; that one is supplied, as a forward convolution. Its momentum optimiser never frees one tensor.",
    };
  },
  open: async (workload) => stepsOf(workload, () => undefined),
  async firstResults(workload, count) {
    const results: number[] = [];
    const steps = stepsOf(workload, (more) => results.push(...Array.from(more)));
    for (let i = 0; i < count; i++) await steps.step();
    await steps.dispose();
    return results;
  },
};
