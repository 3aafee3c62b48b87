/**
 * Settings of the loss.
 */
import { similarityNames } from '../choices.ts';
import { always, ensembleSoftens, ofSimilarity } from '../decides.ts';
import { choiceField, numberField } from '../fields.ts';
import { objectives } from '../objectives/catalogue.ts';

export const objectiveFields = {
  similarity: choiceField({
    label: 'Similarity',
    help: 'How student and teacher are compared: KL at temperature T (Hinton 2015) or MSE on logits (Ba & Caruana 2014), among others.',
    group: 'objective',
    decides: { student: always, teacher: ensembleSoftens },
    default: 'kl',
    choices: similarityNames,
    declared: objectives,
  }),
  temperature: numberField({
    label: 'Temperature',
    help: 'Softens both models’ probabilities before they are compared: p = softmax(z / T).',
    group: 'objective',
    decides: { student: ofSimilarity('temperature'), teacher: ensembleSoftens },
    keepsPlace: true,
    default: 4,
    minimum: 0.1,
    maximum: 100,
    scale: 'log',
  }),
  hintWeight: numberField({
    label: 'Hint weight',
    help: 'FitNet: what the error of the hint, a map of features in the middle of each network, weighs beside the KL of the logits.',
    group: 'objective',
    decides: { student: ofSimilarity('hintWeight') },
    default: 100,
    minimum: 0,
    maximum: 10_000,
    scale: 'power',
  }),
};
