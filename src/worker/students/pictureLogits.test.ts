import { runNameOf } from '../../protocol/runId.ts';
import { pointOf } from '../../spec/point.ts';
import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../engine/families/catalogue.ts';
import { registerKernels } from '../../engine/ops/registerKernels.ts';
import { defaultExperiment } from '../../spec/experiment.ts';
import { studentModel } from '../resources/studentModel.ts';
import { studentsLogits } from './pictureLogits.ts';
import type { StoredStudent } from './students.ts';

const experiment = { ...defaultExperiment, student: 'mlp', studentWidth: 0.125, imageSize: 8 } as const;

/** Its weights are nothing but the last layer's biases: it answers every image by them. */
function stubborn(run: number, biases: readonly number[]): StoredStudent {
  const { parameters } = catalogue.mlp.build({ classes: 3, imageSize: 8, width: 0.125 });
  const entries = parameters.map(({ name, shape }) => {
    const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
    return [name, { shape, values }] as const;
  });
  entries.findLast(([, { shape }]) => shape.length === 1 && shape[0] === 3)?.[1].values.set(biases);
  return {
    assignment: { ...runNameOf(pointOf(1), run), seed: 1 },
    experiment,
    network: studentModel(experiment, 3, undefined),
    dataset: { id: 'insects', classes: ['a', 'b', 'c'] },
    teacherTable: new Float32Array(3),
    parameters: Object.fromEntries(entries),
  };
}

const images = { count: 1, size: 8, pixels: new Uint8Array(8 * 8 * 3), labels: new Int32Array(1) };

describe('what students answer to one picture', () => {
  beforeAll(async () => {
    await setBackend('cpu');
    registerKernels('cpu');
  });

  it('is computed with no student’s weights left on the device while it is waited for', async () => {
    const before = memory().numTensors;
    const answers = studentsLogits(
      [1, 2, 3, 4].map((run) => stubborn(run, [run, -1, 2])),
      images,
      0,
    );
    // The four answers, [1, K] each, and nothing else.
    expect(memory().numTensors - before).toBe(4);
    expect(await answers).toEqual(
      [1, 2, 3, 4].map((run) => ({ ...runNameOf(pointOf(1), run), logits: [run, -1, 2] })),
    );
    expect(memory().numTensors).toBe(before);
  });
});
