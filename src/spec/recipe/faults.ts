/**
 * What of a recipe cannot work, stage by stage, and what can but is probably not meant. The page says it beside the stages; the
 * worker refuses a recipe with a fault.
 */

import { problem } from '../../lang/problem.ts';
import { type Sentence, said, words } from '../../lang/sentence.ts';
import { type Circumstances, startsTrained } from '../decides.ts';
import type { Experiment } from '../experiment.ts';
import { sizeFaultOf } from '../families/imageSizes.ts';
import { tokensFault } from '../network/distilTokens.ts';
import { recipesOf } from './points.ts';
import { stagesIn } from './recipeField.ts';
import { isTraining, type StageSpec, stageOf, valuesOf } from './stages.ts';

/** What the faults of a recipe depend on beside it. */
type RecipeSurroundings = Circumstances & Pick<Experiment, 'studentWidth'>;

/** For every stage that the recipe means, in their order, why it cannot work where it stands and what to do; undefined where it can. */
export function faultsOf(
  recipe: readonly StageSpec[],
  experiment: RecipeSurroundings,
): readonly (Sentence | undefined)[] {
  const stages = stagesIn(recipe);
  // A head on features of a frozen backbone is trained without the layers that a channel would go from.
  const onFeatures = startsTrained(experiment, {}) && experiment.studentFreeze === 'head';
  return stages.map((stage, place) => {
    const { kind } = stage;
    const { label, resizes } = stageOf(kind);
    const before = stages.slice(0, place).find((stage) => stageOf(stage.kind).nothingAfter !== undefined);
    const last = before && stageOf(before.kind);
    if (last?.nothingAfter !== undefined) {
      return words`${said(last.nothingAfter)} ${said(last.label)} comes last: move ${said(label)} before it, or remove it.`;
    }
    const forbidding = stages.slice(0, place).map((stage) => stageOf(stage.kind).notBefore?.[kind]);
    const forbidden = forbidding.find((why) => why !== undefined);
    if (forbidden !== undefined) return forbidden;
    const similarity = isTraining(stage) ? (stage.similarity ?? experiment.similarity) : undefined;
    const { cohort, mixup, cutmix } = experiment;
    if (similarity === 'fixmatch' && (cohort > 1 || mixup > 0 || cutmix > 0)) {
      return words`FixMatch labels one image by the student’s own word on a weaker view of it: neither mixed images nor fellow students go with that. Set mixup and CutMix to 0 and Fellow students to 1, or choose another similarity.`;
    }
    if (similarity === 'mutual' && cohort < 2) {
      return words`A student that learns from its fellows alone needs one at least. Set Fellow students to 2 or more, or choose another similarity.`;
    }
    if (
      isTraining(stage) &&
      experiment.cohort > 1 &&
      startsTrained(experiment, {}) &&
      experiment.studentFreeze !== 'none'
    ) {
      return words`Fellow students draw weights of their own, so what stays fixed would stay random. Train all of the student (Student freezing: none), or set Fellow students to 1.`;
    }
    const { freeze = 'none', arm } = valuesOf(stage);
    const held = startsTrained(experiment, {})
      ? (valuesOf(stage).freeze ?? experiment.studentFreeze)
      : freeze;
    if (arm === 'scratch' && held !== 'none') {
      return words`Weights that are drawn anew have learned nothing, so what stays fixed would stay random. Train all of them (freeze=none), or choose another arm than from scratch.`;
    }
    const isTrained = stages.slice(0, place).some(isTraining);
    if (freeze !== 'none' && !isTrained && !startsTrained(experiment, {})) {
      return words`The student has learned nothing before this stage, so what stays fixed would stay random. Put ${said(label)} without freezing before it, or let the student start trained.`;
    }
    if (resizes && onFeatures) {
      return words`Nothing but the head is trained, on features that are computed once, so the layers before it stay as they are. Let more of the student be trained (Student freezing: none), or remove ${said(label)}.`;
    }
    return stageOf(kind).fault?.(valuesOf(stage), experiment, stages.slice(0, place).map(told));
  });
}

