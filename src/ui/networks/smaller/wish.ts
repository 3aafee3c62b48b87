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
import { type ArmName, pairedArms } from '../../../spec/recipe/distil.ts';
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
  /** In which arms it learns again: a network each, in the order of `pairedArms`; at least one. */
  readonly arms: readonly ArmName[];
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
    ...{ retrain: retraining(from, lab, epochs), runs: group.networks.length },
    ...kept,
    arms: stageOf(kind).smaller?.arms ? pairedArms : ['distilled'],
  };
}

/** With an arm more, or without it where another is left. */
export function toggleArm(wish: Wish, arm: ArmName): Wish {
  const others = wish.arms.filter((one) => one !== arm);
  const arms = others.length < wish.arms.length ? others : [...others, arm];
  return arms.length === 0 ? wish : { ...wish, arms: pairedArms.filter((one) => arms.includes(one)) };
}

/** How many networks are made of each that it is made of, and in how many epochs of training; what comes before is made once. */
export function costOf(
  wish: Wish,
  { epochs }: Pick<Experiment, 'epochs'>,
): { readonly networks: number; readonly epochs: number } {
  const arms = canFollow(wish.stage) ? wish.arms.length : 0;
  const networks = valuesIn(wish).length * Math.max(1, arms);
  return { networks, epochs: arms > 0 ? networks * wish.runs * (wish.retrain.epochs ?? epochs) : 0 };
}

/** What its arm does not read is left out. */
function inArm(retrain: DistilSpec, arm: ArmName): DistilSpec {
  const values = { ...retrain, arm };
  const { matters } = stageOf('distil');
  const read = Object.entries(values).filter(([name]) => matters?.[name]?.(values) ?? true);
  return Object.fromEntries(read) as unknown as DistilSpec;
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
  const { stage, retrain, arms, runs } = wish;
  const slider = sliderOf(stage);
  const [arm = 'distilled'] = arms;
  const again = arms.length > 1 ? retrain : inArm(retrain, arm);
  const added = canFollow(stage) ? [stage, again] : [stage];
  const before = 'experiment' in from ? from.stage + 1 : 0;
  if (before + added.length > mostStages) return undefined;
  const vary = [
    ...(slider ? [{ added: 0, setting: slider.slider, values: valuesIn(wish) }] : []),
    ...(added.length > 1 && arms.length > 1 ? [{ added: 1, setting: 'arm', values: arms }] : []),
  ];
  return continuedExperiment(from, added, { runs, vary });
}
