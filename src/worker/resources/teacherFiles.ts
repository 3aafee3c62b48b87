/**
 * Teachers as files: read in every format of weights that is known, written as safetensors with what is needed to use them.
 */

import type { Tensor } from '@tensorflow/tfjs-core';
import { jsonExcess } from '../../base/jsonExcess.ts';
import type { ExternalModel, ForeignModel } from '../../engine/external/externalModel.ts';
import { saidScale } from '../../engine/external/saidScale.ts';
import { cardOfArchitecture } from '../../engine/families/card.ts';
import { build, catalogue } from '../../engine/families/catalogue.ts';
import type { Model } from '../../engine/families/model.ts';
import { onScale } from '../../engine/families/onScale.ts';
import { type HostParameters, toHost } from '../../engine/layers/hostParameters.ts';
import type { Parameters } from '../../engine/layers/parameters.ts';
import { type FrozenModel, isExternal, type Teacher } from '../../engine/training/teacherLogits.ts';
import { headSpecs } from '../../engine/transfer/features.ts';
import { reorderedTeacher } from '../../engine/transfer/reordered.ts';
import type { ByteSource } from '../../engine/weights/byteSource.ts';
import { wrongHead } from '../../engine/weights/fit.ts';
import { plainKeys } from '../../engine/weights/plainKeys.ts';
import { inWholeNumbers } from '../../engine/weights/quantisedState.ts';
import { openWeights } from '../../engine/weights/readers.ts';
import { recognise, recogniseBackbone } from '../../engine/weights/recognise.ts';
import { writeSafetensors } from '../../engine/weights/safetensors.ts';
import { fromStateDict, toStateDict } from '../../engine/weights/stateDict.ts';
import { requireStructure } from '../../engine/weights/structure.ts';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { ModelCard, TeacherCard } from '../../protocol/records.ts';
import { type InputScale, inputScales } from '../../spec/choices.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { architectureIn } from '../../spec/network/architecture.ts';
import { architectureMetadata } from '../metadata.ts';
import type { ForeignFile } from './teachers.ts';

/** What a teacher with a new head starts from. */
export type TeacherStart =
  /** A network of ours for the dataset's classes, and its weights but the head's, off the device. */
  | { readonly kind: 'network'; readonly model: Model; readonly tensors: HostParameters }
  /** Another program's network up to its features; the caller disposes it. */
  | { readonly kind: 'features'; readonly features: ExternalModel };

export interface OpenedTeacher {
  readonly card: ModelCard & Pick<TeacherCard, 'newHead' | 'takes' | 'saysPixels' | 'orderedByName'>;
  /** Undefined where the head is still to be trained. The caller owns it. */
  readonly teacher: Teacher | undefined;
  readonly start?: TeacherStart;
  /** The name of what somebody gave. */
  readonly file?: string;
  /** What is in it, of a network of other software. */
  readonly foreign?: ForeignFile;
}

/** What of the experiment and the dataset decides how a teacher's file is opened. */
export interface WantedTeacher extends Pick<Experiment, 'imageSize' | 'teacherHead' | 'teacherInput'> {
  /** The dataset's, which the teacher's logits must match in number. */
  readonly classes: readonly string[];
}

export const wantedTeacher = (
  { imageSize, teacherHead, teacherInput }: Omit<WantedTeacher, 'classes'>,
  classes: readonly string[],
): WantedTeacher => ({ imageSize, teacherHead, teacherInput, classes });

/**
 * Opens a teacher's weights for images of `imageSize`, on the current backend.
 *
 * @param fileName for what is said; `::` and the key of one of its networks may stand behind it
 * @throws ProblemError `weights-invalid` (of no format that is read, or a broken file), `teacher-mismatch` (an unknown
 *   architecture, other shapes), `teacher-head` (another number of classes, or other classes where the file names them)
 */
