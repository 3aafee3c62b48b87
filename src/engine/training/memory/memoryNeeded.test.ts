/**
 * The memory that is foretold against the memory that steps and evaluations on wasm take. On WebGPU: `memoryNeeded.browser.test.ts`.
 */
import '@tensorflow/tfjs-backend-cpu';
import {
  dispose,
  getBackend,
  memory,
  type Rank,
  type Tensor4D,
  tensor2d,
  zeros,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../../../base/random.ts';
import { inEnglish } from '../../../lang/sentence.ts';
import {
  type FreezeName,
  freezeNames,
  type MemoryName,
  type ModelName,
  memoryNames,
  modelNames,
  type OptimizerName,
} from '../../../spec/choices.ts';
import { catalogue } from '../../families/catalogue.ts';
import type { Model } from '../../families/model.ts';
import { initialise } from '../../layers/initialise.ts';
import { distillationObjective, termsInside } from '../../objectives/batchLoss.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { freezing } from '../../transfer/freezing.ts';
import { lossTerms, termGradientsOf, weightCount } from '../gradients/termGradients.ts';
import { learn } from '../learner.ts';
import { optimizers } from '../optimizers.ts';
import { createParameterStore } from '../parameterStore.ts';
import { free, signalsOf } from '../signals/signals.ts';
import { tapShapesOf } from '../signals/tapShapes.ts';
import { adviceOnMemory, type MemoryAsked, memoryNeeded } from './memoryNeeded.ts';
import { peakBytes } from './peakBytes.ts';

const classes = 2;
const gigabyte = 2 ** 30;

interface Case {
  readonly name: ModelName;
  readonly width: number;
  readonly size: number;
  readonly batch: number;
  readonly freeze?: FreezeName;
  readonly optimizer?: OptimizerName;
}

const build = ({ name, width, size, freeze = 'none' }: Case) =>
  freezing(catalogue[name].build({ classes, imageSize: size, width }), freeze);

const askedOf = (one: Case, kept: MemoryName, student: Model): MemoryAsked => ({
  student,
  imageSize: one.size,
  batchSize: one.batch,
  memory: kept,
  optimizer: one.optimizer ?? 'sgd',
  validationImages: 1,
  captured: false,
});

const hints = { alpha: 0.5, similarity: 'fitnet', temperature: 4, hintWeight: 10 } as const;

const networksOf = (student: Model, teacher: Model, size: number) => ({
  student: tapShapesOf(student, size),
  teachers: [tapShapesOf(teacher, size)],
});

/** Bytes that the second step takes beyond the weights, the optimiser's state and the batch. */
function measuredStep(
  model: Model,
  { size, batch, optimizer: name = 'sgd' }: Case,
  kept: MemoryName,
  hinting?: Model,
): number {
  const objective = hinting
    ? distillationObjective(hints, networksOf(model, hinting, size))
    : distillationObjective({ alpha: 0.5, similarity: 'kl', temperature: 4 });
  const specs = [...model.parameters, ...objective.parameters];
  const store = createParameterStore(specs, initialise(specs, random(3)));
  const optimizer = optimizers[name]({ momentum: 0.9, weightDecay: 0 });
  const network = hinting && { model: hinting, parameters: initialise(hinting.parameters, random(4)) };
  const seen = {
    images: zeros<Rank.R4>([batch, size, size, 3]),
    labels: tensor2d(new Float32Array(batch * classes).fill(0.5), [batch, classes]),
    teachers: [{ logits: tensor2d(new Float32Array(batch * classes), [batch, classes]), taps: {} }],
  };
  const step = () => {
    optimizer.prepare(store, 0.01);
    const said = network && signalsOf(network, seen.images, objective.needs.teachers[0] ?? []);
    const teachers = said ? [said] : seen.teachers;
    learn({ model, store, optimizer, objective, memory: kept }, { ...seen, teachers }).dispose();
    if (said) free([said]);
  };
  step();
  const peak = peakBytes(step);
  store.dispose();
  optimizer.dispose();
  dispose([seen.images, seen.labels, ...seen.teachers.map(({ logits }) => logits)]);
  dispose({ ...network?.parameters });
  return peak;
}

describe('what a step takes on wasm', () => {
  beforeAll(startWasmInNode);

  const cases: readonly Case[] = [
    { name: 'resnet18', width: 0.25, size: 96, batch: 4 },
    { name: 'resnet18', width: 1, size: 64, batch: 2, optimizer: 'adam' },
    { name: 'resnet18', width: 0.25, size: 96, batch: 4, freeze: 'stage' },
    { name: 'resnet50', width: 0.25, size: 64, batch: 8 },
    { name: 'resnet50', width: 0.25, size: 64, batch: 8, freeze: 'head-batch-norm' },
    { name: 'resnet20', width: 1, size: 32, batch: 8 },
    { name: 'mobilenetv2', width: 0.5, size: 64, batch: 8 },
    { name: 'mobilenet', width: 1, size: 32, batch: 32 },
    { name: 'cnn', width: 1, size: 32, batch: 32 },
    { name: 'vit-tiny', width: 1, size: 32, batch: 8, optimizer: 'adamw' },
    { name: 'cct-2', width: 1, size: 32, batch: 8 },
    { name: 'convnext-cifar', width: 1, size: 32, batch: 8 },
    { name: 'rednet-cifar', width: 1, size: 32, batch: 8 },
  ];

  it.each(cases.flatMap((one) => memoryNames.map((kept) => ({ freeze: 'none', ...one, kept }))))(
    'is foretold within a quarter: $name ($width) at $size, $batch at once, freezing $freeze, $kept',
    (one) => {
      const model = build(one as Case);
      const { bytes } = memoryNeeded(askedOf(one as Case, one.kept, model));
      const measured = measuredStep(model, one as Case, one.kept);
      expect((bytes.activations + bytes.gradients) / measured).toBeGreaterThan(0.75);
      expect((bytes.activations + bytes.gradients) / measured).toBeLessThan(1.25);
    },
  );

  it.each(
    memoryNames.flatMap((kept) => [
      { name: 'cnn', by: 'resnet20', kept } as const,
      { name: 'resnet20', by: 'cnn', kept } as const,
    ]),
  )('is foretold within a quarter with hints: $name by $by, $kept', ({ name, by, kept }) => {
    // As many as the teacher is shown at once elsewhere.
    const one: Case = { name, width: 0.5, size: 32, batch: 64 };
    const [model, teacher] = [build(one), build({ ...one, name: by })];
    const inside = termsInside(hints, networksOf(model, teacher, one.size));
    const asked = { ...askedOf(one, kept, model), teacher: { bytes: 0, model: teacher } };
    const { bytes } = memoryNeeded({ ...asked, inside });
    const measured = measuredStep(model, one, kept, teacher);
    expect((bytes.activations + bytes.gradients) / measured).toBeGreaterThan(0.75);
    expect((bytes.activations + bytes.gradients) / measured).toBeLessThan(1.25);
    const plain = memoryNeeded(asked).bytes;
    // The regressor: a weight for each pair of channels, and a bias, which has a gradient and a velocity.
    const own =
      4 *
      inside
        .flatMap(({ term }) => term.parameters ?? [])
        .reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    expect(own).toBe(4 * (16 * 16 + 16));
    expect([bytes.weights, bytes.gradients, bytes.optimiser]).toEqual(
      [plain.weights, plain.gradients, plain.optimiser].map((before) => before + own),
    );
    expect(bytes.activations).toBeGreaterThanOrEqual(plain.activations);
  });

  it.each<Case>([
    { name: 'resnet18', width: 0.25, size: 128, batch: 8 },
    { name: 'resnet50', width: 0.25, size: 128, batch: 8 },
    { name: 'mobilenetv2', width: 0.5, size: 64, batch: 8 },
  ])('is foretold within a quarter where it is an evaluation: $name', (one) => {
    const model = build(one);
    const { bytes } = memoryNeeded({
      ...askedOf(one, 'recompute', model),
      batchSize: 1,
      validationImages: one.batch,
    });
    const parameters = initialise(model.parameters, random(3));
    const images: Tensor4D = zeros([one.batch, one.size, one.size, 3]);
    const measured = peakBytes(() => {
      model.forward(parameters, images, { training: false }).dispose();
    });
    dispose([images, ...Object.values(parameters)]);
    expect(bytes.activations / measured).toBeGreaterThan(0.75);
    expect(bytes.activations / measured).toBeLessThan(1.25);
  });

  it('is foretold within a quarter where it is the loss ledger', () => {
    const one: Case = { name: 'resnet18', width: 0.5, size: 32, batch: 2 };
    const model = build(one);
    const { bytes } = memoryNeeded({ ...askedOf(one, 'keep', model), ledger: true });
    const store = createParameterStore(model.parameters, initialise(model.parameters, random(3)));
    const seen = {
      images: zeros<Rank.R4>([one.batch, one.size, one.size, 3]),
      labels: tensor2d(new Float32Array(one.batch * classes).fill(0.5), [one.batch, classes]),
      teachers: [{ logits: zeros<Rank.R2>([one.batch, classes]), taps: {} }],
    };
    const measured = peakBytes(() => {
      const terms = lossTerms({ similarity: 'kl', temperature: 4 });
      // The sum so far is as long as what is added to it.
      const sum = zeros([2 * weightCount({ model, store })]);
      dispose([sum, termGradientsOf({ model, store }, terms, seen, 1)]);
    });
    store.dispose();
    dispose([seen.images, seen.labels, ...seen.teachers.map(({ logits }) => logits)]);
    expect((bytes.activations + bytes.gradients) / measured).toBeGreaterThan(0.75);
    expect((bytes.activations + bytes.gradients) / measured).toBeLessThan(1.25);
  });

  it('is foretold of every model and freeze mode, without a trace', () => {
    const before = memory().numTensors;
    for (const name of modelNames) {
      for (const freeze of freezeNames) {
        const one: Case = { name, freeze, width: 0.25, size: 32, batch: 4 };
        const [keep, recompute] = memoryNames.map((kept) => memoryNeeded(askedOf(one, kept, build(one))));
        expect(keep?.bytes.activations, name).toBeGreaterThan(0);
        expect(recompute?.total, name).toBeLessThanOrEqual(keep?.total ?? 0);
      }
    }
    expect(getBackend()).toBe('wasm');
    expect(memory().numTensors).toBe(before);
  });
});

describe('memoryNeeded', () => {
  const large = (name: ModelName, freeze: FreezeName = 'none') =>
    freezing(catalogue[name].build({ classes, imageSize: 224, width: 1 }), freeze);
  const resnet50 = large('resnet50');
  const asked: MemoryAsked = {
    student: large('resnet18'),
    teacher: { bytes: 94_268_680, model: resnet50 },
    imageSize: 224,
    batchSize: 32,
    memory: 'keep',
    optimizer: 'sgd',
    validationImages: 100,
    captured: true,
  };

  it('adds up its parts', () => {
    const { bytes, total } = memoryNeeded({ ...asked, optimizer: 'adam', storedImages: 1000 });
    // torchvision's ResNet-18 for two classes has 11,177,538 weights; each of its 4,800 channels has two running statistics.
    expect(bytes.gradients).toBe(4 * 11_177_538);
    expect(bytes.weights).toBe(4 * (11_177_538 + 2 * 4800));
    expect(bytes.optimiser).toBe(2 * bytes.gradients);
    expect(bytes.teacher).toBe(2 * 94_268_680);
    expect(bytes.images).toBe(1000 + 32 * 224 * 224 * 3 * 4);
    expect(total).toBe(Object.values(bytes).reduce((sum, part) => sum + part, 0));
  });

  it('has a second set of weights and statistics where an average moves along', () => {
    const [plain, averaged] = [memoryNeeded(asked), memoryNeeded({ ...asked, averaged: true })];
    expect(averaged.bytes).toEqual({ ...plain.bytes, weights: 2 * plain.bytes.weights });
  });

  it('has no copy of the probabilities of attention kept until the backward pass', () => {
    const student = catalogue['vit-tiny'].build({ classes, imageSize: 64, width: 1 });
    const { bytes } = memoryNeeded({ ...asked, student, imageSize: 64, batchSize: 8, teacher: undefined });
    // [B, H, N, N] of each of six blocks, in float32: 257 tokens, three heads.
    const probabilities = 4 * 8 * 3 * 257 ** 2;
    // What a block keeps of each token: 7 times its width for attention, 5 times and thrice the hidden width beside it, at most.
    const perBlock = 4 * 8 * 257 * (12 * 96 + 3 * 192);
    expect(bytes.activations).toBeLessThan(1.13 * (6 * perBlock + 2 * probabilities + perBlock));
    expect(6 * probabilities).toBeGreaterThan(6 * perBlock * 0.4);
  });

  it.each([true, false])(
    'has ResNet-50 teach ResNet-18 at 224 pixels, 32 at once, in 4 GB; captured: %s',
    (captured) => {
      for (const kept of memoryNames) {
        expect(memoryNeeded({ ...asked, memory: kept, captured }).total).toBeLessThan(4 * gigabyte);
      }
      // And a ResNet-50 that is trained whole fits where it recomputes.
      const { total } = memoryNeeded({ ...asked, student: resnet50, memory: 'recompute', captured });
      expect(total).toBeLessThan(2.5 * gigabyte);
    },
  );

  it('is soon said', () => {
    memoryNeeded(asked);
    const from = performance.now();
    memoryNeeded({ ...asked, student: resnet50 });
    // 20 ms alone on the machine.
    expect(performance.now() - from).toBeLessThan(500);
  });

  it('advises on what is more than there is', () => {
    const of = (gigabytes: number, kept: MemoryName) => ({
      ...memoryNeeded(asked),
      total: gigabytes * gigabyte,
      memory: kept,
    });
    expect(inEnglish(adviceOnMemory(of(0.751, 'keep')))).toBe(
      'Training takes about 0.75 GB of the device’s memory.',
    );
    expect(inEnglish(adviceOnMemory(of(6.21, 'keep')))).toBe(
      'Training takes about 6.2 GB of memory, and the device is taken to have 4 GB. Activations set to recompute, or a smaller batch, take less.',
    );
    expect(inEnglish(adviceOnMemory(of(6.21, 'recompute'), 6 * gigabyte))).toBe(
      'Training takes about 6.2 GB of memory, and the device is taken to have 6 GB. A smaller batch or smaller images take less.',
    );
  });
});
