import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import type { ImageSet } from '../../base/imageSet.ts';
import type { GivenFile } from '../../protocol/protocol.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { batchesOf } from '../augment/augment.ts';
import { splitFolder } from '../decodedFolder.ts';
import { folderDataset, insectsDataset, teacherImages } from '../openDataset.ts';
import { studentImages } from '../studentImages.ts';
import { openStore } from './store.ts';

const experiment: Experiment = { ...defaultExperiment, imageSize: 8, validationShare: 0.5 };
let opened = 0;
const freshName = () => `test-${Date.now()}-${opened++}`;

const folder = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle('distillation-lab', { create: true });

/** Of what that store keeps. */
async function filesOf(name: string): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const file of (await folder()).keys()) if (file.startsWith(`${name}-`)) names.push(file);
  return names;
}

async function readFile(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await (await folder()).getFileHandle(file);
  return new Uint8Array(await (await handle.getFile()).arrayBuffer());
}

async function writeFile(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const stream = await (await (await folder()).getFileHandle(file, { create: true })).createWritable();
  await stream.write(bytes);
  await stream.close();
}

/**
 * Lets the page do so many more things to files and database as `moment` says, and nothing after them; a file that is being
 * written then is left with half of it, as a worker's handles leave it.
 */
function endPageAt(moment: number) {
  let left = moment;
  const mayGoOn = () => left-- > 0;
  const ended = () => new Error('the page has ended');
  const { getFileHandle, removeEntry } = FileSystemDirectoryHandle.prototype;
  const { createWritable } = FileSystemFileHandle.prototype;
  const { transaction } = IDBDatabase.prototype;
  FileSystemDirectoryHandle.prototype.getFileHandle = async function (...given) {
    if (!mayGoOn()) throw ended();
    return getFileHandle.apply(this, given);
  };
  FileSystemDirectoryHandle.prototype.removeEntry = async function (...given) {
    if (!mayGoOn()) throw ended();
    return removeEntry.apply(this, given);
  };
  FileSystemFileHandle.prototype.createWritable = async function (...given) {
    const isLast = left === 0;
    const stream = await createWritable.apply(this, given);
    if (isLast) {
      await stream.write(new Uint8Array(500).fill(2));
      await stream.close();
    }
    if (!mayGoOn()) throw ended();
    return stream;
  };
  IDBDatabase.prototype.transaction = function (...given) {
    if (!mayGoOn()) throw ended();
    return transaction.apply(this, given);
  };
  return {
    /** Returns whether it had ended. */
    restore() {
      Object.assign(FileSystemDirectoryHandle.prototype, { getFileHandle, removeEntry });
      Object.assign(FileSystemFileHandle.prototype, { createWritable });
      Object.assign(IDBDatabase.prototype, { transaction });
      return left < 0;
    },
  };
}

/** A folder of two classes with `perClass` plain pictures each, all different. */
async function plainFolder(perClass: number, tone: number, prefix = ''): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  for (const [number, name] of ['ants', 'bees'].entries()) {
    for (let i = 0; i < perClass; i++) {
      const canvas = new OffscreenCanvas(10, 8);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.fillStyle = `rgb(${tone} ${10 * i} ${100 * number})`;
      context.fillRect(0, 0, 10, 8);
      files.push({ path: `${prefix}${name}/${i}.png`, blob: await canvas.convertToBlob() });
    }
  }
  return files;
}

