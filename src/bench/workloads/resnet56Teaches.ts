import { defaultExperiment } from '../../spec/experiment.ts';
import type { Distillation } from './workload.ts';

/** The published pair of CIFAR distillation, the teacher being asked in every step. */
const resnet56Teaches = (batchSize: number): Omit<Distillation, 'rank'> => ({
  kind: 'distillation',
  name: batchSize === 32 ? 'resnet56-teaches' : `resnet56-teaches-${batchSize}`,
  label: `ResNet-56 teaches ResNet-20, 32×32, batch ${batchSize}, the teacher in the step`,
  classes: 10,
  // Rounding grows tenfold each step at this learning rate; shallower students hold the update to a stricter one.
  tolerance: 5e-4,
  teacher: 'resnet56',
  alpha: 0.5,
  experiment: { ...defaultExperiment, student: 'resnet20', imageSize: 32, batchSize },
});

export const resnet56Teaches32: Distillation = { ...resnet56Teaches(32), rank: 'heavy' };
export const resnet56Teaches128: Distillation = { ...resnet56Teaches(128), rank: 'vast' };
export const resnet56Teaches4: Distillation = { ...resnet56Teaches(4), rank: 'light' };
