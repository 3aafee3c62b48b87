/**
 * The head of a student, or of what stages made of one, on features that are computed once: alone in what is trained.
 */

import { studentImages } from '../../data/studentImages.ts';
import { combiningInStep, combiningOf } from '../../engine/ensembles/combining.ts';
import type { Model } from '../../engine/families/model.ts';
import type { HostParameters } from '../../engine/layers/hostParameters.ts';
import type { TaskControl } from '../../engine/training/control.ts';
import type { TeacherLogits } from '../../engine/training/teacherLogits.ts';
import { canTabulate } from '../../engine/transfer/features.ts';
import { changesBatches } from '../../spec/batchChanges.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { type HeadOnFeatures, headOnFeatures } from '../resources/frozenBackbone.ts';
import type { Resources } from '../resources/resources.ts';

export interface StudentHead extends HeadOnFeatures {
  readonly teachers: readonly TeacherLogits[];
}

/**
 * Undefined where the images have more views than can be kept, or are changed in every batch.
 *
 * @param network a function of the dataset's images
 * @param own     the experiment as a stage means it: several teachers are combined as it says. Who they are, `experiment` says: a
 *   stage's learning rate is not theirs
 * @throws Interrupted when stopped
 */
export async function studentHead(
  resources: Resources,
  experiment: Experiment,
  network: { readonly model: Model; readonly tensors: HostParameters },
  own: Experiment,
  control: TaskControl,
): Promise<StudentHead | undefined> {
  if (changesBatches(own)) return undefined;
  if (!canTabulate(resources.trainSource(experiment), network.model)) return undefined;
  const { dataset: whole } = await resources.openDataset(experiment, control);
  const dataset = { ...whole, train: studentImages(whole, experiment) };
  const { teachers, tables } = await teachersFor(resources, experiment, own, control);
  const head = await headOnFeatures(
    { kind: 'network', ...network },
    {
      ...{ dataset, tables },
      // Of one network, images averaged to another size are other images.
      shown: ` at ${experiment.studentImageSize}`,
      featuresOf: (backbone) => resources.features(backbone, dataset, experiment, control),
    },
  );
  return { ...head, teachers };
}

/** The teacher's logits of all training images, and those of the validation images, [N, K]; each one's where a step combines several. */
async function teachersFor(
  resources: Resources,
  experiment: Experiment,
  own: Experiment,
  control: TaskControl,
): Promise<{ readonly teachers: readonly TeacherLogits[]; readonly tables: readonly Float32Array[] }> {
  const { validation: measured } = await resources.measureTeacher(experiment, control);
  const isAsMeasured = JSON.stringify(combiningOf(own)) === JSON.stringify(combiningOf(experiment));
  if (experiment.moreTeachers.length === 0 || isAsMeasured || combiningInStep(own)) {
    const teachers = await resources.completeLogits(experiment, control);
    return { teachers, tables: measured.teacherTables };
  }
  const { teachers, validation } = await resources.combined(own, control);
  validation.dispose();
  return { teachers, tables: validation.teacherTables };
}
