/**
 * The dataset that is open, and the folders of images that this visit was given.
 */
import type { Opened } from '../../base/opened.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import { folderKey, splitFolder } from '../../data/decodedFolder.ts';
import { folderDataset, insectsDataset, type OpenedDataset, type Progress } from '../../data/openDataset.ts';
import type { Store } from '../../data/store/store.ts';
import { studentImages } from '../../data/studentImages.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import { asProblem, problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { Event, GivenFolder } from '../../protocol/protocol.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { keyOf } from '../../spec/keys.ts';
import { createOtherImages } from './images/otherImages.ts';
import type { Resource } from './memo.ts';
import { cancellable } from './progress.ts';

export interface DatasetStore {
  /**
   * The dataset that `experiment` names.
   *
   * @throws ProblemError `dataset-missing` when it is a folder that this visit has not been given and the browser
   *   has not kept; `kept-damaged` when what it kept is damaged.
   */
  open(experiment: Experiment, progress: Progress): Promise<OpenedDataset>;
  /** Reads a folder; it becomes, unless it is there to distil on, the one that its fingerprint names. What was there before stays if this fails. */
  load(folder: GivenFolder, experiment: Experiment, progress: Progress): Promise<OpenedDataset>;
}

/** What decides the images; the same key means the same pixels and labels. */
export function datasetKey(experiment: Experiment): string {
  return keyOf(experiment, ['images']);
}

export function createDatasetStore(store: Opened<Store>): DatasetStore {
  let current: { readonly key: string; readonly opened: OpenedDataset } | undefined;
  const others = createOtherImages();
  let given: { readonly id: string; readonly folder: GivenFolder } | undefined;

  async function read(folder: GivenFolder, experiment: Experiment, progress: Progress) {
    const opened = await folderDataset(folder, experiment, progress);
    const named: Experiment = { ...experiment, dataset: opened.dataset.id };
    given = { id: opened.dataset.id, folder };
    const key = datasetKey(named);
    // The same images are held once.
    if (current?.key !== key) current = { key, opened };
    // Keeping it is a convenience for the next visit; the lab works without.
    await (await store.now())?.keepDataset(opened, named).catch(() => undefined);
    return opened;
  }

  async function opened(experiment: Experiment, progress: Progress): Promise<OpenedDataset> {
    const key = datasetKey(experiment);
    if (current?.key === key) return current.opened;
    if (experiment.dataset === 'insects') {
      const opened = await insectsDataset(experiment, progress);
      current = { key, opened };
      return opened;
    }
    const folder = current?.opened.folder;
    if (folder?.key === folderKey(experiment.dataset, experiment)) {
      const opened = { ...splitFolder(folder, experiment), folder };
      current = { key, opened };
      return opened;
    }
    if (given?.id === experiment.dataset) return read(given.folder, experiment, progress);
    const kept = await (await store.now())?.dataset(experiment).catch((thrown) => {
      if (asProblem(thrown).code === 'kept-damaged') throw thrown;
      return undefined;
    });
    if (kept) {
      current = { key, opened: kept };
      return kept;
    }
    throw problem(
      'dataset-missing',
      words`This experiment was made on a folder of images (fingerprint ${experiment.dataset.replace('folder-', '')}) that this browser does not have.`,
      'Drop that folder on the page, or choose the built-in insects.',
    );
  }

  const open: DatasetStore['open'] = async (experiment, progress) =>
    others.withImages(await opened(experiment, progress), experiment, progress);
  return {
    open,
    async load(folder, experiment, progress) {
      if (!folder.toDistilOn) {
        const opened = await read(folder, experiment, progress);
        const isAnother = opened.dataset.id !== experiment.dataset && experiment.distilOn !== 'other';
        const asked: Experiment = isAnother ? { ...experiment, distilImages: 'none' } : experiment;
        return others.withImages(opened, asked, progress);
      }
      const distilImages = await others.give(folder);
      return open({ ...experiment, distilOn: 'other', distilImages }, progress);
    },
  };
}

export function datasetResource(
  datasets: DatasetStore,
  post: (event: Event) => void,
): Resource<OpenedDataset> {
  return {
    name: 'dataset',
    reads: ['images'],
    needs: {},
    async open(experiment, _, control) {
      const opened = await datasets.open(experiment, cancellable(post, 'dataset', control));
      post({ type: 'dataset', dataset: opened.summary });
      return opened;
    },
  };
}

/** What students see of its training images, as an experiment shows it. */
export const trainSourceOf = ({ dataset }: OpenedDataset, experiment: Experiment): BatchSource =>
  batchesOf(studentImages(dataset, experiment), experiment.augmentation, experiment.views);
