/**
 * What differs between the recipes of kept networks: the stages that they have in common, those that each has to itself, and
 * the settings of their experiments that are not the same.
 */
import { inEnglish, type Sentence } from '../../lang/sentence.ts';
import { type Experiment, type FieldName, isFieldName } from '../../spec/experiment.ts';
import { keyOf, matters, spelt } from '../../spec/keys.ts';
import { studentStartOf } from '../../spec/network/studentStart.ts';
import { objectiveOf } from '../../spec/objectives/catalogue.ts';
import { alphaAt } from '../../spec/point.ts';
import { applyPoint, trainingExperiment } from '../../spec/recipe/points.ts';
import {
  isTraining,
  labelWeight,
  type StageKind,
  type StageSpec,
  settingsOf,
  stageOf,
  valuesOf,
} from '../../spec/recipe/stages.ts';
import { differencesOf } from '../differences.ts';
import { recipeActs } from './act.ts';
import { isTeacher, type NetworkGroup, teacherKey } from './groups.ts';
import { sweepOf } from './sweeps.ts';

/** A setting that is not the same in all; `values` has one for each network, undefined where it has no say. */
export interface SettingApart {
  readonly name: FieldName;
  readonly values: readonly (string | undefined)[];
}

/** A setting of a stage that all have, under the same place from their beginning or their end. */
export interface StageSettingApart {
  readonly kind: StageKind;
  readonly name: string;
  readonly values: readonly unknown[];
}

export interface RecipesApart {
  /** What all students among them start as, where it is one network: their teacher, or one that is kept. */
  readonly start: 'teacher' | 'network' | undefined;
  /** What they begin with. */
  readonly begin: readonly Sentence[];
  /** What each has that not all have, in its place; empty where it has nothing more. */
  readonly own: readonly (readonly Sentence[])[];
  /** What they end with. */
  readonly end: readonly Sentence[];
  /** Settings of stages that their acts do not say. */
  readonly stageSettings: readonly StageSettingApart[];
  readonly settings: readonly SettingApart[];
  /** `same` training images and teacher where the settings that decide them are; `unknown` where nothing says them. */
  readonly images: 'same' | 'other' | 'unknown';
  readonly teacher: 'same' | 'other' | 'unknown';
}

/** Links take a while to read, and every quantity asks. */
const known = new WeakMap<NetworkGroup, { readonly experiment: Experiment | undefined }>();

/** The experiment of a group's own point, with the stages up to it; undefined where nothing says it. */
export function experimentOfGroup(group: NetworkGroup): Experiment | undefined {
  const found = known.get(group) ?? { experiment: ownExperiment(group) };
  known.set(group, found);
  return found.experiment;
}

function ownExperiment({ networks: [first], point, stages }: NetworkGroup): Experiment | undefined {
  const link = (first?.origin ?? first?.teacher)?.experiment;
  if (link === undefined) return undefined;
  const { experiment } = sweepOf(link);
  if (first?.teacher) return experiment;
  try {
    const own = applyPoint(experiment, point);
    return own.recipe.length > 0 && stages.length > 0 ? { ...own, recipe: stages } : own;
  } catch {
    // A point of a later release.
    return experiment;
  }
}

const knownKeys = new WeakMap<NetworkGroup, string>();

/** Names the validation images that a network was measured on; '' where nothing says them. */
function measuredOn(group: NetworkGroup): string {
  const experiment = experimentOfGroup(group);
  const key =
    knownKeys.get(group) ?? (experiment ? `${group.dataset}&${keyOf(experiment, ['measure'])}` : '');
  knownKeys.set(group, key);
  return key;
}

/** Whether both are shares of the same validation images. What is not known is taken for different. */
export const measuredAlike = (a: NetworkGroup, b: NetworkGroup): boolean =>
  measuredOn(a) !== '' && measuredOn(a) === measuredOn(b);

/**
 * Whether their losses are the same function: weights of its terms, similarity, the settings that this one reads and, where a
 * teacher has a say, the teacher.
 */
export function sameLoss(a: NetworkGroup, b: NetworkGroup): boolean {
  const [one, other] = [lossOf(a), lossOf(b)];
  return one !== undefined && one === other;
}

function lossOf(group: NetworkGroup): string | undefined {
  const experiment = experimentOfGroup(group);
  const last = group.stages.at(-1);
  if (!experiment || isTeacher(group)) return undefined;
  const own = last && isTraining(last) ? trainingExperiment(experiment, last) : experiment;
  const [alpha = Number.NaN] = own.alphas;
  if (alpha === 1) return 'labels';
  const names: readonly FieldName[] = objectiveOf(own.similarity).fields.filter(isFieldName);
  const settings = names.map((name) => `${name}=${spelt(name, own)}`);
  const teacher = teacherKey(group);
  return teacher === undefined ? undefined : [alpha, own.similarity, ...settings, teacher].join('&');
}

/** What is not said of a network's own point, or that the acts say. */
const elsewhere: ReadonlySet<string> = new Set(['recipe', 'vary', 'alphas', 'runs']);

