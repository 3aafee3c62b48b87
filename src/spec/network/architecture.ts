/**
 * A network's architecture as plain data: its family, the channels of every channel space, and the form of every layer.
 * With named tensors it is a whole network, which can be kept, exported and built again whatever was cut from it.
 */
import * as v from 'valibot';
import { jsonExcess } from '../../base/jsonExcess.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import { type ModelName, modelNames } from '../choices.ts';
import { type LayerFactors, layerFactorsSchema } from './layerFactors.ts';
import { type LayerForm, type LayerName, layerFormSchema } from './layerForms.ts';

/**
 * Channels that stand or fall together, by a name: `layer2` (a residual stream), `layer2.0.hidden` (a block's inner
 * channels), `conv1`.
 */
export type ChannelSpace = string;

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const mostNames = 2000;
const mostChannels = 65_536;
const mostCharacters = 4_000_000;

const bounded = <T extends object>(entries: T) => Object.keys(entries).length <= mostNames;

/** For each channel that a shortcut gives, the channel of its input that arrives there, or −1 where zeros do. */
const shortcutMap = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(mostChannels - 1))),
  v.minLength(1),
  v.maxLength(mostChannels),
);

export const architectureSchema = v.object({
  family: v.picklist(modelNames),
  /** K */
  classes: count(100_000),
  /** Height and width of the images, S. */
  imageSize: count(4096),
  channels: v.pipe(v.record(name, count(mostChannels)), v.check(bounded)),
  /** Layers that are not named are `dense`. */
  forms: v.pipe(v.record(name, layerFormSchema), v.check(bounded)),
  /**
   * Layers that run as several. Each of these is a layer by the name and its place, `layer1.0.conv1.0`, and may have a form.
   */
  factors: v.optional(v.pipe(v.record(name, layerFactorsSchema), v.check(bounded))),
  /**
   * Of shortcuts without weights (option A of He et al. 2015, section 4.2), by the block's name. Without a map, a shortcut's
   * own channels stand in the middle of zeros, as where nothing was pruned.
   */
  shortcuts: v.optional(v.pipe(v.record(name, shortcutMap), v.check(bounded))),
  /** What neither channels nor forms say, by names of the family's: `patch` of a vision transformer, its side in pixels. */
  details: v.optional(
    v.pipe(
      v.record(name, v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostChannels))),
      v.check(bounded),
    ),
  ),
  /** Residual blocks that are gone, by name: their input is their output. None unless given. */
  without: v.optional(v.pipe(v.array(name), v.maxLength(mostNames))),
});

export interface Architecture {
  readonly family: ModelName;
  readonly classes: number;
  readonly imageSize: number;
  readonly channels: Readonly<Record<ChannelSpace, number>>;
  readonly forms: Readonly<Record<LayerName, LayerForm>>;
  readonly factors?: Readonly<Record<LayerName, LayerFactors>> | undefined;
  readonly shortcuts?: Readonly<Record<LayerName, readonly number[]>> | undefined;
  readonly details?: Readonly<Record<string, number>> | undefined;
  readonly without?: readonly string[] | undefined;
}

/** As it stands in the metadata of a file, under `architecture`. */
export const architectureText = (architecture: Architecture): string => JSON.stringify(architecture);

/**
 * The architecture that a file's metadata says, under `architecture`.
 *
 * @returns undefined where it says none; other programs write a name there
 * @throws ProblemError `weights-invalid` where it is begun as one and is none
 */
export function architectureIn(metadata: Readonly<Record<string, string>>): Architecture | undefined {
  const text = Object.hasOwn(metadata, 'architecture') ? metadata.architecture : undefined;
  if (!text?.startsWith('{')) return undefined;
  const read = v.safeParse(architectureSchema, parsed(text));
  if (read.success) return read.output;
  const at = read.issues[0].path?.map(({ key }) => String(key).slice(0, 60)).join('.') ?? '';
  throw problem(
    'weights-invalid',
    words`The file’s own description of its architecture is damaged (at “${at}”).`,
    'Export the network again, or remove the entry “architecture” from the file’s metadata to have it recognised by its shapes.',
  );
}

function parsed(text: string): unknown {
  if (text.length > mostCharacters || jsonExcess(text) !== undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
