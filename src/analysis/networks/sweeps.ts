/**
 * What links and recipes of kept networks say. Each is read once: hundreds of networks come of a few sweeps, and a link goes
 * through the whole gate of experiments.
 */
import { parseRunId, type RunName } from '../../protocol/runId.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { keyOf } from '../../spec/keys.ts';
import { experimentOf, linkOf } from '../../spec/link.ts';
import type { Point } from '../../spec/point.ts';
import { applyPoint } from '../../spec/recipe/points.ts';
import { readRecipe } from '../../spec/recipe/spelling.ts';
import type { StageSpec } from '../../spec/recipe/stages.ts';
import { isShipped, shippedTeacherFor } from '../../spec/teachers/shippedTeachers.ts';
import { teacherChoice } from '../../spec/teachers/trainsTeacher.ts';

export interface Sweep {
  readonly experiment: Experiment;
  /** The same for all links that differ in runs and points alone: more of them make no other networks. */
  readonly link: string;
  /** The same for all that differ in the recipe besides. */
  readonly conditions: string;
}

/** No page lists as many. */
const most = 5000;

/** The value of a text, found by `read` the first time. */
function once<Value>(read: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}

export const sweepOf: (link: string) => Sweep = once((given) => {
  const { experiment } = experimentOf(given);
  const { runs, alphas, recipe } = defaultExperiment;
  const sweep = { ...experiment, runs, alphas, vary: [] };
  const link = linkOf(sweep);
  const conditions = sweep.recipe.length > 0 ? linkOf({ ...sweep, recipe }) : link;
  return { experiment, link, conditions };
});

/** `parseRunId`. */
export const runNamed: (run: string) => RunName | undefined = (run) => runs(run).name;

const runs = once((run) => ({ name: parseRunId(run) }));

/** The stages of a recipe's text; none where it cannot be read here. */
export const stagesOfText: (recipe: string) => readonly StageSpec[] = once((text) => {
  const read = readRecipe(text);
  return 'recipe' in read ? read.recipe : [];
});

const ownTeachers = once((text: string) => {
  const [link = '', point = '{}'] = text.split('\n');
  const { experiment } = sweepOf(link);
  const own = point === '{}' ? experiment : atPoint(experiment, JSON.parse(point));
  // One file, whatever images students learn from.
  const choice = teacherChoice(own);
  if (isShipped(choice) && own.moreTeachers.length === 0)
    return { key: `shipped ${shippedTeacherFor(own, choice)?.file}` };
  return { key: own.teacher === 'file' ? undefined : keyOf(own, ['images', 'teacher']) };
});

function atPoint(experiment: Experiment, point: Point): Experiment {
  try {
    return applyPoint(experiment, point);
  } catch {
    // Of a later release.
    return experiment;
  }
}

/** Names the teacher of a link, at a point of it where it varies more than alpha; undefined where that came from a file. */
export function teacherOfLink(link: string, point: Point | undefined): string | undefined {
  const varies = point && sweepOf(link).experiment.vary.length > 0;
  return ownTeachers(varies ? `${link}\n${JSON.stringify(point)}` : link).key;
}
