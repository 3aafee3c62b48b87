/**
 * Values and straight-through gradients against those of published implementations, on cpu and wasm, with our kernels and without; the
 * surrogates that the gradients belong to by finite differences.
 */
import '@tensorflow/tfjs-backend-cpu';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  grads,
  mul,
  relu,
  setBackend,
  sum,
  type Tensor,
  type Tensor1D,
  tensor,
  tensor1d,
  tidy,
} from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { KernelsChoice } from '../../../../spec/choices.ts';
import {
  referenceActivation,
  referencePath,
  referenceWeights,
  uniform,
} from '../../../ops/fakeQuantise/torchReference.ts';
import { registerKernels } from '../../../ops/registerKernels.ts';
import { startWasmInNode } from '../../../ops/wasmInNode.ts';
import { binaryWeight } from './binary.ts';
import { dorefaWeight } from './dorefa.ts';
import { signInput } from './fixed.ts';
import { lossAwareScale } from './lossAware.ts';
import { learnedLevels, learnedStep } from './lsq.ts';
import { clippedInput } from './pact.ts';
import { additiveLevels, clippedToLevels, normalisedWeight, powerLevels } from './powers.ts';
import { ternaryWeight } from './ternary.ts';
import { trainedTernaryWeight } from './ttq.ts';

interface Case {
  readonly method: string;
  readonly source: string;
  readonly input: string;
  readonly bits?: number;
  readonly per_channel?: boolean;
  readonly step?: readonly number[];
  readonly step_grad?: readonly number[];
  readonly clip?: number;
  readonly clip_grad?: readonly number[];
  readonly alpha?: number;
  readonly alpha_grad?: number;
  readonly w_p?: number;
  readonly w_n?: number;
  readonly t?: number;
  readonly w_p_grad?: number;
  readonly w_n_grad?: number;
  readonly positive?: number;
  readonly output: readonly number[];
  readonly input_grad: readonly number[];
}

interface Reference {
  readonly cases: readonly Case[];
  readonly apot_levels: Readonly<Record<string, readonly number[]>>;
}

const path = join(process.env.LAB_DATA ?? '../shared/data', referencePath);
const reference = existsSync(path)
  ? (JSON.parse(readFileSync(path, 'utf8')) as Reference)
  : { cases: [], apot_levels: {} };
const isHere = reference.cases.length > 0;
const casesOf = (method: string, source?: string) =>
  reference.cases.filter(
    (one) => one.method.startsWith(method) && (source === undefined || one.source === source),
  );

const start = { cpu: async () => void (await setBackend('cpu')), wasm: startWasmInNode };
const places = (['cpu', 'wasm'] as const).flatMap((backend) =>
  (['ours', 'stock'] as const).map((kernels) => [backend, kernels] as const),
);

async function at(backend: 'cpu' | 'wasm', kernels: KernelsChoice) {
  await start[backend]();
  registerKernels(backend, kernels);
}

afterAll(() => {
  registerKernels('cpu');
  registerKernels('wasm');
});

/** A reference's weight as ours, [3, 3, 8, 16] from PyTorch's [16, 8, 3, 3]. */
function laid(values: ArrayLike<number>): Float32Array {
  return Float32Array.from({ length: 1152 }, (_, i) => {
    const [place, input, output] = [Math.floor(i / 128), Math.floor(i / 16) % 8, i % 16];
    return values[(output * 8 + input) * 9 + place] ?? Number.NaN;
  });
}

const weightOf = ({ input }: Case) =>
  tensor(laid(referenceWeights[input as 'sin' | 'hashed']()), [3, 3, 8, 16]);
const weightSlope = () => tensor(laid(uniform('quant.grad', 1152)), [3, 3, 8, 16]);
const activationSlope = () => tensor1d(Float32Array.from(uniform('quant.actgrad', 512)));
function activationOf({ input }: Case): Tensor {
  const x = tensor1d(referenceActivation(0));
  return input.startsWith('relu') ? relu(x) : x;
}

/** y, and the gradients of Σ slope·y. */
function ran(f: (...xs: Tensor[]) => Tensor, xs: readonly Tensor[], slope: Tensor) {
  return tidy(() => ({
    y: Array.from(f(...xs).dataSync()),
    gradients: grads((...given: Tensor[]) => sum(mul(f(...given), slope)))([...xs]).map((one) =>
      Array.from(one.dataSync()),
    ),
  }));
}

function expectNear(
  found: readonly number[] | undefined,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
) {
  expect(found?.length, what).toBe(expected.length);
  const most = Math.max(...(found ?? []).map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN))));
  expect(most, what).toBeLessThan(tolerance);
}

const byChannel = (values: readonly number[]) => laid(values);

/** Both of a weight, in seven digits of the file. */
function expectWeight(one: Case, { y, gradients }: ReturnType<typeof ran>, gradient = one.input_grad) {
  const what = `${one.method} ${one.source} ${one.input} ${one.bits}`;
  expectNear(y, byChannel(one.output), 1e-6, what);
  const scale = Math.max(...gradient.map(Math.abs), 1);
  expectNear(gradients[0], byChannel(gradient), 1e-5 * scale, `gradient of ${what}`);
}

