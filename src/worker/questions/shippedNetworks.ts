/**
 * Example networks that are shipped with the lab, in `public/networks/`: files of the page's own host, of which the list is
 * fetched when networks are listed, and weights when something is asked of them.
 */
import type { Opened } from '../../base/opened.ts';
import { sha256 } from '../../base/sha256.ts';
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import type { KeptNetwork } from '../../data/store/networks/rows.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import { type ListedNetwork, networkIndexName, readNetworkIndex } from '../../protocol/networkIndex.ts';

const folder = 'networks/insects';

export interface ShippedNetworks {
  /** None where the list cannot be fetched: it is asked for again the next time. */
  list(): Promise<readonly KeptNetworkCard[]>;
  /**
   * Its safetensors file; undefined where none is shipped under this id.
   *
   * @throws ProblemError `file-unreadable` where it cannot be fetched, `weights-invalid` where it is not what the list says
   */
  bytes(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** @param fetchPublic a file of the page's host, by its path from the page */
export function createShippedNetworks(
  fetchPublic: (file: string) => Promise<Uint8Array<ArrayBuffer>>,
): ShippedNetworks {
  let fetched: Promise<readonly ListedNetwork[]> | undefined;
  const listed = () => {
    fetched ??= fetchPublic(`${folder}/${networkIndexName}`)
      .then((bytes) => readNetworkIndex(JSON.parse(new TextDecoder().decode(bytes))) ?? [])
      .catch(() => {
        fetched = undefined;
        return [];
      });
    return fetched;
  };
  return {
    list: async () => (await listed()).map(cardOf),
    async bytes(id) {
      const network = (await listed()).find((one) => one.id === id);
      if (!network) return undefined;
      const path = network.teacher ? network.file : `${folder}/${network.file}`;
      const bytes = await fetchPublic(path).catch(() => {
        throw problem(
          'file-unreadable',
          words`The weights of this example (${path}) could not be fetched.`,
          'Check the connection, and ask again.',
        );
      });
      if ((await sha256(bytes)) === id) return bytes;
      throw problem(
        'weights-invalid',
        'The file of this example is not the one that the lab lists.',
        'Reload the page, or choose another network.',
      );
    },
  };
}

const cardOf = ({ file: _, backend: __, ...card }: ListedNetwork): KeptNetworkCard => ({
  ...card,
  ...{ pinned: false, shipped: true },
});

/** The store as questions see it: what is asked of a network by its id is answered of those that are shipped as well. */
export const withShipped = (
  networks: Opened<NetworkStore>,
  shipped: ShippedNetworks,
): Opened<NetworkStore> => {
  const both = (store: NetworkStore): NetworkStore => ({
    ...store,
    find: async (id) =>
      (await store.find(id)) ?? rowOf((await shipped.list()).find((card) => card.id === id)),
    async read(id) {
      const read = await store.read(id);
      if (read) return read;
      const bytes = await shipped.bytes(id);
      return bytes && { bytes };
    },
  });
  return {
    async now() {
      const store = await networks.now();
      return store && both(store);
    },
    whenOpen: (work) => networks.whenOpen((store) => work(both(store))),
  };
};

function rowOf(card: KeptNetworkCard | undefined): KeptNetwork | undefined {
  if (!card) return undefined;
  const { shipped: _, pinned, fileBytes: bytes, damaged: __, imported: ___, ...rest } = card;
  const { id, createdAt } = card;
  return {
    ...{ ...rest, measurements: measured(card), architecture: undefined },
    ...{ touchedAt: createdAt, kept: pinned, bytes, file: { name: id, bytes, sha256: id } },
  };
}

const measured = ({ measurements }: KeptNetworkCard): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(measurements).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
