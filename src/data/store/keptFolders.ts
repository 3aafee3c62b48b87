/**
 * Decoded folders that this browser keeps: a row each, and the file of pixels that it names.
 */

import type { Sentence } from '../../lang/sentence.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { type DecodedFolder, folderKey, splitFolder } from '../decodedFolder.ts';
import type { OpenedDataset } from '../openDataset.ts';
import { wholeSize } from '../shapes.ts';
import { type KeptFiles, keptFileOf, type NamedFile } from './keptFiles.ts';
import type { Database } from './keptIndex.ts';
import { folderVersion, type KeptFolder, readFolder } from './keptRows.ts';

/** Earlier releases wrote a folder's pixels under its key. */
const fileOf = ({ key, file }: KeptFolder): NamedFile => file ?? { name: key };

/** Callers see to it that nobody else changes anything meanwhile. */
export function keptFolders(database: Database, files: KeptFiles, room: number, tidy: () => Promise<void>) {
  const row = async (key: string): Promise<unknown> => (await database()).get('folders', key);

  async function forget(key: string) {
    const kept = readFolder(await row(key));
    await (await database()).delete('folders', key);
    await files.remove(kept ? fileOf(kept).name : key);
  }

  return {
    async names() {
      const all = await (await database()).getAllKeys('folders');
      return Promise.all(
        all.map(async (key) => {
          const kept = readFolder(await row(key));
          return kept ? fileOf(kept).name : key;
        }),
      );
    },

    /** Undefined where it is not kept; a row that cannot be used is forgotten, and of one whose file is damaged it is said. */
    async read(
      experiment: Experiment,
    ): Promise<OpenedDataset | { readonly label: string; readonly damage: Sentence } | undefined> {
      const id = experiment.dataset;
      const key = folderKey(id, experiment);
      const found = await row(key);
      if (found === undefined) return undefined;
      const kept = readFolder(found);
      if (!kept) {
        await forget(key);
        return undefined;
      }
      const file = fileOf(kept);
      const read = await files.read(file);
      if ('damage' in read) {
        await forget(key);
        return { label: kept.label, damage: read.damage };
      }
      const pictures = picturesIn(read.bytes, kept, experiment.imageSize);
      if (!pictures) {
        await forget(key);
        return undefined;
      }
      const checked = file.sha256 === undefined ? await keptFileOf(key, read.bytes) : file;
      await (await database()).put('folders', { ...kept, file: checked, usedAt: Date.now() });
      const { label, classes, trainCount, rejected, understood } = kept;
      const about = { label, classes, trainCount, rejected, understood };
      const folder: DecodedFolder = { id, key, ...about, ...pictures };
      return { ...splitFolder(folder, experiment), folder };
    },

    async keep({ folder }: OpenedDataset) {
      // Of images without labels nothing is kept: such a folder is dropped again.
      if (!folder || folder.unlabelled) return;
      const { key, label, classes, images, wholes, trainCount, rejected, understood } = folder;
      const bytes = images.pixels.byteLength + (wholes?.pixels.byteLength ?? 0);
      if (bytes > room) return;
      const others: KeptFolder[] = [];
      for (const otherKey of await (await database()).getAllKeys('folders')) {
        if (otherKey === key) continue;
        const other = readFolder(await row(otherKey));
        if (other) others.push(other);
        else await forget(otherKey);
      }
      others.sort((a, b) => b.usedAt - a.usedAt);
      let taken = bytes;
      for (const other of others) {
        taken += other.bytes;
        if (taken > room) await forget(other.key);
      }
      const pixels = new Uint8Array(bytes);
      pixels.set(images.pixels);
      if (wholes) pixels.set(wholes.pixels, images.pixels.length);
      const file = await files.write(key, pixels);
      const usedAt = Date.now();
      // Of a folder with a validation folder, what is kept whole is not among the other images.
      const labels =
        wholes && trainCount !== undefined
          ? Int32Array.from([...wholes.labels, ...images.labels])
          : images.labels;
      await (await database()).put('folders', {
        version: folderVersion,
        key,
        label,
        classes,
        labels,
        aspects: wholes?.aspects,
        trainCount,
        rejected,
        understood,
        bytes,
        usedAt,
        file,
      });
      await tidy();
    },
  };
}

/** The pictures that `keepDataset` put one after the other; undefined where they are not as many bytes as the row says. */
function picturesIn(
  pixels: Uint8Array,
  { labels, aspects, trainCount }: KeptFolder,
  size: number,
): Pick<DecodedFolder, 'images' | 'wholes'> | undefined {
  const firstCentre = aspects ? (trainCount ?? 0) : 0;
  const count = labels.length - firstCentre;
  const end = count * size * size * 3;
  const whole = wholeSize(size);
  if (pixels.length !== end + (aspects?.length ?? 0) * whole * whole * 3) return undefined;
  return {
    images: { count, size, pixels: pixels.subarray(0, end), labels: labels.subarray(firstCentre) },
    wholes: aspects && {
      count: aspects.length,
      size: whole,
      pixels: pixels.subarray(end),
      labels: labels.subarray(0, aspects.length),
      aspects,
    },
  };
}
