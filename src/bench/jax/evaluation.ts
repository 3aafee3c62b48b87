/**
 * A teacher's logits in jax-js, batch by batch.
 */
import { jit, numpy as np, tree } from '@jax-js/jax';
import { inputsOf, modelOf, weightsOf } from '../inputs.ts';
import type { Steps } from '../peers/peer.ts';
import type { Evaluation } from '../workloads/workload.ts';
import { arraysOf, channelsFirst, rowsOf } from './arrays.ts';
import { type Arrays, jaxNetwork } from './networks.ts';

/** @param observe given each batch's logits, [B, K]. */
export async function jaxEvaluation(
  workload: Evaluation,
  observe: (logits: ArrayLike<number>) => void,
  batchesPerPass?: number,
): Promise<Steps> {
  const { batchSize } = workload;
  const network = jaxNetwork(workload.model);
  const { source } = inputsOf(workload, batchesPerPass);
  const model = modelOf(workload);
  const { trained, running } = await arraysOf(model, weightsOf(model));
  const weights = { ...trained, ...running };
  const pictures = channelsFirst(source);
  const forward = jit((weights: Arrays, images: np.Array) =>
    network({ weights, training: false, moved: {} }, images),
  );
  let taken = 0;
  return {
    async step() {
      const from = (taken++ * batchSize) % source.count;
      const rows = Int32Array.from({ length: batchSize }, (_, b) => from + b);
      const images = np.array(rowsOf(pictures, pictures.length / source.count, rows));
      const shape = [batchSize, 3, source.size, source.size];
      observe(await forward(tree.ref(weights), images.reshape(shape)).data());
    },
    async settle() {},
    async dispose() {
      tree.dispose(weights);
      forward.dispose();
    },
  };
}