const told = (stage: StageSpec) => ({ ...valuesOf(stage), kind: stage.kind });

/** The same of every point of a sweep: what is wrong at any. */
export function faultsIn(experiment: Experiment): readonly (Sentence | undefined)[] {
  const all = recipesOf(experiment).map((recipe) => faultsOf(recipe, experiment));
  return stagesIn(experiment.recipe).map((_, place) =>
    all.map((faults) => faults[place]).find((one) => one !== undefined),
  );
}

/** Networks that cannot take the images or the tokens, or which stage cannot work where it stands, the first of them, and why; undefined where all can. */
export function firstFault(
  experiment: Experiment,
): { readonly what: Sentence; readonly fix: Sentence } | undefined {
  const network = sizeFaultOf(experiment) ?? tokensFault(experiment);
  if (network) return network;
  const faults = faultsIn(experiment);
  const place = faults.findIndex((fault) => fault !== undefined);
  const fix = faults[place];
  if (fix === undefined) return undefined;
  return { what: words`Stage ${place + 1} of the recipe cannot work where it stands.`, fix };
}

/** @throws ProblemError `setting-invalid` where a network cannot take the images or the tokens, or a stage cannot work where it stands */
export function requireWorkable(experiment: Experiment): void {
  const fault = firstFault(experiment);
  if (fault) throw problem('setting-invalid', fault.what, fault.fix);
}

/** What works but is probably not meant, in sentences for a person. */
export function adviceOn(experiment: Experiment): readonly Sentence[] {
  const recipes = recipesOf(experiment);
  const stages = stagesIn(experiment.recipe);
  const advice: Sentence[] = [];
  const trained = stages.findIndex(isTraining);
  const untrained = stages
    .slice(0, trained < 0 ? stages.length : trained)
    .map(({ kind }) => stageOf(kind))
    .find(({ wantsTrained }) => wantsTrained !== undefined);
  if (!startsTrained(experiment, {}) && untrained?.wantsTrained !== undefined) {
    advice.push(
      words`${said(untrained.label)} comes before the student has learned anything. ${said(untrained.wantsTrained)} Put ${said(stageOf('distil').label)} before it, or let the student start trained.`,
    );
  }
  for (const place of stages.keys()) {
    const own = adviceOnStage(stages, place, experiment);
    if (own !== undefined) advice.push(own);
  }
  const withoutAlpha = recipes.filter((recipe) => !recipe.some(takesAlpha)).length;
  const values = experiment.alphas.length;
  if (values > 1 && withoutAlpha === recipes.length) {
    advice.push(
      words`No stage takes the sweep’s alpha, so its ${values} values give the same networks. One is enough.`,
    );
  } else if (values > 1 && withoutAlpha > 0) {
    advice.push(
      words`Arms without the teacher take no alpha, so its ${values} values give the same networks there. One below 1 is enough.`,
    );
  }
  const isNew = ({ arm }: Readonly<Record<string, unknown>>) => arm === 'scratch';
  const first = Math.max(0, trained);
  if (
    !startsTrained(experiment, {}) &&
    recipes.some((recipe) =>
      recipe
        .slice(first, first + 1)
        .map(valuesOf)
        .some(isNew),
    )
  ) {
    advice.push(
      words`The student starts from weights that are drawn, so from scratch and fine-tuned are the same in its first training. Vary the arm of a later one.`,
    );
  }
  return advice;
}

/** Whether the sweep's alpha has an effect in the stage. */
function takesAlpha(stage: StageSpec): boolean {
  const { overrides, matters } = stageOf(stage.kind);
  const values = valuesOf(stage);
  return 'alpha' in overrides && values.alpha === undefined && matters?.alpha?.(values) !== false;
}

/** What of one stage works but is probably not meant, after those before it. */
export function adviceOnStage(
  stages: readonly StageSpec[],
  place: number,
  experiment: RecipeSurroundings,
): Sentence | undefined {
  const stage = stages[place];
  return stage && stageOf(stage.kind).advice?.(valuesOf(stage), experiment, stages.slice(0, place).map(told));
}