describe.skipIf(!isHere).each(places)(
  'on %s with %s kernels (skipped without the reference values)',
  (backend, kernels) => {
    it('LSQ of weights and activations, with the step’s gradient', async () => {
      await at(backend, kernels);
      const cases = casesOf('LSQ');
      expect(cases).toHaveLength(8);
      for (const one of cases) {
        const isInput = one.method === 'LSQ activation';
        const step = tensor1d([...(one.step ?? [])]);
        const bits = one.bits ?? 0;
        const grid = isInput ? { least: 0, most: 2 ** bits - 1 } : learnedLevels(bits);
        const x = isInput ? activationOf(one) : weightOf(one);
        const found = ran(
          (w, s) => learnedStep({ x: w as Tensor, scale: s as Tensor1D }, grid),
          [x, step],
          isInput ? activationSlope() : weightSlope(),
        );
        if (isInput) {
          expectNear(found.y, one.output, 1e-6, one.method);
          expectNear(found.gradients[0], one.input_grad, 1e-5, one.method);
        } else expectWeight(one, found);
        expectNear(
          found.gradients[1],
          one.step_grad ?? [],
          1e-5,
          `step of ${one.method} ${one.input} ${bits}`,
        );
      }
    });

    it('DoReFa of weights as the paper has it, from which a popular implementation differs by max|tanh w|', async () => {
      await at(backend, kernels);
      const cases = casesOf('DoReFa weight (paper', 'distiller');
      expect(cases).toHaveLength(6);
      for (const one of cases) {
        expectWeight(
          one,
          ran((w) => dorefaWeight(w as Tensor, one.bits ?? 0), [weightOf(one)], weightSlope()),
        );
      }
      const ports = casesOf('DoReFa weight', 'dorefa');
      expect(ports).toHaveLength(3);
      for (const one of ports) {
        const ours = dorefaWeight(weightOf(one), one.bits ?? 0);
        const most = Math.max(...referenceWeights.hashed().map((w) => Math.abs(Math.tanh(w))));
        const factor = one.bits === 1 ? 1 : most;
        expectNear(Array.from(mul(ours, factor).dataSync()), byChannel(one.output), 1e-6, 'the port');
        if (one.bits !== 1) expect(factor).toBeLessThan(0.3);
      }
    });

    it('DoReFa and PACT of activations', async () => {
      await at(backend, kernels);
      const [dorefa] = casesOf('DoReFa activation') as [Case];
      const clip = tensor1d([1]);
      const found = ran(
        (x) => clippedInput({ x: x as Tensor, clip }, 2),
        [activationOf(dorefa)],
        activationSlope(),
      );
      expectNear(found.y, dorefa.output, 1e-6, 'DoReFa');
      expectNear(found.gradients[0], dorefa.input_grad, 1e-5, 'DoReFa');
      const cases = casesOf('PACT');
      expect(cases).toHaveLength(2);
      for (const one of cases) {
        const { y, gradients } = ran(
          (x, alpha) => clippedInput({ x: x as Tensor, clip: alpha as Tensor1D }, one.bits ?? 0),
          [activationOf(one), tensor1d([one.clip ?? 0])],
          activationSlope(),
        );
        expectNear(y, one.output, 1e-6, 'PACT');
        expectNear(gradients[0], one.input_grad, 1e-5, 'PACT');
        expectNear(gradients[1], one.clip_grad ?? [], 1e-5, 'clip of PACT');
      }
    });

    it('BWN and XNOR, whose published gradient is n·(1 − 1/s) times the paper’s', async () => {
      await at(backend, kernels);
      for (const one of casesOf('BWN')) {
        const made = binaryWeight(weightOf(one), { kind: 'conv', channels: 16, scaled: false });
        expectNear(Array.from(made.dataSync()), byChannel(one.output), 1e-6, one.method);
      }
      const cases = casesOf('XNOR');
      expect(cases).toHaveLength(2);
      for (const one of cases) {
        const run = (scaled: boolean) =>
          ran(
            (w) => binaryWeight(w as Tensor, { kind: 'conv', channels: 16, scaled }),
            [weightOf(one)],
            weightSlope(),
          );
        expectWeight(one, run(true));
        const paper = run(false).gradients[0]?.map((value) => value * 72 * (1 - 1 / 8));
        expectNear(paper, byChannel(one.input_grad), 1e-4, 'the factor');
      }
      const [sign] = casesOf('sign activation') as [Case];
      const one = tensor1d([1]);
      const found = ran((x) => signInput(x as Tensor, one), [activationOf(sign)], activationSlope());
      expectNear(found.y, sign.output, 1e-6, 'sign');
      expectNear(found.gradients[0], sign.input_grad, 1e-5, 'sign');
    });

    it('TWN, whose scale is a function of the weights', async () => {
      await at(backend, kernels);
      const [one] = casesOf('TWN') as [Case];
      expectWeight(
        one,
        ran((w) => ternaryWeight(w as Tensor, 16), [weightOf(one)], weightSlope()),
      );
    });

    it('TTQ, with the sign of ∂L/∂w_n that a popular implementation has wrong', async () => {
      await at(backend, kernels);
      const cases = casesOf('TTQ');
      expect(cases).toHaveLength(3);
      for (const one of cases) {
        const found = ran(
          (w, positive, negative) =>
            trainedTernaryWeight(
              w as Tensor,
              { positive: positive as Tensor1D, negative: negative as Tensor1D },
              one.t,
            ),
          [weightOf(one), tensor1d([one.w_p ?? 0]), tensor1d([one.w_n ?? 0])],
          weightSlope(),
        );
        expectWeight(one, found);
        expectNear(found.gradients[1], [one.w_p_grad ?? 0], 1e-5, 'w_p');
        expectNear(found.gradients[2], [-(one.w_n_grad ?? 0)], 1e-5, 'w_n');
      }
    });

    it('APoT of weights and activations, with the clip’s gradient', async () => {
      await at(backend, kernels);
      const cases = casesOf('APoT weight');
      expect(cases).toHaveLength(6);
      for (const one of cases) {
        const grid = { least: -1, most: 1, table: additiveLevels((one.bits ?? 0) - 1) };
        const found = ran(
          (w, alpha) => clippedToLevels(normalisedWeight(w as Tensor), alpha as Tensor1D, grid),
          [weightOf(one), tensor1d([one.alpha ?? 0])],
          weightSlope(),
        );
        expectWeight(one, found);
        expectNear(found.gradients[1], [one.alpha_grad ?? 0], 1e-5, 'alpha');
      }
      const [one] = casesOf('APoT activation') as [Case];
      const { y, gradients } = ran(
        (x, alpha) =>
          clippedToLevels(x as Tensor, alpha as Tensor1D, { least: 0, most: 1, table: additiveLevels(4) }),
        [activationOf(one), tensor1d([one.alpha ?? 0])],
        activationSlope(),
      );
      expectNear(y, one.output, 1e-6, 'activation');
      expectNear(gradients[0], one.input_grad, 1e-5, 'activation');
      expectNear(gradients[1], [one.alpha_grad ?? 0], 1e-5, 'alpha of activation');
    });

    it('a learned scale whose gradient is of a grid that clips, as torch’s own', async () => {
      await at(backend, kernels);
      const [one] = casesOf('torch._fake_quantize_learnable_per_tensor') as [
        Case & { scale: number[]; scale_grad: number[]; grad_factor: number },
      ];
      // Its factor is that of Q_p = 3 and of 1152 numbers, and it asks the level, not x/s, whether it clipped.
      const { y, gradients } = ran(
        (w, s) => learnedStep({ x: w as Tensor, scale: s as Tensor1D }, { least: -4, most: 3 }),
        [weightOf(one), tensor1d(one.scale)],
        weightSlope(),
      );
      expectNear(y, byChannel(one.output), 1e-6, 'values');
      const between = laid(Array.from(referenceWeights.hashed(), (w) => w / 0.05));
      const off = [...byChannel(one.input_grad)].flatMap((value, i) => {
        const u = between[i] ?? 0;
        const isBetween = (u > 3 && u < 3.5) || (u < -4 && u > -4.5);
        return isBetween || Math.abs(value - (gradients[0]?.[i] ?? 0)) < 1e-5 ? [] : [i];
      });
      expect(off).toEqual([]);
      expect(one.grad_factor).toBeCloseTo(1 / Math.sqrt(1152 * 3), 7);
    });
  },
);

