import { together, words } from '../../lang/sentence.ts';
import { type ModelName, modelNames } from '../choices.ts';
import { sizeFault } from '../families/imageSizes.ts';
import { choiceField, numberField } from '../fields.ts';
import { declareStage } from './declare.ts';
import { trainingSettings } from './trainingSettings.ts';

/** The network so far, or a family of its own. */
export const taughtChoices = ['same', ...modelNames] as const;

/** Where the student's weights begin: drawn from the run's seed, or those of the network so far. */
export const taughtStarts = ['new', 'kept'] as const;

const isFamily = (name: unknown): name is ModelName => modelNames.some((one) => one === name);
const ofFamily = ({ student }: Readonly<Record<string, unknown>>) => student !== 'same';

export const teach = declareStage({
  kind: 'teach',
  label: 'Teach a student',
  // A book.
  glyph: 'M2 3.5c2-1 4-1 6 .5 2-1.5 4-1.5 6-.5v9c-2-1-4-1-6 .5-2-1.5-4-1.5-6-.5ZM8 4v9',
  help: 'The network so far becomes the teacher of a new one, which goes on in its place: an assistant on the way to a smaller student, or the same network born again.',
  act: ({ student }) =>
    student === 'same' ? words`teaching the same network anew` : words`teaching another network`,
  brief: ({ student, start }) => {
    if (student !== 'same') return words`taught ${String(student)}`;
    return start === 'kept' ? words`self-distilled` : words`born again`;
  },
  formula: 'loss = α·CE + (1 − α)·similarity to the network so far',
  source:
    'Mirzadeh et al. 2020, Improved Knowledge Distillation via Teacher Assistant; Furlanello et al. 2018, Born-Again Neural Networks',
  trains: true,
  wantsTrained: 'A teacher that has learned nothing teaches nothing: put a training before it.',
  fields: {
    student: choiceField({
      label: 'Student',
      help: 'The network that is taught: the same once more, or one of a family at a width.',
      group: 'recipe',
      default: 'same',
      choices: taughtChoices,
    }),
    width: numberField({
      label: 'Width',
      help: 'Multiplies the channels of a student of another family.',
      group: 'recipe',
      default: 1,
      minimum: 0.125,
      maximum: 4,
    }),
    start: choiceField({
      label: 'Start',
      help: 'new draws its weights from the run’s seed; kept goes on from those of the teacher, where it is the same network.',
      group: 'recipe',
      default: 'new',
      choices: taughtStarts,
    }),
  },
  matters: {
    width: ofFamily,
    start: (values) => !ofFamily(values),
    freeze: (values) => !ofFamily(values) && values.start === 'kept',
  },
  fault({ student, start, freeze = 'none' }, { imageSize }) {
    const size = isFamily(student) ? sizeFault(student, imageSize) : undefined;
    if (size) return together([size.what, size.fix]);
    if (freeze === 'none' || (student === 'same' && start === 'kept')) return undefined;
    return words`Weights that are drawn anew have learned nothing, so what stays fixed would stay random. Train all of them (freeze=none), or start from the teacher’s (student=same start=kept).`;
  },
  overrides: trainingSettings,
});
