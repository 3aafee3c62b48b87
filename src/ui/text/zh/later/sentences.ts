/** Sentences of stages, of files and of kept networks, in Chinese. */

import { dataZh } from './data.ts';
import { objectivesZh } from './objectives.ts';
import { problemsZh } from './problems.ts';
import { recipeZh } from './recipe.ts';
import { sparsityZh } from './sparsity.ts';
import { trainingZh } from './training.ts';

export const sentences: Readonly<Record<string, string>> = {
  ...recipeZh,
  ...sparsityZh,
  ...trainingZh,
  ...problemsZh,
  ...objectivesZh,
  ...dataZh,
};
