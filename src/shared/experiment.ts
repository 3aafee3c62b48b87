/**
 * The experiment: everything that decides a sweep's numbers, and nothing else.
 *
 * This is the only place where a field, its range and its default exist. The link, the form, the command line and
 * a saved run are spellings of it; each reads through `readExperiment`.
 */
import type * as v from 'valibot';
import {
  augmentationNames,
  backendChoices,
  captureChoices,
  freezeNames,
  inputScaleChoices,
  kernelsChoices,
  memoryNames,
  modelNames,
  optimizerNames,
  scheduleNames,
  similarityNames,
  studentStarts,
  teacherHeads,
  teacherOrders,
} from './choices.ts';
import { choiceField, type Field, nameField, numberField, numbersField } from './fields.ts';
import { recipeField } from './recipe/recipeField.ts';
import { varyField } from './recipe/vary.ts';
import { words } from './sentence.ts';

export const fields = {
  dataset: nameField({
    label: 'Dataset',
    help: 'Insects are drawn here from the seed; a dropped folder is known by the fingerprint of its files.',
    group: 'data',
    default: 'insects',
    pattern: /^(insects|folder-[0-9a-f]{16})$/,
    allowed: 'insects, or folder- followed by the 16 hexadecimal digits of a dropped folder',
  }),
  imageSize: numberField({
    label: 'Image size',
    help: 'Height and width in pixels; folder images are resized on their short side and centre-cropped.',
    group: 'data',
    default: 32,
    minimum: 8,
    maximum: 256,
    integer: true,
    scale: 'log',
    unit: 'px',
  }),
  trainImages: numberField({
    label: 'Training images',
    help: 'How many insects the students see; a dropped folder uses all of its images.',
    group: 'data',
    default: 600,
    minimum: 16,
    maximum: 50_000,
    integer: true,
    scale: 'log',
  }),
  validationImages: numberField({
    label: 'Validation images',
    help: 'How many insects every model is measured on; more of them make the accuracy more certain.',
    group: 'data',
    advanced: true,
    default: 600,
    minimum: 16,
    maximum: 50_000,
    integer: true,
    scale: 'log',
  }),
  validationShare: numberField({
    label: 'Validation share',
    help: 'The part of each class kept for validation when a folder has no validation folder of its own.',
    group: 'data',
    default: 0.25,
    minimum: 0.05,
    maximum: 0.9,
  }),
  augmentation: choiceField({
    label: 'Augmentation',
    help: 'Random changes to training images: none, mirror image, mirror image and shift by up to 1/8 of the size, or mirror image and random resized crop as in ImageNet training.',
    group: 'data',
    advanced: true,
    default: 'flip',
    choices: augmentationNames,
  }),
  views: numberField({
    label: 'Views',
    help: 'How many random views each training image has; 0 draws a new one every time. Of finitely many the teacher’s answers are kept.',
    group: 'data',
    advanced: true,
    default: 0,
    minimum: 0,
    maximum: 64,
    integer: true,
  }),
  centreCrop: numberField({
    label: 'Centre crop',
    help: 'The share of the short side that is kept at the centre of an image; torchvision’s is 224 of 256.',
    group: 'data',
    advanced: true,
    default: 1,
    minimum: 0.5,
    maximum: 1,
  }),
  teacher: nameField({
    label: 'Teacher',
    help: 'auto takes the shipped teacher where it fits the dataset and otherwise trains a ResNet-20 here.',
    group: 'teacher',
    default: 'auto',
    pattern: new RegExp(`^(auto|shipped|file|saved-[0-9a-z-]{1,40}|${modelNames.join('|')})$`),
    allowed: words`auto, shipped, file, saved- and a name, or one of ${modelNames.join(', ')}`,
  }),
  teacherWidth: numberField({
    label: 'Teacher width',
    help: 'Multiplies the channels of a teacher trained here.',
    group: 'teacher',
    advanced: true,
    default: 1,
    minimum: 0.125,
    maximum: 4,
  }),
  teacherEpochs: numberField({
    label: 'Teacher epochs',
    help: 'How long a teacher is trained when it is trained here.',
    group: 'teacher',
    advanced: true,
    default: 20,
    minimum: 1,
    maximum: 1000,
    integer: true,
    scale: 'log',
  }),
  teacherImages: numberField({
    label: 'Teacher images',
    help: 'How many insects a teacher trained here sees; a dropped folder uses all of its images.',
    group: 'teacher',
    advanced: true,
    default: 4000,
    minimum: 16,
    maximum: 50_000,
    integer: true,
    scale: 'log',
  }),
  teacherHead: choiceField({
    label: 'Teacher head',
    help: 'keep uses a teacher’s file as it is; new loads all but its last layer and trains another for these classes.',
    group: 'teacher',
    advanced: true,
    default: 'keep',
    choices: teacherHeads,
  }),
  teacherFreeze: choiceField({
    label: 'Teacher freezing',
    help: 'What of a file’s layers stays fixed under a new head: all (head), all but batch statistics, all but the last stage, or none.',
    group: 'teacher',
    advanced: true,
    default: 'head',
    choices: freezeNames,
  }),
  teacherRate: numberField({
    label: 'Teacher rate',
    help: 'The learning rate of a teacher that is trained here; 0 takes the student’s.',
    group: 'teacher',
    advanced: true,
    default: 0,
    minimum: 0,
    maximum: 10,
    scale: 'power',
  }),
  teacherOrder: choiceField({
    label: 'Teacher order',
    help: 'given takes a teacher’s outputs as they come; best puts them in the order that the validation images find best, where that is certain.',
    group: 'teacher',
    advanced: true,
    default: 'given',
    choices: teacherOrders,
  }),
  teacherInput: choiceField({
    label: 'Teacher input',
    help: 'What a teacher from a file takes for pixels: what the file says or its kind usually takes (auto), −1 to 1, 0 to 1, ImageNet’s normalisation, or bytes.',
    group: 'teacher',
    advanced: true,
    default: 'auto',
    choices: inputScaleChoices,
  }),
  student: choiceField({
    label: 'Student',
    help: 'The small network that learns from the labels and the teacher.',
    group: 'student',
    default: 'cnn',
    choices: modelNames,
  }),
  studentWidth: numberField({
    label: 'Student width',
    help: 'Multiplies the student’s channels; parameters grow with its square.',
    group: 'student',
    default: 1,
    minimum: 0.125,
    maximum: 4,
  }),
  studentImageSize: numberField({
    label: 'Student image size',
    help: 'The student sees images averaged down to this many pixels; 0 shows it what the teacher sees.',
    group: 'student',
    advanced: true,
    default: 0,
    minimum: 0,
    maximum: 256,
    integer: true,
    unit: 'px',
  }),
  studentStart: choiceField({
    label: 'Student start',
    help: 'new draws the weights from the seed; teacher copies every second block (Sanh et al. 2019); file reads a file of its own.',
    group: 'student',
    advanced: true,
    default: 'new',
    choices: studentStarts,
  }),
  studentFreeze: choiceField({
    label: 'Student freezing',
    help: 'What stays fixed of a student that did not start new: nothing, all but the last stage, all but the head, or that with batch statistics.',
    group: 'student',
    advanced: true,
    default: 'none',
    choices: freezeNames,
  }),
  similarity: choiceField({
    label: 'Similarity',
    help: 'How student and teacher are compared: KL at temperature T (Hinton 2015) or MSE on logits (Ba & Caruana 2014), among others.',
    group: 'objective',
    default: 'kl',
    choices: similarityNames,
  }),
  temperature: numberField({
    label: 'Temperature',
    help: 'Softens both models’ probabilities before they are compared: p = softmax(z / T).',
    group: 'objective',
    default: 4,
    minimum: 0.1,
    maximum: 100,
    scale: 'log',
  }),
  alphas: numbersField({
    label: 'Alphas',
    help: 'The weight of the labels: loss = α·CE + (1 − α)·similarity, so α = 1 is the student trained alone.',
    group: 'sweep',
    default: [0, 0.5, 1],
    minimum: 0,
    maximum: 1,
    atMost: 21,
  }),
  runs: numberField({
    label: 'Runs per alpha',
    help: 'Run i of every alpha starts from the same weights and sees the same batches, so gains are paired.',
    group: 'sweep',
    default: 4,
    minimum: 1,
    maximum: 100,
    integer: true,
    scale: 'log',
  }),
  seed: numberField({
    label: 'Seed',
    help: 'Every random number comes from it: the same seed on the same device gives the same curve.',
    group: 'sweep',
    advanced: true,
    default: 0,
    minimum: 0,
    maximum: 4_294_967_295,
    integer: true,
  }),
  epochs: numberField({
    label: 'Epochs',
    help: 'How often each run passes over the training images.',
    group: 'sweep',
    default: 30,
    minimum: 1,
    maximum: 1000,
    integer: true,
    scale: 'log',
  }),
  batchSize: numberField({
    label: 'Batch size',
    help: 'Images per training step; the last batch of an epoch may be smaller.',
    group: 'training',
    default: 16,
    minimum: 1,
    maximum: 1024,
    integer: true,
    scale: 'log',
  }),
  optimizer: choiceField({
    label: 'Optimiser',
    help: 'SGD with momentum and weight decay as in PyTorch, or Adam.',
    group: 'training',
    default: 'sgd',
    choices: optimizerNames,
  }),
  learningRate: numberField({
    label: 'Learning rate',
    help: 'The step size at the first epoch; the schedule lowers it from there.',
    group: 'training',
    default: 0.05,
    minimum: 1e-6,
    maximum: 10,
    scale: 'log',
  }),
  backboneRate: numberField({
    label: 'Backbone rate',
    help: 'Multiplies the learning rate of layers that were trained before; the new head learns at the full rate.',
    group: 'training',
    advanced: true,
    default: 1,
    minimum: 0,
    maximum: 1,
  }),
  momentum: numberField({
    label: 'Momentum',
    help: 'SGD: v ← momentum·v + gradient. Adam: β₁.',
    group: 'training',
    advanced: true,
    default: 0.9,
    minimum: 0,
    maximum: 0.999,
  }),
  weightDecay: numberField({
    label: 'Weight decay',
    help: 'Adds weightDecay·w to the gradient of every weight.',
    group: 'training',
    advanced: true,
    default: 0.0005,
    minimum: 0,
    maximum: 1,
    scale: 'power',
  }),
  schedule: choiceField({
    label: 'Schedule',
    help: 'cosine falls smoothly to 0; step multiplies by gamma every few epochs; constant stays.',
    group: 'training',
    default: 'cosine',
    choices: scheduleNames,
  }),
  stepSize: numberField({
    label: 'Step size',
    help: 'Step schedule: the number of epochs between two decays.',
    group: 'training',
    advanced: true,
    default: 7,
    minimum: 1,
    maximum: 1000,
    integer: true,
    unit: 'epochs',
  }),
  gamma: numberField({
    label: 'Gamma',
    help: 'Step schedule: what the learning rate is multiplied by at each decay.',
    group: 'training',
    advanced: true,
    default: 0.1,
    minimum: 0,
    maximum: 1,
  }),
  memory: choiceField({
    label: 'Activations',
    help: 'keep holds them for the backward pass; recompute computes each block again (Chen et al. 2016): less memory, up to a third more time, the same weights.',
    group: 'training',
    advanced: true,
    default: 'keep',
    choices: memoryNames,
  }),
  backend: choiceField({
    label: 'Backend',
    help: 'auto takes WebGPU on a GPU or WebAssembly, whichever measures faster here, and plain JavaScript without either.',
    group: 'machine',
    default: 'auto',
    choices: backendChoices,
  }),
  kernels: choiceField({
    label: 'Kernels',
    help: 'What computes each operation: the lab’s own kernels where it has them, or stock tfjs throughout, to compare.',
    group: 'machine',
    default: 'ours',
    choices: kernelsChoices,
  }),
  capture: choiceField({
    label: 'Captured step',
    help: 'On WebGPU a training step is recorded once and replayed; off runs each step anew, to compare.',
    group: 'machine',
    default: 'on',
    choices: captureChoices,
  }),
  recipe: recipeField,
  vary: varyField(variableFields),
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof fields;
type ValueOf<F> = F extends {
  readonly default: unknown;
  readonly schema: v.GenericSchema<unknown, infer Value>;
}
  ? Value
  : never;
export type Experiment = { readonly [Name in FieldName]: ValueOf<(typeof fields)[Name]> };

export const fieldNames = Object.keys(fields) as readonly FieldName[];

export const defaultExperiment: Experiment = Object.freeze(
  Object.fromEntries(fieldNames.map((name) => [name, fields[name].default])),
) as Experiment;

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fields, name);
}

/** A field seen without its value type, for code that walks over all fields. */
export function fieldOf(name: FieldName): Field {
  return fields[name];
}

/** What a point of a sweep may have another number of: images and teacher stay the same for all of them. */
function variableFields(): Readonly<Record<string, Field>> {
  const groups: readonly Field['group'][] = ['student', 'objective', 'training'];
  const names = fieldNames.filter((name) => name === 'epochs' || groups.includes(fieldOf(name).group));
  return Object.fromEntries(names.map((name) => [name, fieldOf(name)]));
}