describe('folderDataset', () => {
  it.each(['flip', 'crop'] as const)(
    'has images without labels beside, shaped as training images are (%s)',
    async (augmentation) => {
      const labelled = await plainFolder(6, 50);
      const files = [...labelled, ...(await plainFolder(2, 90, 'unlabelled/'))];
      const settings = { ...experiment, augmentation };
      const plain = await folderDataset({ label: 'mine', files: labelled }, settings);
      const { dataset } = await folderDataset({ label: 'mine', files }, settings, (done, total) => {
        expect(total).toBe(28);
        expect(done).toBeLessThanOrEqual(total);
      });
      expect(dataset.id).toBe(plain.dataset.id);
      expect(dataset.train).toEqual(plain.dataset.train);
      const unlabelled = dataset.unlabelled?.images;
      expect(dataset.unlabelled?.id).toMatch(/^images-[0-9a-f]{16}$/);
      expect(unlabelled?.labels).toEqual(new Int32Array(4).fill(-1));
      expect(unlabelled?.size).toBe(dataset.train.size);
      expect(unlabelled?.aspects?.length).toBe(augmentation === 'crop' ? 4 : undefined);
      // Their red says whose they are.
      expect(unlabelled?.pixels[0]).toBe(90);
      expect(unlabelled?.pixels.length).toBe(4 * dataset.train.size ** 2 * 3);
      const both = studentImages(dataset, { ...settings, distilOn: 'with-unlabelled' });
      expect(both.count).toBe(dataset.train.count + 4);
      expect(
        batchesOf(both, augmentation).fill(Int32Array.of(both.count - 1), Uint32Array.of(0)),
      ).toHaveLength(3 * experiment.imageSize ** 2);
    },
  );

  it('opens a folder, whatever wraps it, under its fingerprint', async () => {
    const progress: number[] = [];
    const plain = await folderDataset(
      { label: 'mine', files: await plainFolder(6, 50) },
      experiment,
      (done, total) => {
        expect(total).toBe(24);
        progress.push(done);
      },
    );
    expect(plain.dataset.id).toMatch(/^folder-[0-9a-f]{16}$/);
    expect(plain.dataset.train.count).toBe(6);
    expect(plain.dataset.validation.count).toBe(6);
    expect(plain.summary).toMatchObject({
      label: 'mine',
      classes: ['ants', 'bees'],
      imageSize: 8,
      train: { count: 6, perClass: [3, 3] },
      split: { kind: 'drawn', share: 0.5 },
      bytes: 12 * 8 * 8 * 3,
    });
    // Every picture says its class in blue.
    const { pixels, labels } = plain.dataset.train;
    labels.forEach((label, i) => {
      expect(pixels[3 * 64 * i + 2]).toBe(100 * label);
    });
    expect(progress.at(-1)).toBe(24);
    const wrapped = await folderDataset({ label: 'x', files: await plainFolder(6, 50, 'a/b/') }, experiment);
    expect(wrapped.dataset.id).toBe(plain.dataset.id);
    const other = await folderDataset({ label: 'x', files: await plainFolder(6, 51) }, experiment);
    expect(other.dataset.id).not.toBe(plain.dataset.id);
  });

  it('refuses a class whose every image is damaged', async () => {
    const files = (await plainFolder(3, 9)).map(({ path, blob }) =>
      path.startsWith('bees') ? { path, blob: blob.slice(0, 30) } : { path, blob },
    );
    await expect(folderDataset({ label: 'x', files }, experiment)).rejects.toMatchObject({
      problem: { code: 'class-without-images' },
      message: expect.stringContaining('bees'),
    });
  });

  it('refuses a folder too large for memory before decoding it', async () => {
    const [file] = await plainFolder(1, 0);
    const files = Array.from({ length: 4200 }, (_, i) => ({
      path: `${i % 2 ? 'ants' : 'bees'}/${i}.png`,
      blob: file?.blob ?? new Blob(),
    }));
    await expect(
      folderDataset({ label: 'x', files }, { ...experiment, imageSize: 256 }),
    ).rejects.toMatchObject({
      problem: { code: 'dataset-too-large' },
      message: expect.stringContaining('image size of 248'),
    });
  });
});

const cropping: Experiment = { ...experiment, imageSize: 14, augmentation: 'crop' };

