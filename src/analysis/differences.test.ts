import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../spec/experiment.ts';
import { experimentOf } from '../spec/link.ts';
import { arePaired, causesOf, differencesOf, type Measured, sameImages, sharedSeeds } from './differences.ts';

const source = (part: Partial<Experiment> = {}, about: Measured['about'] = {}): Measured => ({
  experiment: { ...defaultExperiment, ...part },
  about,
});
const found = (a: Measured, b: Measured) => differencesOf(a, b).map(({ name, kind }) => [name, kind]);
const folder = { dataset: 'folder-0123456789abcdef' };

describe('differencesOf', () => {
  it('names each setting with both values, those first that change results', () => {
    const a = source({ temperature: 4, runs: 2, backend: 'wasm' });
    const b = source({ temperature: 8, runs: 4, seed: 3, backend: 'cpu', learningRate: 0.1 });
    expect(differencesOf(a, b)).toEqual([
      { kind: 'results', name: 'temperature', a: '4', b: '8' },
      { kind: 'results', name: 'learningRate', a: '0.05', b: '0.1' },
      { kind: 'seed', name: 'seed', a: '0', b: '3' },
      { kind: 'extent', name: 'runs', a: '2', b: '4' },
      { kind: 'machine', name: 'backend', a: 'wasm', b: 'cpu' },
    ]);
    expect(differencesOf(a, a)).toEqual([]);
  });

  it('says recipes as they are typed, with all that could be taken for another', () => {
    const [a, b] = ['?recipe=prune', '?recipe=prune~scope:isomorphic'].map((link) =>
      source({ recipe: experimentOf(link).experiment.recipe }),
    );
    expect(a && b && differencesOf(a, b)).toEqual([
      { kind: 'results', name: 'recipe', a: 'prune scope=uniform', b: 'prune scope=isomorphic' },
    ]);
  });

  it('tells settings that have no say in either sweep', () => {
    const step = found(source({ stepSize: 7 }), source({ stepSize: 9 }));
    expect(step).toEqual([['stepSize', 'idle']]);
    const used = found(source({ stepSize: 7, schedule: 'step' }), source({ stepSize: 9, schedule: 'step' }));
    expect(used).toEqual([['stepSize', 'results']]);
    const mse = { similarity: 'mse' } as const;
    expect(found(source({ ...mse, temperature: 2 }), source(mse))).toEqual([['temperature', 'idle']]);
    const share = (split: 'given' | 'drawn', validationShare: number) =>
      source({ ...folder, validationShare }, { split });
    expect(found(share('given', 0.2), share('given', 0.3))).toEqual([['validationShare', 'idle']]);
    expect(found(share('drawn', 0.2), share('drawn', 0.3))).toEqual([['validationShare', 'results']]);
  });

  it('says that the training of a teacher changes results wherever auto trains one', () => {
    for (const setting of ['teacherWidth', 'teacherEpochs', 'teacherRate', 'teacherImages'] as const) {
      const kinds = (part: Partial<Experiment>) => found(source({ ...part, [setting]: 2 }), source(part));
      expect(kinds({ imageSize: 64 })).toEqual([[setting, 'results']]);
      expect(kinds({ imageSize: 32 })).toEqual([[setting, 'idle']]);
    }
  });

  it('looks at the teacher that a setting came to', () => {
    const about = { teacherLabel: 'ResNet-20', teacherAccuracy: 0.94 };
    expect(found(source({ teacher: 'auto' }, about), source({ teacher: 'shipped' }, about))).toEqual([
      ['teacher', 'idle'],
    ]);
    const other = { teacherLabel: 'mine.safetensors', teacherAccuracy: 0.9 };
    expect(found(source({ teacher: 'file' }, about), source({ teacher: 'file' }, other))).toEqual([
      ['teacherUsed', 'results'],
      ['teacherAccuracy', 'measured'],
    ]);
  });

  it('takes a teacher for another that is better or worse on the same images', () => {
    const teacher = (teacherAccuracy: number, part: Partial<Experiment> = {}) =>
      source(
        { teacher: 'file', ...part },
        { teacherLabel: 'ResNet-20', teacherAccuracy, validationImages: 600 },
      );
    expect(found(teacher(0.94), teacher(0.7))).toEqual([['teacherAccuracy', 'results']]);
    // With a setting that differs too there are two causes, and no pairs.
    const warmer = differencesOf(teacher(0.94), teacher(0.7, { temperature: 8 }));
    expect(causesOf(warmer)).toHaveLength(2);
    expect(arePaired(warmer)).toBe(false);
    // On other images the same teacher may be as good as that.
    expect(found(teacher(0.94), teacher(0.93, { seed: 7 }))).toEqual([
      ['seed', 'seed'],
      ['teacherAccuracy', 'measured'],
    ]);
    // What the lab made of its file says why it is another.
    expect(found(teacher(0.08), teacher(0.8, { teacherOrder: 'best' }))).toEqual([
      ['teacherOrder', 'results'],
      ['teacherAccuracy', 'measured'],
    ]);
    const head = { teacherHead: 'new' } as const;
    expect(found(teacher(0.9, head), teacher(0.92, { ...head, teacherRate: 0.01 }))).toEqual([
      ['teacherRate', 'results'],
      ['teacherAccuracy', 'measured'],
    ]);
    // What it was trained with does so too.
    const mlp = { teacher: 'mlp', teacherEpochs: 3 };
    expect(found(teacher(0.94, { teacher: 'mlp' }), teacher(0.7, mlp))).toEqual([
      ['teacherEpochs', 'results'],
      ['teacherAccuracy', 'measured'],
    ]);
  });

  it('takes no accuracy for another because a link rounds it', () => {
    const about = (teacherAccuracy: number) => ({ teacherAccuracy, validationImages: 600 });
    const [own, linked] = [564 / 600, Math.fround(565 / 600 - 1 / 600)];
    expect(own).not.toBe(linked);
    expect(found(source({}, about(own)), source({}, about(linked)))).toEqual([]);
    expect(found(source({}, { teacherAccuracy: own }), source({}, { teacherAccuracy: linked }))).toEqual([]);
    expect(found(source({}, about(own)), source({}, about(565 / 600)))).toEqual([
      ['teacherAccuracy', 'results'],
    ]);
  });

  it('says nothing of facts that one sweep was kept without', () => {
    expect(found(source({}, { teacherAccuracy: 0.9, backend: 'wasm' }), source())).toEqual([]);
  });
});

