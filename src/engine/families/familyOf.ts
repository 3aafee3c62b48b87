/**
 * A family from its definition, and the gate between an architecture and the network that it says.
 */

import { problem } from '../../lang/problem.ts';
import { inEnglish, type Said, words } from '../../lang/sentence.ts';
import type { ModelName } from '../../spec/choices.ts';
import { declaredFamily } from '../../spec/families/catalogue.ts';
import type { Architecture, ChannelSpace } from '../../spec/network/architecture.ts';
import { canFactor } from '../layers/factors.ts';
import { type ChannelAxis, channelsAlong, type ParameterSpec } from '../layers/parameters.ts';
import type { FamilyDefinition, Model, ModelFamily, ModelOptions, PlainShortcut } from './model.ts';
import { withFactors } from './withFactors.ts';
import { layersOf, lendingFault, withForms } from './withForms.ts';

const labelOf = (name: ModelName) => inEnglish(declaredFamily(name).label);

export function familyOf(name: ModelName, definition: FamilyDefinition): ModelFamily {
  const architecture = (options: ModelOptions): Architecture => ({
    family: name,
    classes: options.classes,
    imageSize: options.imageSize,
    channels: definition.channels(options),
    forms: {},
    ...(definition.details ? { details: definition.details(options) } : {}),
  });
  return {
    ...definition,
    label: labelOf(name),
    architecture,
    build: (options) => built(definition, architecture(options)),
  };
}

/** @throws ProblemError `weights-invalid` where the architecture is none of the family's. */
export function built(definition: FamilyDefinition, architecture: Architecture): Model {
  const label = labelOf(architecture.family);
  const missing = architecture.without?.find((block) => !definition.blocks?.includes(block));
  if (missing !== undefined) {
    throw unlike(words`it is without the block ${missing.slice(0, 60)}, which ${label} does not have`);
  }
  const { classes, imageSize, details = {} } = architecture;
  const detailed = definition.details?.({ classes, imageSize, width: 1 }) ?? {};
  const detail = Object.keys(details).find((one) => !Object.hasOwn(detailed, one));
  if (detail !== undefined) throw unlike(words`it says ${detail.slice(0, 60)}, which ${label} does not have`);
  const model = definition.network(architecture);
  const known = spacesOf(model.parameters);
  const strange = Object.keys(architecture.channels).find((space) => !known.has(space));
  if (strange !== undefined) {
    throw unlike(words`it gives channels to ${strange.slice(0, 60)}, which ${label} does not have`);
  }
  const shortcuts = new Set(model.shortcuts?.map((shortcut) => shortcut.name));
  const stranger = Object.keys(architecture.shortcuts ?? {}).find((shortcut) => !shortcuts.has(shortcut));
  if (stranger !== undefined) {
    throw unlike(words`it maps the shortcut ${stranger.slice(0, 60)}, which ${label} does not have`);
  }
  const factored = withFactors(model, factorsIn(architecture, model, label));
  const layers = new Set(layersOf(factored.parameters).map((layer) => layer.name));
  const formed = Object.keys(architecture.forms).find((layer) => !layers.has(layer));
  if (formed !== undefined) {
    throw unlike(words`it gives a form to ${formed.slice(0, 60)}, which ${label} does not have`);
  }
  const fault = lendingFault(layersOf(factored.parameters), architecture.forms);
  if (fault !== undefined) throw unlike(fault);
  return { ...withForms(factored, architecture.forms), architecture };
}

/** Those of an architecture. The head stays one linear layer, as all that gives a network other classes takes it. */
function factorsIn({ factors = {} }: Architecture, model: Model, label: string) {
  const head = new Set(model.parts.at(-1)?.parameters.map(({ name }) => name));
  const kinds = new Map(layersOf(model.parameters).map(({ name, weight }) => [name, weight]));
  for (const [layer, { method }] of Object.entries(factors)) {
    const weight = kinds.get(layer);
    if (!weight || head.has(weight.name) || !canFactor(weight.kind, method)) {
      throw unlike(words`it has ${layer.slice(0, 60)} run as factors by ${method}, which ${label} cannot`);
    }
  }
  return factors;
}

/** The channel spaces that parameters have axes in. */
export function spacesOf(specs: readonly ParameterSpec[]): ReadonlySet<ChannelSpace> {
  return new Set(
    specs.flatMap(({ axes }) => axes.flatMap((axis) => channelsAlong(axis).map(({ space }) => space))),
  );
}

/** @throws ProblemError `weights-invalid` where the architecture does not have that space. */
export function channelAxis({ channels }: Pick<Architecture, 'channels'>, space: ChannelSpace): ChannelAxis {
  const count = Object.hasOwn(channels, space) ? channels[space] : undefined;
  if (count === undefined) throw unlike(words`it does not say how many channels ${space} has`);
  return { space, channels: count };
}

/** @throws ProblemError `weights-invalid` where the architecture does not say it. */
export function detailOf({ details }: Pick<Architecture, 'details'>, name: string): number {
  const value = details && Object.hasOwn(details, name) ? details[name] : undefined;
  if (value === undefined) throw unlike(words`it does not say ${name}`);
  return value;
}

/**
 * Whether an architecture is without a residual block.
 *
 * @param skips whether what the block is given has the shape of what it gives
 * @throws ProblemError `weights-invalid` where it is without one that gives another shape than it is given
 */
export function isGone({ without }: Pick<Architecture, 'without'>, block: string, skips: boolean): boolean {
  if (!without?.includes(block)) return false;
  if (!skips) throw unlike(words`it is without ${block}, which gives another shape than it is given`);
  return true;
}

/** Of blocks in their order, those that are the last of their stage. */
export const endsOfStages = (blocks: readonly { readonly stage: string }[]): ReadonlySet<number> =>
  new Set(blocks.flatMap(({ stage }, i) => (blocks[i + 1]?.stage === stage ? [] : [i])));

/**
 * A shortcut without weights. Where the architecture has no map for it, its channels stand in the middle of zeros, half of
 * these (rounded down) in front: option A of He et al. 2015.
 *
 * @throws ProblemError `weights-invalid` where the map does not lead from one space to the other
 */
export function plainShortcut(
  { shortcuts }: Pick<Architecture, 'shortcuts'>,
  { name, from, to }: Omit<PlainShortcut, 'sources'>,
): PlainShortcut {
  const given = shortcuts && Object.hasOwn(shortcuts, name) ? shortcuts[name] : undefined;
  const before = Math.floor((to.channels - from.channels) / 2);
  if (!given && before < 0) {
    throw unlike(words`${name} passes ${from.channels} channels on to ${to.channels}, and no map says which`);
  }
  const isOwn = (channel: number) => channel >= before && channel < before + from.channels;
  const centred = Array.from({ length: to.channels }, (_, i) => (isOwn(i) ? i - before : -1));
  const sources = given ?? centred;
  const arriving = sources.filter((source) => source >= 0);
  const isMap =
    sources.length === to.channels &&
    arriving.every((source) => source < from.channels) &&
    new Set(arriving).size === arriving.length;
  if (!isMap) throw unlike(words`the map of ${name} does not lead from ${from.space} to ${to.space}`);
  return { name, from, to, sources };
}

function unlike(why: Said) {
  return problem(
    'weights-invalid',
    words`The architecture is not one that can be built: ${why}.`,
    'Export the network again, or remove the entry “architecture” from the file’s metadata to have it recognised by its shapes.',
  );
}
