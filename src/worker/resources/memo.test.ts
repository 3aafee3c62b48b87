import '@tensorflow/tfjs-backend-cpu';
import { memory, type Scalar, scalar } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { createControl } from '../../engine/training/control.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { Interrupted } from '../tasks.ts';
import { createMemo, type Resource } from './memo.ts';

const control = createControl();
const at = (changes: Partial<Experiment>): Experiment => ({
  ...defaultExperiment,
  teacher: 'mlp',
  ...changes,
});

/** A dataset, a teacher of tensors over it, and what the two come to; and what was opened and disposed of them, in order. */
function chain() {
  const told: string[] = [];
  const failing = new Set<string>();
  let under = 0;
  let most = 0;
  const begun = async (name: string) => {
    told.push(`open ${name}`);
    most = Math.max(most, ++under);
    await Promise.resolve();
    under--;
    if (failing.delete(name)) throw new Error(`${name} fails`);
  };
  const images: Resource<string> = {
    name: 'images',
    reads: ['images'],
    needs: {},
    async open({ seed }) {
      await begun(`images ${seed}`);
      return `images ${seed}`;
    },
    dispose: (value) => void told.push(`dispose ${value}`),
  };
  const teacher: Resource<Scalar, { readonly images: string }> = {
    name: 'teacher',
    reads: ['images', 'teacher'],
    needs: { images },
    async open({ teacherWidth }, needs) {
      await begun(`teacher ${teacherWidth} of ${needs.images}`);
      return scalar(teacherWidth);
    },
    dispose(value) {
      told.push(`dispose teacher ${value.dataSync()[0]}`);
      value.dispose();
    },
  };
  const table: Resource<Scalar, { readonly images: string; readonly teacher: Scalar }> = {
    name: 'table',
    reads: ['images', 'teacher'],
    needs: { images, teacher },
    async open(_, needs) {
      await begun(`table of ${needs.images}`);
      return scalar(2 * (needs.teacher.dataSync()[0] ?? Number.NaN));
    },
    dispose(value) {
      told.push(`dispose table ${value.dataSync()[0]}`);
      value.dispose();
    },
  };
  return { images, teacher, table, told, failing, most: () => most };
}

const valuesOf = (tensors: readonly Scalar[]) => tensors.map((value) => value.dataSync()[0]);

