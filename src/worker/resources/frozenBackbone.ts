/**
 * Training a head alone. What lies below it stays as it is, so its features are computed once for all views of all images, and
 * the head is trained on them in place of the images.
 */
import type { Dataset } from '../../base/imageSet.ts';
import type { ExternalModel } from '../../engine/external/externalModel.ts';
import type { Model } from '../../engine/families/model.ts';
import { type HostParameters, toDevice } from '../../engine/layers/hostParameters.ts';
import type { BatchSource } from '../../engine/training/batches.ts';
import { type HeldOut, holdOut } from '../../engine/training/heldOut.ts';
import { externalBackbone, featureSource, headModel, headSpecs } from '../../engine/transfer/features.ts';
import { weightsFingerprint } from './keptLogits.ts';
import { freeParameters } from './teacherFiles.ts';

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
}

export interface HeadOnFeatures {
  /** The head, whose images are features [B, 1, 1, F]. */
  readonly model: Model;
  readonly source: BatchSource;
  /** The caller disposes it. */
  readonly validation: HeldOut;
}

/** `fc` of `fc.weight`. */
export const headNameOf = (model: Model): string => headSpecs(model)[0].name.replace(/\.weight$/, '');

/** @param name of the head's layer */
export async function headOnFeatures(
  backbone: ExternalModel,
  name: string,
  { dataset: { train, validation, classes }, tables, featuresOf }: FeaturesGiven,
): Promise<HeadOnFeatures> {
  const features = await featuresOf(backbone);
  const { outputs } = backbone;
  return {
    model: headModel(name, outputs, classes.length),
    source: featureSource(features.train, outputs, train.labels),
    validation: holdOut(
      featureSource(features.validation, outputs, validation.labels),
      classes.length,
      tables,
    ),
  };
}

export interface HeadOfNetwork extends HeadOnFeatures {
  /** Of the weights below the head. */
  readonly fingerprint: string;
}

/**
 * The same over a network of ours, whose weights are on the device only while its features are computed.
 *
 * @param tensors all of its weights, the head's or not
 * @param shown   how it is shown its images, where the weights do not say: its features are other features then
 */
export async function headOfNetwork(
  network: Model,
  tensors: HostParameters,
  shown: string,
  given: FeaturesGiven,
): Promise<HeadOfNetwork> {
  const parameters = toDevice(tensors);
  try {
    const fingerprint = `${await weightsFingerprint({ model: network, parameters })}${shown}`;
    const backbone = externalBackbone(network, parameters, fingerprint);
    return { ...(await headOnFeatures(backbone, headNameOf(network), given)), fingerprint };
  } finally {
    freeParameters(parameters);
  }
}
