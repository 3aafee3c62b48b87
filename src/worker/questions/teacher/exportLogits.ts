import { batchesOf } from '../../../data/augment/augment.ts';
import { digestsOf, writeLogits } from '../../../engine/external/logits/logitsFile.ts';
import type { BatchSource } from '../../../engine/training/batches.ts';
import { createControl } from '../../../engine/training/control.ts';
import { problem } from '../../../lang/problem.ts';
import { linkOf } from '../../../spec/link.ts';
import { type Answer, requireDataset, requireExperiment, requireMeasured } from '../asked.ts';

/** Images whose digests are made at once. */
const together = 64;

export const exportLogits: Answer<'export-logits'> = async ({ place = 0 }, asked) => {
  const { teacher, card, table } = requireMeasured(asked, place, () =>
    problem('teacher-missing', 'There is no trained teacher yet.', 'Train one, or choose the shipped one.'),
  );
  const { dataset } = requireDataset(asked);
  const experiment = requireExperiment(asked);
  const { resources } = asked;
  const train = await resources.logitsTable(teacher, experiment, createControl());
  const source = resources.trainSource(experiment);
  const { label, parameters, accuracy } = card;
  const { imageSize, augmentation, seed } = experiment;
  return writeLogits(
    {
      ...{ teacher: { label, parameters, accuracy }, classes: dataset.classes, dataset: dataset.id },
      ...{ imageSize, augmentation, seed, views: experiment.views, experiment: linkOf(experiment) },
    },
    { table: train, digests: await digestsOfAll(source) },
    { table, digests: await digestsOfAll(batchesOf(dataset.validation, 'none')) },
    source.count,
  );
};

/** Of every view of every image, view by view. */
async function digestsOfAll(source: BatchSource): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let version = 0; version < source.versions; version++) {
    for (let from = 0; from < source.count; from += together) {
      const count = Math.min(together, source.count - from);
      const indices = Int32Array.from({ length: count }, (_, i) => from + i);
      parts.push(await digestsOf(source.fill(indices, new Uint32Array(count).fill(version)), count));
    }
  }
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
