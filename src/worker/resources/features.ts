/**
 * What a backbone that stays as it is makes of a dataset.
 */
import type { Dataset } from '../../base/imageSet.ts';
import { batchesOf } from '../../data/augment/augment.ts';
import type { ExternalModel } from '../../engine/external/externalModel.ts';
import type { TrainingControl } from '../../engine/training/control.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { Interrupted } from '../tasks.ts';
import type { DatasetFeatures } from './frozenBackbone.ts';
import { type LogitsCache, requireFewViews, shownIn, shownWhole } from './logits.ts';

/** Computed once for every view of every image; @throws Interrupted when stopped, ProblemError where the views are too many. */
export type FeaturesOfDataset = (
  backbone: ExternalModel,
  dataset: Dataset,
  experiment: Experiment,
  control: TrainingControl,
) => Promise<DatasetFeatures>;

export const featuresThrough =
  (cache: LogitsCache): FeaturesOfDataset =>
  async (backbone, { train, validation }, experiment, control) => {
    const { augmentation, views } = experiment;
    requireFewViews(batchesOf(train, augmentation, views), backbone.outputs);
    const of = await cache.all(backbone, train, shownIn(experiment), experiment, control);
    const held = of && (await cache.all(backbone, validation, shownWhole, experiment, control));
    if (!held) throw new Interrupted();
    return { train: of.memory.table, validation: held.memory.table };
  };
