import '@tensorflow/tfjs-backend-cpu';
import {
  dispose,
  grads,
  mul,
  sum,
  type Tensor,
  type Tensor4D,
  tensor,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formulaWeights } from '../../families/torchvisionReference.ts';
import {
  formulaParameters,
  type Glimpse,
  gapToGlimpse,
  hasVitReference,
  inTorchOrder,
  vitReference,
} from '../../families/vitReference.ts';
import { startCpuInFloat64 } from '../../float64ForTests.ts';
import { startWasmInNode } from '../../ops/wasmInNode.ts';
import { epsilon } from '../batchNorm.ts';
import { foldBatchNorm, foldedShift } from '../foldBatchNorm.ts';
import type { ForwardContext } from '../forwardContext.ts';
import type { Parameters } from '../parameters.ts';
import { involution, involutionCosts, involutionSpecs } from './involution.ts';

interface Mode {
  readonly output: Glimpse;
  readonly output_shape: readonly number[];
  readonly gradient_input: Glimpse;
  readonly gradients: Readonly<Record<string, Glimpse>>;
}

interface Case {
  readonly name: string;
  readonly channels: number;
  readonly kernel: number;
  readonly stride: 1 | 2;
  readonly groups: number;
  readonly input_shape: readonly [number, number, number, number];
  readonly parameters: number;
  readonly multiply_adds_one_image: { readonly kernel_generation: number; readonly apply_kernel: number };
  readonly modes: { readonly eval: Mode; readonly train: Mode };
}

const cases: readonly Case[] = hasVitReference ? vitReference('involution_layer').cases : [];

const layer = 'layer';
const keyOf = (name: string) => name.slice(layer.length + 1);
const shapeOf = ({ kernel, groups, channels }: Case) => ({
  kernel,
  groups: { space: 'groups', channels: groups },
  reduced: { space: 'reduced', channels: channels / 4 },
});

/** A signal of [B, C, H, W] by the files' formula, its largest number 1; in our layout. */
function signal(name: string, shape: readonly number[]): Tensor4D {
  const values = formulaWeights(name, shape);
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const planes = tensor(
    values.map((value) => Math.fround(value / most)),
    [...shape],
  );
  return transpose(planes as Tensor4D, [0, 2, 3, 1]);
}

const planesOf = (x: Tensor): Float32Array => Float32Array.from(transpose(x, [0, 3, 1, 2]).dataSync());
const training: ForwardContext = { training: true };

/** The result, and the gradients of x and of what of the parameters is trained, with norms folded or not. */
function passOf(given: Case, parameters: Parameters, mode: Mode) {
  const x = signal('input', given.input_shape);
  const upstream = signal('upstream', mode.output_shape);
  const run = (at: Tensor, moved: Parameters) =>
    involution(moved, layer, at as Tensor4D, given.stride, training);
  const names = Object.keys(parameters).filter((name) => !name.includes('running_'));
  const slopes = grads((at: Tensor, ...moved: Tensor[]) =>
    sum(
      mul(
        run(at, { ...parameters, ...Object.fromEntries(names.map((name, i) => [name, moved[i] as Tensor])) }),
        upstream,
      ),
    ),
  )([x, ...names.map((name) => parameters[name] as Tensor)]);
  return {
    output: run(x, parameters),
    dx: slopes[0] as Tensor,
    gradients: Object.fromEntries(names.map((name, i) => [name, slopes[i + 1] as Tensor])),
  };
}

const starts = { 'in float64': startCpuInFloat64, 'on wasm': startWasmInNode };

