/**
 * Students that outlive a reload: every one that was trained is kept, and those of a sweep are found again.
 */

import type { Dataset } from '../../base/imageSet.ts';
import type { Opened } from '../../base/opened.ts';
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import type { KeptNetwork, NetworkAbout } from '../../data/store/networks/rows.ts';
import { saidScale } from '../../engine/external/saidScale.ts';
import { cardOfArchitecture } from '../../engine/families/card.ts';
import { build } from '../../engine/families/catalogue.ts';
import { weightsDigest } from '../../engine/weights/weightsDigest.ts';
import type { Quantities } from '../../protocol/quantityNames.ts';
import { parseRunId } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import { hasOwnImages } from '../../spec/recipe/points.ts';
import { stagesIn } from '../../spec/recipe/recipeField.ts';
import { recipeText } from '../../spec/recipe/spelling.ts';
import type { StageSpec } from '../../spec/recipe/stages.ts';
import { openCheckpoint } from '../checkpointFile.ts';
import { studentMetadata } from '../metadata.ts';
import { shownImages } from '../resources/studentModel.ts';
import { freeParameters, writeModelFile } from '../resources/teacherFiles.ts';
import { sizeOf } from './networkSize.ts';
import { reviveStudent, type StoredStudent, type StudentStore } from './students.ts';

/** A network that a stage of a run gave. */
export interface StageNetwork {
  readonly student: StoredStudent;
  /** From 0. */
  readonly stage: number;
  /** The recipe of the run up to it, this stage included. */
  readonly recipe: readonly StageSpec[];
  readonly measures: Quantities;
}

/**
 * @param about the kept network that the stage took, and what decided what it made of it
 * @returns what it is kept under; undefined where there is no room for it
 */
export async function keepNetwork(
  networks: NetworkStore,
  { student, stage, recipe, measures }: StageNetwork,
  { parent, made }: Pick<NetworkAbout, 'parent' | 'made'> = {},
): Promise<string | undefined> {
  const { assignment, experiment, dataset } = student;
  const { madeOf } = student.network;
  const { frozen, own, ownSize, card } = reviveStudent(student);
  if (!own.architecture) return undefined;
  try {
    const metadata = studentMetadata(
      { ...card, takes: own.takes, imageSize: ownSize },
      dataset,
      experiment,
      assignment,
    );
    const bytes = await writeModelFile({ ...frozen, model: own }, metadata);
    const kept = await networks.put(
      {
        label: card.label,
        architecture: own.architecture,
        recipe: recipeText(recipe),
        measurements: { ...measures, parameters: card.parameters, bytes: card.bytes },
        origin: {
          ...{ experiment: linkOf(experiment), dataset: dataset.id, run: assignment.id, stage },
          ...(madeOf === undefined ? {} : { start: madeOf }),
        },
        weights: await weightsDigest(bytes),
        ...(parent === undefined ? {} : { parent }),
        ...(made === undefined ? {} : { made }),
      },
      bytes,
    );
    return kept?.id;
  } finally {
    freeParameters(frozen.parameters);
  }
}

/** What students that are found again are asked beside. */
interface Present {
  readonly dataset: Pick<Dataset, 'id' | 'classes'>;
  readonly teacherTable: Float32Array;
}

export type Recall = (experiment: Experiment, present: Present) => Promise<void>;

/**
 * Puts the kept students of a sweep back in memory, as far as they had the experiment's own images and teacher; those that are
 * damaged, or of another make, stay away.
 */
export function createRecall(networks: Opened<NetworkStore>, studentStore: StudentStore): Recall {
  // One after the other, so that nobody is put back twice.
  let last: Promise<void> = Promise.resolve();
  return (experiment, present) => {
    last = last.then(async () => {
      const store = await networks.now();
      // The lab works without.
      if (store) await recallStudents(store, studentStore, experiment, present).catch(() => undefined);
    });
    return last;
  };
}

async function recallStudents(
  networks: NetworkStore,
  studentStore: StudentStore,
  experiment: Experiment,
  present: Present,
): Promise<void> {
  const link = linkOf(experiment);
  const last = stagesIn(experiment.recipe).length - 1;
  const ofSweep = (await networks.ofExperiment(link)).filter(
    // What another machine computed has other numbers than this one would.
    ({ origin, imported }) =>
      imported === undefined && origin?.dataset === present.dataset.id && origin.stage === last,
  );
  for (const network of ofSweep) {
    const point = parseRunId(network.origin?.run ?? '')?.point;
    if (experiment.vary.length > 0 && !(point && hasOwnImages(experiment, point))) continue;
    if (studentStore.students.some(({ assignment }) => assignment.id === network.origin?.run)) continue;
    const student = await recalled(networks, network, experiment, present).catch(() => undefined);
    if (student) studentStore.put(student);
  }
}

async function recalled(
  networks: NetworkStore,
  { id, origin }: KeptNetwork,
  experiment: Experiment,
  present: Present,
): Promise<StoredStudent | undefined> {
  const name = origin && parseRunId(origin.run);
  const read = await networks.read(id);
  if (!name || !read || 'damage' in read) return undefined;
  const opened = await openCheckpoint(read.bytes);
  const seed = Number(opened?.metadata.seed);
  if (!opened || !Number.isSafeInteger(seed)) return undefined;
  const { checkpoint, metadata } = opened;
  const { architecture, tensors } = checkpoint;
  const images = {
    imageSize: experiment.imageSize,
    ownSize: architecture.imageSize,
    takes: saidScale(metadata) ?? 'imagenet',
  };
  const { parameters = 0, bytes = 0 } = sizeOf(checkpoint);
  const width = metadata.width === undefined ? undefined : Number(metadata.width);
  return {
    assignment: { ...name, seed },
    experiment,
    network: {
      ...shownImages(build(architecture), images),
      card: { ...cardOfArchitecture(architecture, width), parameters, bytes },
    },
    ...present,
    parameters: tensors,
  };
}
