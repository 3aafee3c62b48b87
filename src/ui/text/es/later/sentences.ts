/** Sentences of stages, of files and of kept networks, in Spanish. */

import { dataEs } from './data.ts';
import { objectivesEs } from './objectives.ts';
import { problemsEs } from './problems.ts';
import { recipeEs } from './recipe.ts';
import { sparsityEs } from './sparsity.ts';
import { trainingEs } from './training.ts';

export const sentences: Readonly<Record<string, string>> = {
  ...recipeEs,
  ...sparsityEs,
  ...trainingEs,
  ...problemsEs,
  ...objectivesEs,
  ...dataEs,
};
