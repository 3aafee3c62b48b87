/**
 * Measures a network on a whole held-out set, in evaluation mode.
 */
import { add, type Tensor1D, tidy } from '@tensorflow/tfjs-core';
import type { Measures } from '../../shared/records.ts';
import { batchSums, measuresOf } from '../metrics/measures.ts';
import type { Model } from '../models/model.ts';
import type { Comparison, Term } from '../objectives/objective.ts';
import type { TrainingControl } from './control.ts';
import type { HeldOut } from './heldOut.ts';
import type { ParameterStore } from './parameterStore.ts';

export interface Evaluation {
  readonly model: Model;
  readonly store: Pick<ParameterStore, 'parameters'>;
  readonly terms: (comparison: Comparison) => readonly Term[];
  readonly termNames: readonly string[];
  readonly temperature: number;
  readonly control: TrainingControl;
}

/** Means over all of `set`; undefined when stopped on the way. One read from the device. */
export async function evaluate(
  { model, store, terms, termNames, temperature, control }: Evaluation,
  set: HeldOut,
): Promise<Measures | undefined> {
  let totals: Tensor1D | undefined;
  try {
    for (const batch of set.batches) {
      const images = batch.images();
      const sums = tidy(() => {
        const student = model.forward(store.parameters, images, { training: false });
        const comparison: Comparison = { student, teacher: batch.teacher, labels: batch.labels, temperature };
        const mine = batchSums({ ...comparison, terms: terms(comparison) });
        return totals ? add<Tensor1D>(totals, mine) : mine;
      });
      batch.release(images);
      totals?.dispose();
      totals = sums;
      if ((await control.checkpoint('step')) === 'stop') return undefined;
    }
    return measuresOf(totals ? await totals.data() : [], termNames);
  } finally {
    totals?.dispose();
  }
}
