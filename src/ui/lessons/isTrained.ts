import type { Experiment } from '../../spec/experiment.ts';
import { isTraining } from '../../spec/recipe/stages.ts';

/** Whether anything of an experiment's recipe trains; some only cut or round a network that stands. */
export const isTrained = ({ recipe }: Experiment): boolean => recipe.length === 0 || recipe.some(isTraining);
