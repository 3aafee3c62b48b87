/**
 * How many validation images the results on the page were measured on, wherever they came from. The dataset that is open
 * need not be theirs: results of a link come without it, and the form may have asked for other images since.
 */
import type { LabState } from './labState.ts';

type Known = Pick<LabState, 'runs' | 'measuredOn' | 'shared' | 'measured' | 'experiment' | 'dataset'>;

/** Undefined where it is not known, so that nothing may be claimed. */
export function measuredImages(lab: Known): number | undefined {
  const { runs, measuredOn, shared, measured, experiment, dataset } = lab;
  if (shared && runs === shared.runs) return shared.validationImages;
  if (measuredOn?.validationImages !== undefined) return measuredOn.validationImages;
  // Insects are drawn: exactly as many as the experiment asks for.
  if (measured?.dataset === 'insects') return measured.validationImages;
  // The open dataset is the form's; a folder divides itself anew when seed or share change.
  const theirs = (['dataset', 'seed', 'validationShare'] as const).every(
    (name) => !measured || measured[name] === experiment[name],
  );
  return theirs ? dataset?.validation.count : undefined;
}
