/**
 * The seed's photographs, from their files to the batches that networks are shown, with random resized crops.
 */
import { describe, expect, it } from 'vitest';
import { commands } from 'vitest/browser';
import type { ImageSet } from '../base/imageSet.ts';
import type { GivenFile } from '../protocol/protocol.ts';
import { defaultExperiment, type Experiment } from '../spec/experiment.ts';
import { batchesOf } from './augment/augment.ts';
import { splitFolder } from './decodedFolder.ts';
import { folderDataset } from './openDataset.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Paths of the files of a folder of real images; none where it is absent. */
    realFolder: (folder: string) => Promise<string[]>;
    /** In base 64. */
    realFile: (folder: string, path: string) => Promise<string>;
  }
}

const folder = 'hymenoptera';
const paths = (await commands.realFolder(folder)).filter((path) => /^(train|val)\//.test(path));

async function filesOf(): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  for (const path of paths) {
    const bytes = Uint8Array.from(atob(await commands.realFile(folder, path)), (c) => c.charCodeAt(0));
    files.push({ path, blob: new Blob([bytes]) });
  }
  return files;
}

const size = 64;
const experiment: Experiment = {
  ...defaultExperiment,
  imageSize: size,
  augmentation: 'crop',
  centreCrop: 0.875,
};

/** Mean of normalised values over some images, which for photographs is near ImageNet's: 0. */
function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const all = ({ count }: ImageSet) => Int32Array.from({ length: count }, (_, i) => i);

describe.skipIf(paths.length === 0)(
  'the seed’s photographs (skipped without LAB_DATA or ../shared/data)',
  () => {
    it('are kept whole for training, and cut at the centre for validation', async () => {
      const files = await filesOf();
      const { dataset, summary } = await folderDataset({ label: folder, files }, experiment);
      const { train, validation } = dataset;
      expect([train.count, validation.count]).toEqual([244, 153]);
      expect([train.size, validation.size]).toEqual([73, size]);
      expect(train.pixels).toHaveLength(244 * 73 * 73 * 3);
      expect(validation.pixels).toHaveLength(153 * size * size * 3);
      expect(train.aspects).toHaveLength(244);
      expect(validation.aspects).toBeUndefined();
      expect(summary.imageSize).toBe(size);
      expect(summary.bytes).toBe(244 * 73 * 73 * 3 + 153 * size * size * 3);
      expect(summary.rejected.map(({ path }) => path)).toEqual(['train/ants/imageNotFound.gif']);
      // Most photographs lie on their side.
      const wide = train.aspects?.filter((aspect) => aspect > 1).length ?? 0;
      expect(wide / 244).toBeGreaterThan(0.6);

      const crops = batchesOf(train, 'crop', 2);
      const shown = crops.fill(all(train), new Uint32Array(244));
      expect(shown).toHaveLength(244 * size * size * 3);
      expect(shown.every(Number.isFinite)).toBe(true);
      const plain = batchesOf(validation, 'none').fill(all(validation), new Uint32Array(153));
      expect(Math.abs(meanOf(shown) - meanOf(plain))).toBeLessThan(0.3);
      const again = Array.from(crops.fill(Int32Array.of(17), Uint32Array.of(2)));
      expect(again).toEqual(Array.from(shown.subarray(17 * size * size * 3, 18 * size * size * 3)));
      expect(again).not.toEqual(Array.from(crops.fill(Int32Array.of(17), Uint32Array.of(1))));
    });

    it('are split anew without being decoded anew, when the split is drawn', async () => {
      const train = (await filesOf()).filter(({ path }) => path.startsWith('train/'));
      const files = train.map(({ path, blob }) => ({ path: path.slice('train/'.length), blob }));
      const opened = await folderDataset({ label: folder, files }, { ...experiment, validationShare: 0.25 });
      expect(opened.dataset.train.count + opened.dataset.validation.count).toBe(244);
      expect(opened.dataset.validation.count).toBe(61);
      if (!opened.folder) throw new Error('no folder');
      const { dataset } = splitFolder(opened.folder, { ...experiment, validationShare: 0.5 });
      // 62 of 123 ants and 61 of 121 bees.
      expect(dataset.validation.count).toBe(123);
      expect([dataset.train.size, dataset.validation.size]).toEqual([73, size]);
      expect(dataset.train.aspects).toHaveLength(121);
      expect(dataset.train.labels.filter((label) => label === 0)).toHaveLength(61);
    });
  },
);
