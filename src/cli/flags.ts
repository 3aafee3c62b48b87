/**
 * The command line's flags as an experiment and where its files go.
 *
 * Flags are the experiment's fields in kebab-case and, beside them, the spellings of the seed repository's command.
 * What they leave open, the files that are given may decide: see `completing.ts`. Underscores and hyphens are the same; `--flag value` and `--flag=value` too; of a flag given twice, the last counts.
 */

import { editDistance } from '../base/editDistance.ts';
import { ProblemError } from '../lang/problem.ts';
import { inEnglish } from '../lang/sentence.ts';
import { adviceFor } from '../spec/advice.ts';
import { modelNames } from '../spec/choices.ts';
import type { Declaration } from '../spec/declare.ts';
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
import { completed } from './completing.ts';
import { flagOf, kebab } from './flagName.ts';
import { flagWithoutEffect } from './withoutEffect.ts';

/** A command line that cannot be obeyed; the message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

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
  /** A file, a folder that holds a tfjs model, or the address of one. */
  readonly teacherFile?: string;
  readonly studentFile?: string;
  /** Students may be trained from a teacher that is right no more often than chance. */
  readonly anyTeacher?: true;
  readonly out?: string;
  readonly outTeacher?: string;
  readonly json: boolean;
}

export type CommandLine = Order | { readonly task: 'help' } | { readonly task: 'version' };

/** The seed's spellings, its misspelt one included. */
const fieldAliases: Readonly<Record<string, FieldName>> = {
  alpha: 'alphas',
  loss: 'similarity',
  'n-exp': 'runs',
  'num-epochs': 'epochs',
  lr: 'learningRate',
  's-lr-step-size': 'stepSize',
  's-lr-gamma': 'gamma',
  's-rl-gamma': 'gamma',
};

const valueFlags = {
  'data-dir': 'DIR',
  'teacher-file': 'PATH',
  'student-file': 'FILE',
  preset: `one of ${Object.keys(presets).join(', ')}`,
  url: 'LINK',
  out: 'DIR',
  'out-teacher': 'FILE',
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
  readonly switches: ReadonlySet<Switch>;
}

function readTokens(argv: readonly string[]): Given {
  const fields = new Map<FieldName, { flag: string; text: string }>();
  const values: Partial<Record<ValueFlag, string>> = {};
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
    if (field) {
      fields.delete(field);
      fields.set(field, { flag, text });
    } else if (isValueFlag(name)) values[name] = text;
  }
  return { fields, values, switches: on };
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
function withFiles(given: Given, experiment: Experiment): Experiment {
  const { 'teacher-file': teacherFile, 'student-file': studentFile, preset } = given.values;
  const { fields } = given;
  const teacher = teacherFile === undefined ? experiment.teacher : 'file';
  const studentStart = studentFile === undefined ? experiment.studentStart : 'file';
  if (fields.has('teacher') && experiment.teacher !== teacher) {
    throw new UsageError(
      `--teacher-file and --teacher ${experiment.teacher} name two teachers; give one of them.`,
    );
  }
  if (fields.has('studentStart') && experiment.studentStart !== studentStart) {
    throw new UsageError(
      `--student-file and --student-start ${experiment.studentStart} name two starts; give one of them.`,
    );
  }
  if (experiment.student === 'teacher' && studentFile !== undefined) {
    throw new UsageError('--student-file and --student teacher name two starts; give one of them.');
  }
  const missing = [
    ...(teacher === 'file' && teacherFile === undefined
      ? [{ use: '--teacher file', flag: '--teacher-file FILE' }]
      : []),
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
  return { ...experiment, teacher, studentStart };
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
  const experiment = withFiles(given, withFields(given, base));
  const {
    'data-dir': dataFolder,
    'teacher-file': teacherFile,
    'student-file': studentFile,
    out,
    'out-teacher': outTeacher,
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
  if (task === 'teacher' && given.switches.has('teacher-any')) {
    throw new UsageError(
      '--teacher-any is about students, and --teacher-only trains none; give one of them.',
    );
  }
  if ((task === 'teacher') !== (outTeacher !== undefined)) {
    throw new UsageError('--teacher-only and --out-teacher FILE go together.');
  }
  if (task === 'sweep') requireRecipe(experiment);
  const advice = () => [...adviceFor(experiment), ...adviceOn(experiment.recipe, experiment)].map(inEnglish);
  const open = openFields(given, base);
  return {
    task,
    experiment,
    given: requireEffects(given, experiment, open),
    open,
    warnings: [...warnings, ...(task === 'sweep' ? advice() : [])],
    ...(preset === undefined ? {} : { preset }),
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(teacherFile === undefined ? {} : { teacherFile }),
    ...(studentFile === undefined ? {} : { studentFile }),
    ...(given.switches.has('teacher-any') ? { anyTeacher: true } : {}),
    ...(out === undefined ? {} : { out }),
    ...(outTeacher === undefined ? {} : { outTeacher }),
    json: given.switches.has('json'),
  };
}

const usage = `npm run distill -- [flags]

Trains small networks from a big one, as the page does, in a browser without a window; prints the table.

Files
  --data-dir DIR          folder of images: train/<class>/… and val/<class>/…, or <class>/… alone
  --teacher-file PATH     a teacher: weights (safetensors, PyTorch), .onnx, or a tfjs model.json, its folder or its address
                          PATH::KEY where a file of weights holds several networks
  --teacher-any           train students also from a teacher that is right no more often than chance
  --student-file FILE     weights from which students start; FILE::KEY likewise
  --url LINK              start from a shared link; other flags override it
  --preset seed           start from the experiment that the lab reproduces; other flags override it
  --out DIR               write results.csv (final epoch), results-best-epoch.csv, results-pooled.csv, history.csv,
                          experiment.json and the students, as runs end
  --json                  print one JSON object instead of the table
  --teacher-only, --out-teacher FILE
                          train the teacher that --teacher names, write its weights, and nothing else
  --help, --version

Settings (underscores and hyphens are the same; defaults in brackets)
`;

const declarationLine = ([name, { label, formula, source }]: readonly [string, Declaration]) =>
  `    ${name.padEnd(16)} ${[inEnglish(label), formula, source].filter((text) => text !== undefined).join('; ')}`;

/** What `--help` prints: every flag with its default and what it takes. */
export function helpText(): string {
  const aliases = (name: FieldName) =>
    Object.entries(fieldAliases).flatMap(([alias, field]) => (field === name ? [`--${alias}`] : []));
  const lines = fieldNames.map((name) => {
    const field = fieldOf(name);
    const spelling = [flagOf(name), ...aliases(name)].join(', ');
    const initial = (field.format as (value: unknown) => string)(field.default);
    return `  ${spelling.padEnd(24)}${spelling.length > 23 ? `\n${' '.repeat(26)}` : ''}${inEnglish(field.allowed)} [${initial}]`;
  });
  const declared = fieldNames.flatMap((name) => {
    const choices = Object.entries(fieldOf(name).declared ?? {});
    return choices.length === 0 ? [] : [`  ${flagOf(name)}`, ...choices.map(declarationLine)];
  });
  const codes =
    '\nExit codes: 0 done; 1 failed; 2 bad usage, a flag without effect, or unusable input; 130 interrupted, partial results written.\n';
  return `${usage}${lines.join('\n')}\n\nWhat their choices stand for\n${declared.join('\n')}\n${codes}`;
}
