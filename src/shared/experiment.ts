/**
 * The experiment: everything that decides a sweep's numbers, and nothing else.
 *
 * This is the only place where a field, its range and its default exist. The link, the form, the command line and
 * a saved run are spellings of it; each reads through `readExperiment`, which keeps what is valid, puts the default
 * in place of what is not, and says so in a `Notice`.
 */
import * as v from 'valibot';
import {
  augmentationNames,
  backendChoices,
  modelNames,
  optimizerNames,
  scheduleNames,
  similarityNames,
} from './choices.ts';
import { choiceField, type Field, nameField, numberField, numbersField } from './fields.ts';

/** Raised when a field changes its meaning; links and saved runs of another version are then told apart by it. */
export const experimentVersion = 1;

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
    help: 'Random changes to training images: none, mirror image, or mirror image and shift by up to 1/8 of the size.',
    group: 'data',
    advanced: true,
    default: 'flip',
    choices: augmentationNames,
  }),
  teacher: nameField({
    label: 'Teacher',
    help: 'auto takes the shipped teacher where it fits the dataset and otherwise trains a ResNet-20 here.',
    group: 'teacher',
    default: 'auto',
    pattern: new RegExp(`^(auto|shipped|file|saved-[0-9a-z-]{1,40}|${modelNames.join('|')})$`),
    allowed: `auto, shipped, file, saved- and a name, or one of ${modelNames.join(', ')}`,
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
  backend: choiceField({
    label: 'Backend',
    help: 'auto prefers a real GPU through WebGPU, then WebAssembly, then plain JavaScript.',
    group: 'machine',
    default: 'auto',
    choices: backendChoices,
  }),
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

/** One thing that a person should know about an experiment that was read from outside. */
export interface Notice {
  /** The name as it was given, cut to 60 characters. */
  readonly name: string;
  /** Which value was given, cut to 60 characters. */
  readonly given: string;
  /** What is allowed there, in words. */
  readonly allowed: string;
  /** What is used instead, in words. */
  readonly used: string;
}

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

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function show(value: unknown): string {
  if (typeof value === 'string') return shorten(value);
  try {
    return shorten(JSON.stringify(value) ?? String(value));
  } catch {
    return shorten(String(value));
  }
}

/**
 * Reads name–value pairs from outside into a complete experiment.
 *
 * @param given own entries only; values are already candidates (numbers, lists, names), not text.
 * @param base  what stands where nothing valid is given.
 */
export function readExperiment(
  given: Iterable<readonly [string, unknown]>,
  base: Experiment = defaultExperiment,
): { readonly experiment: Experiment; readonly notices: readonly Notice[] } {
  const values: Record<FieldName, unknown> = { ...base };
  const notices: Notice[] = [];
  const seen = new Set<string>();
  for (const [name, value] of given) {
    if (!isFieldName(name)) {
      const nearest = nearestFieldName(name);
      notices.push({
        name: shorten(name),
        given: show(value),
        allowed: nearest ? `there is no such setting; the nearest is ${nearest}` : 'there is no such setting',
        used: 'it was left out',
      });
      continue;
    }
    const field = fieldOf(name);
    if (seen.has(name)) {
      notices.push({ name, given: show(value), allowed: 'each setting once', used: 'the first one' });
      continue;
    }
    seen.add(name);
    const result = v.safeParse(field.schema, value);
    if (result.success) values[name] = result.output;
    else {
      notices.push({
        name,
        given: show(value),
        allowed: field.allowed,
        used: (field.format as (value: unknown) => string)(values[name]),
      });
    }
  }
  return { experiment: Object.freeze(values) as Experiment, notices };
}

/** The valid field whose name is closest in spelling, if one is close (edit distance ≤ 3, case ignored). */
export function nearestFieldName(name: string): FieldName | undefined {
  if (name.length > 40) return undefined;
  let best: FieldName | undefined;
  let bestDistance = 4;
  for (const candidate of fieldNames) {
    const distance = editDistance(name.toLowerCase().replace(/[_-]/g, ''), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Levenshtein distance, two rows. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(substitution, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** Sets one field of a valid experiment; a value that its schema rejects leaves the experiment as it was. */
export function withField<Name extends FieldName>(
  experiment: Experiment,
  name: Name,
  value: Experiment[Name],
): Experiment {
  return readExperiment([[name, value]], experiment).experiment;
}

/** What is legal but probably not meant, in sentences for a person. */
export function adviceFor(experiment: Experiment): readonly string[] {
  const advice: string[] = [];
  const { schedule, gamma, stepSize, epochs, learningRate, alphas, runs } = experiment;
  if (schedule === 'step' && gamma === 0 && stepSize < epochs) {
    advice.push(
      `The learning rate is 0 after epoch ${stepSize} (gamma is 0), so nothing is learned in the ${epochs - stepSize} epochs that follow. Gamma 0.1 is usual.`,
    );
  }
  if (experiment.optimizer === 'adam' && learningRate > 0.01) {
    advice.push(`A learning rate of ${learningRate} is high for Adam; 0.001 is usual.`);
  }
  if (!alphas.includes(1)) {
    advice.push('Without alpha 1 there is no student trained alone, so no gain can be shown.');
  }
  if (runs === 1) advice.push('With one run per alpha there is no spread, so no difference can be trusted.');
  return advice;
}
