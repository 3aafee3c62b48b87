/**
 * What a weights file says of itself, so that it can be used, and made again, without the lab.
 */

import type { Dataset } from '../base/imageSet.ts';
import type { Model } from '../engine/families/model.ts';
import type { Assignment } from '../protocol/assignments.ts';
import type { ModelCard, TeacherCard } from '../protocol/records.ts';
import type { InputScale } from '../spec/choices.ts';
import type { Experiment } from '../spec/experiment.ts';
import { linkOf } from '../spec/link.ts';
import { architectureText } from '../spec/network/architecture.ts';
import { normalisationOf } from '../spec/normalisation.ts';

type DatasetNames = Pick<Dataset, 'id' | 'classes'>;

function modelMetadata(
  card: ModelCard,
  dataset: DatasetNames,
  experiment: Experiment,
  imageSize: number,
  scale: InputScale = 'imagenet',
): Record<string, string> {
  const { mean, deviation } = normalisationOf(scale);
  return {
    model: card.name,
    ...(card.width === undefined ? {} : { width: String(card.width) }),
    classes: JSON.stringify(dataset.classes),
    image_size: String(imageSize),
    mean: JSON.stringify(mean),
    std: JSON.stringify(deviation),
    dataset: dataset.id,
    experiment: linkOf(experiment),
  };
}

/** @param accuracy on the whole validation set, 0 … 1 */
export function teacherMetadata(
  card: ModelCard & Pick<TeacherCard, 'takes'>,
  dataset: Dataset,
  experiment: Experiment,
  accuracy: number,
): Record<string, string> {
  return {
    ...modelMetadata(card, dataset, experiment, experiment.imageSize, card.takes),
    role: 'teacher',
    accuracy: String(accuracy),
  };
}

export function studentMetadata(
  card: ModelCard & { readonly takes: InputScale | undefined; readonly imageSize: number },
  dataset: DatasetNames,
  experiment: Experiment,
  student: Assignment,
): Record<string, string> {
  return {
    ...modelMetadata(card, dataset, experiment, card.imageSize, card.takes),
    role: 'student',
    ...Object.fromEntries(Object.entries(student.point).map(([path, value]) => [path, String(value)])),
    run: String(student.run),
    seed: String(student.seed),
  };
}

/** What every file of a network says, whatever else it does: what to build to have the network again. */
export const architectureMetadata = ({
  architecture,
}: Pick<Model, 'architecture'>): Record<string, string> =>
  architecture ? { architecture: architectureText(architecture) } : {};
