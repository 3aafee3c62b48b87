import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../base/random.ts';
import { catalogue } from '../families/catalogue.ts';
import { toHost } from '../layers/hostParameters.ts';
import { initialise } from '../layers/initialise.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { frozenLogits, isExternal, networkOf, type Teacher } from '../training/teacherLogits.ts';
import { externalBackbone, externalWithHead } from './features.ts';
import { randomImages } from './randomImages.ts';
import { reorderedTeacher, reorderedView } from './reordered.ts';

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

const [count, size, classes] = [3, 8, 4];
const model = catalogue.resnet8.build({ classes, imageSize: size, width: 0.125 });
const order = Int32Array.of(2, 0, 3, 1);
const source = randomImages({ count, size, classes });
const all = Int32Array.from({ length: count }, (_, i) => i);

/** A network of ours, asked as it is. */
const asNetwork = (): Teacher => ({ model, parameters: initialise(model.parameters, random(1)) });

/** The same, asked through its features. */
async function asExternalModel(): Promise<Teacher> {
  const parameters = initialise(model.parameters, random(1));
  const host = await toHost({
    weight: parameters['linear.weight'] as Tensor,
    bias: parameters['linear.bias'] as Tensor,
  });
  const head = {
    weight: host.weight?.values ?? new Float32Array(),
    bias: host.bias?.values ?? new Float32Array(),
  };
  return {
    ...externalWithHead(externalBackbone(model, parameters, 'one'), head),
    network: { model, parameters },
    dispose: () => {
      for (const held of Object.values(parameters)) held.dispose();
    },
  };
}

const logitsOf = (teacher: Teacher): Promise<Float32Array> | Float32Array => {
  if (isExternal(teacher)) return teacher.predict(source.fill(all, new Uint32Array(count)), count, size);
  return tidy(() =>
    frozenLogits(teacher, source.batch(all) as Tensor4D)
      .dataSync<'float32'>()
      .slice(),
  );
};

const inOrder = (table: Float32Array) =>
  Array.from(table, (_, at) => table[at - (at % classes) + (order[at % classes] ?? 0)] ?? 0);

function free(teacher: Teacher) {
  if (isExternal(teacher)) teacher.dispose();
  else for (const held of Object.values(teacher.parameters)) held.dispose();
}

describe.each([
  ['a network', asNetwork],
  ['what is asked through features', asExternalModel],
])('%s in another order', (_, make) => {
  it('answers in that order, as its table, its base and its weights do, and leaves no tensor', async () => {
    const { numTensors } = memory();
    const before = await make();
    const table = (await logitsOf(before)).slice();
    const teacher = reorderedTeacher(before, order);
    const expected = inOrder(table);
    (await logitsOf(teacher)).forEach((logit, i) => {
      expect(logit).toBeCloseTo(expected[i] ?? Number.NaN, 5);
    });
    if (isExternal(teacher)) expect(Array.from(teacher.over?.apply(table) ?? [])).toEqual(expected);
    const network = networkOf(teacher);
    (await logitsOf(network as Teacher)).forEach((logit, i) => {
      expect(logit).toBeCloseTo(expected[i] ?? Number.NaN, 5);
    });
    free(teacher);
    expect(memory().numTensors).toBe(numTensors);
  });

  it('is a view that leaves the teacher as it is, and owns its head alone', async () => {
    const { numTensors } = memory();
    const before = await make();
    const table = (await logitsOf(before)).slice();
    const held = memory().numTensors;
    const { teacher, own } = reorderedView(before, order);
    expect(memory().numTensors).toBe(held + own.length);
    (await logitsOf(teacher)).forEach((logit, i) => {
      expect(logit).toBeCloseTo(inOrder(table)[i] ?? Number.NaN, 5);
    });
    for (const tensor of own) tensor.dispose();
    expect(await logitsOf(before)).toEqual(table);
    free(before);
    expect(memory().numTensors).toBe(numTensors);
  });
});
