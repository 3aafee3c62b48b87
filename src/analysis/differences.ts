/**
 * What differs between two sweeps, found without being asked: settings first that change results, then what only
 * measures or trains more, the machine, and settings that have no say in either.
 */
import type { Decided } from '../spec/decides.ts';
import { type Experiment, type FieldName, fieldNames, fieldOf } from '../spec/experiment.ts';
import { type Known, matters, namesDeciding, readable, sameIn, spelt } from '../spec/keys.ts';
import { trainsTeacher } from '../spec/teachers/trainsTeacher.ts';

/** All that is looked at; what is not known is left out. */
export interface Measured {
  readonly experiment: Experiment;
  readonly about: {
    readonly split?: 'given' | 'drawn' | undefined;
    readonly validationImages?: number | undefined;
    readonly teacherLabel?: string | undefined;
    readonly teacherAccuracy?: number | undefined;
    readonly backend?: string | undefined;
  };
}

/**
 * `results`: another value trains other students or measures them otherwise. `seed`: other random numbers. `measured`:
 * what turned out differently. `extent`: more or fewer students, each the same. `machine`: the same numbers but for
 * rounding. `idle`: it has no say in either sweep.
 */
export type DifferenceKind = 'results' | 'seed' | 'measured' | 'extent' | 'machine' | 'idle';
const order: readonly DifferenceKind[] = ['results', 'seed', 'measured', 'extent', 'machine', 'idle'];

/** Facts beside the settings: the teacher that a setting came to, how good it was, the images, the backend. */
export const factNames = ['teacherUsed', 'teacherAccuracy', 'images', 'backendUsed'] as const;
export type FactName = (typeof factNames)[number];

export interface Difference {
  readonly kind: DifferenceKind;
  readonly name: FieldName | FactName;
  /** Settings as a link spells them; facts as they are kept. */
  readonly a: string | number;
  readonly b: string | number;
}

const known = ({ experiment, about }: Measured): Known => ({ experiment, facts: { split: about.split } });

const hasEffect = (name: FieldName, measured: Measured) => {
  const { experiment, facts } = known(measured);
  return matters(name, experiment, facts);
};

/**
 * Whether two accuracies are the same number of right answers: a link rounds them, and no two that differ are less than
 * an image apart.
 */
export function asGood(one: number, other: number, images: number | undefined): boolean {
  return Math.abs(one - other) <= (images ? 0.5 / images : 1e-6);
}

/** Both settings led to one teacher: the same name, as good on the same images. */
function sameTeacher(a: Measured, b: Measured): boolean {
  const { teacherLabel, teacherAccuracy } = a.about;
  return (
    teacherLabel !== undefined &&
    teacherLabel === b.about.teacherLabel &&
    teacherAccuracy !== undefined &&
    b.about.teacherAccuracy !== undefined &&
    sameImages(a, b) &&
    asGood(teacherAccuracy, b.about.teacherAccuracy, a.about.validationImages)
  );
}

function kindOf(name: FieldName, a: Measured, b: Measured): DifferenceKind {
  const { decides } = fieldOf(name);
  if (name === 'seed') return 'seed';
  if (name === 'teacher' && sameTeacher(a, b)) return 'idle';
  if (!hasEffect(name, a) && !hasEffect(name, b)) return 'idle';
  if (decides.extent) return 'extent';
  return decides.machine ? 'machine' : 'results';
}

/** Every difference, those first that change results. */
export function differencesOf(a: Measured, b: Measured): readonly Difference[] {
  const settings = fieldNames.flatMap((name): Difference[] => {
    if (spelt(name, a.experiment) === spelt(name, b.experiment)) return [];
    const [inA, inB] = [readable(name, a.experiment), readable(name, b.experiment)];
    return [{ kind: kindOf(name, a, b), name, a: inA, b: inB }];
  });
  const found = [...settings, ...factsOf(a, b)];
  return found.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

/** Another teacher, though no setting says so: on the same images the same one is as good. */
function isOtherTeacher(a: Measured, b: Measured): boolean {
  if (a.experiment.teacher !== b.experiment.teacher || !sameImages(a, b)) return false;
  if (a.about.teacherLabel !== b.about.teacherLabel && a.about.teacherLabel && b.about.teacherLabel)
    return false;
  const made: readonly Decided[] = trainsTeacher(a.experiment) ? ['images', 'teacher'] : ['teacher'];
  return sameIn(made, known(a), known(b));
}

function factsOf(a: Measured, b: Measured): readonly Difference[] {
  const facts: Difference[] = [];
  const add = (
    kind: DifferenceKind,
    name: FactName,
    inA: string | number | undefined,
    inB: string | number | undefined,
  ) => {
    if (inA !== undefined && inB !== undefined && inA !== inB) facts.push({ kind, name, a: inA, b: inB });
  };
  const sameSetting = a.experiment.teacher === b.experiment.teacher;
  // The same setting came to another teacher: it is as good as a setting that differs.
  add(sameSetting ? 'results' : 'measured', 'teacherUsed', a.about.teacherLabel, b.about.teacherLabel);
  const { teacherAccuracy: inA, validationImages } = a.about;
  const { teacherAccuracy: inB } = b.about;
  const images = sameImages(a, b) ? validationImages : undefined;
  if (inA !== undefined && inB !== undefined && !asGood(inA, inB, images)) {
    add(isOtherTeacher(a, b) ? 'results' : 'measured', 'teacherAccuracy', inA, inB);
  }
  add('measured', 'images', a.about.validationImages, b.about.validationImages);
  if (a.experiment.backend === b.experiment.backend) {
    add('machine', 'backendUsed', a.about.backend, b.about.backend);
  }
  return facts;
}

/** Whether accuracies are shares of the same validation images. What is not known is taken for different. */
export function sameImages(a: Measured, b: Measured): boolean {
  return sameIn(['measure'], known(a), known(b));
}

/**
 * How many seeds runs of both have where the sweeps' own seeds differ: run i has the i-th seed from the sweep's on. Such
 * runs begin alike, and where images and teacher do not depend on the seed they are the same run.
 */
export function sharedSeeds(a: Measured, b: Measured): number {
  const apart = Math.abs(a.experiment.seed - b.experiment.seed);
  const earlier = a.experiment.seed < b.experiment.seed ? a : b;
  const later = earlier === a ? b : a;
  if (apart === 0) return 0;
  return Math.max(0, Math.min(earlier.experiment.runs - apart, later.experiment.runs));
}

/** Settings whose change may be behind a difference of results, the seed among them. */
export function causesOf(differences: readonly Difference[]): readonly Difference[] {
  return differences.filter(({ kind }) => kind === 'results' || kind === 'seed');
}

/** What decides a run's starting weights and its batches. */
const starting: ReadonlySet<string> = new Set(namesDeciding('images', 'shown', 'start'));

/**
 * Whether run i of both sweeps is one pair: it starts from the same weights, sees the same batches, and nothing but one
 * setting differs, so that what both runs owe to their seed cancels in the difference.
 */
export function arePaired(differences: readonly Difference[]): boolean {
  const causes = causesOf(differences);
  return causes.length <= 1 && causes.every(({ name }) => !starting.has(name));
}
