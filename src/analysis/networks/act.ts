/**
 * What made a network, in plain words: the act that its stage declares, with alpha and what else the sweep varies.
 */
import { type Sentence, words } from '../../lang/sentence.ts';
import { alphaAt, besideAlpha } from '../../spec/point.ts';
import { type StageSpec, stageOf, valuesOf } from '../../spec/recipe/stages.ts';
import type { NetworkGroup } from './groups.ts';

/** The last stage's; undefined where the recipe cannot be read here. */
export function actOf({ stages, point }: Pick<NetworkGroup, 'stages' | 'point'>): Sentence | undefined {
  const stage = stages.at(-1);
  if (!stage) return undefined;
  // Settings of stages are said by their acts; a plain student's further axes are not.
  const axes = besideAlpha(point).filter(([path]) => !path.includes('.'));
  return axes.reduce<Sentence>(
    (said, [path, value]) => words`${said}, ${path} ${String(value)}`,
    stageAct(stage, alphaAt(point)),
  );
}

/** Of every stage up to the network. */
export const recipeActs = ({ stages, point }: Pick<NetworkGroup, 'stages' | 'point'>): readonly Sentence[] =>
  stages.map((stage) => stageAct(stage, alphaAt(point)));

/** The weight of the labels in its last stage; NaN where that is no distillation. */
export function alphaOfLast({ stages, point }: Pick<NetworkGroup, 'stages' | 'point'>): number {
  const stage = stages.at(-1);
  return stage?.kind === 'distil' ? (stage.alpha ?? alphaAt(point)) : Number.NaN;
}

function stageAct(stage: StageSpec, alpha: number): Sentence {
  const act = stageOf(stage.kind).act(valuesOf(stage));
  if (stage.kind !== 'distil') return act;
  const weight = stage.alpha ?? alpha;
  if (weight === 1) return words`training without the teacher`;
  return Number.isFinite(weight) ? words`${act}, α ${weight}` : act;
}
