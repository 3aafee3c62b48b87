import { freezeNames, similarityNames } from '../choices.ts';
import { choiceField, type Deciding, type NumberField, numberField } from '../fields.ts';
import { trainingFields } from '../groups/training.ts';
import type { Override } from './declare.ts';

/** The experiment's own field, as a stage's setting. */
const ownOf = ({ decides: _, addedLater: __, ...field }: NumberField & Deciding): NumberField => ({
  ...field,
  group: 'recipe',
});

/**
 * What every stage that trains may say in place of the experiment. Ranges and defaults are those of the experiment's own fields, which
 * a test holds them to.
 */
export const trainingSettings = {
  epochs: {
    of: 'epochs',
    field: numberField({
      label: 'Epochs',
      help: 'How often this stage passes over the training images.',
      group: 'recipe',
      default: 30,
      minimum: 1,
      maximum: 1000,
      integer: true,
      scale: 'log',
    }),
  },
  alpha: {
    of: 'alphas',
    field: numberField({
      label: 'Alpha',
      help: 'The weight of the labels in this stage, whatever the sweep’s alpha is: loss = α·CE + (1 − α)·similarity.',
      group: 'recipe',
      default: 0.5,
      minimum: 0,
      maximum: 1,
    }),
  },
  temperature: {
    of: 'temperature',
    field: numberField({
      label: 'Temperature',
      help: 'Softens both models’ probabilities in this stage before they are compared: p = softmax(z / T).',
      group: 'recipe',
      default: 4,
      minimum: 0.1,
      maximum: 100,
      scale: 'log',
    }),
  },
  similarity: {
    of: 'similarity',
    field: choiceField({
      label: 'Similarity',
      help: 'How student and teacher are compared in this stage.',
      group: 'recipe',
      default: 'kl',
      choices: similarityNames,
    }),
  },
  hint: {
    of: 'hintWeight',
    field: numberField({
      label: 'Hint weight',
      help: 'What the error of FitNet’s hint weighs in this stage beside the KL of the logits.',
      group: 'recipe',
      default: 100,
      minimum: 0,
      maximum: 10_000,
      scale: 'power',
    }),
  },
  rate: {
    of: 'learningRate',
    field: numberField({
      label: 'Learning rate',
      help: 'The step size at this stage’s first epoch; the schedule lowers it from there.',
      group: 'recipe',
      default: 0.05,
      minimum: 1e-6,
      maximum: 10,
      scale: 'log',
    }),
  },
  warmup: { of: 'warmup', field: ownOf(trainingFields.warmup) },
  clip: { of: 'clipNorm', field: ownOf(trainingFields.clipNorm) },
  ema: { of: 'emaDecay', field: ownOf(trainingFields.emaDecay) },
  smoothing: { of: 'labelSmoothing', field: ownOf(trainingFields.labelSmoothing) },
  dropout: { of: 'dropout', field: ownOf(trainingFields.dropout) },
  droppath: { of: 'dropPath', field: ownOf(trainingFields.dropPath) },
  freeze: {
    of: 'studentFreeze',
    always: true,
    field: choiceField({
      label: 'Freezing',
      help: 'What of the network stays fixed in this stage: nothing, all but the last stage, all but the head, or that with batch statistics.',
      group: 'recipe',
      default: 'none',
      choices: freezeNames,
    }),
  },
} as const satisfies Readonly<Record<string, Override>>;
