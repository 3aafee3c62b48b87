/**
 * How a field of the experiment is spelt on the command line.
 */
import type { FieldName } from '../spec/experiment.ts';

/** `imageSize` → `image-size`. */
export const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `imageSize` → `--image-size`. */
export const flagOf = (name: FieldName) => `--${kebab(name)}`;

/** The seed's spellings, its misspelt one included. */
export const fieldAliases: Readonly<Record<string, FieldName>> = {
  alpha: 'alphas',
  loss: 'similarity',
  'n-exp': 'runs',
  'num-epochs': 'epochs',
  lr: 'learningRate',
  's-lr-step-size': 'stepSize',
  's-lr-gamma': 'gamma',
  's-rl-gamma': 'gamma',
};
