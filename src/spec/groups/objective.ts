/**
 * Settings of the loss.
 */
import {
  featureCompanies,
  featureControls,
  featureForms,
  featureWeightings,
  similarityNames,
} from '../choices.ts';
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
  featureWeight: numberField({
    label: 'Feature weight',
    help: 'What the loss of features or relations weighs: a multiple of β as published, or of the labels’ gradient.',
    group: 'objective',
    decides: { student: ofSimilarity('featureWeight') },
    addedLater: true,
    default: 1,
    minimum: 0,
    maximum: 1000,
    scale: 'power',
  }),
  featureForm: choiceField({
    label: 'Definition',
    help: 'Whose definition of the loss, where libraries differ; not every loss has one of each.',
    group: 'objective',
    advanced: true,
    decides: { student: ofSimilarity('featureForm') },
    addedLater: true,
    default: 'default',
    choices: featureForms,
  }),
  featureBeside: choiceField({
    label: 'Beside the features',
    help: 'Whether the KL of the logits is added to the loss of features or relations, or it stands alone.',
    group: 'objective',
    advanced: true,
    decides: { student: ofSimilarity('featureBeside') },
    addedLater: true,
    default: 'kd',
    choices: featureCompanies,
  }),
  featureWeighting: choiceField({
    label: 'Weighting',
    help: 'Fixed: β as published. As long as labels: β is measured before the first step, so that both gradients have one length.',
    group: 'objective',
    advanced: true,
    decides: { student: ofSimilarity('featureWeighting') },
    addedLater: true,
    default: 'fixed',
    choices: featureWeightings,
  }),
  featureControl: choiceField({
    label: 'Control',
    help: 'Compares with features that say nothing of the image: of a random teacher, of shuffled pairs, or to the adapter alone.',
    group: 'objective',
    advanced: true,
    decides: { student: ofSimilarity('featureControl') },
    addedLater: true,
    default: 'none',
    choices: featureControls,
  }),
};
