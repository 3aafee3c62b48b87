import { words } from '../../lang/sentence.ts';
import { choiceField } from '../fields.ts';
import { declareStage } from './declare.ts';
import { trainingSettings } from './trainingSettings.ts';

/** Arms of one question: what does the teacher bring, and what the weights that were there? */
export const armNames = ['distilled', 'fine-tuned', 'scratch'] as const;
export type ArmName = (typeof armNames)[number];

/** As they are beside each other: the first is what the others are compared with. */
export const pairedArms = ['fine-tuned', 'distilled', 'scratch'] as const satisfies readonly ArmName[];

const hearsTeacher = ({ arm }: Readonly<Record<string, unknown>>) => arm === 'distilled';

export const distil = declareStage({
  kind: 'distil',
  label: 'Distil',
  // A drop.
  glyph: 'M8 1.8C8 1.8 3.6 6.7 3.6 9.9a4.4 4.4 0 0 0 8.8 0C12.4 6.7 8 1.8 8 1.8Z',
  help: 'Trains the network on the labels and the teacher’s logits; what it does not say, the experiment’s settings do.',
  act({ arm }) {
    if (arm === 'scratch') return words`training from scratch`;
    return arm === 'fine-tuned' ? words`fine-tuning` : words`distilling`;
  },
  brief({ arm }) {
    if (arm === 'scratch') return words`from scratch`;
    return arm === 'fine-tuned' ? words`fine-tuned` : words`distilled`;
  },
  formula: 'loss = α·CE + (1 − α)·similarity',
  source:
    'Hinton, Vinyals & Dean 2015, Distilling the Knowledge in a Neural Network; the arms: Liu et al. 2019, Rethinking the Value of Network Pruning',
  trains: true,
  fields: {
    arm: choiceField({
      label: 'Arm',
      help: 'From the weights that are there with the teacher (distilled), the same from the labels alone (fine-tuned), or the same architecture with weights drawn anew, from the labels alone (scratch). Epochs, batches and learning rate are the same, so varied over all three, runs are paired; only from scratch no layer has a backbone’s own rate.',
      group: 'recipe',
      default: 'distilled',
      choices: armNames,
    }),
  },
  matters: {
    alpha: hearsTeacher,
    temperature: hearsTeacher,
    similarity: hearsTeacher,
    hint: hearsTeacher,
    freeze: ({ arm }) => arm !== 'scratch',
  },
  overrides: trainingSettings,
});
