/**
 * What a network can show of its inside over one picture.
 */
import { dispose, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { DrawnTap } from '../../families/model.ts';
import { signalsOf, type Weighted } from './signals.ts';

export const drawnTapsOf = ({ parts }: Weighted['model']): readonly DrawnTap[] =>
  parts.flatMap(({ drawn }) => (drawn ? [drawn] : []));

/**
 * The weights may be freed as soon as this has returned.
 *
 * @param images [1, S, S, 3]
 * @returns the numbers of each tap in its order, of shapes as `DrawnTap` says
 */
export async function drawnOn(
  { model, parameters }: Weighted,
  images: Tensor4D,
  taps: readonly DrawnTap[],
): Promise<readonly { readonly shape: readonly number[]; readonly values: Float32Array }[]> {
  const names = taps.map(({ name }) => name);
  const { logits, taps: found } = signalsOf({ model, parameters }, images, names);
  try {
    return await Promise.all(
      names.map(async (name) => {
        const tensor = found[name] as Tensor;
        // A copy: on some backends the array that `data` gives is the tensor's own memory.
        return { shape: tensor.shape, values: Float32Array.from(await tensor.data()) };
      }),
    );
  } finally {
    dispose([logits, ...Object.values(found)]);
  }
}
