/**
 * How the files of `vit_reference` say that their numbers were made, for tests, and how ours are held against them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  dispose,
  grads,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import { crossEntropy } from '../objectives/crossEntropy.ts';
import { oneHotRows } from '../ops/tableRows/tableRows.ts';
import { fromTorchLayout, torchShape, toTorchLayout } from '../weights/layout.ts';
import type { Model } from './model.ts';
import { formulaWeights } from './torchvisionReference.ts';

/** A tensor in PyTorch's order: all of its numbers, or of large ones the first. */
export type Glimpse = readonly number[] | Outlines;

interface Outlines {
  readonly shape: readonly number[];
  readonly first: readonly number[];
  readonly sum: number;
  readonly norm: number;
}

const fileOf = (name: string) =>
  resolve(process.env.LAB_DATA ?? '../shared/data', `vit_reference/${name}.json`);
export const hasVitReference = existsSync(fileOf('rednet'));
export const vitReference = (name: string) => JSON.parse(readFileSync(fileOf(name), 'utf8'));

/** The parameters of specs by the files' formula of their names and places, times a factor; in our layout. */
export function formulaParameters(
  specs: readonly ParameterSpec[],
  {
    keyOf = (name) => name,
    factorOf = () => 1,
  }: { readonly keyOf?: (name: string) => string; readonly factorOf?: (name: string) => number } = {},
): Parameters {
  return Object.fromEntries(
    specs.map(({ name, kind, shape }) => {
      const values = formulaWeights(keyOf(name), torchShape(kind, shape)).map((value) =>
        Math.fround(Math.fround(value) * factorOf(name)),
      );
      return [name, tensor(fromTorchLayout(kind, shape, values), [...shape])];
    }),
  );
}

/** [N, S, S, 3] */
export function referenceImages(count: number, size: number): Tensor4D {
  const pixels = Float32Array.from({ length: count * size * size * 3 }, (_, i) => {
    const [channel, place] = [i % 3, Math.floor(i / 3)];
    const [w, h, n] = [place % size, Math.floor(place / size) % size, Math.floor(place / size ** 2)];
    return Math.fround(Math.sin(0.11 * h + 0.07 * w + 1.3 * channel + 0.9 * n));
  });
  return tensor4d(pixels, [count, size, size, 3]);
}

/** The largest difference from what is seen, in parts of the largest number seen; of sum and norm in parts of the norm. */
export function gapToGlimpse(values: ArrayLike<number>, seen: Glimpse): number {
  const { first, sum, norm } = outlinesOf(seen);
  const found = Array.from(values);
  const most = Math.max(...first.map(Math.abs), norm / Math.sqrt(found.length));
  const gaps = [
    ...first.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN)) / most),
    Math.abs(sumOf(found) - sum) / (norm * Math.sqrt(found.length)),
    Math.abs(lengthOf(found) - norm) / norm,
  ];
  return gaps.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...gaps);
}

const sumOf = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

const outlinesOf = (seen: Glimpse): Pick<Outlines, 'first' | 'sum' | 'norm'> =>
  'first' in seen ? seen : { first: seen, sum: sumOf(seen), norm: lengthOf(seen) };

export const lengthOf = (values: ArrayLike<number>): number =>
  Math.sqrt(Array.from(values).reduce((all, value) => all + value ** 2, 0));

/** A parameter's numbers, or a gradient's, in PyTorch's order. */
export const inTorchOrder = ({ kind, shape }: ParameterSpec, values: Float32Array): Float32Array =>
  toTorchLayout(kind, shape, values);

export interface Trained {
  readonly logits: Float32Array;
  readonly loss: number;
  /** In our layout. */
  readonly gradients: Readonly<Record<string, Float32Array>>;
  /** Batch statistics by the buffers' names. */
  readonly observed: Readonly<Record<string, Float32Array>>;
}

/** A forward pass in training and the gradients of its mean cross entropy; leaves no tensor. */
export function trainedOnce(
  model: Model,
  parameters: Parameters,
  images: Tensor4D,
  labels: readonly number[],
): Trained {
  const names = model.parameters.filter(({ role }) => role === 'trainable').map(({ name }) => name);
  return tidy(() => {
    const rows: Tensor2D = oneHotRows(tensor([...labels], [labels.length], 'int32'), model.classes);
    const kept: Record<string, Tensor> = {};
    let logits: Float32Array = new Float32Array();
    let loss = 0;
    const objective = (...given: Tensor[]) => {
      const moved = {
        ...parameters,
        ...Object.fromEntries(names.map((name, i) => [name, given[i] as Tensor])),
      };
      const student = model.forward(moved, images, {
        training: true,
        observe: (name, statistic) => {
          kept[name] = statistic;
        },
      });
      const value = crossEntropy.value({ student, teacher: student, labels: rows, temperature: 1 });
      logits = Float32Array.from(student.dataSync());
      loss = value.dataSync()[0] ?? Number.NaN;
      return value;
    };
    const slopes = grads(objective)(names.map((name) => parameters[name] as Tensor));
    const gradients = names.map(
      (name, i) => [name, Float32Array.from((slopes[i] as Tensor).dataSync())] as const,
    );
    const observed = Object.entries(kept).map(
      ([name, statistic]) => [name, Float32Array.from(statistic.dataSync())] as const,
    );
    dispose(kept);
    return {
      ...{ logits, loss },
      gradients: Object.fromEntries(gradients),
      observed: Object.fromEntries(observed),
    };
  });
}
