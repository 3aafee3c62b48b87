/**
 * For tests: losses and their gradients in float64 that published libraries gave, and how a loss of ours is held against them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  grads,
  type Scalar,
  type Tensor,
  tensor,
  tensor2d,
  tidy,
  transpose,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { formulaWeights } from '../families/torchvisionReference.ts';

const dataFolder = process.env.LAB_DATA ?? resolve(import.meta.dirname, '../../../../shared/data');

interface Numbers {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export interface PublishedCase {
  readonly name: string;
  readonly student: readonly string[];
  readonly others: readonly string[];
  readonly config?: Readonly<Record<string, unknown>>;
  readonly loss_f64: number;
  readonly grad: Readonly<Record<string, unknown>>;
  readonly parameters?: Readonly<Record<string, readonly number[]>>;
  readonly parameter_grad?: Readonly<Record<string, Numbers>>;
  readonly first_call?: Readonly<Record<string, unknown>>;
}

interface Published {
  readonly inputs: Readonly<Record<string, Numbers>>;
  readonly cases: readonly PublishedCase[];
}

export type PublishedFile =
  | 'repdistiller_features'
  | 'mdistiller_features'
  | 'torchdistill_features'
  | 'kdlib_and_authors_features'
  | 'logit_and_multi_teacher';

const pathOf = (file: PublishedFile) => resolve(dataFolder, `kd_reference2/${file}.json`);
export const isPublished = existsSync(pathOf('repdistiller_features'));
const read = new Map<PublishedFile, Published>();

export function published(file: PublishedFile): Published {
  const known = read.get(file) ?? (JSON.parse(readFileSync(pathOf(file), 'utf8')) as Published);
  read.set(file, known);
  return known;
}

/** From PyTorch's layout to ours: maps [B, C, H, W] → [B, H, W, C], filters [out, in, kh, kw] → [kh, kw, in, out], matrices of layers turned. */
export function ours({ shape, data }: Numbers, kind: 'signal' | 'parameter'): Tensor {
  const given = tensor([...data], [...shape], 'float32');
  if (kind === 'signal') return shape.length === 4 ? transpose(given, [0, 2, 3, 1]) : given;
  if (shape.length === 4) return transpose(given, [2, 3, 1, 0]);
  return shape.length === 2 ? transpose(given) : given;
}

export function inputOf(file: PublishedFile, name: string): Tensor {
  const numbers = published(file).inputs[name];
  if (!numbers) throw new Error(`${file} has no input ${name}`);
  return ours(numbers, 'signal');
}

/** Parameters of a case by PyTorch's names, in our layout; those that are given stand for the formula's. */
export function parametersOf(
  { parameters = {} }: PublishedCase,
  given: Readonly<Record<string, readonly number[]>> = {},
): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, shape]) => {
      const data = given[name] ?? [...formulaWeights(name, shape)];
      return [name, ours({ shape, data }, 'parameter')];
    }),
  );
}

/** The last of what it is given has the case's parameters, one-hot `labels` where it has labels, and what else was given. */
export type LossOfCase = (
  student: readonly Tensor[],
  others: readonly Tensor[],
  named: Readonly<Record<string, Tensor>>,
) => Scalar;

/** Value and gradients to 1e-4 of their largest in float32. */
export function expectPublished(
  file: PublishedFile,
  name: string,
  loss: LossOfCase,
  given?: Readonly<Record<string, readonly number[]>>,
): void {
  const found = published(file).cases.find((one) => one.name === name);
  if (!found) throw new Error(`${file} has no case ${name}`);
  tidy(() => {
    const student = found.student.map((input) => inputOf(file, input));
    const others = found.others.map((input) => inputOf(file, input));
    const parameters = parametersOf(found, given);
    const names = Object.keys(parameters);
    const outside = besideParameters(found, given);
    const compute = (...inputs: Tensor[]) => {
      const own = Object.fromEntries(names.map((key, i) => [key, inputs[student.length + i] as Tensor]));
      return loss(inputs.slice(0, student.length), others, { ...own, ...outside });
    };
    const inputs = [...student, ...Object.values(parameters)];
    expect(Number(compute(...inputs).dataSync()[0]) / found.loss_f64).toBeCloseTo(1, 4);
    const slopes = grads(compute)(inputs);
    found.student.forEach((input, i) => {
      const slope = slopes[i] as Tensor;
      const expected = found.grad[input];
      // Null where the loss does not look at it.
      expectClose(slope, expected ? ours(numbersOf(expected), 'signal') : zerosLike(slope), input);
    });
    for (const [key, numbers] of Object.entries(found.parameter_grad ?? {})) {
      const slope = slopes[student.length + names.indexOf(key)] as Tensor;
      expectClose(slope, ours(numbers, 'parameter'), key);
    }
  });
}

/** What nothing is differentiated by. */
function besideParameters(
  { parameters = {}, config }: PublishedCase,
  given: Readonly<Record<string, readonly number[]>> = {},
): Readonly<Record<string, Tensor>> {
  const others = Object.entries(given).filter(([name]) => !(name in parameters));
  const labels = config?.labels as readonly number[] | undefined;
  return {
    ...Object.fromEntries(others.map(([name, values]) => [name, tensor([...values])])),
    ...(labels ? { labels: tensor2d(labels.map((label) => classes.map((k) => Number(k === label)))) } : {}),
  };
}

const classes = [0, 1, 2, 3, 4];

/** Nested lists, as JSON has them. */
function numbersOf(nested: unknown): Numbers {
  const shape: number[] = [];
  for (let at = nested; Array.isArray(at); at = at[0]) shape.push(at.length);
  return { shape, data: (nested as number[]).flat(Number.POSITIVE_INFINITY) as number[] };
}

/** Gradients that are 0 but for rounding are held against what rounding is here. */
function expectClose(found: Tensor, expected: Tensor, what: string): void {
  expect(found.shape, what).toEqual(expected.shape);
  const [mine, theirs] = [Array.from(found.dataSync()), Array.from(expected.dataSync())];
  const largest = theirs.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
  const gap = mine.reduce((most, value, i) => Math.max(most, Math.abs(value - (theirs[i] ?? Number.NaN))), 0);
  expect(gap / largest, what).toBeLessThan(1e-4);
}
