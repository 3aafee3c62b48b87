import { defaultExperiment } from '../../spec/experiment.ts';
import type { Distillation } from './workload.ts';

/** A student as large as CIFAR's smallest published networks. */
export const resnet20Student: Distillation = {
  kind: 'distillation',
  name: 'resnet20-student',
  label: 'ResNet-20 as the student, 32×32, batch 32, kept teacher logits',
  classes: 10,
  // Rounding grows tenfold each step at this learning rate; shallower students hold the update to a stricter one.
  tolerance: 5e-4,
  rank: 'heavy',
  teacher: 'kept',
  alpha: 0.5,
  experiment: { ...defaultExperiment, student: 'resnet20', imageSize: 32, batchSize: 32 },
};
