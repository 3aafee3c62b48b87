import { defaultExperiment } from '../../spec/experiment.ts';
import type { Distillation } from './workload.ts';

/** A student of depthwise separable convolutions, on pictures of twice the size. */
export const mobilenetStudent: Distillation = {
  kind: 'distillation',
  name: 'mobilenet-student',
  label: 'the MobileNet-like student, 64×64, batch 32, kept teacher logits',
  classes: 10,
  tolerance: 5e-4,
  rank: 'heavy',
  teacher: 'kept',
  alpha: 0.5,
  experiment: { ...defaultExperiment, student: 'mobilenet', imageSize: 64, batchSize: 32 },
};
