/**
 * Kept networks as they stand in `family.json`, the index of a zip of several that go from one browser to another.
 *
 * What a later release says beside is passed over; one that writes it otherwise raises the version, and what reads the earlier
 * ones stays here. What decided a stage's outcome is not told: whoever takes a network in makes stages anew.
 */
import * as v from 'valibot';
import { jsonExcess } from '../base/jsonExcess.ts';
import { problem } from '../lang/problem.ts';
import { type Sentence, words } from '../lang/sentence.ts';
import { type ForeignFormat, foreignFormats } from '../protocol/keptNetworks.ts';
import { familyIndex, readNetworkIndex } from '../protocol/networkIndex.ts';
import { migratedRecipe } from '../spec/migrations/recipeTexts.ts';
import type { KeptNetwork, NetworkAbout } from './store/networks/rows.ts';

const format = 'distillation-lab-networks';
const version = 1;
/** Far more than all that is kept at once. */
const mostRows = 5000;

export interface FamilyRow
  extends Pick<NetworkAbout, 'label' | 'parent' | 'recipe' | 'measurements' | 'origin' | 'teacher'> {
  /** Links of the experiments that it was the teacher of as a file. */
  readonly taught?: KeptNetwork['taught'];
  /** For who reads the index; what takes the network in reads it in its file. */
  readonly architecture?: unknown;
  /** Of a network of other software. */
  readonly foreign?: ForeignFormat;
  /** Its safetensors file in the zip, or the one of other software. */
  readonly file: string;
  /** Of that file, 64 hexadecimal digits: what the network is kept under. */
  readonly sha256: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What is not taken in, and why. */
export interface RefusedMember {
  /** The network's label with its file, or where it stands. */
  readonly name: string;
  readonly why: Sentence;
}

export interface FamilyRows {
  readonly rows: readonly FamilyRow[];
  readonly refused: readonly RefusedMember[];
}

/** What a row tells of a network that is kept, or shipped. */
type Told = Omit<FamilyRow, 'file' | 'sha256'>;

/** @param file its place in the zip */
export const familyRowOf = (id: string, network: Told, file: string): FamilyRow => {
  const { label, architecture, parent, recipe, measurements, origin, teacher, bytes, createdAt } = network;
  const { taught, foreign } = network;
  return {
    ...{ label, file, sha256: id, bytes, createdAt, architecture, recipe, measurements },
    ...(foreign === undefined ? {} : { foreign }),
    ...(parent === undefined ? {} : { parent }),
    ...(origin === undefined ? {} : { origin }),
    ...(teacher === undefined ? {} : { teacher }),
    ...(taught === undefined ? {} : { taught }),
  };
};

export const familyText = (networks: readonly FamilyRow[]): string =>
  `${JSON.stringify({ format, version, networks }, undefined, 1)}\n`;

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** Names a file beneath the archive's own folder. */
const path = v.pipe(
  text(300),
  v.regex(/^[^/\\:\p{Cc}][^\\:\p{Cc}]*$/u),
  v.check((name) => !name.split('/').includes('..')),
);

/** Clocks differ; a day covers every time zone. */
const date = v.pipe(
  amount,
  v.check((at) => at <= Date.now() + 86_400_000),
);
const share = v.pipe(amount, v.maxValue(1));

const measurement = v.pipe(v.number(), v.finite());

/** Those with bounds by their nature; losses have none. */
const measurements = v.objectWithRest(
  {
    ...{ accuracy: v.exactOptional(share), sparsity: v.exactOptional(share) },
    ...{ bits: v.exactOptional(amount), milliseconds: v.exactOptional(amount) },
    ...{ parameters: v.exactOptional(amount), bytes: v.exactOptional(amount) },
    multiplyAdds: v.exactOptional(amount),
  },
  measurement,
);

const row = v.object({
  label: v.pipe(text(200), v.minLength(1)),
  file: path,
  sha256: hash,
  bytes: amount,
  createdAt: date,
  architecture: v.optional(v.unknown()),
  foreign: v.exactOptional(v.picklist(foreignFormats)),
  parent: v.exactOptional(hash),
  recipe: v.pipe(text(10_000), v.transform(migratedRecipe)),
  measurements: v.pipe(
    measurements,
    v.check(
      (given) => Object.keys(given).length <= 100 && Object.keys(given).every((key) => key.length <= 60),
    ),
  ),
  origin: v.exactOptional(
    v.object({
      ...{ experiment: text(10_000), dataset: text(300), run: text(2000), stage: amount },
      start: v.exactOptional(hash),
    }),
  ),
  taught: v.exactOptional(v.pipe(v.array(text(10_000)), v.maxLength(100))),
  teacher: v.exactOptional(
    v.object({
      ...{ experiment: text(10_000), dataset: text(300), source: text(60) },
      file: v.exactOptional(text(300)),
    }),
  ),
});

const index = v.object({
  format: v.literal(format),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  networks: v.pipe(v.array(v.unknown()), v.maxLength(mostRows)),
});

/** What the command line wrote of its networks, in a folder that somebody zipped. */
function rowsOfList(given: unknown): FamilyRow[] | undefined {
  return readNetworkIndex(given)?.map(({ id, fileBytes, backend: _, ...told }) => ({
    ...told,
    ...{ sha256: id, bytes: fileBytes },
  }));
}

/**
 * @param json  the text of `family.json`, or of the list of networks that the command line writes
 * @param name  of the zip, for people
 * @throws ProblemError `weights-invalid` where it is none, or of a later version
 */
export function readFamilyRows(json: string, name: string): FamilyRows {
  const given = parsed(json);
  const listed = rowsOfList(given);
  const read = v.safeParse(index, listed ? { format, version, networks: listed } : given);
  if (!read.success) {
    throw problem(
      'weights-invalid',
      words`${familyIndex} in ${name} is no index of networks, or is damaged.`,
      'Take the family with you once more where it is kept, and bring that file.',
    );
  }
  if (read.output.version > version) {
    throw problem(
      'weights-invalid',
      words`${name} was written by a later release of this page (version ${read.output.version}; this one reads up to ${version}).`,
      'Reload this page to have its latest release, and bring the file again.',
    );
  }
  const rows = new Map<string, FamilyRow>();
  const refused: RefusedMember[] = [];
  read.output.networks.forEach((given, i) => {
    const one = v.safeParse(row, given);
    if (!one.success) {
      const at = one.issues[0].path?.map(({ key }) => String(key).slice(0, 60)).join('.') ?? '';
      refused.push({ name: nameOf(given, i), why: words`What is told of it is damaged (at “${at}”).` });
    } else if (rows.has(one.output.sha256)) {
      refused.push({ name: nameOf(given, i), why: words`It is named twice.` });
    } else rows.set(one.output.sha256, one.output);
  });
  return { rows: parentsFirst(rows), refused };
}

function parsed(json: string): unknown {
  if (jsonExcess(json) !== undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function nameOf(given: unknown, i: number): string {
  const said = v.safeParse(v.object({ label: v.string() }), given);
  return `${said.success ? said.output.label.slice(0, 90) : familyIndex} (${i + 1})`;
}

/** So that what does not fit any more is the youngest. */
function parentsFirst(rows: ReadonlyMap<string, FamilyRow>): readonly FamilyRow[] {
  const ordered = new Set<FamilyRow>();
  for (const one of rows.values()) {
    const line: FamilyRow[] = [];
    for (let at: FamilyRow | undefined = one; at && !ordered.has(at) && !line.includes(at); ) {
      line.push(at);
      at = rows.get(at.parent ?? '');
    }
    for (const member of line.reverse()) ordered.add(member);
  }
  return [...ordered];
}
