/**
 * Teachers and weights that version 1 kept or wrote, and the curves that its links gave.
 */
import { describe, expect, it } from 'vitest';
import type { EpochRecord } from '../../protocol/records.ts';
import { alphaRunId } from '../../protocol/runId.ts';
import { experimentOf } from '../../spec/link.ts';
import curves from '../../spec/migrations/corpus/curves.json' with { type: 'json' };
import kept from '../../spec/migrations/corpus/data.json' with { type: 'json' };
import links from '../../spec/migrations/corpus/links.json' with { type: 'json' };
import weights from '../../spec/migrations/corpus/weights.json' with { type: 'json' };
import { memoryStore, open } from '../sessionForTests.ts';
import { trainedTeacherId } from './teachers.ts';

const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'));
const experiment = experimentOf(curves.link).experiment;

async function keptByVersion1() {
  const store = memoryStore();
  for (const { value, file } of kept.teachers) await store.keepTeacher(value, bytesOf(file));
  return open(store);
}

describe('a teacher that version 1 trained and kept', () => {
  it('has the same name for the same settings', () => {
    for (const { link, teacherId } of links.links) {
      expect(trainedTeacherId(experimentOf(link).experiment), link).toBe(teacherId);
    }
  });

  it('is taken, not trained again, and its students learn along the same curves', async () => {
    const { obey, of } = await keptByVersion1();
    await obey({ type: 'prepare', experiment }, { type: 'run', experiment, finished: [] });
    expect(of('problem')).toEqual([]);
    expect(of('teacher').at(-1)?.teacher.id).toBe(kept.teachers[0]?.key);
    expect(of('pace').filter(({ pace }) => pace.kind === 'teacher')).toEqual([]);
    const told = of('epoch');
    expect(told).toHaveLength(curves.records.reduce((sum, { history }) => sum + history.length, 0));
    for (const { alpha, run, history } of curves.records) {
      const learned = told.filter(({ id }) => id === alphaRunId(alpha, run));
      expect(learned.map(({ record }) => figures(record))).toEqual(
        history.map((record) => figures(record).map(nearly)),
      );
    }
  });
});

/** All that an epoch measured; times are the machine's. */
function figures({ epoch, learningRate, train, validation }: EpochRecord): readonly number[] {
  const measured = [train, validation].flatMap(({ loss, terms, accuracy, difference }) => [
    ...[loss, terms.hard ?? Number.NaN, terms.soft ?? Number.NaN, accuracy, difference],
  ]);
  return [epoch, learningRate, ...measured];
}

/** One engine's `Math.exp` and another's may differ in the last digit, and so may what is made of them. */
const nearly = (value: number) => expect.closeTo(value, 5);

describe('weights that version 1 wrote', () => {
  it.each(['teacher', 'student'] as const)('are recognised and open as a teacher: %s', async (role) => {
    const { obey, ask, of } = await keptByVersion1();
    await obey({ type: 'prepare', experiment });
    const blob = new Blob([bytesOf(weights[role])]);
    const card = await ask({ type: 'use-teacher-file', name: `${role}.safetensors`, blob, experiment });
    expect(card).toMatchObject({ name: role === 'teacher' ? experiment.teacher : experiment.student });
    await obey({ type: 'prepare', experiment: { ...experiment, teacher: 'file' } });
    expect(of('problem')).toEqual([]);
  });
});