export async function openTeacherFile(
  source: ByteSource,
  fileName: string,
  { imageSize, teacherHead, teacherInput, classes }: WantedTeacher,
): Promise<OpenedTeacher> {
  const file = await openWeights(source, { role: 'teacher', name: fileName });
  const { tensors, metadata } = file;
  const recognised =
    teacherHead === 'new' ? recogniseBackbone(tensors, metadata) : recognise(tensors, metadata);
  const { name, architecture, options } = recognised;
  const remarks = [...file.remarks, ...requireStructure(file, recognised), ...(recognised.remarks ?? [])];
  const { label } = catalogue[name];
  const said = saidScale(metadata);
  const scale = said ?? (teacherInput === 'auto' ? 'imagenet' : teacherInput);
  const about = {
    ...(remarks.length > 0 ? { remarks } : {}),
    ...(scale === 'imagenet' ? {} : { takes: scale }),
    ...(said ? ({ saysPixels: true } as const) : {}),
  };
  if (teacherHead === 'new') {
    const forThese = { ...architecture, imageSize, classes: classes.length };
    const model = onScale(build(forThese), scale);
    const head = new Set(headSpecs(model).map((spec) => spec.name));
    const rest = model.parameters.filter((spec) => !head.has(spec.name));
    const given = new Map([...plainKeys(tensors)].filter(([key]) => !head.has(key)));
    const parameters = await fromStateDict(rest, given, label);
    const card = { ...cardOfArchitecture(forThese, options?.width), ...about, newHead: true } as const;
    try {
      const tensors = await toHost(parameters);
      return { card, teacher: undefined, start: { kind: 'network', model, tensors } };
    } finally {
      freeParameters(parameters);
    }
  }
  requireClasses(architecture.classes, classes);
  const order = orderByName(metadata, classes);
  const forThese = { ...architecture, imageSize };
  const model = onScale(build(forThese), scale);
  const teacher = { model, parameters: await fromStateDict(model.parameters, tensors, label) };
  const card = { ...cardOfArchitecture(forThese, options?.width), ...about };
  return order
    ? { card: { ...card, orderedByName: true }, teacher: inOrder(teacher, order) }
    : { card, teacher };
}

/**
 * As much of another program's network as the experiment wants; the rest is disposed.
 *
 * @param name the file's, for people
 * @throws ProblemError `teacher-head` (another number of classes), `teacher-mismatch` (nothing of it can be used)
 */
export function openForeignTeacher(
  { logits, features, metadata, saysPixels }: ForeignModel,
  name: string,
  { imageSize, teacherHead, classes }: WantedTeacher,
): OpenedTeacher {
  const wanted = teacherHead === 'new' ? features : logits;
  const other = teacherHead === 'new' ? logits : features;
  other?.dispose();
  if (!wanted) {
    throw problem(
      'teacher-mismatch',
      teacherHead === 'new'
        ? words`It cannot be told where ${name} ends and its head begins, so no new head can be put on it.`
        : words`${name} does not give one row of numbers for each image, so it classifies nothing.`,
      'Choose a network that ends in dense layers and, perhaps, a softmax.',
    );
  }
  try {
    if (wanted.imageSize !== undefined && wanted.imageSize !== imageSize) {
      throw problem(
        'teacher-mismatch',
        words`${name} takes images of ${wanted.imageSize} × ${wanted.imageSize} pixels, and these are ${imageSize} × ${imageSize}.`,
        words`Set the image size to ${wanted.imageSize}; the student can be shown smaller ones (Student image size).`,
      );
    }
    const count = classes.length;
    const size = teacherHead === 'new' ? (wanted.outputs + 1) * count : 0;
    const card = {
      name: 'foreign',
      label: wanted.label,
      width: 1,
      parameters: wanted.parameters + size,
      bytes: wanted.bytes + 4 * size,
      multiplyAdds: saidMultiplyAdds(metadata, imageSize),
      ...(isInputScale(metadata.inputScale) ? { takes: metadata.inputScale } : {}),
      ...(saysPixels ? ({ saysPixels: true } as const) : {}),
    } as const;
    if (teacherHead === 'new') {
      return {
        card: { ...card, newHead: true },
        teacher: undefined,
        start: { kind: 'features', features: wanted },
      };
    }
    requireClasses(wanted.outputs, classes);
    const order = orderByName(metadata, classes);
    return order
      ? { card: { ...card, orderedByName: true }, teacher: inOrder(wanted, order) }
      : { card, teacher: wanted };
  } catch (thrown) {
    wanted.dispose();
    throw thrown;
  }
}

