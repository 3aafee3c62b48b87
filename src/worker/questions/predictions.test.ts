import { runNameOf } from '../../protocol/runId.ts';
import { pointOf } from '../../spec/point.ts';
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../engine/families/catalogue.ts';
import { registerKernels } from '../../engine/ops/registerKernels.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import { studentModel } from '../resources/studentModel.ts';
import type { StoredStudent } from '../students/students.ts';
import { createPredictions } from './predictions.ts';

const classes = ['a', 'b', 'c'];
const experiment = { ...defaultExperiment, student: 'mlp', studentWidth: 0.125, imageSize: 8 } as const;

/** A student whose weights are nothing but the last layer's biases: it classifies every image alike. Its teacher's logits are all equal. */
function stubborn(biases: readonly number[], count: number): StoredStudent {
  const { parameters } = catalogue.mlp.build({ classes: 3, imageSize: 8, width: 0.125 });
  const entries = parameters.map(({ name, shape }) => {
    const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
    return [name, { shape, values }] as const;
  });
  entries.findLast(([, { shape }]) => shape.length === 1 && shape[0] === 3)?.[1].values.set(biases);
  return {
    assignment: { ...runNameOf(pointOf(1), 1), seed: 1 },
    experiment,
    network: studentModel(experiment, 3, undefined),
    dataset: { id: 'insects', classes },
    teacherTable: new Float32Array(count * 3),
    parameters: Object.fromEntries(entries),
  };
}

const images = (count: number) => ({
  count,
  size: 8,
  pixels: new Uint8Array(count * 8 * 8 * 3),
  labels: new Int32Array(count),
});

describe('the predictions of a student and its teacher', () => {
  beforeAll(async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  });

  it('cover every image, over several batches, and leave no tensor behind', async () => {
    const before = memory().numTensors;
    const { teacher, student } = await createPredictions()(stubborn([0, Math.log(2), 0], 70), images(70));
    expect(student.predicted).toHaveLength(70);
    expect(student.predicted.every((one) => one === 1)).toBe(true);
    // Softmax of (0, ln 2, 0): the predicted class has a half.
    expect(student.confidence[69]).toBeCloseTo(0.5, 6);
    expect(teacher.predicted.every((one) => one === 0)).toBe(true);
    expect(teacher.confidence[69]).toBeCloseTo(1 / 3, 6);
    expect(memory().numTensors).toBe(before);
  });

  it('are asked for once, until others were asked for since', async () => {
    const predictionsOf = createPredictions();
    const student = stubborn([0, 1, 0], 2);
    const first = predictionsOf(student, images(2));
    expect(predictionsOf(student, images(2))).toBe(first);
    await first;
    for (let other = 0; other < 8; other++) await predictionsOf(stubborn([other, 0, 0], 1), images(1));
    expect(predictionsOf(student, images(2))).not.toBe(first);
  });
});
