/**
 * Which teacher an experiment means, and where its weights are.
 */

import type { Opened } from '../../base/opened.ts';
import type { OpenedDataset } from '../../data/openDataset.ts';
import type { Store } from '../../data/store/store.ts';
import type { ForeignModel } from '../../engine/external/externalModel.ts';
import { cardOf } from '../../engine/families/card.ts';
import type { Teacher } from '../../engine/training/teacherLogits.ts';
import { type ByteSource, bytesInMemory } from '../../engine/weights/byteSource.ts';
import { asProblem, type Problem, type ProblemError, problem } from '../../lang/problem.ts';
import { type Sentence, together, words } from '../../lang/sentence.ts';
import type { ForeignFormat } from '../../protocol/keptNetworks.ts';
import type { DatasetSummary, TeacherCard, TeacherSource } from '../../protocol/records.ts';
import { type InputScaleChoice, type ModelName, modelNames } from '../../spec/choices.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { matters, namesDeciding, spelt } from '../../spec/keys.ts';
import { experimentOf } from '../../spec/link.ts';
import { defaults as version1 } from '../../spec/migrations/1.ts';
import { teachingText } from '../../spec/migrations/keys1.ts';
import { isShipped, shippedTeacherFor } from '../../spec/teachers/shippedTeachers.ts';
import { isModelName, teacherChoice } from '../../spec/teachers/trainsTeacher.ts';
import { openKeptTeacher } from './keptTeacher.ts';
import {
  type OpenedTeacher,
  openForeignTeacher,
  openTeacherFile,
  type TeacherStart,
  type WantedTeacher,
  wantedTeacher,
} from './teacherFiles.ts';

/** A teacher that someone gave to this visit: weights, or a network that other software runs. */
export type GivenTeacher =
  | { readonly name: string; readonly source: ByteSource }
  | {
      readonly name: string;
      /** To be kept; of stored logits, which are no network, none. */
      readonly file?: ForeignFile;
      readonly open: (scale: InputScaleChoice) => Promise<ForeignModel>;
    };

/** A network of other software as it is kept. */
export interface ForeignFile {
  readonly format: ForeignFormat;
  /** The same bytes for the same network. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

export interface ResolvedTeacher {
  readonly card: TeacherCard;
  /** Undefined for a teacher that is still to be trained here. */
  readonly teacher: Teacher | undefined;
  /** Of a teacher that is still to be trained, where it does not start from nothing. */
  readonly start?: TeacherStart;
  /** The name of the file that somebody gave. */
  readonly file?: string;
  /** What is in it, of a network of other software. */
  readonly foreign?: ForeignFile;
}

export interface TeacherSources {
  readonly fetchPublic: (file: string) => Promise<Uint8Array>;
  readonly store: Opened<Store>;
  /** Tells what a person should know and the work goes on without. */
  readonly warn: (warning: Problem) => void;
  /** Opens the teacher that was given to this visit; undefined where none was. */
  readonly openGiven: ((wanted: WantedTeacher) => Promise<OpenedTeacher>) | undefined;
}

const ofVersion1: ReadonlySet<string> = new Set(version1.map(([name]) => name));
/** What every teacher was trained with of fields that came after version 1. */
const before = experimentOf('').experiment;

/**
 * What decides the weights of a teacher trained here, and so the name under which it is kept: version 1's text, and what came
 * later where it is not as it was then.
 *
 * @param split of the dataset: where it is given, the validation share decides nothing
 */
export function trainedTeacherKey(experiment: Experiment, split?: DatasetSummary['split']['kind']): string {
  const things = ['images', 'teacher'] as const;
  const later = namesDeciding(...things)
    // No teacher learns from what students see beside the training images.
    .filter((name) => name !== 'distilImages')
    .filter((name) => !ofVersion1.has(name) && matters(name, experiment, { split }, things))
    .filter((name) => spelt(name, experiment) !== spelt(name, before))
    .map((name) => `&${name}=${spelt(name, experiment)}`);
  const text = teachingText(experiment, teacherChoice(experiment), split === 'given');
  return [text, ...later].join('');
}

