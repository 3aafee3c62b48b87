/**
 * Choices of a guess as the points of a sweep that they name.
 */
import { parsePointKey, pointKey } from '../../protocol/runId.ts';
import {
  alphaAt,
  axesOf,
  besideAlpha,
  type Point,
  pointOf,
  pointsOf,
  type Varied,
} from '../../spec/point.ts';
import type { Choice } from '../../state/page/guesses.ts';

/** The alpha alone where nothing else varies, as guesses have always been kept. */
export function choiceOf(point: Point): Choice {
  return besideAlpha(point).length === 0 ? `${alphaAt(point)}` : pointKey(point);
}

/** Undefined for the choice that there is no difference. */
export function pointOfChoice(choice: Choice): Point | undefined {
  if (choice === 'none') return undefined;
  return parsePointKey(choice) ?? pointOf(Number(choice));
}

/** A sweep's points, ascending alphas first, and that there is no difference; none where there is one point only. */
export function choicesOf(experiment: Varied): readonly Choice[] {
  const alphas = [...new Set(experiment.alphas)].sort((a, b) => a - b);
  const points = pointsOf(axesOf({ ...experiment, alphas }));
  return points.length > 1 ? [...points.map(choiceOf), 'none'] : [];
}
