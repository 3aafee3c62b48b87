/**
 * What the gradients say, as figures for a sentence: how strong the teacher's pull is against the labels', and how far off.
 */

import { alphaOf, historyOf } from '../../../protocol/record.ts';
import type { EpochRecord, RunRecord } from '../../../protocol/records.ts';
import { type PointKey, pointKey } from '../../../protocol/runId.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { seriesText } from '../../seriesStyle.ts';
import { degreesOf, epochAlphas, type StageAlphas, weightOf } from './lines.ts';

interface Pull {
  readonly epoch: number;
  /** ‖g_soft‖ / ‖g_hard‖ */
  readonly ratio: number;
  readonly degrees: number;
}

export interface Reading extends Pull {
  readonly key: PointKey;
  /** What stands after an α: its place on all axes. */
  readonly name: string;
  readonly alpha: number;
  /** (1 − alpha)·‖g_soft‖ / (alpha·‖g_hard‖): as the step weighs them; undefined where it knows one of them only. */
  readonly weighed: number | undefined;
  /** At the first epoch that was measured, where that is another. */
  readonly first: Pull | undefined;
  readonly kind: 'together' | 'apart' | 'against';
}

/** Within this of 90°, degrees, two pulls have little to do with each other: |cos| < 0.17. */
const nearlyRight = 10;

function pullOf({ epoch, gradients }: EpochRecord): Pull | undefined {
  return gradients && { epoch, ratio: gradients.soft / gradients.hard, degrees: degreesOf(gradients) };
}

/** Of the last epoch that was measured, with its stage's alpha; undefined where none was. */
export function readingOf(run: RunRecord, stageAlphas?: StageAlphas): Reading | undefined {
  const history = historyOf(run);
  const measured = history.filter(({ gradients }) => gradients);
  const last = measured.at(-1);
  const pull = last && pullOf(last);
  if (!pull) return undefined;
  const alpha = epochAlphas(run, stageAlphas)[history.lastIndexOf(last)] ?? alphaOf(run);
  const first = measured[0] && measured.length > 1 ? pullOf(measured[0]) : undefined;
  const [hard, soft] = [weightOf('hard', alpha), weightOf('soft', alpha)];
  const { degrees, ratio } = pull;
  return {
    ...{ ...pull, alpha, first, key: pointKey(run.point), name: seriesText(run.point) },
    weighed: hard > 0 && soft > 0 ? (ratio * soft) / hard : undefined,
    kind: Math.abs(degrees - 90) < nearlyRight ? 'apart' : degrees < 90 ? 'together' : 'against',
  };
}

/** Whether some of the images that students see have no label. */
export const lacksLabels = ({ hiddenLabels, distilOn }: Pick<Experiment, 'hiddenLabels' | 'distilOn'>) =>
  hiddenLabels > 0 || (distilOn !== 'training' && distilOn !== 'held-out');
