/**
 * An experiment's teachers as a list. The first is spelt by the experiment's own fields (`teacher`, `teacherWidth`, …), as all were
 * while there was one; the others stand in `moreTeachers`, with the same settings under shorter names.
 */
import type { FreezeName, InputScaleChoice, TeacherHead, TeacherOrder } from '../choices.ts';

export interface TeacherSpec {
  /** `auto`, `shipped`, `file`, `saved-…`, or an architecture that is trained for the experiment. */
  readonly teacher: string;
  /** Its share among several, before the weights are divided by their sum. */
  readonly weight: number;
  readonly width: number;
  readonly epochs: number;
  readonly images: number;
  readonly head: TeacherHead;
  readonly freeze: FreezeName;
  /** The learning rate; 0 stands for the student's. */
  readonly rate: number;
  readonly order: TeacherOrder;
  readonly input: InputScaleChoice;
}

/** The experiment's field that says it of the first teacher. */
export const fieldOfFirst = {
  teacher: 'teacher',
  width: 'teacherWidth',
  epochs: 'teacherEpochs',
  images: 'teacherImages',
  head: 'teacherHead',
  freeze: 'teacherFreeze',
  rate: 'teacherRate',
  order: 'teacherOrder',
  input: 'teacherInput',
  weight: 'teacherWeight',
} as const satisfies Readonly<Record<keyof TeacherSpec, string>>;

const names = Object.keys(fieldOfFirst) as readonly (keyof TeacherSpec)[];
const shortNames = new Map<string, keyof TeacherSpec>(names.map((name) => [fieldOfFirst[name], name]));

type FirstTeacher = {
  readonly [Name in keyof TeacherSpec as (typeof fieldOfFirst)[Name]]: TeacherSpec[Name];
};

/** What of an experiment says which teachers it has. */
export interface WithTeachers extends FirstTeacher {
  readonly moreTeachers: readonly TeacherSpec[];
}

/** For each teacher the experiment with it and no other. Of several, fields are read only when they are asked for. */
export function teacherExperiments<E extends WithTeachers>(experiment: E): readonly E[] {
  const { moreTeachers } = experiment;
  return moreTeachers.length === 0
    ? [experiment]
    : [undefined, ...moreTeachers].map((spec, place) => withOnly(experiment, spec, place));
}

const places = new WeakMap<object, number>();

/**
 * Which of an experiment's teachers the one of `teacherExperiments` has, from 0: files are given by it, as two teachers from a file
 * may have the same settings.
 */
export const placeOf = (experiment: object): number => places.get(experiment) ?? 0;

/** @param spec in place of the experiment's first teacher; that one stays where there is none */
function withOnly<E extends WithTeachers>(experiment: E, spec: TeacherSpec | undefined, place: number): E {
  const read = (name: string): unknown => {
    if (name === 'moreTeachers') return [];
    // Alone it has all the weight.
    if (name === fieldOfFirst.weight) return 1;
    const short = spec && shortNames.get(name);
    return short ? spec[short] : Reflect.get(experiment, name);
  };
  const fields = Object.keys(experiment).map(
    (name) => [name, { enumerable: true, get: () => read(name) }] as const,
  );
  const own = Object.defineProperties({}, Object.fromEntries(fields)) as E;
  places.set(own, place);
  return own;
}

/** All teachers, the first one first. */
export const teachersOf = (experiment: WithTeachers): readonly TeacherSpec[] => [
  firstOf(experiment),
  ...experiment.moreTeachers,
];

/** With the teacher at a place, from 0, being another; its settings stay. */
export const withTeacherAt = <E extends WithTeachers>(experiment: E, place: number, teacher: string): E =>
  place === 0
    ? { ...experiment, teacher }
    : {
        ...experiment,
        moreTeachers: experiment.moreTeachers.map((one, i) => (i + 1 === place ? { ...one, teacher } : one)),
      };

const firstOf = (experiment: WithTeachers): TeacherSpec => ({
  teacher: experiment.teacher,
  weight: experiment.teacherWeight,
  width: experiment.teacherWidth,
  epochs: experiment.teacherEpochs,
  images: experiment.teacherImages,
  head: experiment.teacherHead,
  freeze: experiment.teacherFreeze,
  rate: experiment.teacherRate,
  order: experiment.teacherOrder,
  input: experiment.teacherInput,
});

/** Shares that sum to 1, by teacher. */
export function teacherShares(experiment: WithTeachers): readonly number[] {
  const weights = [experiment.teacherWeight, ...experiment.moreTeachers.map(({ weight }) => weight)];
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}
