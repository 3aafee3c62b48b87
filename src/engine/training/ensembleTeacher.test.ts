import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { combineLogits } from '../ensembles/combining.ts';
import { catalogue } from '../families/catalogue.ts';
import { foldBatchNorm } from '../layers/foldBatchNorm.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { ensembleTeacher } from './ensembleTeacher.ts';
import { tapShapesOf } from './signals/tapShapes.ts';
import { type FrozenModel, frozenLogits } from './teacherLogits.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

const options = { classes: 3, imageSize: 8 };
const network = (name: 'resnet8' | 'mobilenet' | 'mlp', width: number, seed: number): FrozenModel => {
  const model = catalogue[name].build({ ...options, width });
  return { model, parameters: initialise(model.parameters, random(seed)) };
};
const how = { rule: 'mean-probabilities', shares: [0.5, 0.25, 0.25], temperature: 2, nu: 1 } as const;

function images(): Tensor4D {
  const stream = random(3);
  return tensor4d(
    Float32Array.from({ length: 2 * 8 * 8 * 3 }, () => stream.normal()),
    [2, 8, 8, 3],
  );
}

it('answers as its members do together, its batch norm folded or not, and leaves them theirs', () => {
  const members = [network('resnet8', 0.25, 1), network('mobilenet', 0.5, 2), network('resnet8', 0.5, 3)];
  const shown = images();
  const expected = combineLogits(
    members.map((member) => frozenLogits(member, shown)),
    how,
  ).dataSync();
  const before = memory().numTensors;
  const ensemble = ensembleTeacher(members, how);
  expect(memory().numTensors).toBe(before);
  const logits = frozenLogits(ensemble, shown);
  expect([...logits.dataSync()]).toEqual([...expected]);
  const folded = foldBatchNorm(ensemble.model.parameters, ensemble.parameters);
  expect(Object.keys(folded).length).toBeLessThan(Object.keys(ensemble.parameters).length);
  frozenLogits({ model: ensemble.model, parameters: folded }, shown)
    .dataSync()
    .forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 4);
    });
  expect(ensemble.model.multiplyAdds).toBe(members.reduce((sum, { model }) => sum + model.multiplyAdds, 0));
  expect(members.every((member) => Number.isFinite(frozenLogits(member, shown).dataSync()[0]))).toBe(true);
});

it.each(['mean-probabilities', 'mean-logits'] as const)(
  'has no maps of features: those of its members have the same names (%s)',
  (rule) => {
    const members = [network('resnet8', 0.25, 1), network('resnet8', 0.5, 2)];
    const ensemble = ensembleTeacher(members, { rule, shares: [0.5, 0.5], temperature: 2, nu: 1 });
    expect(members.map(({ model }) => Object.keys(tapShapesOf(model, 8)).includes('layer2'))).toEqual([
      true,
      true,
    ]);
    expect(tapShapesOf(ensemble.model, 8)).toEqual({});
  },
);
