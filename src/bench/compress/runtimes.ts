/**
 * Where networks run in the bench: the lab's own backend, and ONNX Runtime with a file of the lab's.
 */
import { dispose, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { build } from '../../engine/families/catalogue.ts';
import { writeOnnx } from '../../engine/graph/onnx/writeOnnx.ts';
import { recordNetwork } from '../../engine/graph/record.ts';
import { toDevice } from '../../engine/layers/hostParameters.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { loadOnnxRuntime } from './inNode.ts';
import type { Pictures } from './pictures.ts';

/** A network that is ready to run. */
export interface Running {
  /** One image, from its numbers in memory to its logits in memory. */
  once(): Promise<void>;
  /** [count × K] */
  logits(): Promise<Float32Array>;
  end(): Promise<void>;
}

/** On the current backend. */
export function inLab({ architecture, tensors }: Checkpoint, { count, side, pixels }: Pictures): Running {
  const network = build(architecture);
  const parameters = toDevice(tensors);
  const passed = async (images: number) => {
    const logits = tidy(() =>
      network.forward(
        parameters,
        tensor4d(pixels.subarray(0, images * side * side * 3), [images, side, side, 3]),
        { training: false },
      ),
    );
    const values = (await logits.data()) as Float32Array;
    logits.dispose();
    return values;
  };
  return {
    once: async () => void (await passed(1)),
    logits: () => passed(count),
    end: async () => dispose({ ...parameters }),
  };
}

/** An ONNX file of the network: of float32, or of int8 where its layers are quantised. */
export async function onnxOf({ architecture, tensors }: Checkpoint): Promise<Uint8Array> {
  const parameters = toDevice(tensors);
  try {
    const { imageSize } = architecture;
    return writeOnnx(await recordNetwork(build(architecture), parameters, { imageSize }), {});
  } finally {
    dispose({ ...parameters });
  }
}

/** @param planes [count, 3, S, S] */
export async function inOnnxRuntime(
  file: Uint8Array,
  { count, side }: Pictures,
  planes: Float32Array,
): Promise<Running> {
  const runtime = await loadOnnxRuntime();
  const session = await runtime.InferenceSession.create(file, { executionProviders: ['wasm'] });
  const passed = async (images: number) => {
    const given = planes.subarray(0, images * 3 * side * side);
    const { logits } = await session.run({
      images: new runtime.Tensor('float32', given, [images, 3, side, side]),
    });
    return logits?.data as Float32Array;
  };
  return {
    once: async () => void (await passed(1)),
    logits: () => passed(count),
    end: () => session.release(),
  };
}
