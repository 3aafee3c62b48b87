/**
 * Where the stages of a recipe stand on the axis of a run's epochs, which goes on from stage to stage.
 */
import type { PlannedStage } from '../protocol/assignments.ts';

/** A stage that trains with those before it that do not; the last section may be of stages without epochs. */
export interface StageSection {
  readonly kinds: readonly string[];
  /** Epochs of the run before it. */
  readonly before: number;
  /** The run's epochs at its end. */
  readonly end: number;
}

/**
 * @param plans the stages of every point
 * @returns undefined where they are one stage only, or where points differ in them
 */
export function stageSections(
  plans: readonly (readonly PlannedStage[])[],
): readonly StageSection[] | undefined {
  const [first = [], ...others] = plans;
  const isSame = (other: readonly PlannedStage[]) =>
    other.length === first.length &&
    other.every(({ kind, epochs }, i) => kind === first[i]?.kind && epochs === first[i]?.epochs);
  if (first.length < 2 || !others.every(isSame)) return undefined;
  const sections: StageSection[] = [];
  let waiting: string[] = [];
  let before = 0;
  for (const { kind, epochs } of first) {
    waiting.push(kind);
    if (epochs === 0) continue;
    sections.push({ kinds: waiting, before, end: before + epochs });
    before += epochs;
    waiting = [];
  }
  return waiting.length > 0 ? [...sections, { kinds: waiting, before, end: before }] : sections;
}