describe('what stands ready', () => {
  it('is opened with what it needs first, each once, and used again while what decides it is the same', async () => {
    const memo = createMemo();
    const { table, told } = chain();
    const first = await memo.open(table, at({ teacherWidth: 1 }), control);
    expect(told).toEqual(['open images 0', 'open teacher 1 of images 0', 'open table of images 0']);
    expect(await memo.open(table, at({ teacherWidth: 1, temperature: 9 }), control)).toBe(first);
    expect(told).toHaveLength(3);
    expect(memo.opened(table)).toEqual([first]);
    expect(memo.find(table, at({ teacherWidth: 1, temperature: 2 }))).toBe(first);
    expect(memo.find(table, at({ teacherWidth: 2 }))).toBeUndefined();
    memo.close(table);
  });

  it('is disposed once when another takes its place, after all that needs it, and leaves no tensor', async () => {
    const memo = createMemo();
    const { images, table, told } = chain();
    const { numTensors } = memory();
    await memo.open(table, at({ teacherWidth: 1 }), control);
    expect(memory().numTensors).toBe(numTensors + 2);
    told.length = 0;
    await memo.open(images, at({ teacherWidth: 1, seed: 7 }), control);
    expect(told).toEqual(['open images 7', 'dispose table 2', 'dispose teacher 1', 'dispose images 0']);
    expect(memory().numTensors).toBe(numTensors);
    expect(memo.opened(table)).toEqual([]);
    for (const teacherWidth of [1, 2, 1, 2]) await memo.open(table, at({ teacherWidth }), control);
    expect(memory().numTensors).toBe(numTensors + 2);
    memo.close(images);
    expect(memory().numTensors).toBe(numTensors);
    const disposed = told.filter((line) => line.startsWith('dispose'));
    expect(disposed.filter((line) => line.includes('table')).length).toBe(5);
  });

  it('may be several of a kind, each over its own, in the order asked for', async () => {
    const memo = createMemo();
    const { table, teacher, images, told } = chain();
    const { numTensors } = memory();
    const [one, two, three] = [1, 2, 3].map((teacherWidth) => at({ teacherWidth })) as [
      Experiment,
      Experiment,
      Experiment,
    ];
    const [a, b] = await memo.openEach(table, [one, two], control);
    expect(valuesOf(memo.opened(table))).toEqual([2, 4]);
    expect(told.filter((line) => line.startsWith('open images'))).toHaveLength(1);
    const again = await memo.openEach(table, [three, two, two], control);
    expect(again[1]).toBe(b);
    expect(again[2]).toBe(b);
    expect(valuesOf(memo.opened(table))).toEqual([6, 4]);
    expect(a?.isDisposed).toBe(true);
    await memo.open(teacher, two, control);
    expect(valuesOf(memo.opened(table))).toEqual([4]);
    expect(memory().numTensors).toBe(numTensors + 2);
    memo.close(images);
    expect(memory().numTensors).toBe(numTensors);
  });

  it('is opened one after the other, whoever asks', async () => {
    const memo = createMemo();
    const { table, told, most } = chain();
    const asked = [1, 1, 2].map((teacherWidth) => memo.open(table, at({ teacherWidth }), control));
    const [first, same, other] = await Promise.all(asked);
    expect(same).toBe(first);
    expect(other).not.toBe(first);
    expect(most()).toBe(1);
    expect(told.filter((line) => line.startsWith('open table'))).toHaveLength(2);
    memo.close(table);
  });

  it('leaves what was there where opening fails, and can be tried again', async () => {
    const memo = createMemo();
    const { teacher, failing, told } = chain();
    const first = await memo.open(teacher, at({ teacherWidth: 1 }), control);
    failing.add('teacher 2 of images 0');
    await expect(memo.open(teacher, at({ teacherWidth: 2 }), control)).rejects.toThrow('teacher 2');
    expect(memo.opened(teacher)).toEqual([first]);
    expect(valuesOf([await memo.open(teacher, at({ teacherWidth: 2 }), control)])).toEqual([2]);
    expect(first.isDisposed).toBe(true);
    failing.add('images 5');
    await expect(memo.open(teacher, at({ seed: 5 }), control)).rejects.toThrow('images 5');
    expect(told.at(-1)).toBe('open images 5');
    memo.close(teacher);
  });

  it('makes room for its successor first where there can be only one, and is opened anew when it is of no use', async () => {
    const memo = createMemo();
    const { images, table, told, failing } = chain();
    let usable = true;
    const alone: Resource<string> = { ...images, replaces: 'before', isUsable: () => usable };
    const over: typeof table = { ...table, needs: { ...table.needs, images: alone } };
    await memo.open(over, at({ teacherWidth: 1 }), control);
    told.length = 0;
    usable = false;
    const reopened = memo.open(alone, at({ teacherWidth: 1 }), control);
    await reopened;
    expect(told).toEqual(['dispose table 2', 'dispose images 0', 'open images 0']);
    usable = true;
    failing.add('images 3');
    await expect(memo.open(alone, at({ seed: 3 }), control)).rejects.toThrow('images 3');
    expect(memo.opened(alone)).toEqual([]);
    memo.close(images);
  });

  it('is not opened for what was stopped', async () => {
    const memo = createMemo();
    const { table, told } = chain();
    const stopped = createControl();
    stopped.stop();
    await expect(memo.open(table, at({}), stopped)).rejects.toThrow(Interrupted);
    expect(told).toEqual([]);
    const first = await memo.open(table, at({}), control);
    expect(await memo.open(table, at({}), stopped)).toBe(first);
    memo.close(table);
  });
});
