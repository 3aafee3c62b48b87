/**
 * The command line's flags as an experiment and where its files go.
 *
 * Flags are the experiment's fields in kebab-case and, beside them, the spellings of the seed repository's command.
 * What they leave open, the files that are given may decide: see `completing.ts`. Underscores and hyphens are the same; `--flag value` and `--flag=value` too; of a flag given twice, the last counts, but that each `--teacher` and `--teacher-file` is a teacher.
 */

import { editDistance } from '../base/editDistance.ts';
import { ProblemError } from '../lang/problem.ts';
import { inEnglish } from '../lang/sentence.ts';
import { adviceFor } from '../spec/advice.ts';
import { modelNames } from '../spec/choices.ts';
import {
  defaultExperiment,
  type Experiment,
  type FieldName,
  fieldNames,
  fieldOf,
} from '../spec/experiment.ts';
import type { Field } from '../spec/fields.ts';
import { experimentOf } from '../spec/link.ts';
import { type PresetName, presets } from '../spec/presets.ts';
import { type Notice, readExperiment } from '../spec/readExperiment.ts';
import { adviceOn, requireWorkable } from '../spec/recipe/faults.ts';
import { teachersOf } from '../spec/teachers/teachersOf.ts';
import { completed } from './completing.ts';
import { fieldAliases, kebab } from './flagName.ts';
import { type NamedTeachers, type TeacherFlag, withTeachers } from './teacherFlags.ts';
import { UsageError } from './usageError.ts';
import { flagWithoutEffect } from './withoutEffect.ts';

export interface Order {
  /** `teacher`: train a teacher and nothing else. */
  readonly task: 'sweep' | 'teacher';
  readonly experiment: Experiment;
  /** Sentences for a person: what a link held that cannot be used, and what is legal but probably not meant. */
  readonly warnings: readonly string[];
  /** Fields that a flag decides, with the flag as it was given. */
  readonly given: ReadonlyMap<FieldName, string>;
  /** Fields that neither a flag nor a link nor a preset decides. */
  readonly open: readonly FieldName[];
  readonly preset?: PresetName;
  readonly dataFolder?: string;
  /** Images without labels, which students see. */
  readonly distilFolder?: string;
  /** Of teachers that are from one, in their order: a file, a folder that holds a tfjs model, or the address of one. */
  readonly teacherFiles: readonly string[];
  readonly studentFile?: string;
  /** Where teachers' logits go; of several teachers the first one's. */
  readonly outLogits?: string;
  /** Students may be trained from a teacher that is right no more often than chance. */
  readonly anyTeacher?: true;
  readonly out?: string;
  readonly outTeacher?: string;
  readonly outNetworks?: string;
  readonly json: boolean;
}

export type CommandLine = Order | { readonly task: 'help' } | { readonly task: 'version' };

const valueFlags = {
  'data-dir': 'DIR',
  'distil-dir': 'DIR',
  'teacher-file': 'PATH',
  logits: 'FILE',
  'student-file': 'FILE',
  preset: `one of ${Object.keys(presets).join(', ')}`,
  url: 'LINK',
  out: 'DIR',
  'out-teacher': 'FILE',
  'out-networks': 'DIR',
  'out-logits': 'FILE',
} as const;
type ValueFlag = keyof typeof valueFlags;

const switches = ['json', 'teacher-only', 'teacher-any', 'help', 'version'] as const;
type Switch = (typeof switches)[number];

const fieldFlags: ReadonlyMap<string, FieldName> = new Map([
  ...fieldNames.map((name) => [kebab(name), name] as const),
  ...Object.entries(fieldAliases),
]);

const isValueFlag = (name: string): name is ValueFlag => Object.hasOwn(valueFlags, name);
const isSwitch = (name: string): name is Switch => (switches as readonly string[]).includes(name);
const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

function unknownFlag(given: string, name: string): UsageError {
  const names = [...fieldFlags.keys(), ...Object.keys(valueFlags), ...switches];
  const near = names
    .map((candidate) => ({ candidate, distance: editDistance(name.slice(0, 40), candidate) }))
    .sort((a, b) => a.distance - b.distance)[0];
  const hint = near && near.distance <= 3 ? `did you mean --${near.candidate}?` : '--help lists them all.';
  return new UsageError(`There is no flag ${shorten(given)}; ${hint}`);
}

