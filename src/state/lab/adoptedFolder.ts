/**
 * What an experiment becomes once the folder that a person gave is read.
 */
import { words } from '../../lang/sentence.ts';
import type { DatasetSummary } from '../../protocol/records.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { matters } from '../../spec/keys.ts';
import type { Notice } from '../../spec/readExperiment.ts';
import type { FolderCommand } from './folderReading.ts';

/** With the name of the images without labels that are open, where students see any and the experiment leaves open which. */
export function withOpenImages(experiment: Experiment, { distilImages }: DatasetSummary): Experiment {
  const isOpen = distilImages !== undefined && experiment.distilImages === 'none';
  return isOpen && matters('distilImages', experiment) ? { ...experiment, distilImages } : experiment;
}

/** The experiment on that folder, and what to say where a link was made on another. */
export function withFolder(
  experiment: Experiment,
  dataset: DatasetSummary,
  command: FolderCommand | undefined,
): { readonly experiment: Experiment; readonly notices: readonly Notice[] } {
  const { id, distilImages } = dataset;
  if (command?.toDistilOn) {
    const wanted = experiment.distilOn === 'other' ? experiment.distilImages : 'none';
    const another = distilImages !== undefined && wanted !== 'none' && wanted !== distilImages;
    const seen: Experiment = { ...experiment, distilOn: 'other', distilImages: distilImages ?? 'none' };
    return { experiment: seen, notices: another ? [otherFolder('distilImages', distilImages, wanted)] : [] };
  }
  const wanted = experiment.dataset;
  if (wanted === id) return { experiment: withOpenImages(experiment, dataset), notices: [] };
  // Images of a second folder stay; those of the former one have gone with it.
  const kept = experiment.distilOn === 'other' ? experiment.distilImages : 'none';
  const next = withOpenImages({ ...experiment, dataset: id, distilImages: kept }, dataset);
  return {
    experiment: next,
    notices: wanted.startsWith('folder-') ? [otherFolder('dataset', id, wanted)] : [],
  };
}

const otherFolder = (name: 'dataset' | 'distilImages', given: string, wanted: string): Notice => ({
  name,
  given,
  allowed: words`this experiment was made with another folder, ${wanted}`,
  used: 'the dropped folder, so the results will differ',
});
