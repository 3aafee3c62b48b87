/**
 * What the values of a choice that a sweep varies, such as the arms of a retraining, come to against the first of them: differences
 * of accuracies, run by run. The same run number has the same seed, and so the same batches.
 */
import type { RunRecord } from '../protocol/records.ts';
import { axesOf, type Point, pointsOf, type Scalar, type Varied } from '../spec/point.ts';
import { type Gain, gainOver } from './statistics.ts';

export interface ChoiceContrast {
  /** The setting that is varied. */
  readonly path: string;
  readonly value: Scalar;
  /** The first value, at the same place of all other axes. */
  readonly over: Scalar;
  /** That place. */
  readonly place: Point;
  /** In accuracy, 0 … 1; final epochs. */
  readonly gain: Gain;
}

/** In the order in which points are trained; nothing where no run of a pair has finished. */
export function choiceContrasts(experiment: Varied, runs: readonly RunRecord[]): readonly ChoiceContrast[] {
  const axes = axesOf(experiment);
  return axes.flatMap((axis) => {
    const { path } = axis;
    const [over, ...values] = axis.values;
    if (over === undefined || typeof over !== 'string') return [];
    return pointsOf(axes.filter((other) => other !== axis)).flatMap((place) =>
      values.flatMap((value) => {
        const gain = gainOver(runs, { ...place, [path]: value }, { ...place, [path]: over }, 'final');
        return gain ? [{ path, value, over, place, gain }] : [];
      }),
    );
  });
}

/** For a terminal: a line for each place and value. */
export function choiceContrastsText(contrasts: readonly ChoiceContrast[]): string {
  const lines = contrasts.map(({ path, value, over, place, gain }) => {
    const at = Object.entries(place).map(([axis, where]) => `${axis} ${where}`);
    return `${at.join(', ')}: ${path} ${value} over ${over} ${pointsText(gain)} (${gain.n} ${gain.n === 1 ? 'pair' : 'pairs'})`;
  });
  return [
    ...lines,
    'Accuracy in percentage points, final epoch, run by run (same seed, same batches), ± its standard error.',
    '',
  ].join('\n');
}

/** "+1.20 ± 0.40" */
function pointsText({ mean, standardError }: Gain): string {
  const number = (share: number) => (100 * share).toFixed(2);
  const error = Number.isFinite(standardError) ? ` ± ${number(standardError)}` : '';
  return `${mean < 0 ? '' : '+'}${number(mean)}${error}`;
}
