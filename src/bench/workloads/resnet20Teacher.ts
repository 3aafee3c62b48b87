import type { Evaluation } from './workload.ts';

/** The shipped teacher's architecture, as its logits are tabulated. */
export const resnet20Teacher: Evaluation = {
  kind: 'evaluation',
  name: 'resnet20-teacher',
  label: 'ResNet-20 as the teacher, 32×32, batch 64, evaluation',
  classes: 10,
  tolerance: 1e-5,
  rank: 'usual',
  model: 'resnet20',
  imageSize: 32,
  batchSize: 64,
};
