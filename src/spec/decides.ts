/**
 * What a setting decides, and under which circumstances: declared with each field, so that keys of what is kept, the settings
 * that a form shows and the differences that are said to matter are derived and need no list of fields of their own.
 */

import { changesBatches } from './batchChanges.ts';
import type {
  AugmentationName,
  BackendChoice,
  DistilOn,
  DistilToken,
  FreezeName,
  OptimizerName,
  ScheduleName,
  SimilarityName,
  StudentChoice,
  StudentStart,
} from './choices.ts';
import type { Declaration } from './declare.ts';
import { combinesInStep, type EnsembleName, ensembles } from './ensembles/catalogue.ts';
import { lacks } from './families/catalogue.ts';
import { mayHaveTokens } from './network/distilTokens.ts';
import { studentStartOf } from './network/studentStart.ts';
import { looksInside, objectives } from './objectives/catalogue.ts';
import { optimisers } from './optimisers/catalogue.ts';
import { schedules } from './schedules/catalogue.ts';
import { teacherExperiments, type WithTeachers } from './teachers/teachersOf.ts';
import { hasNewHead, trainsTeacher } from './teachers/trainsTeacher.ts';

/**
 * - `images`: the pixels and labels of the dataset
 * - `shown`: in which versions training images are shown to a network
 * - `teacher`: the teacher's weights, or what is made of its file
 * - `network`: the student's parts and their shapes
 * - `start`: the weights and the batches that a run starts from
 * - `student`: how students learn from there
 * - `measure`: the images that networks are measured on
 * - `extent`: how many students there are; each is the same
 * - `machine`: what computes; the numbers are the same but for rounding
 * - `backend`: which of it is opened before anything can be computed
 */
export const decidedThings = [
  ...(['images', 'shown', 'teacher', 'network', 'start', 'student', 'measure', 'extent'] as const),
  ...(['machine', 'backend'] as const),
] as const;
export type Decided = (typeof decidedThings)[number];

/**
 * What conditions look at. An experiment is one; its own type follows from the fields, which hold the conditions, and so
 * cannot stand here.
 */
export interface Circumstances extends WithTeachers {
  readonly dataset: string;
  readonly imageSize: number;
  readonly augmentation: AugmentationName;
  readonly views: number;
  readonly mixup: number;
  readonly cutmix: number;
  readonly erasing: number;
  readonly randAugment: number;
  readonly distilOn: DistilOn;
  readonly hiddenLabels: number;
  readonly cohort: number;
  readonly teachersTogether: EnsembleName;
  readonly student: StudentChoice;
  readonly distilToken: DistilToken;
  readonly studentStart: StudentStart;
  readonly studentFreeze: FreezeName;
  readonly similarity: SimilarityName;
  readonly learningRate: number;
  readonly optimizer: OptimizerName;
  readonly schedule: ScheduleName;
  readonly backend: BackendChoice;
  /** A stage may have a similarity of its own. */
  readonly recipe: readonly { readonly kind: string; readonly similarity?: SimilarityName | undefined }[];
}

/** What matters of the teacher that is open. */
export interface KnownTeacher {
  /** Where it is from, as the experiment's `teacher` says. */
  readonly source: string;
  /** Its network; `foreign` where other software runs it. */
  readonly name: string;
  /** What it takes for pixels, where these are not the lab's own. */
  readonly takes?: string;
  /** Its file says what that is, so nobody has to choose. */
  readonly saysPixels?: true;
  /** Of several teachers each, in their order. */
  readonly members?: readonly KnownTeacher[];
}

/** What is known beside the settings. Where it is not, what it might make matter is taken to. */
export interface Facts {
  /** Of a folder: whether it has validation images of its own. */
  readonly split?: 'given' | 'drawn' | undefined;
  readonly teacher?: KnownTeacher | undefined;
}

export type Condition = (experiment: Circumstances, facts: Facts) => boolean;
export type Decides = Readonly<Partial<Record<Decided, Condition>>>;

export const always: Condition = () => true;
export const ofInsects: Condition = ({ dataset }) => dataset === 'insects';
const ofFolder: Condition = ({ dataset }) => dataset !== 'insects';

/** A folder without validation images of its own. */
export const isDivided: Condition = (experiment, facts) =>
  ofFolder(experiment, facts) && facts.split !== 'given';
/** Images are drawn or divided by the seed. */
export const isDrawn: Condition = (experiment, facts) =>
  ofInsects(experiment, facts) || isDivided(experiment, facts);

/** Which images students are shown, or which of their labels, is drawn by the seed. */
export const drawsForStudents: Condition = ({ distilOn, hiddenLabels }) =>
  distilOn !== 'training' || hiddenLabels > 0;

/** Students see images that are not among the training images, so that these have a name of their own. */
export const seesOtherImages: Condition = ({ distilOn }) => othersShown.has(distilOn);
const othersShown: ReadonlySet<DistilOn> = new Set(['with-unlabelled', 'unlabelled', 'other']);

/** Training images are kept whole, to be cropped. */
export const keepsWholes: Condition = ({ augmentation }) => augmentation === 'crop';
/** An augmentation that draws from more versions than can be counted. */
export const hasEndlessViews: Condition = ({ augmentation }) =>
  augmentation === 'flip-shift' || augmentation === 'crop';

/** Views can be counted, so that what the teacher says of each is stored. */
export const storesLogits: Condition = (experiment, facts) =>
  !changesBatches(experiment) && (!hasEndlessViews(experiment, facts) || experiment.views > 0);

