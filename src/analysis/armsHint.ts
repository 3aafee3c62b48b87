import type { Experiment } from '../spec/experiment.ts';
import { pairedArms } from '../spec/recipe/distil.ts';
import { stagesIn } from '../spec/recipe/recipeField.ts';
import { mostAxes, stagePathOf, varyText } from '../spec/recipe/vary.ts';

/** What leaves a smaller dense architecture, whose worth without its weights and without the teacher is a question. */
const cuts: readonly string[] = ['prune', 'depth', 'factorise'];

/** For a terminal: how the training behind a cut is compared with the other arms; undefined where it is or cannot be. */
export function armsHint({ recipe, vary }: Pick<Experiment, 'recipe' | 'vary'>): string | undefined {
  const stages = stagesIn(recipe);
  const cut = stages.findIndex(({ kind }) => cuts.includes(kind));
  const place = stages.findIndex(({ kind }, at) => at > cut && kind === 'distil');
  const distil = stages[place];
  if (cut < 0 || distil?.kind !== 'distil' || vary.length >= mostAxes) return;
  // Weights that are drawn anew cannot be held fixed.
  if (distil.freeze !== undefined && distil.freeze !== 'none') return;
  const varied = vary.flatMap(({ path }) => stagePathOf(path) ?? []);
  if (varied.some(({ kind, setting }) => kind === 'distil' && (setting === 'arm' || setting === 'freeze')))
    return;
  const isOnly = stages.filter(({ kind }) => kind === 'distil').length === 1;
  const nth = stages.slice(0, place + 1).filter(({ kind }) => kind === 'distil').length;
  const path = isOnly ? 'distil.arm' : `distil.${nth}.arm`;
  return `The three arms of this training beside each other, run by run: --vary "${varyText([...vary, { path, values: [...pairedArms] }])}"\n`;
}
