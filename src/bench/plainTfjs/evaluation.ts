/**
 * A teacher's logits in plain tfjs, batch by batch.
 */
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { inputsOf, modelOf, weightsOf } from '../inputs.ts';
import type { Steps } from '../peers/peer.ts';
import type { Evaluation } from '../workloads/workload.ts';
import { plainNetwork, variablesOf } from './networks.ts';

/** @param observe given each batch's logits, [B, K]. */
export function plainEvaluation(
  workload: Evaluation,
  observe: (logits: Float32Array) => void,
  batchesPerPass?: number,
): Steps {
  const { batchSize } = workload;
  const network = plainNetwork(workload.model);
  const { source } = inputsOf(workload, batchesPerPass);
  const weights = variablesOf(weightsOf(modelOf(workload)));
  let taken = 0;
  return {
    async step() {
      const from = (taken++ * batchSize) % source.count;
      const indices = Int32Array.from({ length: batchSize }, (_, b) => from + b);
      const pixels = source.fill(indices, new Uint32Array(batchSize));
      const logits = tidy(() =>
        network(weights, tensor4d(pixels, [batchSize, source.size, source.size, 3]), false),
      );
      observe((await logits.data()) as Float32Array);
      logits.dispose();
    },
    async settle() {},
    async dispose() {
      for (const weight of Object.values(weights)) weight.dispose();
    },
  };
}
