import { describe, expect, it } from 'vitest';
import { parseRunId } from '../protocol/runId.ts';
import type { Experiment } from '../spec/experiment.ts';
import { continuedExperiment } from '../spec/recipe/continued.ts';
import { readRecipe } from '../spec/recipe/spelling.ts';
import { memoryNetworks, memoryStore, open, tiny } from './sessionForTests.ts';

const recipeOf = (text: string) => {
  const read = readRecipe(text);
  if ('fault' in read) throw new Error('no recipe');
  return read.recipe;
};
const added = recipeOf('prune keep=0.5 recalibrate=16; distil epochs=1 alpha=1');

type Session = ReturnType<typeof open>;
const told = ({ of }: Session) =>
  of('stage-ended').map(({ id, stage, record: { measures, ...record } }) => ({
    ...{ id, stage, ...record },
    measures: { ...measures, milliseconds: 0 },
  }));
const secondsOf = ({ of }: Session, wanted: number) =>
  of('epoch').flatMap(({ stage, record }) => (stage === wanted ? [record.seconds] : []));

describe('a sweep that goes on from kept networks', () => {
  const plain: Experiment = { ...tiny, student: 'cnn', alphas: [0.5, 1], runs: 2, epochs: 2 };
  const stages: Experiment = {
    ...{ ...plain, runs: 1, recipe: recipeOf('distil; prune recalibrate=16') },
    vary: [{ path: 'prune.keep', values: [0.75, 0.5] }],
  };
  it.each([
    ['of a sweep without a recipe', plain, { alpha: 0.5 }, 0, added],
    ['of a stage that was varied', stages, { alpha: 1, 'prune.keep': 0.75 }, 1, added],
  ] as const)(
    'takes the networks %s, run by run, and comes to the same',
    async (_, experiment, point, stage, more) => {
      const { store: networks } = memoryNetworks();
      const visit = () => open(memoryStore(), undefined, undefined, networks);
      const first = visit();
      await first.obey({ type: 'run', experiment, finished: [] });
      expect(first.of('problem')).toEqual([]);

      const next = continuedExperiment({ experiment, point, stage }, more, { runs: experiment.runs });
      const second = visit();
      const group = (await networks.list()).filter(({ origin }) => {
        const own = parseRunId(origin?.run ?? '')?.point;
        return origin?.stage === stage && JSON.stringify(own) === JSON.stringify(point);
      });
      expect(group).toHaveLength(experiment.runs);
      expect(await second.ask({ type: 'continues', ids: group.map(({ id }) => id) })).toBe(true);
      await second.obey({ type: 'run', experiment: next, finished: [] });
      expect(second.of('problem')).toEqual([]);
      // Nothing before was trained again: even its seconds are those of the first visit.
      const before = first.of('epoch').flatMap(({ id, record }) => {
        const alpha = parseRunId(id)?.point.alpha;
        return alpha === point.alpha && (!('prune.keep' in point) || id.includes('0.75'))
          ? [record.seconds]
          : [];
      });
      expect(secondsOf(second, 0)).toEqual(before);

      const whole = open();
      await whole.obey({ type: 'run', experiment: next, finished: [] });
      expect(told(second)).toEqual(told(whole));
      const epochs = ({ of }: Session) => of('epoch').map(({ record }) => ({ ...record, seconds: 0 }));
      expect(epochs(second)).toEqual(epochs(whole));

      const ids = new Set(group.map(({ id }) => id));
      const children = (await networks.list()).filter(
        ({ origin, parent }) => origin?.stage === stage + 1 && ids.has(parent ?? ''),
      );
      expect(new Set(children.map(({ parent }) => parent)).size).toBe(experiment.runs);
    },
  );

  it('does not where nobody knows what its networks were made of', async () => {
    const { store: networks } = memoryNetworks();
    const session = open(memoryStore(), undefined, undefined, networks);
    const kept = await networks.put(
      { label: 'CNN', architecture: undefined, recipe: 'distil', measurements: {} },
      new Uint8Array(10),
    );
    const continues = (...ids: string[]) => session.ask({ type: 'continues', ids });
    expect(await continues(kept?.id ?? '')).toBe(false);
    expect(await continues('0'.repeat(64))).toBe(false);
    expect(await continues()).toBe(false);
  });

  it('copies a teacher that is kept, and no other', async () => {
    const { store: networks } = memoryNetworks();
    const store = memoryStore();
    const session = open(store, undefined, undefined, networks);
    await session.obey({ type: 'train-teacher', experiment: tiny });
    const [teacher] = await networks.list();
    const ids = [teacher?.id ?? ''];
    expect(await session.ask({ type: 'continues', ids })).toBe(true);
    const next = continuedExperiment({ teacher: tiny }, recipeOf('prune recalibrate=16'), { runs: 1 });
    await session.obey({ type: 'run', experiment: next, finished: [] });
    expect(session.of('problem')).toEqual([]);
    expect(session.of('teacher-epoch')).toHaveLength(1);
    expect(session.of('stage-ended').map(({ record }) => record.kind)).toEqual(['prune']);

    for (const { id } of await store.teachers()) await store.forgetTeacher(id);
    expect(await session.ask({ type: 'continues', ids })).toBe(false);
  });
});
