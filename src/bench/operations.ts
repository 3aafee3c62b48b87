/**
 * How much there is to compute in a step: a multiplication and an addition for each multiply-add of a convolution or a
 * linear layer, once forward, and twice backward where it is trained.
 */
import { modelOf, teacherOf } from './inputs.ts';
import { batchSizeOf, type Workload } from './workloads/workload.ts';

export function operationsOf(workload: Workload): number {
  const { multiplyAdds } = modelOf(workload);
  const asked = workload.kind === 'distillation' ? (teacherOf(workload)?.multiplyAdds ?? 0) : 0;
  const passes = workload.kind === 'distillation' ? 3 : 1;
  return 2 * batchSizeOf(workload) * (passes * multiplyAdds + asked);
}
