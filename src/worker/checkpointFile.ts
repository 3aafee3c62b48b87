/**
 * Networks in files that say their architecture.
 */
import { build, catalogue } from '../engine/families/catalogue.ts';
import { toHost } from '../engine/layers/hostParameters.ts';
import type { Checkpoint } from '../engine/transfer/checkpoint.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors } from '../engine/weights/safetensors.ts';
import { fromStateDict } from '../engine/weights/stateDict.ts';
import { modelNames } from '../spec/choices.ts';
import { type Architecture, architectureIn } from '../spec/network/architecture.ts';
import { freeParameters } from './resources/teacherFiles.ts';

export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * @param known what is known of it elsewhere, for a file that says no architecture
 * @returns undefined where neither says one
 * @throws ProblemError `weights-invalid`, `teacher-mismatch` where it is not what it says
 */
export async function openCheckpoint(
  bytes: Uint8Array<ArrayBuffer>,
  known?: Architecture,
): Promise<OpenedCheckpoint | undefined> {
  const { tensors, metadata } = await openSafetensors(bytesInMemory(bytes));
  const architecture = saidArchitecture(metadata) ?? known;
  if (!architecture) return undefined;
  const parameters = await fromStateDict(
    build(architecture).parameters,
    tensors,
    catalogue[architecture.family].label,
  );
  try {
    return { checkpoint: { architecture, tensors: await toHost(parameters) }, metadata };
  } finally {
    freeParameters(parameters);
  }
}

/**
 * The architecture that a file of the lab says, those of its earlier releases included.
 *
 * @returns undefined where it says none
 * @throws ProblemError `weights-invalid` where it is begun as one and is none
 */
export const saidArchitecture = (metadata: Readonly<Record<string, string>>): Architecture | undefined =>
  architectureIn(metadata) ?? wholeArchitecture(metadata);

/** What the lab's files said before they said architectures: a family, and how wide it is. Nothing was pruned then. */
function wholeArchitecture(metadata: Readonly<Record<string, string>>): Architecture | undefined {
  const family = modelNames.find((name) => name === metadata.model);
  const classes = parsedList(metadata.classes ?? '').length;
  const [imageSize, width] = [Number(metadata.image_size), Number(metadata.width ?? 1)];
  const isSaid = classes > 0 && Number.isInteger(imageSize) && imageSize > 0 && width > 0;
  return family && isSaid ? catalogue[family].architecture({ classes, imageSize, width }) : undefined;
}

function parsedList(text: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