/** Of a network that the lab exported; 0 where the file does not say what is in it. It runs as it is, whatever it says. */
function saidMultiplyAdds(metadata: Readonly<Record<string, string>>, imageSize: number): number {
  try {
    const architecture = architectureIn(metadata);
    return architecture ? build({ ...architecture, imageSize }).multiplyAdds : 0;
  } catch {
    return 0;
  }
}

function requireClasses(given: number, expected: readonly string[]): void {
  if (given === expected.length) return;
  throw wrongHead(
    words`This teacher tells ${given} classes apart, but the dataset has ${expected.length} (${expected.slice(0, 4).join(', ')}${expected.length > 4 ? ', …' : ''}).`,
  );
}

const isInputScale = (text: string | undefined): text is InputScale =>
  (inputScales as readonly (string | undefined)[]).includes(text);

/**
 * Logits are matched by position: a teacher of other classes teaches nonsense, and so does one of the same in another order.
 *
 * @returns which of the teacher's outputs is class i, where its file names the same classes in another order; undefined where
 *   it names them as they are, or none.
 * @throws ProblemError `teacher-head` where it names others
 */
function orderByName(
  metadata: Readonly<Record<string, string>>,
  expected: readonly string[],
): Int32Array | undefined {
  const named = classesOf(metadata);
  const position = named?.findIndex((name, i) => name !== expected[i]) ?? -1;
  if (!named || position < 0) return undefined;
  const order = expected.map((name) => named.indexOf(name));
  if (new Set(order).size === expected.length && !order.includes(-1)) return Int32Array.from(order);
  throw wrongHead(
    words`This teacher’s class ${position + 1} is “${named[position]?.slice(0, 60) ?? ''}”, but the dataset’s is “${expected[position]?.slice(0, 60) ?? ''}”.`,
  );
}

/** Takes the teacher over. */
const inOrder = (teacher: Teacher, order: Int32Array) => reorderedTeacher(teacher, order);

/** The classes that a file of ours names; undefined for any other file. */
export function classesOf({ classes }: Readonly<Record<string, string>>): readonly string[] | undefined {
  try {
    if (classes === undefined || jsonExcess(classes) !== undefined) return undefined;
    const named: unknown = JSON.parse(classes);
    return Array.isArray(named) ? named.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** Weights and metadata as a safetensors file. */
export async function writeModelFile(
  frozen: FrozenModel,
  metadata: Readonly<Record<string, string>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { model, parameters } = frozen;
  const state = await toStateDict(model.parameters, parameters);
  const whole = inWholeNumbers(state, model.architecture?.forms ?? {});
  return writeSafetensors({
    tensors: whole.tensors,
    metadata: { ...metadata, ...architectureMetadata(model), ...whole.metadata },
  });
}

export function freeTeacher(teacher: Teacher | undefined): void {
  if (!teacher) return;
  if (isExternal(teacher)) teacher.dispose();
  else freeParameters(teacher.parameters);
}

/** What was opened and is not used after all. */
export function freeOpened({ teacher, start }: Pick<OpenedTeacher, 'teacher' | 'start'>): void {
  freeTeacher(teacher);
  if (start?.kind === 'features') start.features.dispose();
}

export function freeParameters(parameters: Parameters): void {
  for (const held of Object.values(parameters) as Tensor[]) held.dispose();
}