interface Given {
  readonly fields: ReadonlyMap<FieldName, { readonly flag: string; readonly text: string }>;
  readonly values: Partial<Record<ValueFlag, string>>;
  readonly teachers: readonly TeacherFlag[];
  readonly switches: ReadonlySet<Switch>;
}

function readTokens(argv: readonly string[]): Given {
  const fields = new Map<FieldName, { flag: string; text: string }>();
  const values: Partial<Record<ValueFlag, string>> = {};
  const teachers: TeacherFlag[] = [];
  const on = new Set<Switch>();
  for (let i = 0; i < argv.length; i++) {
    const token = argv[i] ?? '';
    if (!token.startsWith('--') || token === '--') {
      if (token === '-h') on.add('help');
      else
        throw new UsageError(
          `${shorten(token) || 'An empty word'} belongs to no flag; --help lists the flags.`,
        );
      continue;
    }
    const equals = token.indexOf('=');
    const flag = equals < 0 ? token : token.slice(0, equals);
    const name = kebab(flag.slice(2)).replaceAll('_', '-');
    if (isSwitch(name)) {
      if (equals >= 0) throw new UsageError(`${flag} takes no value.`);
      on.add(name);
      continue;
    }
    const field = fieldFlags.get(name);
    if (!field && !isValueFlag(name)) throw unknownFlag(flag, name);
    const next = argv[i + 1];
    const text = equals >= 0 ? token.slice(equals + 1) : next;
    if (text === undefined || text === '' || (equals < 0 && text.startsWith('--'))) {
      const wanted = field
        ? inEnglish(fieldOf(field).allowed)
        : isValueFlag(name)
          ? valueFlags[name]
          : 'a value';
      throw new UsageError(`${flag} needs a value: ${wanted}.`);
    }
    if (equals < 0) i++;
    if (field === 'teacher') teachers.push({ kind: 'name', flag, text });
    if (name === 'teacher-file' || name === 'logits') teachers.push({ kind: 'file', flag, text });
    // Of several teachers the first is the field’s.
    if (field === 'teacher' && fields.has(field)) continue;
    if (field) {
      fields.delete(field);
      fields.set(field, { flag, text });
    } else if (isValueFlag(name)) values[name] = text;
  }
  return { fields, values, teachers, switches: on };
}

