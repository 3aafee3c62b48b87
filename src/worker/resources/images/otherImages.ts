/**
 * Images that students see in place of the training images or beside them: of a second folder, or of the dataset's own without labels.
 */
import type { Dataset, ImageSet } from '../../../base/imageSet.ts';
import { type ImagesAlone, imagesAlone } from '../../../data/imagesAlone.ts';
import type { OpenedDataset, Progress } from '../../../data/openDataset.ts';
import { shapesKey, shapesNeeded } from '../../../data/shapes.ts';
import { problem } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';
import type { GivenFolder } from '../../../protocol/protocol.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { matters } from '../../../spec/keys.ts';

/** The experiment with the names of what is open, which those that leave them open take. */
export function namedAfter(experiment: Experiment, { id, unlabelled }: Dataset): Experiment {
  const named = { ...experiment, dataset: id };
  return matters('distilImages', named) ? { ...named, distilImages: unlabelled?.id ?? 'none' } : named;
}

interface OtherImages {
  /** Takes a folder's images; gives their name. What was given before stays if this fails. */
  give(folder: GivenFolder): Promise<string>;
  /**
   * The dataset with the images that students see beside it.
   *
   * @throws ProblemError `dataset-missing` where they are not at hand or not the experiment's; what `ImagesAlone` throws
   */
  withImages(opened: OpenedDataset, experiment: Experiment, progress: Progress): Promise<OpenedDataset>;
}

export function createOtherImages(): OtherImages {
  let given: ImagesAlone | undefined;
  let decoded: { readonly key: string; readonly images: ImageSet } | undefined;

  async function imagesFor(experiment: Experiment, progress: Progress) {
    if (!given) {
      throw problem(
        'dataset-missing',
        'No images to distil on were given, which students of this experiment see.',
        'Give a folder of images to distil on (--distil-dir), or let students see the training images.',
      );
    }
    const { id, count } = given;
    requireSame(id, experiment.distilImages);
    const key = [id, experiment.imageSize, ...shapesKey(shapesNeeded(experiment))].join('-');
    if (decoded?.key !== key) {
      decoded = { key, images: await given.open(experiment, (done) => progress(done, count)) };
    }
    return { id, images: decoded.images };
  }

  return {
    async give(folder) {
      const next = await imagesAlone(folder);
      given = next;
      return next.id;
    },
    async withImages(opened, experiment, progress) {
      const { distilOn, distilImages } = experiment;
      if (distilOn !== 'other') {
        const { unlabelled } = opened.dataset;
        if (unlabelled && matters('distilImages', experiment)) requireSame(unlabelled.id, distilImages);
        return opened;
      }
      const unlabelled = await imagesFor(experiment, progress);
      const dataset: Dataset = { ...opened.dataset, unlabelled };
      return { ...opened, dataset, summary: { ...opened.summary, distilImages: unlabelled.id } };
    },
  };
}

function requireSame(found: string, wanted: string): void {
  if (wanted === 'none' || wanted === found) return;
  throw problem(
    'dataset-missing',
    words`Students of this experiment saw other images without labels (${wanted}) than those that are here (${found}).`,
    'Give the folder that it was made with, or set Images to distil on to none to take those that are here.',
  );
}
