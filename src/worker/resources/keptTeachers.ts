/**
 * Keeps teachers for later visits: those trained here among the teachers, so that a reload does not train them again, and every
 * one that is a network of ours, trained or opened, among the networks.
 */

import type { Opened } from '../../base/opened.ts';
import { sha256 } from '../../base/sha256.ts';
import type { OpenedDataset } from '../../data/openDataset.ts';
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import type { NetworkAbout } from '../../data/store/networks/rows.ts';
import type { Store } from '../../data/store/store.ts';
import { isExternal, networkOf } from '../../engine/training/teacherLogits.ts';
import { weightsDigest } from '../../engine/weights/weightsDigest.ts';
import type { Problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { Event } from '../../protocol/protocol.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import { recipeText } from '../../spec/recipe/spelling.ts';
import { teacherMetadata } from '../metadata.ts';
import type { MeasuredTeacher } from './measuredTeacher.ts';
import { writeModelFile } from './teacherFiles.ts';
import type { ForeignFile } from './teachers.ts';

export interface TeacherKeepers {
  readonly store: Opened<Store>;
  readonly networks: Opened<NetworkStore>;
  readonly post: (event: Event) => void;
}

/** The lab works without: what cannot be kept is not, and nothing is said but of a file that is too large. */
export async function keepTeacher(
  measured: MeasuredTeacher,
  experiment: Experiment,
  { dataset }: OpenedDataset,
  { store, networks, post }: TeacherKeepers,
): Promise<void> {
  const { teacher, isNew, card, foreign } = measured;
  if (foreign) {
    await keepForeign(measured, foreign, { experiment, dataset: dataset.id }, { networks, post });
  }
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
  const weights = await weightsDigest(bytes);
  const about = { ...aboutTeacher(measured, architecture, experiment, dataset.id), weights };
  await networks
    .whenOpen(async (open) => {
      const known = await sameWeights(open, { weights, dataset: dataset.id, bytes: bytes.length });
      const id = known ?? (await open.put(about, bytes))?.id;
      if (id !== undefined && card.source === 'file') await open.teaches(id, linkOf(experiment));
      else if (known !== undefined) await open.touch(known);
    })
    .catch(() => undefined);
}

/** So that one file does not take the place of all that was made here. */
const mostOfRoom = 0.5;

/** The file of a network of other software, as it came; of one that got a new head nothing was measured as it was. */
async function keepForeign(
  { card, file = '', isNew }: MeasuredTeacher,
  foreign: ForeignFile,
  { experiment, dataset }: { readonly experiment: Experiment; readonly dataset: string },
  { networks, post }: Pick<TeacherKeepers, 'networks' | 'post'>,
): Promise<void> {
  const { label, accuracy, parameters, bytes, multiplyAdds } = card;
  const link = linkOf(experiment);
  const sizes = { accuracy, parameters, bytes, ...(multiplyAdds > 0 ? { multiplyAdds } : {}) };
  await networks
    .whenOpen(async (open) => {
      const content = await foreign.bytes();
      if (content.length > mostOfRoom * open.room) {
        post({ type: 'warning', warning: tooLarge(label, content.length, open.room) });
        return;
      }
      const id = await sha256(content);
      const known = await open.find(id);
      const isThere = known && !known.damaged && known.teacher?.dataset === dataset;
      if (!isThere) {
        const about: NetworkAbout = {
          ...{ label: file === '' ? label : `${shortened(file)} (${label})`, architecture: undefined },
          ...{ recipe: '', measurements: isNew ? {} : sizes, foreign: foreign.format },
          teacher: { experiment: link, dataset, source: 'file', file },
        };
        if (!(await open.put(about, content))) return;
      }
      await open.teaches(id, link);
    })
    .catch(() => undefined);
}

const inMegabytes = (bytes: number) => Math.max(1, Math.round(bytes / 1e6));

const tooLarge = (label: string, bytes: number, room: number): Problem => ({
  code: 'storage-failed',
  what: words`This teacher (${label}) is used, but not stored among the networks: its file of ${inMegabytes(bytes)} MB would take more than half of the ${inMegabytes(room)} MB that they have.`,
  fix: 'Keep the file: a later visit needs it again.',
});

/** Without folders. */
const shortened = (file: string) => (file.split('/').at(-1) ?? file).slice(-90);

/** What metadata take in a file, at most, of which earlier releases did not say the digest. */
const mostMetadata = 2 ** 16;

/**
 * The kept network, student or teacher, that has these weights and was measured on these images. A file that is opened again, or
 * a kept network that is used as the teacher, is told of otherwise each time, and is the same network.
 */
async function sameWeights(
  networks: NetworkStore,
  sought: { readonly weights: string; readonly dataset: string; readonly bytes: number },
): Promise<string | undefined> {
  for (const { id, weights, damaged, bytes, origin, teacher } of await networks.list()) {
    if (damaged || (origin ?? teacher)?.dataset !== sought.dataset) continue;
    if (weights === sought.weights) return id;
    if (weights !== undefined || Math.abs(bytes - sought.bytes) > mostMetadata) continue;
    const read = await networks.read(id);
    if (read && 'bytes' in read && (await weightsDigest(read.bytes)) === sought.weights) return id;
  }
  return undefined;
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
    arm: 'distilled',
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
