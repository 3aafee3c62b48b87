/**
 * The closed lists that an experiment chooses from.
 *
 * A name added here has no effect until the catalogue of its room (engine/families, engine/objectives, …) maps it
 * to an implementation; the type checker points at the catalogue that lacks it.
 */
import { type EnsembleName, ensembles } from './ensembles/catalogue.ts';
import { type FamilyName, families } from './families/catalogue.ts';
import { type ObjectiveName, objectives } from './objectives/catalogue.ts';
import { type OptimiserName, optimisers } from './optimisers/catalogue.ts';
import { type RateScheduleName, schedules } from './schedules/catalogue.ts';

export type ModelName = FamilyName;
export const modelNames = Object.keys(families) as readonly ModelName[];

/** What a student may be: a network of its own, or a copy of the teacher. */
export type StudentChoice = ModelName | 'teacher';
export const studentChoices: readonly StudentChoice[] = [...modelNames, 'teacher'];

export type SimilarityName = ObjectiveName;
export const similarityNames = Object.keys(objectives) as readonly SimilarityName[];

export const ensembleNames = Object.keys(ensembles) as readonly EnsembleName[];

export type OptimizerName = OptimiserName;
export const optimizerNames = Object.keys(optimisers) as readonly OptimizerName[];

export type ScheduleName = RateScheduleName;
export const scheduleNames = Object.keys(schedules) as readonly ScheduleName[];

/** Of the built-in dataset, in the order of their labels. */
export const insectClasses: readonly string[] = [
  ...['ant', 'bee', 'beetle', 'butterfly', 'cricket', 'fly', 'ladybird', 'moth', 'termite', 'wasp'],
];

/** What students are shown of the training images. */
export const distilOnNames = [
  'training',
  'with-unlabelled',
  'unlabelled',
  'other',
  'held-out',
  'gaussian-noise',
  'uniform-noise',
] as const;
export type DistilOn = (typeof distilOnNames)[number];

export const augmentationNames = ['none', 'flip', 'flip-shift', 'crop'] as const;
export type AugmentationName = (typeof augmentationNames)[number];

/** What the teacher's logits are stored in, and learned from: as they come, or rounded to half the bytes. */
export const logitsPrecisions = ['float32', 'float16'] as const;

export const backendChoices = ['auto', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendChoice = (typeof backendChoices)[number];
export type BackendName = Exclude<BackendChoice, 'auto'>;

/** What computes an operation: kernels of ours where we have them, or tfjs's own throughout. */
export const kernelsChoices = ['ours', 'stock'] as const;
export type KernelsChoice = (typeof kernelsChoices)[number];

/** Whether a training step is recorded once and replayed, where a backend can, or run anew each time. */
export const captureChoices = ['on', 'off'] as const;
export type CaptureChoice = (typeof captureChoices)[number];

/** What becomes of a forward pass's activations until the backward pass wants them: kept, or computed again from a few. */
export const memoryNames = ['keep', 'recompute'] as const;
export type MemoryName = (typeof memoryNames)[number];

/** Where a student's weights begin: drawn from the seed, copied from the teacher's layers, or read from a file. */
export const studentStarts = ['new', 'teacher', 'file'] as const;
export type StudentStart = (typeof studentStarts)[number];

/** What becomes of the last layer of a teacher from a file: used as it is, or replaced and trained for this dataset. */
export const teacherHeads = ['keep', 'new'] as const;
export type TeacherHead = (typeof teacherHeads)[number];

/** Whether a teacher's outputs are used in the order in which they come, or in the one that the validation images find best. */
export const teacherOrders = ['given', 'best'] as const;
export type TeacherOrder = (typeof teacherOrders)[number];

/**
 * What is held fixed of a network that was trained before. `none`: nothing; `stage`: all but the last stage and the head;
 * `head`: all but the head; `head-batch-norm`: the same, but batch norm goes on using and gathering batch statistics.
 */
/** Whether a student has distillation tokens, and what their heads learn: by the similarity, or the class that the teacher finds likeliest. */
export const distilTokens = ['none', 'soft', 'hard'] as const;
export type DistilToken = (typeof distilTokens)[number];

export const freezeNames = ['none', 'stage', 'head', 'head-batch-norm'] as const;
export type FreezeName = (typeof freezeNames)[number];

/**
 * What a network of a file takes for pixels; few say so themselves. For bytes x: `imagenet` is
 * (x/255 − mean) / deviation per channel, `minus-one-to-one` x/127.5 − 1, `zero-to-one` x/255, `bytes` x.
 */
export const inputScales = ['minus-one-to-one', 'zero-to-one', 'imagenet', 'bytes'] as const;
export type InputScale = (typeof inputScales)[number];

/**
 * `auto`: what the file says; else ImageNet's for weights and for ONNX with channels first, as PyTorch writes it, and −1 to 1
 * otherwise, as Keras.
 */
export const inputScaleChoices = ['auto', ...inputScales] as const;
export type InputScaleChoice = (typeof inputScaleChoices)[number];

/** What a network is saved as: weights by PyTorch's names, a TensorFlow.js GraphModel in a zip, or an ONNX file. */
export const exportFormats = ['safetensors', 'tfjs', 'onnx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Whose definition of a loss of features or relations, where they differ; `paper`: its authors' text. */
export const featureForms = [
  'default',
  'repdistiller',
  'mdistiller',
  'torchdistill',
  'kd-lib',
  'paper',
  'bilinear',
  'row-kl',
  'squared-error',
] as const;
export type FeatureForm = (typeof featureForms)[number];

/** What stands beside a loss of features or relations: the KL of the logits, or nothing. */
export const featureCompanies = ['kd', 'alone'] as const;
export type FeatureCompany = (typeof featureCompanies)[number];

/** How its weight is meant: as published, or so that its gradient is as long as the labels' when training begins. */
export const featureWeightings = ['fixed', 'as-long-as-labels'] as const;
export type FeatureWeighting = (typeof featureWeightings)[number];

/**
 * What a loss of features is compared with: the features of a network that learned nothing, those of other images of the batch, or
 * adapters that learn while the student does not hear of it.
 */
export const featureControls = ['none', 'random-teacher', 'shuffled-pairs', 'adapter-alone'] as const;
export type FeatureControl = (typeof featureControls)[number];
