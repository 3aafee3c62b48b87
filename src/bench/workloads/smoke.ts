import { defaultExperiment } from '../../spec/experiment.ts';
import type { Distillation } from './workload.ts';

/** The smallest that has every part of a step: shows that the bench works, and says nothing about speed. */
export const smoke: Distillation = {
  kind: 'distillation',
  name: 'smoke',
  label: 'a plain CNN, 8×8, batch 4, kept teacher logits',
  classes: 10,
  tolerance: 1e-5,
  rank: 'hidden',
  teacher: 'kept',
  alpha: 0.5,
  experiment: { ...defaultExperiment, student: 'cnn', imageSize: 8, batchSize: 4 },
};
