/**
 * Trains a teacher whose weights come from a file but for its head: on features that are computed once where everything below
 * the head stays as it is, and on the images where it does not.
 */

import type { Dataset } from '../base/imageSet.ts';
import type { Random } from '../base/random.ts';
import { batchesOf } from '../data/augment/augment.ts';
import type { ExternalModel } from '../engine/external/externalModel.ts';
import type { Model } from '../engine/families/model.ts';
import { headName } from '../engine/families/parts.ts';
import { toDevice, toHost } from '../engine/layers/hostParameters.ts';
import { initialise } from '../engine/layers/initialise.ts';
import type { Parameters } from '../engine/layers/parameters.ts';
import type { BatchSource } from '../engine/training/batches.ts';
import { type HeldOut, holdOut } from '../engine/training/heldOut.ts';
import type { Teacher } from '../engine/training/teacherLogits.ts';
import {
  canTabulate,
  externalBackbone,
  externalWithHead,
  featureSource,
  type Head,
  headModel,
  headSpecs,
} from '../engine/transfer/features.ts';
import { freezing } from '../engine/transfer/freezing.ts';
import type { Experiment } from '../spec/experiment.ts';
import { weightsFingerprint } from './resources/keptLogits.ts';
import { freeParameters, type TeacherStart } from './resources/teacherFiles.ts';

/** The features of all views of a dataset's images: [versions × N, F] of training, [N, F] of validation. */
export interface DatasetFeatures {
  readonly train: Float32Array;
  readonly validation: Float32Array;
}

/** What is trained, on what, from where, and what it makes a teacher of. */
export interface HeadTraining {
  readonly model: Model;
  readonly source: BatchSource;
  /** The caller disposes it. */
  readonly validation: HeldOut;
  readonly initial: (stream: Random) => Parameters;
  /** Takes the trained parameters over. */
  finish(trained: Parameters): Promise<Teacher>;
}

interface Given {
  readonly experiment: Experiment;
  readonly dataset: Dataset;
  readonly source: BatchSource;
  /** Undefined when stopped. */
  readonly featuresOf: (externalModel: ExternalModel) => Promise<DatasetFeatures | undefined>;
}

/** Undefined when stopped while features were computed. */
export async function planHeadTraining(start: TeacherStart, given: Given): Promise<HeadTraining | undefined> {
  const { experiment, source } = given;
  if (start.kind === 'features') {
    const { features } = start;
    return onFeatures(features, headName, given, async (trained) => {
      const head = await headOf(trained, headName);
      freeParameters(trained);
      return externalWithHead(features, head);
    });
  }
  const { model, parameters } = start;
  if (experiment.teacherFreeze === 'head' && canTabulate(source, model)) {
    const externalModel = externalBackbone(
      model,
      parameters,
      await weightsFingerprint({ model, parameters }),
    );
    const name = headNameOf(model);
    return onFeatures(externalModel, name, given, async (trained) => {
      const whole = { ...parameters, ...trained };
      return {
        ...externalWithHead(externalModel, await headOf(trained, name)),
        network: { model, parameters: whole },
        dispose: () => freeParameters(whole),
      };
    });
  }
  return onImages(model, parameters, given);
}

async function headOf(trained: Parameters, name: string): Promise<Head> {
  const host = await toHost(trained);
  const values = (part: string) => host[`${name}.${part}`]?.values ?? new Float32Array();
  return { weight: values('weight'), bias: values('bias') };
}

/** `fc` of `fc.weight`. */
const headNameOf = (model: Model) => headSpecs(model)[0].name.replace(/\.weight$/, '');

async function onFeatures(
  externalModel: ExternalModel,
  name: string,
  { dataset, featuresOf }: Given,
  finish: HeadTraining['finish'],
): Promise<HeadTraining | undefined> {
  const features = await featuresOf(externalModel);
  if (!features) return undefined;
  const classes = dataset.classes.length;
  const model = headModel(name, externalModel.outputs, classes);
  const { train, validation } = dataset;
  return {
    model,
    source: featureSource(features.train, externalModel.outputs, train.labels),
    validation: holdOut(
      featureSource(features.validation, externalModel.outputs, validation.labels),
      classes,
      [],
    ),
    initial: (stream) => initialise(model.parameters, stream),
    finish,
  };
}

async function onImages(
  whole: Model,
  parameters: Parameters,
  { experiment, dataset, source }: Given,
): Promise<HeadTraining> {
  const model = freezing(whole, experiment.teacherFreeze, experiment.backboneRate);
  // Off the device: a training that is stopped must not have touched what the next one starts from.
  const kept = await toHost(parameters);
  return {
    model,
    source,
    validation: holdOut(batchesOf(dataset.validation, 'none'), whole.classes, []),
    initial: (stream) => ({ ...toDevice(kept), ...initialise(headSpecs(whole), stream) }),
    async finish(trained) {
      freeParameters(parameters);
      return { model: whole, parameters: trained };
    },
  };
}
