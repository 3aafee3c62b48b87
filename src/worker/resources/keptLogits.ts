/**
 * A teacher's logits beyond the visit: what this browser kept of them is put back into memory, and what was added is
 * kept. Their name is made of all that decides them, so that no table is taken for another's.
 */

import { channelDeviation, channelMean, type ImageSet } from '../../base/imageSet.ts';
import type { Opened } from '../../base/opened.ts';
import { fingerprintOfArrays } from '../../data/fingerprint.ts';
import type { LogitsStore } from '../../data/store/logits.ts';
import {
  type FrozenModel,
  isExternal,
  type Teacher,
  type TeacherMemory,
} from '../../engine/training/teacherLogits.ts';
import type { AugmentationName } from '../../spec/choices.ts';

/** Raised when the same weights and images would give other logits: a layer or an augmentation was changed. */
const version = 1;

/** Hashing more than this would hold up the start for longer than it may save. */
const mostPixelBytes = 256e6;

export interface Asked {
  readonly teacher: Teacher;
  readonly images: ImageSet;
  readonly augmentation: AugmentationName;
  /** How many random views each image has; 0 for infinitely many, or where nothing is drawn. */
  readonly views: number;
  /** Rounded to these; as they come unless given. */
  readonly precision?: 'float16';
  /** Backend and kernels: their logits differ in the last digits, and the same link gives the same curve. */
  readonly machine: string;
}

/** Logits in memory, and where they belong. */
export interface OpenLogits {
  readonly memory: TeacherMemory;
  /** What one image costs the teacher, as a visit measured it. */
  msPerImage: number | undefined;
  /** Puts away what was added since; never rejects: the lab works without. */
  keep(): Promise<void>;
}

const fingerprints = new WeakMap<object, Promise<string>>();

/** The fingerprint of something that does not change, computed once. */
function once(of: object, compute: () => Promise<string>): Promise<string> {
  const known = fingerprints.get(of);
  if (known) return known;
  const computed = compute();
  fingerprints.set(of, computed);
  return computed;
}

const ofImages = (images: ImageSet) =>
  once(images, () =>
    fingerprintOfArrays([
      { name: `pixels ${images.size}`, values: images.pixels },
      // The same pixels are cut otherwise where they were squeezed from another shape.
      ...(images.aspects ? [{ name: 'aspects', values: images.aspects }] : []),
    ]),
  );

/** Of a network's weights; of those that are there, where some are not. */
export const weightsFingerprint = ({ model, parameters }: FrozenModel): Promise<string> =>
  once(parameters, async () => {
    const names = model.parameters.map(({ name }) => name).filter((name) => parameters[name]);
    const arrays = names.map(async (name) => {
      const held = parameters[name];
      const values = Float32Array.from((await held?.data()) ?? []);
      return { name: `${name} ${held?.shape}`, values };
    });
    // The same weights behind other pixels give other logits.
    const scale = model.takes ? [{ name: `on ${model.takes}`, values: new Uint8Array() }] : [];
    return fingerprintOfArrays([...(await Promise.all(arrays)), ...scale]);
  });

async function nameOf({ teacher, images, augmentation, views, precision, machine }: Asked): Promise<string> {
  const given = isExternal(teacher);
  // Networks of the same weights may do other things with them, at another cost.
  const cost = given ? teacher.outputs : teacher.model.multiplyAdds;
  const transform = JSON.stringify([channelMean, channelDeviation, cost]);
  const weights = given ? teacher.fingerprint : await weightsFingerprint(teacher);
  const drawn = views === 0 ? augmentation : `${augmentation} ${views}`;
  const shown = precision ? `${drawn} ${precision}` : drawn;
  const parts = [weights, await ofImages(images), shown, machine, transform];
  return [`v${version}`, ...parts].join(' ');
}

/** `memory` with the logits that were kept of an earlier visit in it, or none where there are none. */
export async function openKeptLogits(
  asked: Asked,
  memory: TeacherMemory,
  store: Opened<LogitsStore>,
): Promise<OpenLogits> {
  const open = asked.images.pixels.byteLength > mostPixelBytes ? undefined : await store.now();
  const name = open && (await nameOf(asked).catch(() => undefined));
  if (!open || !name) return { memory, msPerImage: undefined, keep: async () => undefined };
  const rows = memory.known.length;
  const kept = await open.get(name, rows, memory.table.length / rows).catch(() => undefined);
  if (kept) {
    memory.table.set(kept.table);
    memory.known.set(kept.known);
  }
  let put = knownIn(memory);
  const logits: OpenLogits = {
    memory,
    msPerImage: kept?.msPerImage,
    async keep() {
      const now = knownIn(memory);
      if (now === put) return;
      const { table, known } = memory;
      try {
        const { precision } = asked;
        await open.put(name, {
          table,
          known,
          msPerImage: logits.msPerImage,
          ...(precision ? { precision } : {}),
        });
        put = now;
      } catch {
        // Tried again after the next sweep.
      }
    },
  };
  return logits;
}

export function knownIn({ known }: TeacherMemory): number {
  return known.reduce((sum, flag) => sum + flag, 0);
}