describe.skipIf(!isHere)('levels and scales (skipped without the reference values)', () => {
  it('of APoT are the published ones', () => {
    for (const bits of [2, 3, 4, 5, 6]) {
      expectNear([...additiveLevels(bits)], reference.apot_levels[`additive_${bits}`] ?? [], 1e-7, `${bits}`);
    }
    for (const bits of [2, 3, 4]) {
      expectNear(
        [...powerLevels(bits)],
        reference.apot_levels[`power_of_two_${bits}`] ?? [],
        1e-7,
        `${bits}`,
      );
    }
  });

  it('of LAB are the published ones', () => {
    const v = Float32Array.from(uniform('quant.secondmoment', 1152), (u) => Math.fround(u) ** 2);
    const cases = casesOf('LAB');
    expect(cases).toHaveLength(2);
    for (const one of cases) {
      const weights = referenceWeights[one.input as 'sin' | 'hashed']();
      expect(Math.abs(lossAwareScale(weights, v) - (one.output[1] ?? 0))).toBeLessThan(1e-7);
      expect(weights.filter((w) => w >= 0).length).toBe(one.positive);
    }
  });
});

it('has levels of every number of bits, ascending from 0 to 1', () => {
  for (let bits = 1; bits <= 8; bits++) {
    const levels = additiveLevels(bits);
    expect(new Set(levels).size, `${bits}`).toBe(2 ** bits);
    expect([levels[0], levels.at(-1)]).toEqual([0, 1]);
  }
});
