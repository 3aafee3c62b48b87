/**
 * What is inside a kept network: its layers, and the graph of a forward pass that is recorded for it.
 */
import * as v from 'valibot';
import { graphBlocks } from '../../analysis/networks/graphBlocks.ts';
import { build, catalogue } from '../../engine/families/catalogue.ts';
import { exportedSize } from '../../engine/graph/exportedSize.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import type { KeptOf, NetworkInside } from '../../protocol/networkInside.ts';
import { type Architecture, architectureSchema } from '../../spec/network/architecture.ts';
import { layerTable, publishedOf } from '../students/layerTable.ts';
import type { Answer, Asked } from './asked.ts';
import { aboutNetwork } from './family/aboutNetwork.ts';
import { insideOfForeign } from './foreign/foreignInside.ts';
import { foreignRow } from './foreign/foreignNetwork.ts';
import { networkBytes, openNetwork } from './openNetwork.ts';

export const networkInside: Answer<'network-inside'> = async ({ id }, asked) => {
  const foreign = await foreignRow(id, asked);
  if (foreign) return insideOfForeign(foreign, await networkBytes(id, asked));
  const { checkpoint } = await openNetwork(id, asked);
  return insideOf(checkpoint, await rootOf(id, checkpoint.architecture, (one) => known(one, asked)));
};

interface Ancestor {
  readonly label: string;
  readonly architecture: Architecture;
}

/** @param ancestor whose channels its own are compared with; the family as it was published unless given */
export async function insideOf(checkpoint: Checkpoint, ancestor?: Ancestor): Promise<NetworkInside> {
  const { architecture, tensors } = checkpoint;
  const { family, imageSize } = architecture;
  const { recordShapes } = await import('../../engine/graph/inside/recordShapes.ts');
  const { graphOperations } = await import('../../engine/graph/inside/operations.ts');
  const recorded = await recordShapes(build(architecture), tensors, {
    imageSize,
    readsOneSize: exportedSize(family, imageSize) !== undefined,
  });
  const keptOf: KeptOf = ancestor
    ? { label: ancestor.label, published: false }
    : { label: catalogue[family].label, published: true };
  const operations = graphOperations(recorded);
  const given = new Map(operations.map((operation) => [operation.layer, operation]));
  const layers = layerTable(checkpoint, ancestor?.architecture ?? publishedOf(architecture));
  return {
    layers: layers.map((row) => {
      const { kind, shape = [] } = given.get(row.name) ?? {};
      // A linear layer at each pixel is recorded as a convolution.
      const isToldThere = row.output.length === 0 || (row.kind === 'linear' && kind === 'conv');
      return isToldThere ? { ...row, output: shape } : row;
    }),
    keptOf,
    blocks: graphBlocks(operations, [3, imageSize, imageSize]),
  };
}

/**
 * The first network of its line, where that is there, has its channel spaces and lost no channels before it came to be known;
 * undefined where channels are to be compared with the family as it was published.
 *
 * @param known a network by its id, undefined where it is not there
 */
export async function rootOf(
  id: string,
  { family, channels }: Architecture,
  known: (id: string) => Promise<Known | undefined>,
): Promise<Ancestor | undefined> {
  const seen = new Set([id]);
  let found: Ancestor | undefined;
  let at = (await known(id))?.parent;
  while (at !== undefined && !seen.has(at)) {
    seen.add(at);
    const one = await known(at);
    const architecture = await one?.architecture();
    if (!one || architecture?.family !== family) break;
    if (Object.keys(channels).some((space) => architecture.channels[space] === undefined)) break;
    found = { label: one.label, architecture };
    at = one.parent;
  }
  return found && isWhole(found.architecture) ? found : undefined;
}

/** Whether it has the channels that its family has at one of its widths. */
function isWhole(architecture: Architecture): boolean {
  const { channels } = publishedOf(architecture);
  return Object.entries(architecture.channels).every(([space, count]) => channels[space] === count);
}

export interface Known {
  readonly label: string;
  readonly parent?: string | undefined;
  readonly architecture: () => Promise<Architecture | undefined>;
}

/** A network that is kept or shipped. */
async function known(id: string, asked: Asked): Promise<Known | undefined> {
  const row = await aboutNetwork(id, asked);
  if (!row) return undefined;
  const read = v.safeParse(architectureSchema, row.architecture);
  // Of what is shipped its file alone says it.
  const architecture = async () =>
    read.success
      ? read.output
      : (await openNetwork(id, asked).catch(() => undefined))?.checkpoint.architecture;
  return { ...row, architecture };
}
