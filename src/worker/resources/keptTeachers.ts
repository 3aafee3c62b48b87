/**
 * Keeps teachers for later visits: those trained here among the teachers, so that a reload does not train them again, and every
 * one that is a network of ours, trained or opened, among the networks.
 */
import type { Opened } from '../../base/opened.ts';
import type { OpenedDataset } from '../../data/openDataset.ts';
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import type { NetworkAbout } from '../../data/store/networks/rows.ts';
import type { Store } from '../../data/store/store.ts';
import { isExternal, networkOf } from '../../engine/training/teacherLogits.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import { recipeText } from '../../spec/recipe/spelling.ts';
import { teacherMetadata } from '../metadata.ts';
import type { MeasuredTeacher } from './measuredTeacher.ts';
import { writeModelFile } from './teacherFiles.ts';

export interface TeacherKeepers {
  readonly store: Opened<Store>;
  readonly networks: Opened<NetworkStore>;
}

/** The lab works without: what cannot be kept is not, and nothing is said. */
export async function keepTeacher(
  measured: MeasuredTeacher,
  experiment: Experiment,
  { dataset }: OpenedDataset,
  { store, networks }: TeacherKeepers,
): Promise<void> {
  const { teacher, isNew, card } = measured;
  const network = networkOf(teacher);
  // What is shipped or was kept before is there already.
  if (!network || !(isNew || card.source === 'file')) return;
  const { accuracy } = card;
  const bytes = await writeModelFile(network, teacherMetadata(card, dataset, experiment, accuracy));
  // Whose file it came from, a later visit is given again.
  if (isNew && card.source === 'trained' && !isExternal(teacher)) {
    const saved = {
      ...{ id: card.id, label: `${card.label}, ${experiment.teacherEpochs} epochs` },
      ...{ dataset: dataset.id, accuracy, savedAt: new Date().toISOString() },
    };
    await store.whenOpen((open) => open.keepTeacher(saved, bytes)).catch(() => undefined);
  }
  const { architecture } = network.model;
  if (!architecture) return;
  const about = aboutTeacher(measured, architecture, experiment, dataset.id);
  await networks.whenOpen(async (open) => void (await open.put(about, bytes))).catch(() => undefined);
}

/** What is told of it where it is kept. */
function aboutTeacher(
  { card, isNew, file }: MeasuredTeacher,
  architecture: unknown,
  experiment: Experiment,
  dataset: string,
): NetworkAbout {
  const { label, accuracy, parameters, bytes, multiplyAdds } = card;
  const { teacherEpochs: epochs, teacherRate } = experiment;
  // It learns from the labels alone.
  const training = {
    kind: 'distil',
    alpha: 1,
    epochs,
    ...(teacherRate > 0 ? { rate: teacherRate } : {}),
  } as const;
  return {
    ...{ label, architecture },
    recipe: isNew ? recipeText([training]) : '',
    measurements: { accuracy, parameters, bytes, multiplyAdds },
    teacher: {
      ...{ experiment: linkOf(experiment), dataset, source: isNew ? 'trained' : 'file' },
      ...(file === undefined ? {} : { file }),
    },
  };
}
