/**
 * Experiments that go on from a network that was made: its recipe up to it, and stages after it. Stages are known by what decided
 * them (`worker/stages/stageKeys.ts`), so that what comes before is found among kept networks and not trained again, run by run.
 */
import type { Experiment } from '../experiment.ts';
import { alphaAt, type Point } from '../point.ts';
import { readExperiment } from '../readExperiment.ts';
import { applyPoint } from './points.ts';
import { stagesIn } from './recipeField.ts';
import type { DistilSpec, StageSpec } from './stages.ts';
import type { VaryAxis } from './vary.ts';

/** What is gone on from. */
export type GoneOnFrom =
  /** The networks that stage `stage` gave, from 0, at one point of a sweep. */
  | { readonly experiment: Experiment; readonly point: Point; readonly stage: number }
  /** The first teacher of an experiment. */
  | { readonly teacher: Experiment }
  /** The network of the student's file, whose student and width the experiment says. */
  | { readonly file: Experiment };

export interface ContinuedSweep {
  readonly runs: number;
  /** Values of settings of stages that are added; of one value the stage has that. */
  readonly vary?: readonly AddedAxis[];
}

export interface AddedAxis {
  /** Which of the added stages, from 0. */
  readonly added: number;
  readonly setting: string;
  readonly values: VaryAxis['values'];
}

/**
 * At a single alpha: the network's own, or `sharedAlpha` of what was no student.
 *
 * @throws RangeError where a stage or a value is none that an experiment can have
 */
export function continuedExperiment(
  from: GoneOnFrom,
  added: readonly StageSpec[],
  { runs, vary = [] }: ContinuedSweep,
): Experiment {
  const base = baseOf(from);
  const before = 'experiment' in from ? stagesIn(base.recipe).slice(0, from.stage + 1) : [];
  const single = vary.filter(({ values }) => values.length === 1);
  const settled = added.map((stage, place) => {
    const own = single.filter((axis) => axis.added === place);
    return {
      ...stage,
      ...Object.fromEntries(own.map((axis) => [axis.setting, axis.values[0]])),
    } as StageSpec;
  });
  const recipe = [...before, ...settled];
  const axes = vary
    .filter(({ values }) => values.length > 1)
    .map((axis) => axisOf(recipe, before.length + axis.added, axis));
  const settings = [
    ['runs', runs],
    ['recipe', recipe],
    ['vary', axes],
  ] as const;
  const read = readExperiment(settings, base);
  const [wrong] = read.notices;
  if (wrong) throw new RangeError(`${wrong.name} cannot be ${String(wrong.given)}`);
  return read.experiment;
}

function baseOf(from: GoneOnFrom): Experiment {
  if ('experiment' in from) return applyPoint(from.experiment, from.point);
  const whole = 'teacher' in from ? from.teacher : from.file;
  // What was held fixed of a student that started new had no effect: all of this network learns again.
  const base: Experiment = {
    ...{ ...whole, alphas: [sharedAlpha(whole)], recipe: [], vary: [] },
    studentFreeze: 'none',
  };
  return 'teacher' in from ? { ...base, student: 'teacher' } : { ...base, studentStart: 'file' };
}

/** Of a kind that stands once its number is left out, as `fittingAxes` has it. */
function axisOf(recipe: readonly StageSpec[], place: number, { setting, values }: AddedAxis): VaryAxis {
  const kind = recipe[place]?.kind ?? '';
  const nth = recipe.slice(0, place + 1).filter((stage) => stage.kind === kind).length;
  const isOnly = recipe.filter((stage) => stage.kind === kind).length === 1;
  return { path: isOnly ? `${kind}.${setting}` : `${kind}.${nth}.${setting}`, values };
}

/** The greatest alpha of a sweep at which its teacher is heard; 0.5 where it never is. */
export function sharedAlpha({ alphas }: Pick<Experiment, 'alphas'>): number {
  const heard = alphas.filter((alpha) => alpha < 1);
  return heard.length > 0 ? Math.max(...heard) : 0.5;
}

/**
 * Learning rate of a retraining as a share of the experiment's, which is meant for weights that are drawn. Pruned networks are
 * retrained at a lower one (Han et al. 2015, Learning both weights and connections, took a tenth for LeNet); this share gives
 * the 0.02 of the example networks at the default 0.05.
 */
export const retrainingShare = 0.4;

/** Never below what a learning rate can be. */
export const retrainingRate = ({ learningRate }: Pick<Experiment, 'learningRate'>): number =>
  Math.max(1e-6, Number((retrainingShare * learningRate).toPrecision(3)));

/**
 * The stage in which what was made smaller learns again: with the teacher as `lab` has it, where its arm hears one, at a learning
 * rate of its own. It says what the experiment that it is added to does not.
 */
export function retraining(
  from: GoneOnFrom,
  lab: Pick<Experiment, 'alphas' | 'temperature'>,
  epochs: number,
): DistilSpec {
  const base = baseOf(from);
  const { alphas, temperature } = base;
  const alpha = sharedAlpha(lab);
  const own = 'experiment' in from ? alphaAt(from.point) : alphas[0];
  return {
    ...({ kind: 'distil', arm: 'distilled', epochs } as const),
    ...(own === alpha ? {} : { alpha }),
    ...(temperature === lab.temperature ? {} : { temperature: lab.temperature }),
    rate: retrainingRate(base),
  };
}
