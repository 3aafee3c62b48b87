import { defaultExperiment } from '../../spec/experiment.ts';
import { isModelName } from '../../spec/teachers/trainsTeacher.ts';
import type { Distillation } from './workload.ts';

const { imageSize, batchSize, student } = defaultExperiment;
if (!isModelName(student)) throw new Error('the page starts with a student of its own');

/** What the page trains when it is opened and Run is pressed. */
export const defaultStudent: Distillation = {
  kind: 'distillation',
  name: 'default-student',
  label: `the page's default student, ${imageSize}×${imageSize}, batch ${batchSize}, kept teacher logits`,
  classes: 10,
  tolerance: 2e-6,
  rank: 'usual',
  teacher: 'kept',
  alpha: 0.5,
  experiment: { ...defaultExperiment, student },
};
