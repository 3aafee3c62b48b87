/**
 * What is asked of the chosen network before it is made: a stage that makes it smaller, other values of its slider, and how it
 * learns again. The experiment that makes it follows from that.
 */
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { parseRunId } from '../../../protocol/runId.ts';
import type { Facts } from '../../../spec/decides.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { keyOf } from '../../../spec/keys.ts';
import { experimentOf } from '../../../spec/link.ts';
import { continuedExperiment, type GoneOnFrom, retraining } from '../../../spec/recipe/continued.ts';
import type { Smaller } from '../../../spec/recipe/declare.ts';
import { applyPoint } from '../../../spec/recipe/points.ts';
import { mostStages } from '../../../spec/recipe/spelling.ts';
import {
  type DistilSpec,
  type StageKind,
  type StageSpec,
  stageOf,
  valuesOf,
} from '../../../spec/recipe/stages.ts';
import { newStage, setSetting, unsetSetting } from '../../recipe/recipeEdits.ts';

export interface Wish {
  /** Of the group that it is of. */
  readonly group: string;
  readonly stage: StageSpec;
  /** Further values of the slider, of each of which a network is made. */
  readonly also: readonly number[];
  /** Left out of the recipe where nothing can follow the stage. */
  readonly retrain: DistilSpec;
  readonly runs: number;
}

/** How long what was made smaller learns again, unless somebody says otherwise. */
const epochs = 8;

/** From what its recipe goes on; undefined where nothing says what made it. */
export function beginningOf({ networks: [first], point }: NetworkGroup): GoneOnFrom | undefined {
  if (first?.teacher) return { teacher: experimentOf(first.teacher.experiment).experiment };
  if (!first?.origin || !parseRunId(first.origin.run)) return undefined;
  const { experiment, stage } = first.origin;
  return { experiment: experimentOf(experiment).experiment, point, stage };
}

/** The experiment that it came from. */
export const originalOf = (from: GoneOnFrom): Experiment =>
  'experiment' in from ? from.experiment : 'teacher' in from ? from.teacher : from.file;

/** The experiment of its own point. */
export const atItsPoint = (from: GoneOnFrom): Experiment =>
  'experiment' in from ? applyPoint(from.experiment, from.point) : originalOf(from);

/**
 * Whether it is made of the images that the form has.
 *
 * @param facts of the form's images
 */
export const hasSameImages = (from: GoneOnFrom, lab: Experiment, facts: Pick<Facts, 'split'> = {}): boolean =>
  keyOf(atItsPoint(from), ['images'], facts) === keyOf(lab, ['images'], facts);

/** How many images it is trained on, where its experiment says so. */
export function ownImagesOf(from: GoneOnFrom): number | undefined {
  const own = atItsPoint(from);
  return own.dataset === 'insects' ? own.trainImages : undefined;
}

/** The stage after which no other can follow, where the network has one. */
export const lastOf = ({ stages }: Pick<NetworkGroup, 'stages'>) =>
  stages.map(({ kind }) => stageOf(kind)).find(({ nothingAfter }) => nothingAfter !== undefined);

export const canFollow = ({ kind }: StageSpec): boolean => stageOf(kind).nothingAfter === undefined;

/** @param lab whose α and temperature the teacher is heard with */
export function firstWish(
  group: NetworkGroup,
  from: GoneOnFrom,
  lab: Experiment,
  kind: StageKind,
  before: Wish | undefined,
): Wish {
  const kept = before && { also: [], retrain: before.retrain, runs: before.runs };
  return {
    ...{ group: group.key, stage: newStage(kind), also: [] },
    ...{ retrain: retraining(from, lab, { epochs, withTeacher: true }), runs: group.networks.length },
    ...kept,
  };
}

/** Whether it hears the teacher as it learns again in the experiment that makes it. */
export const hearsTeacher = ({ retrain }: Wish, { alphas }: Pick<Experiment, 'alphas'>): boolean =>
  (retrain.alpha ?? alphas[0] ?? 1) < 1;

/** Labels alone, or as the lab has the teacher heard; what else was set stays. */
export function taughtWish(wish: Wish, from: GoneOnFrom, lab: Experiment, withTeacher: boolean): Wish {
  const own = retraining(from, lab, { epochs: wish.retrain.epochs ?? epochs, withTeacher });
  const { alpha: _, ...rest } = wish.retrain;
  return { ...wish, retrain: own.alpha === undefined ? rest : { ...rest, alpha: own.alpha } };
}

/** With another value of a setting of its stage (0) or of its retraining (1); undefined leaves it to the experiment. */
export function setWish(wish: Wish, place: 0 | 1, name: string, value: unknown): Wish {
  const recipe = [wish.stage, wish.retrain];
  const [stage = wish.stage, retrain] =
    value === undefined ? unsetSetting(recipe, place, name) : setSetting(recipe, place, name, value);
  return { ...wish, stage, retrain: retrain?.kind === 'distil' ? retrain : wish.retrain };
}

/** The stage's slider, and where it stands. */
export function sliderOf(stage: StageSpec): (Smaller & { readonly value: number }) | undefined {
  const { smaller } = stageOf(stage.kind);
  const value = smaller && valuesOf(stage)[smaller.slider];
  return smaller && typeof value === 'number' ? { ...smaller, value } : undefined;
}

/** Every value that a network is made of, from the most that stays to the least. */
export function valuesIn({ stage, also }: Wish): readonly number[] {
  const slider = sliderOf(stage);
  return slider ? [...new Set([slider.value, ...also])].sort((a, b) => b - a) : [];
}

/** The experiment that makes it; undefined where its recipe would have more stages than any. */
export function wishedExperiment(from: GoneOnFrom, wish: Wish): Experiment | undefined {
  const { stage, retrain, runs } = wish;
  const slider = sliderOf(stage);
  const values = valuesIn(wish);
  const added = canFollow(stage) ? [stage, retrain] : [stage];
  const before = 'experiment' in from ? from.stage + 1 : 0;
  if (before + added.length > mostStages) return undefined;
  const vary = slider && values.length > 1 ? { added: 0, setting: slider.slider, values } : undefined;
  return continuedExperiment(from, added, { runs, vary });
}
