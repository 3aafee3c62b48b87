/**
 * Teachers' logits as a safetensors file, so that many can learn from a teacher that ran once:
 *
 * | tensor | type | shape | |
 * |---|---|---|---|
 * | `logits` | F16 | [V, N, K] | of V views of N training images, K classes |
 * | `images` | U8 | [V, N, 16] | which view that is: the beginning of the SHA-256 of its normalised float32 pixels, [S, S, 3] |
 * | `validation_logits` | F32 | [M, K] | of validation images, as they are measured on |
 * | `validation_images` | U8 | [M, 16] | |
 *
 * Its metadata names classes, teacher, augmentation, views, seed and size of the images. A view is known by its pixels, so neither
 * the order of the images nor their split matters, and other images are refused.
 */
import * as v from 'valibot';
import { toHalves } from '../../../base/halves.ts';
import { jsonExcess } from '../../../base/jsonExcess.ts';
import { sha256 } from '../../../base/sha256.ts';
import { problem } from '../../../lang/problem.ts';
import { type Said, words } from '../../../lang/sentence.ts';
import { logitsKind } from '../../../protocol/logitsFile.ts';
import type { ByteSource } from '../../weights/byteSource.ts';
import { openSafetensors, writeSafetensors } from '../../weights/safetensors.ts';
import type { StoredTensors } from '../../weights/storedTensor.ts';
import type { ExternalModel, ForeignModel, MissingView } from '../externalModel.ts';

/** Bytes of a digest. */
const digestBytes = 16;

/** Whose logits they are, and of what. */
export interface LogitsAbout {
  readonly teacher: { readonly label: string; readonly parameters: number; readonly accuracy?: number };
  readonly classes: readonly string[];
  readonly dataset: string;
  readonly imageSize: number;
  readonly augmentation: string;
  readonly views: number;
  readonly seed: number;
  /** Its link, which says all of that again. */
  readonly experiment: string;
}

/** Logits of some views, [R, K], and their pixels' digests, [R × 16]. */
export interface LogitsOfViews {
  readonly table: Float32Array;
  readonly digests: Uint8Array;
}

/**
 * @param train of V × N rows, view by view
 * @param images N
 */
export function writeLogits(
  about: LogitsAbout,
  train: LogitsOfViews,
  validation: LogitsOfViews,
  images: number,
): Uint8Array<ArrayBuffer> {
  const classes = about.classes.length;
  const views = train.table.length / classes / images;
  const held = validation.table.length / classes;
  const { teacher, classes: names, ...more } = about;
  return writeSafetensors({
    tensors: new Map([
      ['logits', { shape: [views, images, classes], values: toHalves(train.table) }],
      ['images', { shape: [views, images, digestBytes], values: train.digests }],
      ['validation_logits', { shape: [held, classes], values: validation.table }],
      ['validation_images', { shape: [held, digestBytes], values: validation.digests }],
    ]),
    metadata: {
      ...{ kind: logitsKind, version: '1' },
      ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, String(value)])),
      ...{ teacher: JSON.stringify(teacher), classes: JSON.stringify(names) },
    },
  });
}

/** The digests of images in a row. @param images [count × size × size × 3] */
export async function digestsOf(images: Float32Array, count: number): Promise<Uint8Array> {
  const length = images.length / count;
  const digests = new Uint8Array(count * digestBytes);
  const each = Array.from({ length: count }, async (_, i) => {
    const pixels = images.slice(i * length, (i + 1) * length);
    const hex = await sha256(new Uint8Array(pixels.buffer));
    for (let byte = 0; byte < digestBytes; byte++) {
      digests[i * digestBytes + byte] = Number.parseInt(hex.slice(2 * byte, 2 * byte + 2), 16);
    }
  });
  await Promise.all(each);
  return digests;
}

const keyAt = (digests: ArrayLike<number>, row: number): string => {
  let key = '';
  for (let i = row * digestBytes; i < (row + 1) * digestBytes; i++)
    key += String.fromCharCode(digests[i] ?? 0);
  return key;
};