/**
 * Those whose recipes are compared: students, where there are two; a teacher beside a single student, and teachers among
 * themselves, are taken as they are.
 */
export function withRecipes(groups: readonly NetworkGroup[]): readonly NetworkGroup[] {
  const students = groups.filter((group) => !isTeacher(group));
  return students.length > 1 ? students : groups;
}

/** @param groups two or more */
export function recipesApart(groups: readonly NetworkGroup[]): RecipesApart {
  const experiments = groups.map(experimentOfGroup);
  const teachers = groups.some(isTeacher);
  const keys = groups.map((group) => group.stages.map((stage) => stageKey(stage, alphaAt(group.point))));
  const acts = groups.map(recipeActs);
  const shortest = teachers ? 0 : Math.min(...keys.map((each) => each.length));
  const alike = (at: (each: readonly string[]) => string | undefined) =>
    new Set(keys.map((each) => at(each))).size === 1;
  let begin = 0;
  while (begin < shortest && alike((each) => each[begin])) begin++;
  let end = 0;
  while (end < shortest - begin && alike((each) => each[each.length - 1 - end])) end++;
  const own = groups.map((group, i) =>
    isTeacher(group) ? [] : (acts[i] ?? []).slice(begin, group.stages.length - end),
  );
  return {
    start: startOfAll(groups),
    begin: acts[0]?.slice(0, begin) ?? [],
    own,
    end: end > 0 ? (acts[0]?.slice(-end) ?? []) : [],
    stageSettings: teachers
      ? []
      : stageSettingsApart(groups.map(({ stages }) => stages.slice(begin, stages.length - end))),
    settings: settingsApart(groups, experiments),
    images: sameAll(experiments.map((one) => one && keyOf(one, ['images']))),
    teacher: teachers ? 'same' : sameAll(groups.map(teacherKey)),
  };
}

function startOfAll(groups: readonly NetworkGroup[]): RecipesApart['start'] {
  const starts = groups.map((group) => {
    const experiment = experimentOfGroup(group);
    if (isTeacher(group) || !experiment) return undefined;
    const kind = studentStartOf(experiment);
    if (kind === 'new') return undefined;
    const which = kind === 'teacher' ? teacherKey(group) : group.networks[0]?.origin?.start;
    return which === undefined ? undefined : ([kind, which] as const);
  });
  const [first] = starts;
  if (!first || starts.some((one) => one?.join('\n') !== first.join('\n'))) return undefined;
  return first[0] === 'teacher' ? 'teacher' : 'network';
}

const stageKey = (stage: StageSpec, alpha: number) =>
  JSON.stringify([stage, isTraining(stage) ? labelWeight(stage, alpha) : null]);

function sameAll(keys: readonly (string | undefined)[]): 'same' | 'other' | 'unknown' {
  const known = new Set(keys.filter((key) => key !== undefined));
  if (known.size > 1) return 'other';
  return keys.includes(undefined) ? 'unknown' : 'same';
}

/** Where every network has the same kind of stage at the same place, the settings that differ though their acts are alike. */
function stageSettingsApart(own: readonly (readonly StageSpec[])[]): readonly StageSettingApart[] {
  const [first = []] = own;
  return first.flatMap((stage, at) => {
    const there = own.map((stages) => stages[at]);
    if (!there.every((one): one is StageSpec => one?.kind === stage.kind)) return [];
    const { act } = stageOf(stage.kind);
    return [...settingsOf(stage.kind).keys()].flatMap((name): readonly StageSettingApart[] => {
      const values = there.map((one) => valuesOf(one)[name]);
      if (new Set(values.map(String)).size === 1 || name === 'alpha') return [];
      const said = new Set(values.map((value) => inEnglish(act({ ...valuesOf(stage), [name]: value }))));
      return said.size === 1 ? [{ kind: stage.kind, name, values }] : [];
    });
  });
}

function settingsApart(
  groups: readonly NetworkGroup[],
  experiments: readonly (Experiment | undefined)[],
): readonly SettingApart[] {
  const [first, ...rest] = experiments;
  if (!first) return [];
  const all = groups.every(isTeacher);
  const some = groups.some(isTeacher);
  // Of a teacher only its own training counts; of a teacher beside students only the images.
  const things = all ? (['images', 'teacher'] as const) : some ? (['images'] as const) : undefined;
  const names = new Set<FieldName>();
  for (const other of rest) {
    if (!other) continue;
    for (const { kind, name } of differencesOf(
      { experiment: first, about: {} },
      { experiment: other, about: {} },
    )) {
      if (!isFieldName(name) || elsewhere.has(name) || (kind !== 'results' && kind !== 'seed')) continue;
      if (things && ![first, other].some((one) => matters(name, one, {}, things))) continue;
      names.add(name);
    }
  }
  return [...names].map((name) => ({
    name,
    values: experiments.map((one) => (one && matters(name, one) ? spelt(name, one) : undefined)),
  }));
}
