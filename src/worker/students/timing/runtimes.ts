/**
 * Where networks are timed: the lab's own backend, and ONNX Runtime with a file of the lab's.
 */
import { dispose, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { pixelsFor } from '../../../engine/external/onnx/pixels.ts';
import type { OnnxRuntime } from '../../../engine/external/onnx/runtime.ts';
import { build } from '../../../engine/families/catalogue.ts';
import { exportedSize } from '../../../engine/graph/exportedSize.ts';
import { writeOnnx } from '../../../engine/graph/onnx/writeOnnx.ts';
import { recordNetwork } from '../../../engine/graph/record.ts';
import { toDevice } from '../../../engine/layers/hostParameters.ts';
import type { Checkpoint } from '../../../engine/transfer/checkpoint.ts';

/** Images as the network itself is given them. */
export interface TimedImages {
  readonly count: number;
  /** S */
  readonly side: number;
  /** [count, S, S, 3] */
  readonly pixels: Float32Array;
}

/** A network that is ready to run. */
export interface Running {
  /** One image, from its numbers in memory to its logits in memory. */
  once(): Promise<void>;
  end(): Promise<void>;
}

export interface RunningOnnx extends Running {
  /** Of the images `from` … `until − 1`: [n × K]. */
  logits(from: number, until: number): Promise<Float32Array>;
}

/** On the current backend. */
export function inLab({ architecture, tensors }: Checkpoint, { side, pixels }: TimedImages): Running {
  const network = build(architecture);
  const parameters = toDevice(tensors);
  const image = pixels.subarray(0, side * side * 3);
  return {
    async once() {
      const logits = tidy(() =>
        network.forward(parameters, tensor4d(image, [1, side, side, 3]), { training: false }),
      );
      await logits.data();
      logits.dispose();
    },
    end: async () => dispose({ ...parameters }),
  };
}

/** An ONNX file of the network, as it is exported: of float32, or of int8 where its layers are quantised. */
export async function onnxOf({ architecture, tensors }: Checkpoint): Promise<Uint8Array<ArrayBuffer>> {
  const parameters = toDevice(tensors);
  try {
    const { family, imageSize } = architecture;
    const recorded = await recordNetwork(build(architecture), parameters, {
      imageSize: exportedSize(family, imageSize),
    });
    return writeOnnx(recorded, {});
  } finally {
    dispose({ ...parameters });
  }
}

/** On the CPU, with as many threads as the runtime was loaded with. */
export async function inOnnxRuntime(
  runtime: OnnxRuntime,
  file: Uint8Array,
  { side, pixels }: TimedImages,
): Promise<RunningOnnx> {
  const session = await runtime.InferenceSession.create(file, {
    executionProviders: ['wasm'],
    logSeverityLevel: 4,
  });
  const planes = pixelsFor(pixels, 'imagenet', 'NCHW', side);
  const logits = async (from: number, until: number) => {
    const given = planes.subarray(from * 3 * side * side, until * 3 * side * side);
    const { logits: found } = await session.run({
      images: new runtime.Tensor('float32', given, [until - from, 3, side, side]),
    });
    return found?.data as Float32Array;
  };
  return { once: async () => void (await logits(0, 1)), logits, end: () => session.release() };
}
