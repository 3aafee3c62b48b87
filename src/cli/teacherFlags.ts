/**
 * Teachers as the command line names them: `--teacher NAME` and `--teacher-file PATH`, each as often as there are teachers, in
 * their order. `--teacher file` and the file that it takes are one teacher.
 */
import { inEnglish } from '../lang/sentence.ts';
import { type Experiment, fields } from '../spec/experiment.ts';
import { readExperiment } from '../spec/readExperiment.ts';
import { readTeachers } from '../spec/teachers/moreTeachers.ts';
import { type TeacherSpec, teachersOf } from '../spec/teachers/teachersOf.ts';
import { UsageError } from './usageError.ts';

export interface TeacherFlag {
  readonly kind: 'name' | 'file';
  /** As it was given. */
  readonly flag: string;
  readonly text: string;
}

export interface NamedTeachers {
  readonly experiment: Experiment;
  /** Of those teachers that are from a file, in their order; fewer where some were not given. */
  readonly files: readonly string[];
}

/**
 * @param experiment with the first `--teacher`, where there is one
 * @param more       the flag that names further teachers by their field, where it was given
 * @throws UsageError where a teacher is no teacher, or further ones are named twice
 */
export function withTeachers(
  experiment: Experiment,
  flags: readonly TeacherFlag[],
  more: string | undefined,
): NamedTeachers {
  const named = flags.some(({ kind }) => kind === 'name')
    ? namedInOrder(flags, experiment)
    : filled(teachersOf(experiment), flags);
  const files = named.flatMap(({ file }) => file ?? []);
  const [first, ...others] = named.map(({ spec }) => spec);
  // One name says who the first teacher is, and leaves the others as a link has them.
  if (!first || (named.length === 1 && others.length === 0)) {
    const teacher = first?.teacher ?? experiment.teacher;
    return { experiment: { ...experiment, teacher }, files };
  }
  if (more !== undefined && flags.length > 1) {
    throw new UsageError(`${more} and a second teacher both name further teachers; give one of them.`);
  }
  const settings = [
    ['teacher', first.teacher],
    ['moreTeachers', others],
  ] as const;
  const read = readExperiment(settings, experiment);
  const [notice] = read.notices;
  if (notice) throw new UsageError(`There are too many teachers: ${inEnglish(notice.allowed)}.`);
  return { experiment: read.experiment, files };
}

interface Named {
  readonly spec: TeacherSpec;
  readonly file?: string;
}

/** All teachers are named: each flag is one, but a file is that of `--teacher file`. */
function namedInOrder(flags: readonly TeacherFlag[], experiment: Experiment): readonly Named[] {
  const [own] = teachersOf(experiment);
  const named: { spec: TeacherSpec; file?: string; from: TeacherFlag['kind'] }[] = [];
  for (const { kind, flag, text } of flags) {
    if (kind === 'name') {
      const spec = named.some(({ from }) => from === 'name') ? specIn(flag, text) : own;
      const waiting = spec?.teacher === 'file' && named.find(({ from }) => from === 'file');
      if (waiting) waiting.from = 'name';
      else if (spec) named.push({ spec, from: 'name' });
      continue;
    }
    const waiting = named.find(({ spec, file }) => spec.teacher === 'file' && file === undefined);
    if (waiting) waiting.file = text;
    else named.push({ spec: specIn(flag, 'file'), file: text, from: 'file' });
  }
  return named;
}

/** A further teacher, with its settings. */
function specIn(flag: string, text: string): TeacherSpec {
  const read = readTeachers(text, fields);
  if ('fault' in read) throw new UsageError(`${flag} is ${text}; ${inEnglish(read.fault)}.`);
  const [spec, ...others] = read.teachers;
  if (spec && others.length === 0) return spec;
  throw new UsageError(`${flag} is ${text}; each teacher has a ${flag} of its own.`);
}

/** Files are those of teachers that a link or a preset has from a file; where there is none, the first takes the place of the first teacher. */
function filled(teachers: readonly TeacherSpec[], flags: readonly TeacherFlag[]): readonly Named[] {
  const paths = flags.map(({ text }) => text);
  const isFile = ({ teacher }: TeacherSpec) => teacher === 'file';
  const wants = (spec: TeacherSpec, place: number) => isFile(spec) || (place === 0 && !teachers.some(isFile));
  const named = teachers.map((spec, place): Named => {
    const file = wants(spec, place) ? paths.shift() : undefined;
    return file === undefined ? { spec } : { spec: { ...spec, teacher: 'file' }, file };
  });
  return [...named, ...paths.map((file): Named => ({ spec: specIn('--teacher-file', 'file'), file }))];
}