/** Blue of the pixel at (x, y) of every image. */
const blues = ({ count, size, pixels }: ImageSet, x: number, y: number) =>
  Array.from({ length: count }, (_, i) => pixels[3 * ((i * size + y) * size + x) + 2]);

describe('folderDataset for random crops', () => {
  it('keeps what is for training whole and what is for validation cut, of a folder that says which', async () => {
    const files = [...(await plainFolder(3, 20, 'train/')), ...(await plainFolder(2, 30, 'val/'))];
    const { dataset, summary, folder } = await folderDataset({ label: 'x', files }, cropping);
    const { train, validation } = dataset;
    expect([train.count, train.size, validation.count, validation.size]).toEqual([6, 16, 4, 14]);
    expect(train.aspects).toEqual(new Float32Array(6).fill(1.25));
    expect(validation.aspects).toBeUndefined();
    expect(summary).toMatchObject({ imageSize: 14, bytes: 3 * (6 * 16 * 16 + 4 * 14 * 14) });
    for (const [x, y] of [
      [0, 0],
      [13, 13],
    ] as const) {
      expect(blues(train, x, y)).toEqual(Array.from(train.labels, (label) => 100 * label));
      expect(blues(validation, x, y)).toEqual(Array.from(validation.labels, (label) => 100 * label));
    }
    expect(folder?.images.count).toBe(4);
    // Three of each class, at the size of the crops and in their own proportions.
    expect(summary.thumbnails.map(({ size, label, index }) => [size, label, index])).toEqual(
      [0, 0, 0, 1, 1, 1].map((label, index) => [14, label, index]),
    );
    expect(summary.thumbnails.map(({ rgba }) => rgba[2])).toEqual([0, 0, 0, 100, 100, 100]);
  });

  it('keeps every image both ways where the split is drawn, and splits it anew', async () => {
    const opened = await folderDataset({ label: 'x', files: await plainFolder(6, 20) }, cropping);
    if (!opened.folder) throw new Error('no folder');
    const other = splitFolder(opened.folder, { ...cropping, validationShare: 0.2 });
    for (const [{ dataset }, trained, held] of [
      [opened, 6, 6],
      [other, 10, 2],
    ] as const) {
      const { train, validation } = dataset;
      expect([train.count, train.size, validation.count, validation.size]).toEqual([trained, 16, held, 14]);
      expect(train.aspects).toHaveLength(trained);
      expect(blues(train, 15, 15)).toEqual(Array.from(train.labels, (label) => 100 * label));
      expect(blues(validation, 7, 7)).toEqual(Array.from(validation.labels, (label) => 100 * label));
    }
  });
});

describe('insectsDataset', () => {
  const few: Experiment = { ...experiment, trainImages: 16, validationImages: 16, imageSize: 14 };

  it('draws insects for random crops larger, and those for validation as ever', async () => {
    const plain = await insectsDataset(few);
    const { dataset, summary } = await insectsDataset({ ...few, augmentation: 'crop' });
    expect(dataset.validation).toEqual(plain.dataset.validation);
    expect(dataset.train).toMatchObject({ count: 16, size: 16, labels: plain.dataset.train.labels });
    expect(dataset.train.aspects).toEqual(new Float32Array(16).fill(1));
    expect(summary).toMatchObject({ imageSize: 14, bytes: 3 * 16 * (16 * 16 + 14 * 14) });
    expect((await teacherImages({ ...few, teacherImages: 16, augmentation: 'crop' })).aspects).toHaveLength(
      16,
    );
  });

  it('draws the middle of larger insects where a share of them is kept', async () => {
    const large = await insectsDataset({ ...few, imageSize: 16 });
    const { dataset } = await insectsDataset({ ...few, centreCrop: 0.875 });
    for (const split of ['train', 'validation'] as const) {
      const { size, pixels, count } = dataset[split];
      expect([size, count, pixels.length]).toEqual([14, 16, 16 * 14 * 14 * 3]);
      const middle = Array.from(pixels, (_, i) => {
        const [image, y, rest] = [Math.floor(i / 588), Math.floor((i % 588) / 42), i % 42];
        return large.dataset[split].pixels[((image * 16 + y + 1) * 16 + 1) * 3 + rest];
      });
      expect(Array.from(pixels)).toEqual(middle);
    }
  });
});

