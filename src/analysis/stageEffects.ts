/**
 * What each stage of a recipe did to accuracy: differences between a run's networks before and after it, over the runs of a
 * point. Both were measured on the same images, so the differences are paired. What several runs share counts once.
 */

import { quantitiesOf } from '../protocol/quantities.ts';
import type { RunRecord } from '../protocol/records.ts';
import { type Gain, gainOf, type Verdict, verdictOf } from './statistics.ts';

export interface StageEffect {
  /** From 0. */
  readonly stage: number;
  readonly kind: string;
  /** Accuracy after the stage minus accuracy before it, 0 … 1. */
  readonly gain: Gain;
  readonly verdict: Verdict;
  /** It is more than chance, and so was what an earlier stage had cost. */
  readonly givesBack: boolean;
}

/**
 * The stages before which an accuracy is known, in order.
 *
 * @param runs   of one point; those that are not finished are passed over
 * @param start  accuracy of the network that every run starts from, 0 … 1; undefined where it was not measured
 * @param images validation images, as for `verdictOf`
 */
export function stageEffects(
  runs: readonly RunRecord[],
  start: number | undefined,
  images: number | undefined,
): readonly StageEffect[] {
  const finished = runs.filter(({ status }) => status === 'finished');
  const effects: StageEffect[] = [];
  for (const [stage, { kind }] of (finished[0]?.stages ?? []).entries()) {
    const differences = new Map<string, number>();
    for (const { id, stages } of finished) {
      const [before, after] = [
        stage === 0 ? start : accuracyAt(stages[stage - 1]),
        accuracyAt(stages[stage]),
      ];
      if (before === undefined || after === undefined) continue;
      differences.set(`${networkAt(stages[stage - 1], id)} ${networkAt(stages[stage], id)}`, after - before);
    }
    const gain = gainOf([...differences.values()]);
    if (!gain) continue;
    const verdict = verdictOf(gain, images);
    const givesBack = verdict === 'more' && effects.some((earlier) => earlier.verdict === 'less');
    effects.push({ stage, kind, gain, verdict, givesBack });
  }
  return effects;
}

/** Runs that begin alike have the same network until something of their own is drawn: it is one observation, not several. */
function networkAt(stage: RunRecord['stages'][number] | undefined, run: string): string {
  if (!stage) return 'start';
  const { accuracy, hard, difference } = quantitiesOf(stage);
  return hard === undefined ? run : [accuracy, hard, difference].join();
}

const accuracyAt = (stage: RunRecord['stages'][number] | undefined) => stage && quantitiesOf(stage).accuracy;