/** `saved-` and an FNV-1a hash (32 bits, twice with different offsets) of the key. */
export function trainedTeacherId(experiment: Experiment, split?: DatasetSummary['split']['kind']): string {
  const hash = (offset: number) => {
    let h = offset;
    for (const character of trainedTeacherKey(experiment, split)) {
      h = Math.imul(h ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
    return (h >>> 0).toString(16).padStart(8, '0');
  };
  return `saved-${hash(0x811c9dc5)}${hash(0x050c5d1f)}`;
}

/** @throws what `openTeacherFile` and `openForeignTeacher` throw, and the readers of other formats */
export async function openGiven(given: GivenTeacher, wanted: WantedTeacher): Promise<OpenedTeacher> {
  const { name: file } = given;
  const opened =
    'source' in given
      ? await openTeacherFile(given.source, file, wanted)
      : openForeignTeacher(await given.open(wanted.teacherInput), file, wanted);
  return { ...opened, file, ...('file' in given && given.file ? { foreign: given.file } : {}) };
}

/**
 * The teacher that `experiment` names, with its weights on the current backend where they exist already.
 *
 * @throws ProblemError `teacher-missing`, `teacher-mismatch`, `weights-invalid`
 */
export async function resolveTeacher(
  experiment: Experiment,
  { dataset, summary }: OpenedDataset,
  sources: TeacherSources,
): Promise<ResolvedTeacher> {
  const choice = teacherChoice(experiment);
  const { imageSize } = experiment;
  // What the lab kept or ships says its pixels, and takes no setting that is meant for a file.
  const wanted = wantedTeacher({ imageSize, teacherHead: 'keep', teacherInput: 'auto' }, dataset.classes);
  const named = ({ card, ...rest }: OpenedTeacher, source: TeacherSource, id: string): ResolvedTeacher => ({
    card: { ...card, source, id },
    ...rest,
  });
  const open = async (bytes: Uint8Array, source: TeacherSource, id: string) =>
    named(await openTeacherFile(bytesInMemory(bytes), id, wanted), source, id);
  if (isShipped(choice)) {
    const shipped = shippedTeacherFor(experiment, choice);
    if (!shipped) {
      throw problem(
        'teacher-mismatch',
        words`No shipped teacher fits ${experiment.dataset} at ${imageSize} × ${imageSize} pixels.`,
        'Choose auto, or an architecture to train here.',
      );
    }
    return open(await sources.fetchPublic(shipped.file), 'shipped', choice);
  }
  if (choice === 'file') {
    if (!sources.openGiven) {
      throw problem(
        'teacher-missing',
        'This experiment was made with a teacher from a file, and this visit has not been given one.',
        'Open the teacher’s file again, or choose another teacher.',
      );
    }
    return named(await sources.openGiven(wantedTeacher(experiment, dataset.classes)), 'file', 'file');
  }
  const architecture = architectureOf(experiment, summary.split.kind);
  const id = isModelName(choice) ? trainedTeacherId(experiment, summary.split.kind) : choice;
  const source = isModelName(choice) ? 'trained' : 'saved';
  const store = await sources.store.now();
  const kept =
    store &&
    (await openKeptTeacher(store, id, (bytes) => open(bytes, source, id), isModelName(choice)).catch(
      (thrown) => {
        // What cannot be looked for is trained again.
        if (architecture && asProblem(thrown).code === 'storage-failed') return undefined;
        throw thrown;
      },
    ));
  if (kept && 'opened' in kept) return kept.opened;
  if (!architecture) throw notKept(choice, kept?.damage);
  if (kept) {
    sources.warn({
      code: 'kept-damaged',
      what: together([
        words`The teacher that this browser kept for this experiment is damaged.`,
        kept.damage,
      ]),
      fix: 'It was set aside, and is trained again before the students.',
    });
  }
  const card = cardOf(architecture, {
    classes: dataset.classes.length,
    imageSize,
    width: experiment.teacherWidth,
  });
  return { card: { ...card, source: 'trained', id }, teacher: undefined };
}

/**
 * What is to be trained where the teacher is not kept; undefined where the experiment does not say: a kept teacher that was
 * chosen by its id may be any, or the one that these settings make.
 */
function architectureOf(
  experiment: Experiment,
  split: DatasetSummary['split']['kind'],
): ModelName | undefined {
  const choice = teacherChoice(experiment);
  if (isModelName(choice)) return choice;
  return modelNames.find((teacher) => trainedTeacherId({ ...experiment, teacher }, split) === choice);
}

export function notKept(id: string, damage?: Sentence): ProblemError {
  if (damage === undefined) {
    return problem(
      'teacher-missing',
      words`This browser has no teacher saved as ${id}.`,
      'Choose another teacher, or train one here and save it.',
    );
  }
  return problem(
    'kept-damaged',
    together([words`The teacher that this browser kept as ${id} is damaged and was set aside.`, damage]),
    'Choose another teacher, or train its architecture here again.',
  );
}
