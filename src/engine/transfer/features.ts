/**
 * Features once: a frozen backbone is run once for every view of every image, and a head is trained on what it gave.
 */
import { reshape, type Tensor2D, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { ExternalModel } from '../external/externalModel.ts';
import type { Model, Part } from '../families/model.ts';
import { chained, runFreeing } from '../families/parts.ts';
import type { HostParameters } from '../layers/hostParameters.ts';
import type { ParameterSpec, Parameters } from '../layers/parameters.ts';
import type { BatchSource } from '../training/batches.ts';
import { canRemember } from '../training/teacherLogits.ts';

/** A linear layer off the device, or the mean of several on features side by side, which is one. */
export interface Head {
  /** [F, K], row by row. */
  readonly weight: Float32Array;
  /** [K] */
  readonly bias: Float32Array;
  /** How many it is the mean of; 1 unless given. */
  readonly layers?: number;
}

/** All parts of a model but the last. */
export function backboneOf(model: Model): { readonly parts: Model['parts']; readonly features: number } {
  const weights = (model.parts.at(-1)?.parameters ?? []).filter(({ kind }) => kind !== 'vector');
  const features = weights.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  return { parts: model.parts.slice(0, -1), features };
}

/** Whether the features of all versions of all images are few enough to be computed once and kept. */
export function canTabulate(source: BatchSource, model: Model): boolean {
  return Number.isFinite(source.versions) && canRemember(source, backboneOf(model).features);
}

/** The parameters of a model's last part: weight and bias of its linear layer, or of each of several. */
export function headSpecs(model: Model): readonly ParameterSpec[] {
  const specs = model.parts.at(-1)?.parameters ?? [];
  if (specs.length === 0) throw new Error('a model ends in a linear layer');
  return specs;
}

/** @param tensors of a model's last part, among others */
export function headOf(model: Model, tensors: HostParameters): Head {
  const specs = headSpecs(model);
  const weights = specs.filter(({ kind }) => kind !== 'vector');
  const biases = specs.filter(({ kind }) => kind === 'vector');
  const layers = weights.length;
  const valuesOf = ({ name }: ParameterSpec) => tensors[name]?.values ?? new Float32Array();
  const bias = new Float32Array(model.classes);
  for (const spec of biases)
    valuesOf(spec).forEach((value, k) => {
      bias[k] = (bias[k] as number) + value / layers;
    });
  const rows = weights.flatMap((spec) => [...valuesOf(spec)]);
  return { weight: Float32Array.from(rows, (value) => value / layers), bias, layers };
}

/**
 * The features that a model of ours gives in evaluation mode, on the current backend.
 *
 * @param parameters stay the caller's, who keeps them while the external model is asked.
 * @param fingerprint of the parameters.
 */
export function externalBackbone(model: Model, parameters: Parameters, fingerprint: string): ExternalModel {
  const { parts, features } = backboneOf(model);
  const numbers = parts.flatMap((part) => part.parameters.map(({ shape }) => sizeOf(shape)));
  const count = numbers.reduce((sum, size) => sum + size, 0);
  return {
    label: 'features',
    outputs: features,
    parameters: count,
    bytes: 4 * count,
    imageSize: undefined,
    fingerprint: `features of ${fingerprint}`,
    async predict(images, count, size) {
      const answer = tidy(() =>
        runFreeing(parts, parameters, tensor4d(images, [count, size, size, 3]), { training: false }),
      );
      try {
        return Float32Array.from(await answer.data());
      } finally {
        answer.dispose();
      }
    },
    dispose: () => undefined,
  };
}

/** z = features·W + b. */
export function externalWithHead(features: ExternalModel, head: Head): ExternalModel {
  const classes = head.bias.length;
  const apply = (rows: Float32Array) => applyHead(rows, features.outputs, head);
  const size = head.weight.length + classes * (head.layers ?? 1);
  return {
    ...features,
    outputs: classes,
    parameters: features.parameters + size,
    bytes: features.bytes + 4 * size,
    fingerprint: `${features.fingerprint} and ${hashOf(head.weight)} ${hashOf(head.bias)}`,
    over: { base: features, apply },
    predict: async (images, count, size) => apply(await features.predict(images, count, size)),
  };
}

/** [N × F] rows to [N × K]. */
function applyHead(rows: Float32Array, features: number, { weight, bias }: Head): Float32Array {
  const classes = bias.length;
  const count = rows.length / features;
  const logits = new Float32Array(count * classes);
  for (let row = 0; row < count; row++) {
    const out = logits.subarray(row * classes, (row + 1) * classes);
    out.set(bias);
    for (let f = 0; f < features; f++) {
      const value = rows[row * features + f] as number;
      for (let k = 0; k < classes; k++)
        out[k] = (out[k] as number) + value * (weight[f * classes + k] as number);
    }
  }
  return logits;
}

/** FNV-1a over the bytes, 32 bits. */
function hashOf(values: Float32Array): string {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16);
}

/** A model of a head alone, whose “images” are features [B, 1, 1, F]. */
export function headModel(head: Part, features: number, classes: number): Model {
  const flatten = {
    name: 'features',
    stage: 'features',
    parameters: [],
    run: (_: Parameters, x: Tensor2D | Tensor4D) => reshape(x, [-1, features]),
  } as const;
  return chained([flatten as unknown as Part, head], { classes });
}

/**
 * Features in place of images.
 *
 * @param table [versions × N × F], version after version.
 * @param labels [N]
 */
export function featureSource(table: Float32Array, features: number, labels: Int32Array): BatchSource {
  const count = labels.length;
  const versions = table.length / (count * features);
  return {
    count,
    size: 1,
    channels: features,
    labels,
    versions,
    pixels: new Uint8Array(0),
    fill(indices, views) {
      const rows = new Float32Array(indices.length * features);
      indices.forEach((index, i) => {
        const row = ((views[i] ?? 0) % versions) * count + index;
        rows.set(table.subarray(row * features, (row + 1) * features), i * features);
      });
      return rows;
    },
  };
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
