/**
 * What `cifar_resnets/golden_logits.json` holds, for tests: logits by PyTorch of published CIFAR-10 networks, for pictures
 * beside it and for inputs by a formula.
 */
import { dispose, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { ByteSource } from '../weights/byteSource.ts';
import { openWeights } from '../weights/readers.ts';
import { fromStateDict } from '../weights/stateDict.ts';
import { catalogue } from './catalogue.ts';

export const publishedNames = ['resnet20', 'resnet56'] as const;
export type PublishedName = (typeof publishedNames)[number];

export interface GoldenLogits {
  /** How pictures were normalised: (value / 255 − mean) / std, for red, green and blue. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** Of JPEGs, from the folder of the file. */
  readonly images: readonly string[];
  readonly models: Readonly<
    Record<
      PublishedName,
      {
        /** [images, 10] */
        readonly logits: readonly (readonly number[])[];
        /** [10] for each of `syntheticNames`. */
        readonly synthetic: Readonly<Record<SyntheticName, readonly number[]>>;
      }
    >
  >;
}

/** Files of weights, from the same folder, as published. */
export const publishedFiles: Readonly<Record<PublishedName, string>> = {
  resnet20: 'resnet20-12fca82f.th',
  resnet56: 'resnet56-4bfd9763.th',
};

const inputs = {
  zeros: () => 0,
  ones: () => 1,
  sin: (row: number, column: number, channel: number) => Math.sin(0.05 * (row + 2 * column) + channel),
};
type SyntheticName = keyof typeof inputs;
export const syntheticNames = Object.keys(inputs) as SyntheticName[];

/** What the network is fed as it is: [32 × 32 × 3], by row, column and channel. */
export function syntheticInput(name: SyntheticName): Float32Array {
  return Float32Array.from({ length: 32 * 32 * 3 }, (_, i) =>
    inputs[name](Math.floor(i / 96), Math.floor(i / 3) % 32, i % 3),
  );
}

/**
 * The current backend's logits of a published network, [B × 10]; leaves no tensor.
 *
 * @param file of its weights, in any format that is read.
 * @param pixels [B × 32 × 32 × 3], normalised.
 */
export async function publishedLogits(
  name: PublishedName,
  file: ByteSource,
  pixels: Float32Array,
): Promise<Float32Array> {
  const model = catalogue[name].build({ classes: 10, imageSize: 32, width: 1 });
  const { tensors } = await openWeights(file);
  const parameters = await fromStateDict(model.parameters, tensors, catalogue[name].label);
  const logits = tidy(() => {
    const images: Tensor4D = tensor4d(pixels, [pixels.length / (32 * 32 * 3), 32, 32, 3]);
    return model.forward(parameters, images, { training: false });
  });
  const values = await logits.data<'float32'>();
  dispose([logits, ...Object.values(parameters)]);
  return values;
}
