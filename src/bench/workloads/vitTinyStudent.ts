import { defaultExperiment } from '../../spec/experiment.ts';
import type { Distillation } from './workload.ts';

/** A small vision transformer, 64 patches of 4 × 4 pixels and a class token. */
export const vitTinyStudent: Distillation = {
  kind: 'distillation',
  name: 'vit-tiny-student',
  label: 'ViT-tiny, 32×32 in patches of 4×4, batch 32, kept teacher logits',
  classes: 10,
  tolerance: 5e-4,
  rank: 'heavy',
  teacher: 'kept',
  alpha: 0.5,
  experiment: { ...defaultExperiment, student: 'vit-tiny', imageSize: 32, batchSize: 32 },
};
