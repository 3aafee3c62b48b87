/**
 * The closed lists that an experiment chooses from.
 *
 * A name added here has no effect until the catalogue of its room (engine/models, engine/objectives, …) maps it
 * to an implementation; the type checker points at the catalogue that lacks it.
 */

export const modelNames = [
  'resnet8',
  'resnet14',
  'resnet20',
  'resnet32',
  'resnet44',
  'resnet56',
  'resnet20b',
  'resnet32b',
  'resnet44b',
  'resnet56b',
  'resnet18',
  'resnet34',
  'resnet50',
  'resnet101',
  'mobilenetv2',
  'mobilenet',
  'cnn',
  'mlp',
] as const;
export type ModelName = (typeof modelNames)[number];

export const similarityNames = ['kl', 'mse', 'dkd', 'dist', 'standardised-kl'] as const;
export type SimilarityName = (typeof similarityNames)[number];

export const optimizerNames = ['sgd', 'adam'] as const;
export type OptimizerName = (typeof optimizerNames)[number];

export const scheduleNames = ['cosine', 'step', 'constant'] as const;
export type ScheduleName = (typeof scheduleNames)[number];

/** Of the built-in dataset, in the order of their labels. */
export const insectClasses: readonly string[] = [
  ...['ant', 'bee', 'beetle', 'butterfly', 'cricket', 'fly', 'ladybird', 'moth', 'termite', 'wasp'],
];

export const augmentationNames = ['none', 'flip', 'flip-shift'] as const;
export type AugmentationName = (typeof augmentationNames)[number];

export const backendChoices = ['auto', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendChoice = (typeof backendChoices)[number];
export type BackendName = Exclude<BackendChoice, 'auto'>;

/** What computes an operation: kernels of ours where we have them, or tfjs's own throughout. */
export const kernelsChoices = ['ours', 'stock'] as const;
export type KernelsChoice = (typeof kernelsChoices)[number];

/** Whether a training step is recorded once and replayed, where a backend can, or run anew each time. */
export const captureChoices = ['on', 'off'] as const;
export type CaptureChoice = (typeof captureChoices)[number];
