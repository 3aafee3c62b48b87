/**
 * Networks that the browser keeps: listed, pinned, deleted, put back and read.
 */
import * as v from 'valibot';
import type { KeptNetwork } from '../../data/store/networks/rows.ts';
import { build } from '../../engine/families/catalogue.ts';
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import { type Quantities, quantityNames } from '../../protocol/quantityNames.ts';
import { architectureSchema } from '../../spec/network/architecture.ts';
import { type Answer, requireNetworks } from './asked.ts';
import { networkBytes } from './openNetwork.ts';

export const keptNetworks: Answer<'kept-networks'> = async (_, { networks, shipped }) => {
  const store = await networks.now();
  if (!store) {
    const examples = await shipped.list();
    return examples.length > 0 ? { networks: examples, room: 0, refused: true } : undefined;
  }
  const kept = (await store.list()).map(cardOf);
  const isKept = new Set(kept.map(({ id }) => id));
  const examples = (await shipped.list()).filter(({ id }) => !isKept.has(id));
  return { networks: [...kept, ...examples], room: store.room };
};

export const pinNetwork: Answer<'pin-network'> = async ({ id, pinned }, asked) =>
  (await requireNetworks(asked)).keep(id, pinned);

export const deleteNetwork: Answer<'delete-network'> = async ({ id }, asked) => {
  const taken = await (await requireNetworks(asked)).take(id);
  // Only the last one's bytes stay in memory.
  asked.deleted.clear();
  if (taken) asked.deleted.set(id, taken);
  return taken !== undefined;
};

export const undoDeleteNetwork: Answer<'undo-delete-network'> = async ({ id }, asked) => {
  const taken = asked.deleted.get(id);
  if (!taken || !(await (await requireNetworks(asked)).putBack(taken))) return false;
  asked.deleted.delete(id);
  return true;
};

export const deleteUnpinned: Answer<'delete-unpinned-networks'> = async (_, asked) =>
  (await requireNetworks(asked)).removeUnpinned();

export const networkFile: Answer<'network-file'> = ({ id }, asked) => networkBytes(id, asked);

function cardOf(network: KeptNetwork): KeptNetworkCard {
  const { id, label, parent, recipe, bytes, kept, createdAt, touchedAt, origin, teacher } = network;
  const { imported, families, damaged, taught, foreign } = network;
  return {
    ...{ id, label, recipe, createdAt, touchedAt },
    ...{ fileBytes: bytes, pinned: kept, measurements: measured(network) },
    ...(taught === undefined ? {} : { taught }),
    ...(damaged ? { damaged } : {}),
    ...(foreign === undefined ? {} : { foreign }),
    ...(imported === undefined ? {} : { imported: imported.from }),
    ...(families === undefined ? {} : { families }),
    ...(parent === undefined ? {} : { parent }),
    ...(origin === undefined ? {} : { origin }),
    ...(teacher === undefined ? {} : { teacher }),
  };
}

/** Multiply-adds follow from the architecture where nobody wrote them down. */
function measured({ measurements, architecture }: KeptNetwork): Quantities {
  const known = quantityNames.flatMap((name) => {
    const value = measurements[name];
    return value === undefined || !Number.isFinite(value) ? [] : [[name, value] as const];
  });
  const found: Quantities = Object.fromEntries(known);
  const read = v.safeParse(architectureSchema, architecture);
  if (found.multiplyAdds !== undefined || !read.success) return found;
  try {
    return { ...found, multiplyAdds: build(read.output).multiplyAdds };
  } catch {
    // A family of a later release.
    return found;
  }
}