describe('openStore', () => {
  it('gives a folder back, and splits it anew as the experiment says', async () => {
    const name = freshName();
    const first = await folderDataset({ label: 'mine', files: await plainFolder(6, 70) }, experiment);
    const named: Experiment = { ...experiment, dataset: first.dataset.id };
    await (await openStore(name)).keepDataset(first, named);
    const store = await openStore(name);
    const again = await store.dataset(named);
    expect(again?.dataset).toEqual(first.dataset);
    expect(again?.summary).toEqual(first.summary);
    const other = await store.dataset({ ...named, validationShare: 0.2 });
    expect(other?.dataset.validation.count).toBe(2);
    expect(await store.dataset({ ...named, imageSize: 16 })).toBeUndefined();
    expect(await store.dataset({ ...named, dataset: 'folder-0000000000000000' })).toBeUndefined();
  });

  it('gives what is kept whole back, and takes no other shapes for it', async () => {
    const store = await openStore(freshName());
    const drawn = await plainFolder(4, 71);
    const given = [...(await plainFolder(3, 72, 'train/')), ...(await plainFolder(2, 73, 'val/'))];
    for (const files of [drawn, given]) {
      const first = await folderDataset({ label: 'mine', files }, cropping);
      const named: Experiment = { ...cropping, dataset: first.dataset.id };
      await store.keepDataset(first, named);
      const again = await store.dataset(named);
      expect(again).toEqual(first);
      const others: readonly Partial<Experiment>[] = [{ augmentation: 'flip' }, { centreCrop: 0.875 }];
      for (const other of others) expect(await store.dataset({ ...named, ...other })).toBeUndefined();
      expect(await store.dataset({ ...named, views: 3 })).toBeDefined();
    }
  });

  it('does not keep insects', async () => {
    const store = await openStore(freshName());
    const small: Experiment = { ...experiment, trainImages: 16, validationImages: 16 };
    await store.keepDataset(await insectsDataset(small), small);
    expect(await store.dataset(small)).toBeUndefined();
  });

  it('lets the longest unused go when there is no room', async () => {
    // Each folder of 4 images takes 768 bytes; there is room for two.
    const store = await openStore(freshName(), 2000);
    const named: Experiment[] = [];
    for (const tone of [1, 2, 3]) {
      const folder = await folderDataset({ label: 'x', files: await plainFolder(2, tone) }, experiment);
      named.push({ ...experiment, dataset: folder.dataset.id });
      await store.keepDataset(folder, experiment);
      await new Promise((resolve) => setTimeout(resolve, 5));
      // The first is used again, so that the second is the longest unused.
      if (tone === 2) await store.dataset(named[0] ?? experiment);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const kept = await Promise.all(named.map(async (each) => (await store.dataset(each)) !== undefined));
    expect(kept).toEqual([true, false, true]);
    const large = await folderDataset({ label: 'x', files: await plainFolder(8, 4) }, experiment);
    await store.keepDataset(large, experiment);
    expect(await store.dataset({ ...experiment, dataset: large.dataset.id })).toBeUndefined();
  });

  it('keeps teachers until told to forget them', async () => {
    const name = freshName();
    const store = await openStore(name);
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i);
    const teacher = { label: 'ResNet-20', dataset: 'insects', accuracy: 0.94 };
    await store.keepTeacher({ ...teacher, id: 'saved-1', savedAt: '2026-01-01T00:00:00Z' }, bytes);
    await store.keepTeacher(
      { ...teacher, id: 'saved-2', savedAt: '2026-02-01T00:00:00Z' },
      bytes.slice(0, 5),
    );
    await store.keepTeacher(
      { ...teacher, id: 'saved-2', savedAt: '2026-02-01T00:00:00Z' },
      bytes.slice(0, 3),
    );
    expect((await store.teachers()).map(({ id }) => id)).toEqual(['saved-2', 'saved-1']);
    expect(await store.teacher('saved-1')).toEqual({ bytes, isChecked: true });
    expect(await store.teacher('saved-2')).toEqual({ bytes: bytes.slice(0, 3), isChecked: true });
    expect(await filesOf(name)).toHaveLength(2);
    await store.forgetTeacher('saved-1');
    expect(await store.teacher('saved-1')).toBeUndefined();
    expect(await store.teachers()).toHaveLength(1);
    expect(await filesOf(name)).toHaveLength(1);
  });

  it('has the old teacher or the new one, whole, at whatever moment a page ends that keeps another', async () => {
    const saved = {
      label: 'a',
      dataset: 'insects',
      accuracy: 0.5,
      savedAt: '2026-01-01T00:00:00Z',
      id: 'saved-1',
    };
    const before = new Uint8Array(1000).fill(1);
    const after = new Uint8Array(1000).fill(2);
    const seen = new Set<number>();
    let moment = 0;
    for (let wasKilled = true; wasKilled; moment++) {
      const name = freshName();
      await (await openStore(name)).keepTeacher(saved, before);
      const dying = await openStore(name);
      const ending = endPageAt(moment);
      await dying.keepTeacher(saved, after).catch(() => undefined);
      wasKilled = ending.restore();
      const store = await openStore(name);
      const kept = await store.teacher(saved.id);
      if (!kept || 'damage' in kept) throw new Error(`at moment ${moment}: ${JSON.stringify(kept)}`);
      expect(kept).toEqual({ bytes: kept.bytes[0] === 1 ? before : after, isChecked: true });
      seen.add(kept.bytes[0] ?? 0);
      // What was left half-way takes no room for ever.
      await store.keepTeacher(saved, after);
      expect(await filesOf(name)).toHaveLength(1);
    }
    expect(moment).toBeGreaterThan(4);
    expect([...seen].sort()).toEqual([1, 2]);
  });

  it.each(['cut', 'changed', 'removed'])(
    'says that the pixels of a folder were %s, and keeps it no more',
    async (how) => {
      const name = freshName();
      const store = await openStore(name);
      const opened = await folderDataset({ label: 'mine', files: await plainFolder(3, 92) }, experiment);
      const named: Experiment = { ...experiment, dataset: opened.dataset.id };
      await store.keepDataset(opened, named);
      const [file = ''] = await filesOf(name);
      const bytes = await readFile(file);
      if (how === 'removed') await (await folder()).removeEntry(file);
      else await writeFile(file, how === 'cut' ? bytes.slice(9) : bytes.with(100, (bytes[100] ?? 0) ^ 128));
      await expect(store.dataset(named)).rejects.toMatchObject({ problem: { code: 'kept-damaged' } });
      expect(await store.dataset(named)).toBeUndefined();
      expect(await filesOf(name)).toEqual([]);
      await store.keepDataset(opened, named);
      expect((await store.dataset(named))?.dataset).toEqual(opened.dataset);
    },
  );

  it('opens a folder that an earlier release kept, and has its checksum from then on', async () => {
    const name = freshName();
    const store = await openStore(name);
    const opened = await folderDataset({ label: 'mine', files: await plainFolder(3, 93) }, experiment);
    const named: Experiment = { ...experiment, dataset: opened.dataset.id };
    await store.keepDataset(opened, named);
    const [file = ''] = await filesOf(name);
    const bytes = await readFile(file);
    const key = `${opened.dataset.id}-8`;
    const raw = await openDB(name);
    const { file: _, ...row } = await raw.get('folders', key);
    await raw.put('folders', row);
    await (await folder()).removeEntry(file);
    await writeFile(`${name}-${key}`, bytes);
    expect((await store.dataset(named))?.dataset).toEqual(opened.dataset);
    await writeFile(`${name}-${key}`, bytes.with(100, (bytes[100] ?? 0) ^ 128));
    await expect(store.dataset(named)).rejects.toMatchObject({ problem: { code: 'kept-damaged' } });
    raw.close();
  });

  it('reads nothing that was tampered with', async () => {
    const name = freshName();
    const opened = await folderDataset({ label: 'mine', files: await plainFolder(3, 90) }, experiment);
    const named: Experiment = { ...experiment, dataset: opened.dataset.id };
    const key = `${opened.dataset.id}-8`;
    const store = await openStore(name);
    const raw = await openDB(name);
    const spoilt: readonly object[] = [
      { labels: Int32Array.of(0, 0, 0, 1, 1, 2) },
      { labels: Int32Array.of(0, 0, 0, 1, 1, -1) },
      { labels: Int32Array.of(0, 0, 0, 1, 1) },
      { labels: [0, 0, 0, 1, 1, 1] },
      { classes: ['ants', 7] },
      { trainCount: 7 },
      { aspects: new Float32Array(6).fill(1) },
      { rejected: 'none' },
      { label: undefined },
    ];
    for (const change of spoilt) {
      await store.keepDataset(opened, named);
      expect(await store.dataset(named)).toBeDefined();
      await raw.put('folders', { ...(await raw.get('folders', key)), ...change });
      expect(await store.dataset(named), JSON.stringify(change)).toBeUndefined();
      expect(await raw.get('folders', key)).toBeUndefined();
    }
    await raw.put('folders', { key: 'folder-older', bytes: 'many' });
    await store.keepDataset(opened, named);
    expect(await raw.getAllKeys('folders')).toEqual([key]);

    const whole = await folderDataset({ label: 'mine', files: await plainFolder(3, 91) }, cropping);
    const cropped: Experiment = { ...cropping, dataset: whole.dataset.id };
    const wholeKey = `${whole.dataset.id}-14-whole`;
    for (const aspects of [
      new Float32Array(5).fill(1),
      new Float32Array(6),
      Float32Array.of(1, 1, 1, 1, 1, NaN),
    ]) {
      await store.keepDataset(whole, cropped);
      expect(await store.dataset(cropped)).toBeDefined();
      await raw.put('folders', { ...(await raw.get('folders', wholeKey)), aspects });
      expect(await store.dataset(cropped), String(aspects)).toBeUndefined();
    }

    const teacher = { label: 'a', dataset: 'insects', accuracy: 0.5, savedAt: '2026-01-01T00:00:00Z' };
    await store.keepTeacher({ ...teacher, id: 'saved-1' }, Uint8Array.of(1));
    await store.keepTeacher({ ...teacher, id: 'saved-2' }, Uint8Array.of(2));
    await raw.put('teachers', { ...teacher, id: 'saved-2', accuracy: 'high' });
    await raw.put('teachers', { id: 'saved-3' });
    expect((await store.teachers()).map(({ id }) => id)).toEqual(['saved-1']);
    expect(await store.teacher('saved-2')).toMatchObject({ damage: expect.anything() });
    expect(await store.teacher('saved-4')).toBeUndefined();
    raw.close();
  });

  it('names what failed', async () => {
    const kept = Object.getOwnPropertyDescriptor(globalThis, 'indexedDB');
    Object.defineProperty(globalThis, 'indexedDB', {
      value: {
        open: () => {
          throw new DOMException('no', 'SecurityError');
        },
      },
      configurable: true,
    });
    try {
      await expect(openStore(freshName())).rejects.toMatchObject({ problem: { code: 'storage-failed' } });
    } finally {
      if (kept) Object.defineProperty(globalThis, 'indexedDB', kept);
    }
  });
});