/** Students learn from more than one teacher. */
export const hasMoreTeachers: Condition = ({ moreTeachers }) => moreTeachers.length > 0;
/** Of any of the teachers, where other conditions are of the first one. */
export const someTeacher =
  (condition: Condition): Condition =>
  (experiment, facts) =>
    teacherExperiments(experiment).some((one, place) =>
      condition(one, { ...facts, teacher: facts.teacher?.members?.[place] ?? facts.teacher }),
    );

export const fromFile: Condition = ({ teacher }) => teacher === 'file';
export const teacherIsTrained: Condition = trainsTeacher;
export const aTeacherIsTrained = someTeacher(teacherIsTrained);
/** A teacher learns from the training images: insects have images of their own for teachers, but for a new head. */
export const teacherSharesImages = someTeacher(
  (experiment) =>
    trainsTeacher(experiment) && (experiment.dataset !== 'insects' || experiment.teacher === 'file'),
);
/** All of it, not only a head upon a file. */
export const teacherIsBuilt: Condition = (experiment) =>
  trainsTeacher(experiment) && experiment.teacher !== 'file';

/** All of a network that other software runs is frozen, and its layers have no names of ours. */
export const isForeign: Condition = ({ teacher }, { teacher: card }) =>
  teacher === 'file' && card?.source === 'file' && card.name === 'foreign';
export const headIsKept: Condition = (experiment, facts) =>
  fromFile(experiment, facts) && experiment.teacherHead === 'keep';
/** A head is trained on layers that have names of ours. */
export const headIsNew: Condition = (experiment, facts) =>
  hasNewHead(experiment) && !isForeign(experiment, facts);
export const fileLeavesPixelsOpen: Condition = (experiment, facts) =>
  fromFile(experiment, facts) && !(facts.teacher?.source === 'file' && facts.teacher.saysPixels);

const trainsBackbone = (freeze: FreezeName) => freeze === 'none' || freeze === 'stage';
/** Anything below a teacher’s new head is trained. */
export const teacherBackboneIsTrained = someTeacher(
  (experiment, facts) => headIsNew(experiment, facts) && trainsBackbone(experiment.teacherFreeze),
);
export const copiesTeacher: Condition = ({ student }) => student === 'teacher';
export const hasOwnNetwork: Condition = ({ student }) => student !== 'teacher';
/** A student of its own family may have distillation tokens. */
export const mayTakeTokens: Condition = (experiment) => mayHaveTokens(experiment);
/** How many tokens a student has may follow its teachers. */
export const countsTeachers: Condition = (experiment, facts) =>
  hasMoreTeachers(experiment, facts) && experiment.distilToken !== 'none';
/** Student and teacher are compared as the similarity says. */
export const comparesSoftly: Condition = ({ distilToken }) => distilToken !== 'hard';
export const startsTrained: Condition = (experiment) => studentStartOf(experiment) !== 'new';
/** Anything below the head of a student that was trained before. */
export const studentBackboneIsTrained: Condition = (experiment, facts) =>
  startsTrained(experiment, facts) && trainsBackbone(experiment.studentFreeze);

/** The student's network may leave something out in training. */
export const studentDrops: Condition = ({ student }) => !lacks(student, 'drops');

/** A teacher that is trained has no learning rate of its own. */
export const teacherTakesRate = someTeacher(
  (experiment) => trainsTeacher(experiment) && experiment.teacherRate === 0,
);
const has = ({ fields }: Declaration, name: string) => fields.includes(name);
/** The similarity, or one of a stage’s own, has the setting among its own, see `spec/objectives/`. */
export const ofSimilarity =
  (name: string): Condition =>
  ({ similarity, recipe, distilToken }) =>
    distilToken !== 'hard' &&
    [similarity, ...recipe.flatMap((stage) => stage.similarity ?? [])].some((one) =>
      has(objectives[one], name),
    );
/** Any of the similarities looks inside of its teachers. */
export const comparesInside: Condition = ({ similarity, recipe, distilToken }) =>
  distilToken !== 'hard' &&
  [similarity, ...recipe.flatMap((stage) => stage.similarity ?? [])].some(looksInside);
/** The optimiser has the setting among its own, see `spec/optimisers/`; and so the schedule. */
export const ofOptimizer =
  (name: string): Condition =>
  ({ optimizer }) =>
    has(optimisers[optimizer], name);
export const ofSchedule =
  (name: string): Condition =>
  ({ schedule }) =>
    has(schedules[schedule], name);

/** What several teachers are together depends on the temperature at which students are compared with them. */
export const ensembleSoftens: Condition = (experiment, facts) =>
  hasMoreTeachers(experiment, facts) &&
  has(ensembles[experiment.teachersTogether], 'temperature') &&
  ofSimilarity('temperature')(experiment, facts);

/** What several teachers are, or when they become one, depends on how students are compared with them. */
export const similarityCombines: Condition = (experiment, facts) =>
  ensembleSoftens(experiment, facts) ||
  (hasMoreTeachers(experiment, facts) && comparesInside(experiment, facts));

/** Several teachers are combined in every step, not once: by rules that look at the student, and where their insides are compared. */
export const isCombinedInStep: Condition = (experiment, facts) =>
  hasMoreTeachers(experiment, facts) &&
  (combinesInStep(experiment.teachersTogether) || comparesInside(experiment, facts));
/** The rule by which they are bounds the weight of each. */
export const boundsTeachers: Condition = (experiment, facts) =>
  hasMoreTeachers(experiment, facts) && has(ensembles[experiment.teachersTogether], 'teachersNu');

/** A step may be recorded: not on the processor. */
export const mayCapture: Condition = ({ backend }) => backend !== 'wasm' && backend !== 'cpu';

export const both =
  (one: Condition, other: Condition): Condition =>
  (experiment, facts) =>
    one(experiment, facts) && other(experiment, facts);
