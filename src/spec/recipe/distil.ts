import { words } from '../../lang/sentence.ts';
import { declareStage } from './declare.ts';
import { trainingSettings } from './trainingSettings.ts';

export const distil = declareStage({
  kind: 'distil',
  label: 'Distil',
  // A drop.
  glyph: 'M8 1.8C8 1.8 3.6 6.7 3.6 9.9a4.4 4.4 0 0 0 8.8 0C12.4 6.7 8 1.8 8 1.8Z',
  help: 'Trains the network on the labels and the teacher’s logits; what it does not say, the experiment’s settings do.',
  act: () => words`distilling`,
  brief: () => words`distilled`,
  formula: 'loss = α·CE + (1 − α)·similarity',
  source: 'Hinton, Vinyals & Dean 2015, Distilling the Knowledge in a Neural Network',
  trains: true,
  fields: {},
  overrides: trainingSettings,
});
