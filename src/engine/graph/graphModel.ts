/**
 * A recorded network as a TensorFlow.js GraphModel: `model.json`, and its weights in one file beside it.
 *
 * @see https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts for `ModelJSON`
 */

import { ops } from '../ops/catalogue.ts';
import type { Op } from '../ops/op.ts';
import type { GraphNode } from '../ops/writing.ts';
import { type GraphConstant, graphConstants } from './graphConstants.ts';
import { float, placeholder, tensorShape } from './graphNode.ts';
import { nodesOf } from './graphOperations.ts';
import type { RecordedConstant, Recording } from './recording.ts';

/** What `model.json` calls the file of the weights. */
export const weightsFile = 'weights.bin';

export interface GraphModelFiles {
  /** `model.json`, UTF-8. */
  readonly modelJson: Uint8Array;
  /** `weights.bin`, little-endian. */
  readonly weights: Uint8Array;
}

/**
 * @param about kept as the model's `userDefinedMetadata`, which tfjs hands to who loads it; `signature` and
 * `structuredOutputKeys` mean something there and must not be among its keys.
 * @throws Error that names a kernel which has no counterpart in a TensorFlow graph.
 */
export function writeGraphModel(
  recording: Recording,
  about: Readonly<Record<string, string>>,
  catalogue: readonly Op[] = ops,
): GraphModelFiles {
  const { images, imageShape, logits, classes } = recording;
  const recorded = new Map(recording.constants.map((one) => [one.name, one]));
  const further: RecordedConstant[] = [];
  const computed = recording.steps.flatMap((step) =>
    nodesOf(
      step,
      (made) => further.push(made),
      (name) => recorded.get(name),
      catalogue,
    ),
  );
  const constants = [...recording.constants, ...further].flatMap(graphConstants);
  const node: readonly GraphNode[] = [
    placeholder(images, imageShape),
    ...constants.flatMap(({ nodes }) => nodes),
    ...computed,
  ];
  const end = (name: string, shape: readonly number[]) => ({
    [name]: { name: `${name}:0`, dtype: float.type, tensorShape: tensorShape(shape) },
  });
  const model = {
    format: 'graph-model',
    generatedBy: 'Distillation Lab',
    convertedBy: null,
    signature: { inputs: end(images, imageShape), outputs: end(logits, [-1, classes]) },
    userDefinedMetadata: about,
    modelTopology: { node, versions: { producer: 1087 } },
    weightsManifest: [
      {
        paths: [weightsFile],
        weights: constants.map(({ entry }) => entry),
      },
    ],
  };
  return { modelJson: new TextEncoder().encode(JSON.stringify(model)), weights: joined(constants) };
}

/** The constants' bytes, one after the other. */
function joined(constants: readonly GraphConstant[]): Uint8Array {
  const bytes = new Uint8Array(constants.reduce((sum, { values }) => sum + values.byteLength, 0));
  let at = 0;
  for (const { values } of constants) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}
