/**
 * What a network costs beside what `sizeOf` says: sizes that take a moment to find, and proxies. Measured once, of what a stage gave.
 */
import { zippedSize } from '../../data/modelZip.ts';
import { energyOf } from '../../engine/compression/energy.ts';
import { onWholeNumbers } from '../../engine/compression/qat/onWholeNumbers.ts';
import { huffmanSize } from '../../engine/compression/sharing/huffmanSize.ts';
import { build } from '../../engine/families/catalogue.ts';
import { layersOf } from '../../engine/families/withForms.ts';
import { hostBytes } from '../../engine/layers/hostParameters.ts';
import { forwardPeak } from '../../engine/training/memory/memoryNeeded.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { torchShape, toTorchLayout } from '../../engine/weights/layout.ts';
import { inWholeNumbers } from '../../engine/weights/quantisedState.ts';
import { type StateTensor, writeSafetensors } from '../../engine/weights/safetensors.ts';
import type { Quantities } from '../../protocol/quantityNames.ts';

/** Larger networks are not written only to see how far they shrink. */
const mostWritten = 16 * 2 ** 20;

export async function priceOf(checkpoint: Checkpoint): Promise<Quantities> {
  const { architecture } = checkpoint;
  const leaving = await asItLeaves(checkpoint);
  const layers = layersOf(build({ ...leaving.architecture, forms: {} }).parameters);
  const huffmanBytes = huffmanSize(layers, leaving.architecture.forms, leaving.tensors);
  const zippedBytes = hostBytes(leaving.tensors) > mostWritten ? undefined : zippedSize(fileOf(leaving));
  return {
    ...(huffmanBytes === undefined ? {} : { huffmanBytes }),
    ...(zippedBytes === undefined ? {} : { zippedBytes }),
    activationBytes: forwardPeak(build(architecture), architecture.imageSize),
    energy: energyOf(checkpoint),
  };
}

/** Of what was quantised in training the network of whole numbers that is written, where its levels are such. */
async function asItLeaves(checkpoint: Checkpoint): Promise<Checkpoint> {
  const isTrainedSo = Object.values(checkpoint.architecture.forms).some(({ kind }) => kind === 'quantised');
  return (isTrainedSo ? await onWholeNumbers(checkpoint) : undefined) ?? checkpoint;
}

/** Its file of weights, without what the file says of where it comes from. */
function fileOf({ architecture, tensors }: Checkpoint): Uint8Array {
  const state = new Map(
    build(architecture).parameters.flatMap(({ name, kind, shape }): [string, StateTensor][] => {
      const held = tensors[name];
      if (!held) return [];
      return [[name, { shape: torchShape(kind, shape), values: toTorchLayout(kind, shape, held.values) }]];
    }),
  );
  return writeSafetensors(inWholeNumbers(state, architecture.forms));
}
