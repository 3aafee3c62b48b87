/**
 * What an experiment's settings make of each other.
 */

import { type Sentence, said, words } from '../lang/sentence.ts';
import { changesBatches } from './batchChanges.ts';
import type { Experiment } from './experiment.ts';
import { optimisers } from './optimisers/catalogue.ts';
import { firstFault } from './recipe/faults.ts';

/** What is legal but probably not meant, in sentences for a person. */
export function adviceFor(experiment: Experiment): readonly Sentence[] {
  const advice: Sentence[] = [];
  const { schedule, gamma, stepSize, epochs, learningRate, alphas, runs } = experiment;
  if (schedule === 'step' && gamma === 0 && stepSize < epochs) {
    advice.push(
      words`The learning rate is 0 after epoch ${stepSize} (gamma is 0), so nothing is learned in the ${epochs - stepSize} epochs that follow. Gamma ${0.1} is usual.`,
    );
  }
  const { optimizer } = experiment;
  if (optimizer !== 'sgd' && learningRate > 0.01) {
    const { label } = optimisers[optimizer];
    advice.push(words`A learning rate of ${learningRate} is high for ${label}; ${0.001} is usual.`);
  }
  if (
    alphas.includes(1) &&
    (experiment.hiddenLabels === 1 || /noise$|^unlabelled$/.test(experiment.distilOn))
  ) {
    advice.push(
      words`At alpha 1 students learn from labels alone, and here they see none: they stay as they were drawn.`,
    );
  }
  if (experiment.similarity === 'fixmatch' && !changesBatches(experiment)) {
    advice.push(
      words`FixMatch without RandAugment or random erasing sees one view twice. Set RandAugment (${9} is torchvision’s) for a strong one.`,
    );
  }
  if (!alphas.includes(1) && !variesArms(experiment)) {
    advice.push(words`Without alpha 1 there is no student trained alone, so no gain can be shown.`);
  }
  if (runs === 1)
    advice.push(words`With one run per alpha there is no spread, so no difference can be trusted.`);
  const fault = firstFault(experiment);
  if (fault) advice.push(words`${said(fault.what)} ${said(fault.fix)}`);
  return advice;
}

/** Students beside each other with the teacher and without. */
const variesArms = ({ vary }: Experiment) => vary.some(({ path }) => /^distil\.(\d+\.)?arm$/.test(path));
