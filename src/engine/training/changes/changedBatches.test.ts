import '@tensorflow/tfjs-backend-cpu';
import { logSoftmax, setBackend, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { catalogue } from '../../families/catalogue.ts';
import { initialise } from '../../layers/initialise.ts';
import { distillationObjective } from '../../objectives/batchLoss.ts';
import { changeImages } from '../../ops/changedImages/changeImages.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { batchShape } from '../batches.ts';
import { freeRunning } from '../control.ts';
import { hostExecutor } from '../executors/hostExecutor.ts';
import type { Executor, Stepper, TrainingBatch } from '../executors/stepper.ts';
import { holdOut } from '../heldOut.ts';
import { optimizers } from '../optimizers.ts';
import {
  emptyMemory,
  keptTeacher,
  liveTeacher,
  rememberingTeacher,
  teacherSignals,
} from '../teacherLogits.ts';
import { train } from '../trainer.ts';
import { noise } from '../trainingForTests.ts';

const [classes, imageSize] = [3, 6];
/** Without batch norm: in training it says what it says as a teacher. */
const model = catalogue.mlp.build({ classes, imageSize, width: 0.25 });
const changes = { mixup: 1, cutmix: 1, erasing: 0.5, randAugment: 9 };

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

it('are what student and teacher both see', async () => {
  const source = noise(12, 1);
  const validation = holdOut(noise(5, 2), classes, [new Float32Array(5 * classes)]);
  const teacher = { model, parameters: initialise(model.parameters, random(3)) };
  const executor = hostExecutor({ source, classes, validation, teachers: [liveTeacher(teacher)] });
  const epochOf = async (seed: number) => {
    const learner = {
      model,
      store: executor.createStore(model.parameters, initialise(model.parameters, random(seed))),
      optimizer: optimizers.sgd({ momentum: 0, weightDecay: 0 }),
      objective: distillationObjective({ alpha: 0, similarity: 'mse', temperature: 1 }),
    };
    const training = train([learner], {
      ...{ executor, changes, epochs: 1, batchSize: 5, rate: () => 0, random: random(9) },
      ...{ control: freeRunning, onStep: () => undefined },
    });
    const { value } = await training.next();
    return Array.isArray(value) ? value[0].train : undefined;
  };
  const [same, other] = [await epochOf(3), await epochOf(4)];
  // The teacher's batch norm is not folded here, and there is none: the same network says the same.
  expect(same.terms.soft).toBeCloseTo(0, 10);
  expect(other.terms.soft).toBeGreaterThan(0.001);
});

it('are learned from by FixMatch from what the student says of them before they are changed', async () => {
  const source = noise(6, 1);
  const validation = holdOut(noise(5, 2), classes, []);
  const inner = hostExecutor({ source, classes, validation, teachers: [] });
  const told: { readonly said: TrainingBatch[]; readonly learned: TrainingBatch[] } = {
    said: [],
    learned: [],
  };
  const executor: Executor = {
    ...inner,
    stepperFor(learner) {
      const stepper = inner.stepperFor(learner);
      const watched: Stepper = {
        ...stepper,
        say: (batch) => {
          told.said.push(batch);
          return stepper.say(batch);
        },
        learn: (batch, rate, peers) => {
          expect(peers).toEqual([watched]);
          told.learned.push(batch);
          return stepper.learn(batch, rate, peers);
        },
      };
      return watched;
    },
  };
  const parameters = initialise(model.parameters, random(3));
  const learner = {
    model,
    store: executor.createStore(model.parameters, parameters),
    optimizer: optimizers.sgd({ momentum: 0, weightDecay: 0 }),
    objective: distillationObjective({ alpha: 0, similarity: 'fixmatch', temperature: 1, confidence: 0.4 }),
  };
  const training = train([learner], {
    ...{ executor, changes: { ...changes, mixup: 0, cutmix: 0 }, epochs: 1, batchSize: 6, rate: () => 0 },
    ...{ random: random(9), control: freeRunning, onStep: () => undefined },
  });
  const { value } = await training.next();
  const [weak, strong] = [told.said[0], told.learned[0]];
  if (!Array.isArray(value) || !weak || !strong?.changes) throw new Error('there was no step');
  expect(weak).toEqual({ indices: strong.indices, versions: strong.versions });
  const logP = (pixels: Float32Array) =>
    logSoftmax(
      model.forward(learner.store.parameters, tensor4d(pixels, batchShape(source, 6)), { training: false }),
    ).arraySync() as number[][];
  const filled = source.fill(strong.indices, strong.versions);
  const [before, after] = [logP(filled), logP(changeImages(filled, strong.changes, source.size))];
  const each = before.map((row, b) => {
    const most = Math.max(...row);
    return Math.exp(most) >= 0.4 ? -(after[b]?.[row.indexOf(most)] ?? Number.NaN) : 0;
  });
  const sure = each.filter((loss) => loss > 0).length;
  expect(sure).toBeGreaterThan(0);
  expect(sure).toBeLessThan(6);
  expect(value[0].train.terms.soft).toBeCloseTo(each.reduce((sum, loss) => sum + loss, 0) / 6, 5);
  // Looked at alone, it has one view.
  expect(value[0].validation.terms.soft).toBeGreaterThan(0);
});

it('are never looked up, and never remembered', () => {
  const source = noise(4, 1);
  const indices = Int32Array.of(0, 1, 2, 3);
  const versions = new Uint32Array(4);
  const images = tensor4d(source.fill(indices, versions), batchShape(source, 4));
  const batch = { images, indices, versions, changes: new Int32Array(4 * 16) };
  const kept = keptTeacher(new Float32Array(8 * classes), source, classes);
  expect(() => teacherSignals(kept, batch, [])).toThrow(/cannot be run/);
  const memory = emptyMemory(source, classes);
  const teacher = rememberingTeacher(
    { model, parameters: initialise(model.parameters, random(3)) },
    ...([source, classes, memory] as const),
  );
  expect(teacherSignals(teacher, batch, []).logits.shape).toEqual([4, classes]);
  expect(teacher.computed).toBe(4);
  expect([...memory.known]).toEqual(new Array(8).fill(0));
});