const teacherSchema = v.object({
  label: v.pipe(v.string(), v.maxLength(200)),
  parameters: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/**
 * @param name the file's, for people
 * @throws ProblemError `weights-invalid` where a part of it is not as it should be
 */
export async function openLogits(source: ByteSource, name: string): Promise<ForeignModel> {
  const { stored, metadata } = await openSafetensors(source);
  const { label, parameters } = teacherIn(metadata.teacher, name);
  const views = await rowsIn(stored, 'logits', 'images', name);
  const held = await rowsIn(stored, 'validation_logits', 'validation_images', name);
  const outputs = views.outputs;
  if (held.outputs !== outputs) throw invalid(name, words`gives ${held.outputs} classes and ${outputs}`);
  const known = new Map([...held.byDigest, ...views.byDigest]);
  const find: ExternalModel['find'] = async (images, count) => {
    const digests = await digestsOf(images, count);
    return Array.from({ length: count }, (_, i) => known.get(keyAt(digests, i)));
  };
  const lacking = (missing: readonly MissingView[], all: number) =>
    lackingViews(missing, all, metadata, name);
  const imageSize = Number(metadata.imageSize);
  const logits: ExternalModel = {
    ...{ label: `logits of ${label}`, outputs, parameters, bytes: source.size, find, lacking },
    imageSize: Number.isInteger(imageSize) && imageSize > 0 ? imageSize : undefined,
    fingerprint: `logits ${await sha256(Uint8Array.from(await source.read(0, source.size)))}`,
    async predict(images, count, size) {
      const rows = await find(images, count, size);
      const table = new Float32Array(count * outputs);
      for (const [i, row] of rows.entries()) {
        if (!row) throw lacking([{ image: i, version: 0 }], count);
        table.set(row, i * outputs);
      }
      return table;
    },
    dispose: () => undefined,
  };
  return { logits, metadata, saysPixels: true };
}

function teacherIn(text: string | undefined, name: string): v.InferOutput<typeof teacherSchema> {
  try {
    if (text !== undefined && jsonExcess(text) === undefined) return v.parse(teacherSchema, JSON.parse(text));
  } catch {
    // Said below.
  }
  throw invalid(name, words`does not say whose logits it holds`);
}

interface Rows {
  readonly outputs: number;
  readonly byDigest: ReadonlyMap<string, Float32Array>;
}

async function rowsIn(tensors: StoredTensors, logits: string, images: string, name: string): Promise<Rows> {
  const table = tensors.get(logits);
  const digests = tensors.get(images);
  if (!table || !digests) throw invalid(name, words`lacks the tensor ${table ? images : logits}`);
  const outputs = table.shape.at(-1) ?? 0;
  const rows = table.shape.slice(0, -1).join();
  const isMatched = digests.shape.at(-1) === digestBytes && digests.shape.slice(0, -1).join() === rows;
  if (outputs === 0 || table.shape.length < 2 || !isMatched) {
    throw invalid(name, words`has ${logits} and ${images} of shapes that do not fit`);
  }
  const [values, keys] = [await table.values(), await digests.values()];
  if (!values.every(Number.isFinite)) throw invalid(name, words`has logits that are no finite numbers`);
  const byDigest = new Map<string, Float32Array>();
  for (let row = 0; row * outputs < values.length; row++) {
    byDigest.set(keyAt(keys, row), values.subarray(row * outputs, (row + 1) * outputs));
  }
  return { outputs, byDigest };
}

/** Places that are named, at most. */
const mostNamed = 5;

function lackingViews(
  missing: readonly MissingView[],
  all: number,
  metadata: Readonly<Record<string, string>>,
  name: string,
) {
  const images = [...new Set(missing.map(({ image }) => image + 1))];
  const named = images.slice(0, mostNamed).join(', ');
  const rest = images.length > mostNamed ? ', …' : '';
  const { augmentation = 'none', views = '0', seed = '0', dataset = '' } = metadata;
  return problem(
    'teacher-mismatch',
    words`${name} has logits of ${all - missing.length} of ${all} views of these images; it lacks some of image ${`${named}${rest}`} (${images.length} in all), counted from 1.`,
    words`It was made on ${dataset.slice(0, 40)} with seed ${seed.slice(0, 12)}, augmentation ${augmentation.slice(0, 12)} and ${views.slice(0, 6)} views (0: mirror images or none); choose the same images, Augmentation and Views, or ask for logits of these.`,
  );
}

function invalid(name: string, what: Said) {
  return problem(
    'weights-invalid',
    words`The file of logits ${name} ${what}.`,
    'Export the logits again where the teacher is, and open the new file.',
  );
}