describe('arePaired', () => {
  const paired = (a: Measured, b: Measured) => arePaired(differencesOf(a, b));
  it('pairs runs where the seed is the same and one setting differs at most', () => {
    expect(paired(source(), source())).toBe(true);
    expect(paired(source(), source({ temperature: 8 }))).toBe(true);
    expect(paired(source(), source({ temperature: 8, runs: 2, alphas: [0, 1], backend: 'cpu' }))).toBe(true);
    expect(paired(source(), source({ temperature: 8, learningRate: 0.1 }))).toBe(false);
    expect(paired(source(), source({ seed: 1 }))).toBe(false);
    // Run i starts from other weights, or sees other batches.
    expect(paired(source(), source({ student: 'mlp' }))).toBe(false);
    expect(paired(source(), source({ batchSize: 8 }))).toBe(false);
    expect(paired(source(), source({ studentStart: 'teacher' }))).toBe(false);
    expect(paired(source(), source({ studentImageSize: 16 }))).toBe(false);
    expect(causesOf(differencesOf(source(), source({ seed: 1, epochs: 3 })))).toHaveLength(2);
  });
});

describe('sharedSeeds', () => {
  it('counts the seeds that runs of both sweeps have', () => {
    const of = (seed: number, runs: number) => source({ seed, runs });
    // Seeds 0 1 2 3 and 2 3 4 5; 0 1 2 3 and 1 2; 0 1 and 2 3.
    expect(sharedSeeds(of(0, 4), of(2, 4))).toBe(2);
    expect(sharedSeeds(of(1, 2), of(0, 4))).toBe(2);
    expect(sharedSeeds(of(0, 2), of(2, 2))).toBe(0);
    expect(sharedSeeds(of(0, 4), of(0, 4))).toBe(0);
  });
});

describe('sameImages', () => {
  it('knows what images are drawn from', () => {
    expect(sameImages(source(), source({ temperature: 8, trainImages: 64 }))).toBe(true);
    for (const part of [
      { seed: 1 },
      { validationImages: 40 },
      { imageSize: 64 },
      { centreCrop: 0.875 },
      folder,
    ]) {
      expect(sameImages(source(), source(part))).toBe(false);
    }
    const given = { split: 'given' } as const;
    expect(sameImages(source(folder, given), source({ ...folder, seed: 2 }, given))).toBe(true);
    expect(sameImages(source(folder), source({ ...folder, seed: 2 }))).toBe(false);
    expect(sameImages(source(folder), source(folder))).toBe(true);
  });
});
