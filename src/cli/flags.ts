/**
 * The command line's flags as an experiment and where its files go.
 *
 * Flags are the experiment's fields in kebab-case and, beside them, the spellings of the seed repository's command.
 * Underscores and hyphens are the same; `--flag value` and `--flag=value` too; of a flag given twice, the last counts.
 */

import { adviceFor } from '../shared/advice.ts';
import { modelNames } from '../shared/choices.ts';
import {
  defaultExperiment,
  type Experiment,
  type FieldName,
  fieldNames,
  fieldOf,
} from '../shared/experiment.ts';
import { experimentOf } from '../shared/link.ts';
import { editDistance, readExperiment } from '../shared/readExperiment.ts';
import { inEnglish } from '../shared/sentence.ts';

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
  readonly dataFolder?: string;
  readonly teacherFile?: string;
  readonly out?: string;
  readonly outTeacher?: string;
  readonly json: boolean;
}

export type CommandLine = Order | { readonly task: 'help' } | { readonly task: 'version' };

/** The seed's spellings, its misspelt one included. */
const fieldAliases: Readonly<Record<string, FieldName>> = {
  alpha: 'alphas',
  'n-exp': 'runs',
  'num-epochs': 'epochs',
  lr: 'learningRate',
  's-lr-step-size': 'stepSize',
  's-lr-gamma': 'gamma',
  's-rl-gamma': 'gamma',
};

const valueFlags = {
  'data-dir': 'DIR',
  'teacher-file': 'FILE',
  url: 'LINK',
  out: 'DIR',
  'out-teacher': 'FILE',
} as const;
type ValueFlag = keyof typeof valueFlags;

const switches = ['json', 'teacher-only', 'help', 'version'] as const;
type Switch = (typeof switches)[number];

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

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

/**
 * @param argv the words after the program's name
 * @throws UsageError on anything that cannot be obeyed
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const given = readTokens(argv);
  if (given.switches.has('help')) return { task: 'help' };
  if (given.switches.has('version')) return { task: 'version' };

  const { base, warnings } = given.values.url
    ? fromLink(given.values.url)
    : { base: defaultExperiment, warnings: [] };
  let experiment = base;
  for (const [name, { flag, text }] of given.fields) {
    const field = fieldOf(name);
    const read = readExperiment([[name, field.parse(text)]], experiment);
    if (read.notices.length > 0) {
      throw new UsageError(`${flag} is ${shorten(text)}; it takes ${inEnglish(field.allowed)}.`);
    }
    experiment = read.experiment;
  }
  const decays = given.fields.has('stepSize') || given.fields.has('gamma');
  if (decays && !given.fields.has('schedule')) experiment = { ...experiment, schedule: 'step' };

  const {
    'data-dir': dataFolder,
    'teacher-file': teacherFile,
    out,
    'out-teacher': outTeacher,
  } = given.values;
  if (teacherFile !== undefined) {
    const teacher = given.fields.get('teacher');
    if (teacher && experiment.teacher !== 'file') {
      throw new UsageError(
        `--teacher-file and --teacher ${teacher.text} name two teachers; give one of them.`,
      );
    }
    experiment = { ...experiment, teacher: 'file' };
  } else if (experiment.teacher === 'file') {
    throw new UsageError('--teacher file needs the file: --teacher-file FILE.');
  }
  if (dataFolder !== undefined && given.fields.has('dataset')) {
    throw new UsageError('--data-dir and --dataset name two datasets; give one of them.');
  }
  const task = given.switches.has('teacher-only') ? 'teacher' : 'sweep';
  if (task === 'teacher' && !(modelNames as readonly string[]).includes(experiment.teacher)) {
    throw new UsageError(
      `--teacher-only needs a teacher to train: --teacher one of ${modelNames.join(', ')}.`,
    );
  }
  if ((task === 'teacher') !== (outTeacher !== undefined)) {
    throw new UsageError('--teacher-only and --out-teacher FILE go together.');
  }
  return {
    task,
    experiment,
    warnings: [...warnings, ...(task === 'sweep' ? adviceFor(experiment).map(inEnglish) : [])],
    ...(dataFolder === undefined ? {} : { dataFolder }),
    ...(teacherFile === undefined ? {} : { teacherFile }),
    ...(out === undefined ? {} : { out }),
    ...(outTeacher === undefined ? {} : { outTeacher }),
    json: given.switches.has('json'),
  };
}

const usage = `npm run distill -- [flags]

Trains small networks from a big one, as the page does, in a browser without a window; prints the table.

Files
  --data-dir DIR          folder of images: train/<class>/… and val/<class>/…, or <class>/… alone
  --teacher-file FILE     weights of a teacher
  --url LINK              start from a shared link; other flags override it
  --out DIR               write results.csv, history.csv, experiment.json and the students
  --json                  print one JSON object instead of the table
  --teacher-only, --out-teacher FILE
                          train the teacher that --teacher names, write its weights, and nothing else
  --help, --version

Settings (underscores and hyphens are the same; defaults in brackets)
`;

/** What `--help` prints: every flag with its default and what it takes. */
export function helpText(): string {
  const aliases = (name: FieldName) =>
    Object.entries(fieldAliases).flatMap(([alias, field]) => (field === name ? [`--${alias}`] : []));
  const lines = fieldNames.map((name) => {
    const field = fieldOf(name);
    const spelling = [`--${kebab(name)}`, ...aliases(name)].join(', ');
    const initial = (field.format as (value: unknown) => string)(field.default);
    return `  ${spelling.padEnd(24)}${spelling.length > 23 ? `\n${' '.repeat(26)}` : ''}${inEnglish(field.allowed)} [${initial}]`;
  });
  const codes =
    '\nExit codes: 0 done; 1 failed; 2 bad usage or unusable input; 130 interrupted, partial results written.\n';
  return `${usage}${lines.join('\n')}\n${codes}`;
}
