/**
 * A classifier from an ONNX file, run by ONNX Runtime.
 */

import { sha256 } from '../../../base/sha256.ts';
import { words } from '../../../lang/sentence.ts';
import type { InputScaleChoice } from '../../../spec/choices.ts';
import { joined, message, nested, string } from '../../graph/onnx/protobuf.ts';
import { requireSound } from '../../weights/soundness.ts';
import type { ExternalModel, ForeignModel } from '../externalModel.ts';
import { saidScale } from '../saidScale.ts';
import { unsoundUses } from '../usedWeights.ts';
import { imageInputOf } from './border.ts';
import { endsOf } from './ends.ts';
import { notOnnx, refused, tooMuchToDescribe } from './problems.ts';
import { type OnnxModel, readModel } from './readModel.ts';
import { loadRuntime } from './runtime.ts';
import { OnnxNetwork } from './session.ts';
import { sizesOf } from './sizes.ts';
import { Excessive, Malformed } from './wire.ts';

export interface OnnxOptions {
  /** The file's, for what is said of it. */
  readonly name: string;
  /** What the network's pixels are, where the file does not say it, as those of the lab do. */
  readonly scale: InputScaleChoice;
}

/**
 * Opens a network and finds its logits (before a softmax at its end, where there is one) and its features. Both external models share
 * a session, which is released when all that were given are disposed of.
 *
 * @param bytes the whole file; not kept, ONNX Runtime has a copy of its own.
 * @throws ProblemError `weights-invalid` where it is no ONNX model or none that can be used here, `backend-failed` where ONNX
 *   Runtime does not load
 */
export async function openOnnx(
  bytes: Uint8Array<ArrayBuffer>,
  { name, scale: chosen }: OnnxOptions,
): Promise<ForeignModel> {
  const model = modelIn(bytes, name);
  const input = imageInputOf(model, name);
  const usual = input.layout === 'NCHW' ? 'imagenet' : 'minus-one-to-one';
  const said = saidScale(model.metadata);
  const scale = said ?? (chosen === 'auto' ? usual : chosen);
  const ends = endsOf(model, model.outputs[0]?.name ?? '');
  const digest = (await sha256(bytes)).slice(0, 16);
  const network = await OnnxNetwork.start(
    await loadRuntime(),
    withOutputs(bytes, model, [ends.logits, ends.features]),
    {
      ...{ name, scale, input },
    },
  );
  try {
    const find = async (part: keyof typeof ends): Promise<Omit<ExternalModel, 'dispose'> | undefined> => {
      const value = ends[part];
      const outputs = value === undefined ? undefined : await network.rowLength(value);
      if (value === undefined || outputs === undefined) return undefined;
      return {
        ...{ label: 'ONNX', outputs, imageSize: input.imageSize, ...sizesOf(model) },
        fingerprint: `onnx-${digest}-${part}-${scale}`,
        predict: (images, count, size) => network.predict(value, outputs, images, count, size),
      };
    };
    const [logits, features] = [await find('logits'), await find('features')];
    if (!logits && !features) {
      throw refused(name, {
        why: words`its first output is neither classes, one row for each image, nor made from features by dense layers`,
        fix: 'Export an image classifier whose first output is its logits or its softmax.',
      });
    }
    return {
      ...(logits && { logits: { ...logits, dispose: network.hold() } }),
      ...(features && { features: { ...features, dispose: network.hold() } }),
      metadata: { ...model.metadata, inputScale: scale },
      saysPixels: said !== undefined,
    };
  } catch (thrown) {
    await network.release();
    throw thrown;
  }
}

/**
 * Its parameters, and the bytes of its constants.
 *
 * @throws ProblemError `weights-invalid` where it is no ONNX model, or none whose weights can be computed with
 */
export const sizesOfOnnx = (bytes: Uint8Array, name: string): ReturnType<typeof sizesOf> =>
  sizesOf(modelIn(bytes, name));

/**
 * What a file says of its network, and the shapes that its values have when it is run once.
 *
 * @param size height and width of the images where the network takes any
 * @returns shapes are empty where ONNX Runtime does not give them
 * @throws ProblemError `weights-invalid`
 */
export async function runOnce(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  size: number,
): Promise<{ readonly model: OnnxModel; readonly shapes: ReadonlyMap<string, readonly number[]> }> {
  const model = modelIn(bytes, name);
  const values = model.nodes.flatMap(({ operator, outputs: [first = ''] }) =>
    operator === 'Constant' || first === '' ? [] : [first],
  );
  const shapes = await shapesOf(bytes, model, values, name, size).catch(() => new Map());
  return { model, shapes };
}

async function shapesOf(
  bytes: Uint8Array,
  model: OnnxModel,
  values: readonly string[],
  name: string,
  size: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const options = { name, scale: 'imagenet', input: imageInputOf(model, name) } as const;
  const given = withOutputs(bytes, model, values);
  const network = await OnnxNetwork.start(await loadRuntime(), given, options);
  try {
    return await network.shapes(values, size);
  } finally {
    await network.release();
  }
}

function modelIn(bytes: Uint8Array, name: string): OnnxModel {
  let model: OnnxModel;
  try {
    model = readModel(bytes);
  } catch (thrown) {
    if (thrown instanceof Excessive) throw tooMuchToDescribe(name);
    if (thrown instanceof Malformed) throw notOnnx(name);
    throw thrown;
  }
  if ([...model.constants.values()].some(({ isElsewhere }) => isElsewhere)) {
    throw refused(name, {
      why: words`its weights lie in another file beside it`,
      fix: 'Save it as one file: torch.onnx.export(…, external_data=False), or onnx.save(onnx.load(path), path).',
    });
  }
  requireSound(unsoundUses(model.nodes, (constant) => model.constants.get(constant)?.numbers()));
  return model;
}

/**
 * The model with the values at its ends among its outputs. Parts of a message that stand apart are merged by who reads it: a
 * second graph with outputs alone adds them to the first.
 */
function withOutputs(
  bytes: Uint8Array,
  { outputs }: OnnxModel,
  wanted: readonly (string | undefined)[],
): Uint8Array {
  const given = new Set(outputs.map(({ name }) => name));
  const further = wanted.filter((value) => value !== undefined && !given.has(value));
  if (further.length === 0) return bytes;
  const added = further.map((value = '') => nested(12, message(string(1, value))));
  return joined(message({ size: bytes.length, chunks: [bytes] }, nested(7, message(...added))));
}
