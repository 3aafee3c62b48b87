/**
 * Students that see images of a second folder, or of the dataset's own without labels: which images are meant is part of what
 * an experiment says. No browser decodes here: a picture has the colour that its file's last byte says.
 */
import { expect, it, vi } from 'vitest';
import type { Shape } from '../data/shapes.ts';
import type { LabelledFile } from '../data/sources/folder.ts';
import type { GivenFile } from '../protocol/protocol.ts';
import { defaultExperiment, type Experiment } from '../spec/experiment.ts';
import { keyOf } from '../spec/keys.ts';
import { experimentOf, linkOf } from '../spec/link.ts';
import { trainedTeacherId } from './resources/teachers.ts';
import { memoryStore, open, tiny } from './sessionForTests.ts';

vi.mock(import('../data/decode.ts'), async (original) => ({
  ...(await original()),
  decodeFiles: async (files: readonly LabelledFile[], shapes: readonly Shape[]) => {
    const colours = await Promise.all(
      files.map(async ({ blob }) => new Uint8Array(await blob.arrayBuffer()).at(-1) ?? 0),
    );
    const pictures = shapes.map(({ size }) => {
      const pixels = new Uint8Array(files.length * size * size * 3);
      colours.forEach(
        (colour, i) => void pixels.fill(colour, i * size * size * 3, (i + 1) * size * size * 3),
      );
      return { size, pixels };
    });
    return { files, pictures, aspects: new Float32Array(files.length).fill(1), rejected: [] } as never;
  },
}));

const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1];
const picture = (path: string, colour: number): GivenFile => ({
  path,
  blob: new Blob([Uint8Array.from([...jpeg, colour])]),
});
/** 20 images with no class folders. */
const loose = (from: number, path = 'p') =>
  Array.from({ length: 20 }, (_, i) => picture(`${path}/${i}.jpg`, from + 9 * i));
const classes = ['a', 'b'].flatMap((name, c) =>
  Array.from({ length: 12 }, (_, i) => picture(`pets/${name}/${i}.jpg`, 100 * c + i)),
);
const quick: Experiment = { ...tiny, alphas: [0], runs: 1 };

async function curveOf(session: ReturnType<typeof open>, experiment: Experiment) {
  await session.obey({ type: 'run', experiment, finished: [] });
  expect(session.of('problem')).toEqual([]);
  return session.of('epoch').map(({ record }) => ({ ...record, seconds: 0 }));
}

async function onOthers(from: number, experiment = quick) {
  const session = open(memoryStore());
  await session.obey({ type: 'load-folder', label: 'p', files: loose(from), toDistilOn: true, experiment });
  return {
    session,
    ready: session.of('ready').at(-1)?.experiment,
    dataset: session.of('dataset').at(-1)?.dataset,
  };
}

it('learn from loose images of a second folder, without labels, and the link names them', async () => {
  const { session, ready, dataset } = await onOthers(5);
  expect(session.of('problem')).toEqual([]);
  expect(ready).toMatchObject({ dataset: 'insects', distilOn: 'other' });
  expect(ready?.distilImages).toMatch(/^images-[0-9a-f]{16}$/);
  expect(dataset?.distilImages).toBe(ready?.distilImages);
  if (!ready) return;
  expect(experimentOf(linkOf(ready)).experiment).toEqual(ready);
  const curve = await curveOf(session, ready);
  for (const { train } of curve) expect(train.terms.hard).toBe(0);
  const again = await onOthers(5);
  expect(again.ready).toEqual(ready);
  expect(await curveOf(again.session, ready)).toEqual(curve);
  const others = await onOthers(7);
  expect(others.ready?.distilImages).not.toBe(ready.distilImages);
  expect(await curveOf(others.session, others.ready ?? ready)).not.toEqual(curve);
  // Another experiment for all that is kept of students, and the same teacher.
  for (const thing of ['images', 'student'] as const) {
    expect(keyOf(others.ready ?? ready, [thing])).not.toBe(keyOf(ready, [thing]));
  }
  expect(trainedTeacherId(others.ready ?? ready)).toBe(trainedTeacherId(ready));
});

it('are not shown other images than those of the link', async () => {
  const distilImages = 'images-0123456789abcdef';
  const wanted: Experiment = { ...quick, distilOn: 'other', distilImages };
  const session = open(memoryStore());
  await session.obey({ type: 'prepare', experiment: wanted });
  expect(session.of('problem').at(-1)?.problem).toMatchObject({ code: 'dataset-missing' });
  const { ready } = await onOthers(5, wanted);
  expect(ready?.distilImages).not.toBe(distilImages);
  const other = await onOthers(5);
  await other.session.obey({ type: 'prepare', experiment: wanted });
  expect(other.session.of('problem').at(-1)?.problem).toMatchObject({ code: 'dataset-missing' });
});

it('see a folder’s own images without labels by the name of their contents, which changes no folder’s name', async () => {
  const load = async (files: readonly GivenFile[], experiment: Experiment) => {
    const session = open(memoryStore());
    await session.obey({ type: 'load-folder', label: 'pets', files, experiment });
    return { ready: session.of('ready').at(-1)?.experiment, problems: session.of('problem') };
  };
  const asked: Experiment = { ...quick, distilOn: 'unlabelled' };
  const plain = await load(classes, quick);
  const some = await load([...classes, ...loose(5, 'pets/unlabelled')], asked);
  const others = await load([...classes, ...loose(6, 'pets/unlabelled')], asked);
  expect([some.problems, others.problems]).toEqual([[], []]);
  expect(new Set([plain, some, others].map(({ ready }) => ready?.dataset)).size).toBe(1);
  const [one, other] = [some.ready, others.ready];
  expect(one?.distilImages).toMatch(/^images-/);
  expect(one?.distilImages).not.toBe(other?.distilImages);
  const unused = await load([...classes, ...loose(5, 'pets/unlabelled')], quick);
  expect(unused.ready?.distilImages).toBe('none');
  if (!one || !other) return;
  expect(keyOf(one, ['student'])).not.toBe(keyOf(other, ['student']));
  const wrong = await load([...classes, ...loose(6, 'pets/unlabelled')], one);
  expect(wrong.problems.at(-1)?.problem).toMatchObject({ code: 'dataset-missing' });
});

it('have no name of images in links where they see none', () => {
  const named: Experiment = { ...defaultExperiment, distilImages: 'images-0123456789abcdef' };
  for (const things of [['images'], ['student'], ['teacher']] as const) {
    expect(keyOf(named, things)).toBe(keyOf(defaultExperiment, things));
  }
  expect(linkOf(defaultExperiment)).not.toContain('distilImages');
});
