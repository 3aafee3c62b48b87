/**
 * Teachers as files: read in every format of weights that is known, written as safetensors with what is needed to use them.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Parameters } from '../engine/layers/parameters.ts';
import { cardOf } from '../engine/models/card.ts';
import { catalogue } from '../engine/models/catalogue.ts';
import type { FrozenModel } from '../engine/training/teacherLogits.ts';
import type { ByteSource } from '../engine/weights/byteSource.ts';
import { openWeights } from '../engine/weights/readers.ts';
import { recognise } from '../engine/weights/recognise.ts';
import { writeSafetensors } from '../engine/weights/safetensors.ts';
import { fromStateDict, toStateDict } from '../engine/weights/stateDict.ts';
import { problem } from '../shared/problem.ts';
import type { ModelCard } from '../shared/records.ts';
import { words } from '../shared/sentence.ts';

export interface OpenedTeacher {
  readonly card: ModelCard;
  /** The caller owns its parameters. */
  readonly frozen: FrozenModel;
  /** What the file says of itself. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Opens a teacher's file for images of `imageSize`, on the current backend.
 *
 * @param expected the dataset's classes, which the teacher's logits must match in number.
 * @throws ProblemError `weights-invalid` (of no format that is read, or a broken file), `teacher-mismatch` (an unknown
 *   architecture, other shapes, another number of classes, or other classes where the file names them)
 */
export async function openTeacherFile(
  source: ByteSource,
  imageSize: number,
  expected: readonly string[],
): Promise<OpenedTeacher> {
  const { tensors, metadata } = await openWeights(source);
  const { name, options } = recognise(tensors);
  const { classes } = options;
  if (classes !== expected.length) {
    throw problem(
      'teacher-mismatch',
      words`This teacher tells ${classes} classes apart, but the dataset has ${expected.length} (${expected.slice(0, 4).join(', ')}${expected.length > 4 ? ', …' : ''}).`,
      'Choose a teacher that was trained on these classes, or train one here.',
    );
  }
  refuseOtherClasses(metadata, expected);
  const forThese = { ...options, imageSize };
  const model = catalogue[name].build(forThese);
  return {
    card: cardOf(name, forThese),
    frozen: { model, parameters: await fromStateDict(model.parameters, tensors, catalogue[name].label) },
    metadata,
  };
}

/** Logits are matched by position: a teacher of other classes, or of the same in another order, teaches nonsense. */
function refuseOtherClasses(metadata: Readonly<Record<string, string>>, expected: readonly string[]): void {
  const named = classesOf(metadata);
  const position = named?.findIndex((name, i) => name !== expected[i]) ?? -1;
  if (position < 0) return;
  throw problem(
    'teacher-mismatch',
    words`This teacher’s class ${position + 1} is “${named?.[position]?.slice(0, 60) ?? ''}”, but the dataset’s is “${expected[position]?.slice(0, 60) ?? ''}”.`,
    'Choose a teacher that was trained on these classes, or train one here.',
  );
}

/** The classes that a file of ours names; undefined for any other file. */
function classesOf({ classes }: Readonly<Record<string, string>>): readonly string[] | undefined {
  try {
    const named: unknown = JSON.parse(classes ?? '');
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
  const tensors = await toStateDict(frozen.model.parameters, frozen.parameters);
  return writeSafetensors({ tensors, metadata });
}

export function freeParameters(parameters: Parameters): void {
  for (const held of Object.values(parameters) as Tensor[]) held.dispose();
}
