/**
 * What made a network, in plain words: the act that its stage declares, with alpha and what else the sweep varies.
 */
import { type Sentence, words } from '../../lang/sentence.ts';
import { alphaAt, besideAlpha } from '../../spec/point.ts';
import { isTraining, labelWeight, type StageSpec, stageOf, valuesOf } from '../../spec/recipe/stages.ts';
import type { NetworkGroup } from './groups.ts';

type Made = Pick<NetworkGroup, 'stages' | 'point'>;

/** The last stage's; undefined where the recipe cannot be read here. */
export function actOf({ stages, point }: Made): Sentence | undefined {
  const stage = stages.at(-1);
  return stage && withAxes(stageAct(stage, alphaAt(point)), point);
}

/** The same as short as a drawing needs it: "distilled α 0.5", "half the channels". */
export function briefActOf({ stages, point }: Made): Sentence | undefined {
  const stage = stages.at(-1);
  if (!stage) return undefined;
  const { act, brief = act } = stageOf(stage.kind);
  const said = brief(valuesOf(stage));
  const weight = alphaOfLast({ stages, point });
  if (weight === 1 && stage.kind === 'distil') {
    if (stage.arm === 'scratch') return withAxes(said, point);
    return withAxes(stages.length > 1 ? words`fine-tuned` : words`trained alone`, point);
  }
  return withAxes(Number.isFinite(weight) ? words`${said} α ${weight}` : said, point);
}

/** Settings of stages are said by their acts; a plain student's further axes are not. */
const withAxes = (act: Sentence, point: Made['point']): Sentence =>
  besideAlpha(point)
    .filter(([path]) => !path.includes('.'))
    .reduce<Sentence>((said, [path, value]) => words`${said}, ${path} ${String(value)}`, act);

/** Each stage up to the network as `briefActOf` says it, with the stage itself. */
export const briefActs = ({ stages, point }: Made): readonly (readonly [StageSpec, Sentence])[] =>
  stages.flatMap((stage, i) => {
    // What else the sweep varies is said once, at the end.
    const own = i === stages.length - 1 ? point : { alpha: alphaAt(point) };
    const act = briefActOf({ stages: stages.slice(0, i + 1), point: own });
    return act === undefined ? [] : [[stage, act] as const];
  });

/** Of every stage up to the network. */
export const recipeActs = ({ stages, point }: Made): readonly Sentence[] =>
  stages.map((stage) => stageAct(stage, alphaAt(point)));

/** The weight of the labels in its last stage; NaN where that is no distillation. */
export function alphaOfLast({ stages, point }: Made): number {
  const stage = stages.at(-1);
  return stage && isTraining(stage) ? labelWeight(stage, alphaAt(point)) : Number.NaN;
}

function stageAct(stage: StageSpec, alpha: number): Sentence {
  const act = stageOf(stage.kind).act(valuesOf(stage));
  if (!isTraining(stage)) return act;
  const weight = labelWeight(stage, alpha);
  if (weight === 1 && stage.kind === 'distil') {
    return stage.arm === 'distilled' ? words`training without the teacher` : act;
  }
  return Number.isFinite(weight) ? words`${act}, α ${weight}` : act;
}
