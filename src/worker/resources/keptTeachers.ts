/**
 * Keeps the teacher that was trained, for the next visit.
 */
import type { OpenedDataset } from '../../data/openDataset.ts';
import type { Store } from '../../data/store/store.ts';
import { isExternal } from '../../engine/training/teacherLogits.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { teacherMetadata } from '../metadata.ts';
import type { MeasuredTeacher } from './measuredTeacher.ts';
import { writeModelFile } from './teacherFiles.ts';

/** So that a reload does not train it again. The lab works without. */
export async function keepTrained(
  { teacher, isNew, card }: MeasuredTeacher,
  experiment: Experiment,
  { dataset }: OpenedDataset,
  store: Store,
): Promise<void> {
  // Whose file it came from, a later visit is given again.
  if (!isNew || isExternal(teacher) || card.source !== 'trained') return;
  const { accuracy } = card;
  const bytes = await writeModelFile(teacher, teacherMetadata(card, dataset, experiment, accuracy));
  const saved = {
    ...{ id: card.id, label: `${card.label}, ${experiment.teacherEpochs} epochs` },
    ...{ dataset: dataset.id, accuracy, savedAt: new Date().toISOString() },
  };
  await store.keepTeacher(saved, bytes).catch(() => undefined);
}
