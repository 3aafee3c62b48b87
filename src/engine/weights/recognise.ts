/**
 * Which of our models a state dict belongs to: what its file says, and else its keys and shapes.
 */

import { problem } from '../../lang/problem.ts';
import { type Sentence, words } from '../../lang/sentence.ts';
import { type ModelName, modelNames } from '../../spec/choices.ts';
import { type Architecture, architectureIn } from '../../spec/network/architecture.ts';
import { isAsPublished } from '../families/asPublished.ts';
import { build, catalogue } from '../families/catalogue.ts';
import type { ModelOptions } from '../families/model.ts';
import type { TorchShapes } from '../families/widths.ts';
import { type Differences, differencesOf, isFit, mismatch } from './fit.ts';
import { plainKeys } from './plainKeys.ts';
import { type Compared, readChannels } from './readChannels.ts';
import type { NamedShapes } from './storedTensor.ts';

export interface Recognised {
  readonly name: ModelName;
  /** Of the family `name`; `imageSize` counts only in families whose weights fix it, see `ModelFamily.optionsOf`. */
  readonly architecture: Architecture;
  /** Undefined where its channels are no one multiple of the published ones. */
  readonly options: ModelOptions | undefined;
  /** What had to be assumed, for a person; nothing unless given. */
  readonly remarks?: readonly Sentence[];
}

type Metadata = Readonly<Record<string, string>>;

const whole: Compared = (model) => model.parameters;
const withoutHead: Compared = (model) => model.parts.slice(0, -1).flatMap((part) => part.parameters);

/**
 * By what its file says it is made of, where its tensors are that, and else by keys and shapes alone.
 *
 * @throws ProblemError `teacher-head` where it is one of ours but for its head, `teacher-mismatch` where it is none of ours;
 *   both with what differs from the nearest, where one has most of its keys. `weights-invalid` where what the file says is
 *   damaged.
 */
export function recognise(state: NamedShapes, metadata: Metadata = {}): Recognised {
  const given = plainKeys(state);
  const shapes = shapesOf(given);
  const said = asSaid(given, shapes, metadata, whole);
  if (said) return said;
  let nearest:
    | { readonly name: ModelName; readonly differences: Differences; readonly off: number }
    | undefined;
  for (const [name, options] of candidates(shapes)) {
    const architecture = catalogue[name].architecture(options);
    const differences = differencesOf(build(architecture).parameters, given);
    if (isFit(differences)) return { name, architecture, options };
    const { missing, unexpected, misshapen } = differences;
    const off = missing.length + unexpected.length + misshapen.length;
    if (!nearest || off < nearest.off) nearest = { name, differences, off };
  }
  const uneven = readChannels(given, shapes, whole);
  if (uneven) return asRead(uneven);
  const backbone = backboneIn(given, metadata);
  if (backbone) {
    const { name, architecture } = backbone;
    const differences = differencesOf(build(architecture).parameters, given);
    throw mismatch(catalogue[name].label, differences, 'teacher-head');
  }
  if (nearest && 2 * nearest.off < given.size) {
    throw mismatch(catalogue[nearest.name].label, nearest.differences, 'teacher-mismatch');
  }
  throw problem(
    'teacher-mismatch',
    words`The weights (${given.size} tensors, the first named “${[...given.keys()][0]?.slice(0, 80) ?? ''}”) belong to no architecture that the lab has.`,
    words`Use weights of one of ${modelNames.map((name) => catalogue[name].label).join(', ')}, with the key names of torchvision or, for small images, of akamaster/pytorch_resnet_cifar10.`,
  );
}

/**
 * The same by all but the head, which may be of another shape or not there at all; `classes` then means nothing.
 *
 * @throws what `recognise` throws where the rest is none of ours either
 */
export function recogniseBackbone(state: NamedShapes, metadata: Metadata = {}): Recognised {
  return backboneIn(plainKeys(state), metadata) ?? recognise(state, metadata);
}

/** What heads are called in our families; of several, those for distillation are not the first. */
const headNames = ['fc', 'linear', 'classifier.1', 'classifier.2', 'head', 'classifier.fc'];
const isHead = (key: string) =>
  /^(fc|linear|classifier\.(1|2|fc)|head(_dist(\.\d+)?)?)\.(weight|bias)$/.test(key);

function backboneIn(given: NamedShapes, metadata: Metadata): Recognised | undefined {
  const rest = new Map([...given].filter(([key]) => !isHead(key)));
  const shapes = shapesOf(rest);
  // What a family reads off its head's shape, for a head of one class.
  const features = shapes.get('features.18.0.weight')?.[0];
  for (const name of headNames) shapes.set(`${name}.weight`, features ? [1, features] : [1]);
  const said = asSaid(rest, shapes, metadata, withoutHead);
  if (said) return said;
  for (const [name, options] of candidates(shapes)) {
    const architecture = catalogue[name].architecture(options);
    if (isFit(differencesOf(withoutHead(build(architecture)), rest))) return { name, architecture, options };
  }
  const uneven = readChannels(rest, shapes, withoutHead);
  return uneven && asRead(uneven);
}

function asRead(architecture: Architecture): Recognised {
  const { family, details: { headDim } = {} } = architecture;
  const found = { name: family, architecture, options: undefined };
  return headDim === undefined
    ? found
    : {
        ...found,
        remarks: [
          words`No shape says how many heads attention has: ${headDim} dimensions are assumed for each, as in ${catalogue[family].label}.`,
        ],
      };
}

/** What the file says it is made of, if its tensors are that. */
function asSaid(
  given: NamedShapes,
  shapes: TorchShapes,
  metadata: Metadata,
  compared: Compared,
): Recognised | undefined {
  const architecture = architectureIn(metadata);
  if (!architecture || !isFit(differencesOf(compared(build(architecture)), given))) return undefined;
  const options = catalogue[architecture.family]
    .optionsOf(shapes)
    .find((one) => isAsPublished(architecture, one));
  return { name: architecture.family, architecture, options };
}

const candidates = (shapes: TorchShapes) =>
  modelNames.flatMap((name) => catalogue[name].optionsOf(shapes).map((options) => [name, options] as const));

const shapesOf = (given: NamedShapes) => new Map([...given].map(([key, { shape }]) => [key, shape]));