describe.skipIf(!hasVitReference)('the published involution (skipped without the shared data)', () => {
  it.each(cases)('$name takes as many multiply-adds and numbers', (given) => {
    const shape = shapeOf(given);
    const specs = involutionSpecs(layer, shape);
    const costs = involutionCosts(layer, shape, specs, given.input_shape[2] / given.stride);
    const { kernel_generation: made, apply_kernel: applied } = given.multiply_adds_one_image;
    expect(costs.reduce((all, { multiplyAdds }) => all + multiplyAdds, 0)).toBe(made + applied);
    const trained = specs.filter(({ role }) => role === 'trainable').map((spec) => spec.shape);
    expect(trained.reduce((all, lengths) => all + lengths.reduce((a, b) => a * b, 1), 0)).toBe(
      given.parameters,
    );
  });

  const runs = (Object.keys(starts) as (keyof typeof starts)[]).flatMap((place) =>
    cases.map((given) => ({ place, given, name: given.name })),
  );
  it.each(runs)('$name in training, $place', async ({ place, given }) => {
    const tolerance = place === 'on wasm' ? 1e-4 : 1e-10;
    const back = await starts[place]();
    onTestFinished(() => back?.());
    const specs = involutionSpecs(layer, shapeOf(given));
    const parameters = formulaParameters(specs, { keyOf });
    const mode = given.modes.train;
    tidy(() => {
      const { output, dx, gradients } = passOf(given, parameters, mode);
      expect(gapToGlimpse(planesOf(output), mode.output)).toBeLessThan(tolerance);
      expect(gapToGlimpse(planesOf(dx), mode.gradient_input)).toBeLessThan(tolerance);
      for (const spec of specs.filter(({ role }) => role === 'trainable')) {
        const found = Float32Array.from(gradients[spec.name]?.dataSync() ?? []);
        const seen = mode.gradients[keyOf(spec.name)] as Glimpse;
        expect(gapToGlimpse(inTorchOrder(spec, found), seen), spec.name).toBeLessThan(tolerance);
      }
    });
    dispose({ ...parameters });
  });

  it.each(runs)('$name in evaluation and with its norm folded, $place', async ({ place, given }) => {
    const tolerance = place === 'on wasm' ? 1e-5 : 1e-10;
    const back = await starts[place]();
    onTestFinished(() => back?.());
    const specs = involutionSpecs(layer, shapeOf(given));
    const parameters = formulaParameters(specs, { keyOf });
    const folded = foldBatchNorm(specs, parameters);
    const mode = given.modes.eval;
    const norm = `${layer}.conv1.bn`;
    tidy(() => {
      const x = signal('input', given.input_shape);
      const evaluated = involution(parameters, layer, x, given.stride, { training: false });
      expect(gapToGlimpse(planesOf(evaluated), mode.output)).toBeLessThan(tolerance);
      const { output, dx, gradients } = passOf(given, folded, mode);
      expect(gapToGlimpse(planesOf(output), mode.output)).toBeLessThan(tolerance);
      expect(gapToGlimpse(planesOf(dx), mode.gradient_input)).toBeLessThan(tolerance);
      // Of γ(conv(x, w) − μ)/σ + β from those of the folded filter w·γ/σ and of the shift β − μγ/σ.
      const numbers = (name: string) => (gradients[name] ?? parameters[name])?.dataSync() ?? [];
      const part = (name: string) => parameters[`${norm}.${name}`]?.dataSync() ?? [];
      const [gamma, mean, variance] = [part('weight'), part('running_mean'), part('running_var')];
      const weight = parameters[`${layer}.conv1.conv.weight`]?.dataSync() ?? [];
      const [ofFilter, ofShift] = [numbers(`${layer}.conv1.conv.weight`), numbers(foldedShift(norm))];
      const width = gamma.length;
      const inverse = Array.from(variance, (one) => 1 / Math.sqrt(one + epsilon));
      const scale = inverse.map((one, c) => one * (gamma[c] ?? 0));
      const ofGamma = inverse.map((one, c) => {
        const products = Array.from(weight, (w, i) => (i % width === c ? w * (ofFilter[i] ?? 0) : 0));
        return (
          one * (products.reduce((all, product) => all + product, 0) - (mean[c] ?? 0) * (ofShift[c] ?? 0))
        );
      });
      const found: Readonly<Record<string, ArrayLike<number>>> = {
        'conv1.conv.weight': Array.from(ofFilter, (value, i) => value * (scale[i % width] ?? 0)),
        'conv1.bn.weight': ofGamma,
        'conv1.bn.bias': ofShift,
        'conv2.conv.weight': numbers(`${layer}.conv2.conv.weight`),
        'conv2.conv.bias': numbers(`${layer}.conv2.conv.bias`),
      };
      for (const spec of specs.filter(({ role }) => role === 'trainable')) {
        const values = Float32Array.from(found[keyOf(spec.name)] ?? []);
        const seen = mode.gradients[keyOf(spec.name)] as Glimpse;
        expect(gapToGlimpse(inTorchOrder(spec, values), seen), spec.name).toBeLessThan(tolerance);
      }
    });
    dispose([...Object.values(parameters), ...Object.values(folded)]);
  });
});
