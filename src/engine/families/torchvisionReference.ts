/**
 * How `torch_reference/models.json` says that torchvision's logits were made, for tests: weights by a formula of their names,
 * and one image.
 */
import { dispose, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { ModelName } from '../../spec/choices.ts';
import { torchShape } from '../weights/layout.ts';
import { fromStateDict } from '../weights/stateDict.ts';
import type { StoredTensors } from '../weights/storedTensor.ts';
import { catalogue } from './catalogue.ts';
import type { Model } from './model.ts';
import { relativeGap } from './relativeGap.ts';

export interface ReferenceCase {
  /** As torchvision calls it. */
  readonly model: string;
  readonly classes: number;
  /** Height and width of the image, S. */
  readonly size: number;
  /** Trained numbers. */
  readonly parameters: number;
  /** Entries of the state dict. */
  readonly keys: number;
  /** [K] */
  readonly logits: readonly number[];
}

const names: Readonly<Record<string, ModelName>> = {
  resnet18: 'resnet18',
  resnet34: 'resnet34',
  resnet50: 'resnet50',
  mobilenet_v2: 'mobilenetv2',
};

/** As torchvision calls them. */
export const referenceNames = Object.keys(names);

export function referenceName({ model }: ReferenceCase): ModelName {
  const name = names[model];
  if (!name) throw new Error(`The lab has no ${model}.`);
  return name;
}

export function referenceModel(reference: ReferenceCase): Model {
  const { classes, size } = reference;
  return catalogue[referenceName(reference)].build({ classes, imageSize: size, width: 1 });
}

/** How far the current backend's logits are from torchvision's, see `relativeGap`; leaves no tensor. */
export function gapToTorchvision(reference: ReferenceCase): Promise<number> {
  const model = referenceModel(reference);
  return gapOf(model, weightsOf(model), reference);
}

/** The same for any weights of a model. */
export async function gapOf(
  model: Model,
  weights: StoredTensors,
  { size, logits }: Pick<ReferenceCase, 'size' | 'logits'>,
): Promise<number> {
  const parameters = await fromStateDict(model.parameters, weights, 'the reference');
  const found = tidy(() => model.forward(parameters, image(size), { training: false }));
  const values = await found.data();
  dispose([found, ...Object.values(parameters)]);
  return relativeGap(values, logits);
}

/** [1, S, S, 3] */
function image(size: number): Tensor4D {
  const pixels = Float32Array.from({ length: size * size * 3 }, (_, i) =>
    Math.sin(0.11 * Math.floor(i / (3 * size)) + 0.07 * (Math.floor(i / 3) % size) + 1.3 * (i % 3)),
  );
  return tensor4d(pixels, [1, size, size, 3]);
}

const weightsOf = (model: Model): StoredTensors =>
  formulaTensors(model.parameters.map(({ name, kind, shape }) => [name, torchShape(kind, shape)]));

/** By the formula; names and shapes are PyTorch's. */
export function formulaTensors(
  named: readonly (readonly [name: string, shape: readonly number[]])[],
): StoredTensors {
  return new Map(
    named.map(([name, shape]) => [
      name,
      { shape, dtype: 'float32', values: async () => formulaWeights(name, shape) },
    ]),
  );
}

/** What `torch_reference` says that a parameter starts from, by its name and PyTorch's shape. */
export function formulaWeights(name: string, shape: readonly number[]): Float32Array {
  const phase = ((crc32(name) % 1000) / 1000) * 2 * Math.PI;
  const fanIn = shape.slice(1).reduce((product, length) => product * length, 1);
  const scale = Math.sqrt(2 / fanIn) * Math.sqrt(2);
  const value = (i: number) => {
    const s = Math.sin(0.73 * i + phase);
    if (name.endsWith('running_var')) return 1 + 0.5 * s;
    if (name.endsWith('running_mean') || name.endsWith('bias')) return 0.05 * s;
    return shape.length === 1 ? 1 + 0.1 * s : s * scale;
  };
  const length = shape.reduce((product, one) => product * one, 1);
  return Float32Array.from({ length }, (_, i) => value(i));
}

/** CRC-32 (ISO 3309), as Python's `zlib.crc32`. */
function crc32(text: string): number {
  let crc = 0xffff_ffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}
