/**
 * Networks as files in a folder, and the list beside them that says what each is: what the command line writes, and what
 * is shipped in `public/networks/`.
 */
import * as v from 'valibot';
import { migratedRecipe } from '../spec/migrations/recipeTexts.ts';
import type { KeptNetworkCard } from './keptNetworks.ts';
import { type Quantities, type QuantityName, quantityNames } from './quantityNames.ts';

export const networkIndexName = 'index.json';
/** The index of a zip of several kept networks. */
export const familyIndex = 'family.json';

/** Where the index lies: at the top, or in the one folder that was packed anew. */
export function indexPlace(paths: readonly string[]): string | undefined {
  const named = (name: string) => paths.find((path) => path.replace(/^[^/]+\//, '') === name);
  return named(familyIndex) ?? named(networkIndexName);
}

/** A card without what is of one browser (that it is pinned there, when it was touched) and one device (how long it takes). */
export interface ListedNetwork
  extends Omit<KeptNetworkCard, 'pinned' | 'touchedAt' | 'damaged' | 'imported' | 'families' | 'shipped'> {
  /** Relative to the list; of a teacher that is shipped, to the lab's page. */
  readonly file: string;
  /** What its numbers were computed on, such as "WebAssembly (SIMD)". */
  readonly backend: string;
}

const text = v.pipe(v.string(), v.maxLength(10_000));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const listed = v.object({
  id: sha256,
  label: text,
  parent: v.exactOptional(sha256),
  recipe: v.pipe(text, v.transform(migratedRecipe)),
  measurements: v.record(v.string(), v.pipe(v.number(), v.finite())),
  fileBytes: amount,
  createdAt: amount,
  origin: v.exactOptional(v.object({ experiment: text, dataset: text, run: text, stage: amount })),
  teacher: v.exactOptional(v.object({ experiment: text, dataset: text, source: text })),
  // A name of the same host, so that a list cannot lead elsewhere.
  file: v.pipe(text, v.regex(/^[\w-]+(\/[\w-]+)*\.safetensors$/)),
  backend: text,
});

const index = v.object({ version: v.literal(1), networks: v.array(listed) });

/**
 * The networks of a list, those of times being left out.
 *
 * @returns undefined where it is no list, or one of a later release
 */
export function readNetworkIndex(given: unknown): readonly ListedNetwork[] | undefined {
  const read = v.safeParse(index, given);
  return read.success
    ? read.output.networks.map((network) => ({ ...network, measurements: lasting(network.measurements) }))
    : undefined;
}

/** A line for each network, so that a change of one is a change of one line. */
export const networkIndexText = (networks: readonly ListedNetwork[]): string =>
  `{ "version": 1, "networks": [\n${networks.map((network) => JSON.stringify(network)).join(',\n')}\n] }\n`;

/** @param file relative to the list */
export function listedNetwork(card: KeptNetworkCard, file: string, backend: string): ListedNetwork {
  const { id, label, parent, recipe, measurements, fileBytes, createdAt, origin, teacher } = card;
  return {
    ...{ id, label, recipe, fileBytes, createdAt },
    ...(parent === undefined ? {} : { parent }),
    ...(origin === undefined ? {} : { origin }),
    ...(teacher === undefined ? {} : { teacher }),
    ...{ measurements: lasting(measurements), file, backend },
  };
}

/** A time is of one device. */
const lasting = (measurements: Readonly<Record<string, number | undefined>>): Quantities =>
  Object.fromEntries(
    quantityNames
      .filter((name): name is QuantityName => name !== 'milliseconds')
      .flatMap((name) => {
        const value = measurements[name];
        return value === undefined ? [] : [[name, value] as const];
      }),
  );