/** The experiment of a shared link, whole or only its query, and a sentence for each thing in it that cannot be used. */
function fromLink(link: string): { readonly base: Experiment; readonly warnings: readonly string[] } {
  const query = link.match(/\?([^#]*)/)?.[1];
  if (query === undefined && !URL.canParse(link)) {
    throw new UsageError(`--url is ${shorten(link)}; it takes a shared link such as "http://…/?alphas=0,1".`);
  }
  const { experiment, notices } = experimentOf(query ?? '');
  return {
    base: experiment,
    warnings: notices.map(
      ({ name, given, allowed, used }) =>
        `The link's ${name}=${inEnglish(given)} cannot be used (${inEnglish(allowed)}): ${inEnglish(used)}.`,
    ),
  };
}

function presetOf(name: string): PresetName {
  const found = (Object.keys(presets) as PresetName[]).find((preset) => preset === name);
  if (found) return found;
  throw new UsageError(`--preset is ${shorten(name)}; it takes ${valueFlags.preset}.`);
}

interface Base {
  readonly base: Experiment;
  readonly warnings: readonly string[];
  readonly preset?: PresetName;
}

/** What the flags of fields change: the defaults, a link's experiment, or a preset. */
function baseOf({ url, preset }: Given['values']): Base {
  if (url !== undefined && preset !== undefined) {
    throw new UsageError('--url and --preset name two experiments; give one of them.');
  }
  if (url !== undefined) return fromLink(url);
  if (preset === undefined) return { base: defaultExperiment, warnings: [] };
  const name = presetOf(preset);
  return { base: presets[name], warnings: [], preset: name };
}

/** A flag whose field says nothing more of what is wrong is told what the field takes. */
function refusal(flag: string, text: string, { allowed }: Notice, field: Field): string {
  const asked = `${flag} is ${shorten(text)}; `;
  return allowed === field.allowed
    ? `${asked}it takes ${inEnglish(allowed)}.`
    : `${asked}${inEnglish(allowed)}.`;
}

/** The base with what the flags say. */
function withFields(given: Given, base: Experiment): Experiment {
  let experiment = base;
  // What is varied may be of the recipe.
  const inOrder = [...given.fields].sort(([a], [b]) => Number(a === 'vary') - Number(b === 'vary'));
  for (const [name, { flag, text }] of inOrder) {
    const field = fieldOf(name);
    const read = readExperiment([[name, field.parse(text)]], experiment);
    const [notice] = read.notices;
    if (notice) throw new UsageError(refusal(flag, text, notice, field));
    experiment = read.experiment;
  }
  const decays = given.fields.has('stepSize') || given.fields.has('gamma');
  return decays && !given.fields.has('schedule') ? { ...experiment, schedule: 'step' } : experiment;
}

/** An experiment that starts from files, with those that are given; no file without a use, and no use without its file. */
function withFiles(given: Given, before: Experiment): NamedTeachers {
  const { 'student-file': studentFile, preset } = given.values;
  const { fields } = given;
  const named = withTeachers(before, given.teachers, fields.get('moreTeachers')?.flag);
  const { experiment, files } = named;
  const studentStart = studentFile === undefined ? experiment.studentStart : 'file';
  if (fields.has('studentStart') && experiment.studentStart !== studentStart) {
    throw new UsageError(
      `--student-file and --student-start ${experiment.studentStart} name two starts; give one of them.`,
    );
  }
  if (experiment.student === 'teacher' && studentFile !== undefined) {
    throw new UsageError('--student-file and --student teacher name two starts; give one of them.');
  }
  const wanted = teachersOf(experiment).filter(({ teacher }) => teacher === 'file').length;
  const missing = [
    ...(files.length < wanted ? [{ use: '--teacher file', flag: '--teacher-file FILE' }] : []),
    ...(studentStart === 'file' && studentFile === undefined
      ? [{ use: '--student-start file', flag: '--student-file FILE' }]
      : []),
  ];
  const [first] = missing;
  if (first) {
    const flags = missing.map(({ flag }) => flag).join(' and ');
    throw new UsageError(
      preset === undefined
        ? `${first.use} needs the file: ${first.flag}.`
        : `--preset ${preset} needs ${missing.length === 1 ? 'a file' : 'files'} of weights: ${flags}.`,
    );
  }
  return { files, experiment: { ...experiment, studentStart } };
}

/**
 * With a folder to distil on, students see its images.
 *
 * @throws UsageError where they are to see others, or are to see it and there is none
 */
function seeingFolder({ fields, values }: Given, experiment: Experiment): Experiment {
  const folder = values['distil-dir'];
  const asked = fields.get('distilOn');
  if (folder === undefined) {
    if (experiment.distilOn === 'other')
      throw new UsageError('--distil-on other needs the folder: --distil-dir DIR.');
    return experiment;
  }
  if (asked && experiment.distilOn !== 'other') {
    throw new UsageError(`--distil-dir and ${asked.flag} name two sorts of images; give one of them.`);
  }
  return { ...experiment, distilOn: 'other' };
}

/** Which network a file holds decides more than its name, unless somebody already has. */
function openFields({ fields, values }: Given, base: Experiment): readonly FieldName[] {
  const open = fieldNames.filter((name) => !fields.has(name));
  if (values.url === undefined && values.preset === undefined) return open;
  // A link or a preset decides everything; but one that knows of no student's file has not meant its student.
  const ofFile: readonly FieldName[] = ['student', 'studentWidth'];
  return base.studentStart === 'file' ? [] : open.filter((name) => ofFile.includes(name));
}

/** Stands for a folder that is not read yet. */
const someFolder = 'folder-0000000000000000';

/**
 * The flags of fields, by field.
 *
 * @throws UsageError where nothing would read one, as far as that can be told before files are opened
 */
function requireEffects(
  { fields, values, switches: on }: Given,
  experiment: Experiment,
  open: readonly FieldName[],
) {
  const task = on.has('teacher-only') ? 'teacher' : 'sweep';
  const [idle] = [
    ...(values.out === undefined ? [] : ['--out']),
    ...(values['out-networks'] === undefined ? [] : ['--out-networks']),
    ...(values['out-logits'] === undefined ? [] : ['--out-logits']),
    ...(values['student-file'] === undefined ? [] : ['--student-file']),
    ...(on.has('json') ? ['--json'] : []),
  ];
  if (task === 'teacher' && idle) {
    throw new UsageError(
      `${idle} has no effect, as --teacher-only trains no students. Leave one of them out.`,
    );
  }
  const flags = new Map([...fields].map(([name, { flag }]) => [name, flag] as const));
  const asked = { ...experiment, ...(values['data-dir'] === undefined ? {} : { dataset: someFolder }) };
  const hasFiles = values['teacher-file'] !== undefined || values['student-file'] !== undefined;
  const sentence = flagWithoutEffect(flags, asked, { task }, hasFiles ? [completed(asked, open)] : []);
  if (sentence !== undefined) throw new UsageError(sentence);
  return flags;
}

/** Said before a browser is opened for it. */
function requireRecipe(experiment: Experiment): void {
  try {
    requireWorkable(experiment);
  } catch (thrown) {
    throw thrown instanceof ProblemError ? new UsageError(thrown.message) : thrown;
  }
}

/**
 * @param argv the words after the program's name
 * @throws UsageError on anything that cannot be obeyed
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const given = readTokens(argv);
  if (given.switches.has('help')) return { task: 'help' };
  if (given.switches.has('version')) return { task: 'version' };
  const { base, warnings, preset } = baseOf(given.values);
  const { experiment, files } = withFiles(given, seeingFolder(given, withFields(given, base)));
  const {
    'data-dir': dataFolder,
    'distil-dir': distilFolder,
    'student-file': studentFile,
    out,
    'out-teacher': outTeacher,
    'out-networks': outNetworks,
    'out-logits': outLogits,
  } = given.values;
  if (dataFolder !== undefined && given.fields.has('dataset')) {
    throw new UsageError('--data-dir and --dataset name two datasets; give one of them.');
  }
  const task = given.switches.has('teacher-only') ? 'teacher' : 'sweep';
  if (task === 'teacher' && !(modelNames as readonly string[]).includes(experiment.teacher)) {
    throw new UsageError(
      `--teacher-only needs a teacher to train: --teacher one of ${modelNames.join(', ')}.`,
    );
  }
  if (task === 'teacher' && experiment.moreTeachers.length > 0) {
    throw new UsageError('--teacher-only trains one teacher, and several are named; give one of them.');
  }
  if (task === 'teacher' && given.switches.has('teacher-any')) {
    throw new UsageError(
      '--teacher-any is about students, and --teacher-only trains none; give one of them.',
    );
  }
  if ((task === 'teacher') !== (outTeacher !== undefined)) {
    throw new UsageError('--teacher-only and --out-teacher FILE go together.');
  }
  if (task === 'sweep') requireRecipe(experiment);
  const advice = () => [...adviceFor(experiment), ...adviceOn(experiment)].map(inEnglish);
  const open = openFields(given, base);
  return {
    task,
    experiment,
    given: requireEffects(given, experiment, open),
    open,
    warnings: [...warnings, ...(task === 'sweep' ? advice() : [])],
    ...(preset === undefined ? {} : { preset }),
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(distilFolder === undefined ? {} : { distilFolder }),
    teacherFiles: files,
    ...(studentFile === undefined ? {} : { studentFile }),
    ...(given.switches.has('teacher-any') ? { anyTeacher: true } : {}),
    ...(out === undefined ? {} : { out }),
    ...(outTeacher === undefined ? {} : { outTeacher }),
    ...(outNetworks === undefined ? {} : { outNetworks }),
    ...(outLogits === undefined ? {} : { outLogits }),
    json: given.switches.has('json'),
  };
}
