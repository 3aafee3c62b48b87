import { expect, it } from 'vitest';
import { ProblemError } from '../../lang/problem.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { memoryNetworks, open, tiny } from '../sessionForTests.ts';

const experiment: Experiment = {
  ...tiny,
  ...{ student: 'cnn', alphas: [0.5], runs: 1, epochs: 1 },
  recipe: [
    { kind: 'distil', arm: 'distilled' },
    { kind: 'distil', arm: 'distilled', epochs: 1 },
  ],
};

it('shows a picture to kept networks, which say of it what they said as students, and opens them', async () => {
  const { store } = memoryNetworks();
  const { obey, ask, of } = open(undefined, undefined, undefined, store);
  await obey({ type: 'prepare', experiment }, { type: 'run', experiment, finished: [] });
  const networks = (await ask({ type: 'kept-networks' }))?.networks ?? [];
  const last = networks.find(({ origin }) => origin?.stage === 1);
  const teacher = networks.find((network) => network.teacher);
  if (!last?.parent || !teacher) throw new Error('a teacher and two stages');

  const example = await ask({ type: 'example', index: 2 });
  const { size, rgba } = example.picture;
  const picture = { width: size, height: size, rgba };
  const ids = [last.id, last.parent, teacher.id];
  const seen = await ask({ type: 'look-at', picture, of: ids });
  expect(seen.students).toEqual([]);
  expect(seen.networks?.map(({ id }) => id)).toEqual(ids);
  const apart = (one: readonly number[] = [], other: readonly number[] = []) =>
    Math.max(...one.map((value, k) => Math.abs(value - (other[k] ?? Number.NaN))));
  const [child, parent, taught] = seen.networks ?? [];
  expect(child?.classes).toEqual(of('dataset')[0]?.dataset.classes);
  expect(apart(child?.logits, example.students[0]?.logits)).toBeLessThan(1e-5);
  expect(apart(taught?.logits, example.teacher)).toBeLessThan(1e-5);
  expect(apart(child?.logits, parent?.logits)).toBeGreaterThan(1e-5);

  const inside = await ask({ type: 'network-inside', id: last.id });
  expect(inside.keptOf).toMatchObject({ published: false, label: last.label });
  expect(inside.layers.every(({ kept }) => kept === 1)).toBe(true);
  expect(inside.blocks.map(({ name }) => name)).toEqual(['layer1', 'layer2', 'layer3', 'pool', 'head']);

  await ask({ type: 'delete-network', id: last.id });
  const refused = await ask({ type: 'network-inside', id: last.id }).catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(ProblemError);
});
