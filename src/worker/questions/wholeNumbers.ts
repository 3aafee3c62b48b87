import { dispose } from '@tensorflow/tfjs-core';
import { onWholeNumbers } from '../../engine/compression/qat/onWholeNumbers.ts';
import { build } from '../../engine/families/catalogue.ts';
import { onScale } from '../../engine/families/onScale.ts';
import { toDevice, toHost } from '../../engine/layers/hostParameters.ts';
import type { FrozenModel } from '../../engine/training/teacherLogits.ts';

/**
 * What is written of a network that was quantised in training: one of whole numbers where its levels are such, so that files are packed and
 * runtimes find int8; the network itself otherwise.
 *
 * @param network its parameters stay the caller's
 */
export async function withWholeNumbers<Written>(
  network: FrozenModel,
  write: (network: FrozenModel) => Promise<Written>,
): Promise<Written> {
  const { model, parameters } = network;
  const { architecture } = model;
  const isTrainedSo = Object.values(architecture?.forms ?? {}).some(({ kind }) => kind === 'quantised');
  if (!architecture || !isTrainedSo) return write(network);
  const whole = await onWholeNumbers({ architecture, tensors: await toHost(parameters) });
  if (!whole) return write(network);
  const own = toDevice(whole.tensors);
  try {
    return await write({
      ...network,
      model: onScale(build(whole.architecture), model.takes ?? 'imagenet'),
      parameters: own,
    });
  } finally {
    dispose({ ...own });
  }
}
