/**
 * Students that outlive a reload: every one that was trained is kept, and those of a sweep are found again.
 */
import type { NetworkStore } from '../data/networks/networks.ts';
import type { KeptNetwork } from '../data/networks/rows.ts';
import { cardOfArchitecture } from '../engine/models/card.ts';
import { build, catalogue } from '../engine/models/catalogue.ts';
import { onScale } from '../engine/models/onScale.ts';
import { shrunk } from '../engine/models/shrunk.ts';
import { saidScale } from '../engine/oracles/saidScale.ts';
import { toHost } from '../engine/transfer/hostParameters.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors } from '../engine/weights/safetensors.ts';
import { fromStateDict } from '../engine/weights/stateDict.ts';
import { architectureIn } from '../shared/architecture.ts';
import type { Experiment } from '../shared/experiment.ts';
import type { Dataset } from '../shared/imageSet.ts';
import { linkOf } from '../shared/link.ts';
import { stagesIn } from '../shared/recipe/recipeField.ts';
import { recipeText } from '../shared/recipe/spelling.ts';
import type { EpochRecord } from '../shared/records.ts';
import { parseRunId } from '../shared/runs/runId.ts';
import { studentMetadata } from './metadata.ts';
import { reviveStudent, type Shelf, type ShelvedStudent } from './students.ts';
import { freeParameters, writeModelFile } from './teacherFiles.ts';

/** @param last what was measured of it in the end */
export async function keepStudent(
  networks: NetworkStore,
  student: ShelvedStudent,
  last: EpochRecord | undefined,
): Promise<void> {
  const { assignment, experiment, dataset } = student;
  const { frozen, own, ownSize, card } = reviveStudent(student);
  if (!own.architecture) return;
  try {
    const metadata = studentMetadata(
      { ...card, takes: own.takes, imageSize: ownSize },
      dataset,
      experiment,
      assignment,
    );
    const bytes = await writeModelFile({ ...frozen, model: own }, metadata);
    await networks.put(
      {
        label: card.label,
        architecture: own.architecture,
        recipe: recipeText(stagesIn(experiment.recipe)),
        measurements: last
          ? { accuracy: last.validation.accuracy, parameters: card.parameters, bytes: card.bytes }
          : { parameters: card.parameters, bytes: card.bytes },
        origin: { experiment: linkOf(experiment), dataset: dataset.id, run: assignment.id, stage: 0 },
      },
      bytes,
    );
  } finally {
    freeParameters(frozen.parameters);
  }
}

/** What students that are found again are asked beside. */
interface Present {
  readonly dataset: Pick<Dataset, 'id' | 'classes'>;
  readonly teacherTable: Float32Array;
}

/** Puts the kept students of a sweep back on the shelf; those that are damaged, or of another make, stay away. */
export async function recallStudents(
  networks: NetworkStore,
  shelf: Shelf,
  experiment: Experiment,
  present: Present,
): Promise<void> {
  const link = linkOf(experiment);
  const ofSweep = (await networks.list()).filter(
    ({ origin }) => origin?.experiment === link && origin.dataset === present.dataset.id,
  );
  for (const network of ofSweep) {
    if (shelf.students.some(({ assignment }) => assignment.id === network.origin?.run)) continue;
    const student = await recalled(networks, network, experiment, present).catch(() => undefined);
    if (student) shelf.putBack(student);
  }
}

async function recalled(
  networks: NetworkStore,
  { id, origin }: KeptNetwork,
  experiment: Experiment,
  present: Present,
): Promise<ShelvedStudent | undefined> {
  const name = origin && parseRunId(origin.run);
  const read = await networks.read(id);
  if (!name || !read || 'damage' in read) return undefined;
  const { tensors, metadata } = await openSafetensors(bytesInMemory(read.bytes));
  const architecture = architectureIn(metadata);
  const seed = Number(metadata.seed);
  if (!architecture || !Number.isSafeInteger(seed)) return undefined;
  const own = onScale(build(architecture), saidScale(metadata) ?? 'imagenet');
  const width = metadata.width === undefined ? undefined : Number(metadata.width);
  const parameters = await fromStateDict(own.parameters, tensors, catalogue[architecture.family].label);
  try {
    return {
      assignment: { ...name, seed },
      experiment,
      network: {
        model: shrunk(own, experiment.imageSize, architecture.imageSize),
        own,
        ownSize: architecture.imageSize,
        card: cardOfArchitecture(architecture, width),
      },
      ...present,
      parameters: await toHost(parameters),
    };
  } finally {
    freeParameters(parameters);
  }
}
