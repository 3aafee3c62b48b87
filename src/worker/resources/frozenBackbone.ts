/**
 * Training a head alone: of a student, in a stage of a recipe or without one, or a teacher's new one. What lies below it stays as it
 * is, so its features are computed once for all views of all images, and the head is trained on them in place of the images.
 */
import type { Dataset } from '../../base/imageSet.ts';
import type { ExternalModel } from '../../engine/external/externalModel.ts';
import type { Model, Part } from '../../engine/families/model.ts';
import { headName, headPart } from '../../engine/families/parts.ts';
import { toDevice } from '../../engine/layers/hostParameters.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import { type HeldOut, holdOut } from '../../engine/training/heldOut.ts';
import { externalBackbone, featureSource, headModel } from '../../engine/transfer/features.ts';
import { weightsFingerprint } from './keptLogits.ts';
import { freeParameters, type TeacherStart } from './teacherFiles.ts';

/** The features of all views of a dataset's images: [versions × N, F] of training, [N, F] of validation. */
export interface DatasetFeatures {
  readonly train: Float32Array;
  readonly validation: Float32Array;
}

export interface FeaturesGiven {
  readonly dataset: Dataset;
  /** Teachers' logits of the validation images, [N, K] each. */
  readonly tables: readonly Float32Array[];
  /** @throws Interrupted when stopped */
  readonly featuresOf: (backbone: ExternalModel) => Promise<DatasetFeatures>;
  /** How images are shown to a network of ours, where its weights do not say: its features are other features then. */
  readonly shown?: string;
}

export interface HeadOnFeatures {
  /** The head, whose images are features [B, 1, 1, F]. */
  readonly model: Model;
  readonly source: BatchSource;
  /** The caller disposes it. */
  readonly validation: HeldOut;
  /** Of what is below the head. */
  readonly fingerprint: string;
}

/**
 * @param below a network of ours, whose tensors may have a head or not and are on the device only while its features are computed; or
 *   the features of another program's network, which stay the caller's
 * @throws Interrupted when stopped
 */
export async function headOnFeatures(below: TeacherStart, given: FeaturesGiven): Promise<HeadOnFeatures> {
  if (below.kind === 'features') {
    const head = headPart(headName, below.features.outputs, given.dataset.classes.length);
    return headOver(below.features, head, below.features.fingerprint, given);
  }
  const { model: network, tensors } = below;
  const parameters = toDevice(tensors);
  try {
    const weights = await weightsFingerprint({ model: network, parameters });
    const fingerprint = `${weights}${given.shown ?? ''}`;
    const backbone = externalBackbone(network, parameters, fingerprint);
    return await headOver(backbone, headOfNetwork(network), fingerprint, given);
  } finally {
    freeParameters(parameters);
  }
}

function headOfNetwork({ parts }: Model): Part {
  const head = parts.at(-1);
  if (!head) throw new Error('a model ends in a head');
  return head;
}

async function headOver(
  backbone: ExternalModel,
  head: Part,
  fingerprint: string,
  { dataset: { train, validation, classes }, tables, featuresOf }: FeaturesGiven,
): Promise<HeadOnFeatures> {
  const features = await featuresOf(backbone);
  const { outputs } = backbone;
  return {
    fingerprint,
    model: headModel(head, outputs, classes.length),
    source: featureSource(features.train, outputs, train.labels),
    validation: holdOut(
      featureSource(features.validation, outputs, validation.labels),
      classes.length,
      tables,
    ),
  };
}
