/**
 * Named experiments.
 */
import { defaultExperiment, type Experiment, fieldNames, fieldOf } from './experiment.ts';
import { spelt } from './keys.ts';

/** What its command leaves to its program, of the networks that it is about. */
export const seedProgram = {
  imageSize: 224,
  augmentation: 'crop',
  centreCrop: 224 / 256,
  similarity: 'mse',
  weightDecay: 0,
} as const satisfies Partial<Experiment>;

/**
 * The experiment that the lab reproduces: an ImageNet ResNet-50 that was fine-tuned on ants and bees teaches a ResNet-18 of
 * which only the new last layer is trained, with batch norm still in training mode. It wants a folder of images and two
 * files of weights.
 */
export const seedExperiment: Experiment = {
  ...defaultExperiment,
  ...seedProgram,
  teacher: 'file',
  student: 'resnet18',
  studentStart: 'file',
  studentFreeze: 'head-batch-norm',
  alphas: [0, 0.5, 1],
  runs: 4,
  epochs: 25,
  batchSize: 32,
  optimizer: 'sgd',
  learningRate: 0.001,
  momentum: 0.9,
  schedule: 'step',
  stepSize: 7,
  gamma: 0.1,
};

export const presets = { seed: seedExperiment } as const satisfies Record<string, Experiment>;
export type PresetName = keyof typeof presets;

/** Whether an experiment is the preset, but for its data, its seed and the machine that computes it. */
export function isSeedExperiment(experiment: Experiment): boolean {
  return fieldNames
    .filter((name) => name !== 'dataset' && name !== 'seed' && !fieldOf(name).decides.machine)
    .every((name) => spelt(name, experiment) === spelt(name, seedExperiment));
}
