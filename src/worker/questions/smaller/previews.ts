/**
 * What a network would be after a stage that trains nothing: measured on some of the validation images, between two questions.
 */
import type { ImageSet } from '../../../base/imageSet.ts';
import { random } from '../../../base/random.ts';
import { asValidation, batchesOf } from '../../../data/augment/augment.ts';
import { saidScale } from '../../../engine/external/saidScale.ts';
import { build } from '../../../engine/families/catalogue.ts';
import { toDevice } from '../../../engine/layers/hostParameters.ts';
import { freeRunning, type TrainingControl } from '../../../engine/training/control.ts';
import { tabulateInBatches } from '../../../engine/training/tabulation.ts';
import type { Checkpoint } from '../../../engine/transfer/checkpoint.ts';
import { problem } from '../../../lang/problem.ts';
import { parseRunId } from '../../../protocol/runId.ts';
import type { StagePreview, StagePreviewAsked } from '../../../protocol/stagePreview.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { experimentOf } from '../../../spec/link.ts';
import { applyPoint } from '../../../spec/recipe/points.ts';
import type { StageSpec } from '../../../spec/recipe/stages.ts';
import { shownImages } from '../../resources/studentModel.ts';
import { freeParameters } from '../../resources/teacherFiles.ts';
import { calibrationImages } from '../../stages/calibrationImages.ts';
import { stageCatalogue } from '../../stages/catalogue.ts';
import { type ChangeGiven, type Stage, untriable } from '../../stages/stage.ts';
import { layerBits } from '../../students/layerBits.ts';
import { sizeOf } from '../../students/networkSize.ts';
import { Interrupted } from '../../tasks.ts';
import { type Asked, requireDataset, requireExperiment } from '../asked.ts';
import { aboutNetwork } from '../family/aboutNetwork.ts';
import { openNetwork } from '../openNetwork.ts';

/** Images that are shown together: between two batches a later question is heard. */
const batchSize = 64;

/** @throws ProblemError `setting-invalid` for a stage that trains */
export const previewed = (question: StagePreviewAsked, asked: Asked): Promise<StagePreview | undefined> =>
  givingWay(asked, (control) => preview(question, asked, control));

/** Work on what is tried, that a later try, training, or making ready ends: undefined then. */
export const givingWay = <Found>(asked: Asked, work: Trial<Found>): Promise<Found | undefined> =>
  untilAnother(++asked.tried.asked, asked, work);

/** The same of work in the background, which ends no try itself. */
export const besideTrials = <Found>(asked: Asked, work: Trial<Found>): Promise<Found | undefined> =>
  untilAnother(asked.tried.asked, asked, work);

type Trial<Found> = (control: TrainingControl) => Promise<Found | undefined>;

/** @param own the number of the try that it gives way to later ones than */
async function untilAnother<Found>(
  own: number,
  asked: Asked,
  work: Trial<Found>,
): Promise<Found | undefined> {
  const isOver = () => asked.tried.asked !== own || asked.isAtWork();
  const control: TrainingControl = {
    get stopped() {
      return isOver();
    },
    async checkpoint(at) {
      await freeRunning.checkpoint(at);
      return isOver() ? 'stop' : 'go';
    },
  };
  // Not beside what is being timed.
  return asked.timing.time(async () => {
    if (isOver()) return undefined;
    try {
      return await work(control);
    } catch (thrown) {
      if (thrown instanceof Interrupted) return undefined;
      throw thrown;
    }
  });
}

async function preview(
  { id, stage, images: wanted, recalibrate = Number.POSITIVE_INFINITY }: StagePreviewAsked,
  asked: Asked,
  control: TrainingControl,
): Promise<StagePreview | undefined> {
  const { change } = stageCatalogue[stage.kind] as Stage<StageSpec>;
  if (!change) throw untriable(stage);
  const { dataset } = requireDataset(asked);
  const { checkpoint, shown, once, images, seed } = await opened(id, asked, control);
  const outcome = await change(checkpoint, stage, {
    ...{ once, images, control, stream: random(seed).fork(stage.kind) },
    mostRecalibrated: recalibrate,
  });
  const seen = evenly(dataset.validation, wanted);
  const accuracy = await accuracyOf(
    outcome.checkpoint,
    shown(outcome.checkpoint.architecture),
    seen,
    control,
  );
  if (accuracy === undefined) return undefined;
  const before = await once(`accuracy ${seen.count} of ${dataset.validation.count}`, async () => {
    const own = await accuracyOf(checkpoint, shown(checkpoint.architecture), seen, control);
    // What was broken off must not be remembered.
    if (own === undefined) throw new Interrupted();
    return { ...sizeOf(checkpoint), accuracy: own };
  });
  const { asked: of = {}, reached = {}, recalibrated } = outcome;
  const bits = layerBits(outcome.checkpoint);
  return {
    measures: { ...sizeOf(outcome.checkpoint), accuracy },
    before,
    images: seen.count,
    ...(recalibrated === undefined ? {} : { recalibrated }),
    ...{ asked: of, reached },
    ...(bits ? { layerBits: bits } : {}),
  };
}

/** What stages are tried on: the network, and its calibration images. */
export async function opened(id: string, asked: Asked, control: TrainingControl) {
  const { dataset, summary } = requireDataset(asked);
  const { seed, centreCrop } = await itsExperiment(id, asked);
  const { checkpoint, takes, once } = await asked.tried.open(
    `${id} ${summary.id} ${dataset.train.size}`,
    async () => {
      const { checkpoint, metadata } = await openNetwork(id, asked);
      return { checkpoint, takes: saidScale(metadata) ?? ('imagenet' as const) };
    },
  );
  const { imageSize: ownSize } = checkpoint.architecture;
  const shown = (architecture: Checkpoint['architecture']) =>
    shownImages(build(architecture), { imageSize: dataset.validation.size, ownSize, takes });
  const { givenImages: given } = shown(checkpoint.architecture);
  const source = asValidation(dataset.train, centreCrop);
  const images: ChangeGiven['images'] = (count) =>
    calibrationImages(source, dataset.classes.length, { count, seed, given, control });
  return { checkpoint, shown, once, images, seed };
}

/**
 * Of its point; of a network that nobody says where it is from, the one that was made ready.
 *
 * @throws ProblemError `dataset-missing` where its images are not those that are open
 */
async function itsExperiment(id: string, asked: Asked): Promise<Experiment> {
  const row = await aboutNetwork(id, asked);
  const link = (row?.origin ?? row?.teacher)?.experiment;
  if (link === undefined) return requireExperiment(asked);
  const { experiment } = experimentOf(link);
  const point = parseRunId(row?.origin?.run ?? '')?.point;
  const own = point ? applyPoint(experiment, point) : experiment;
  if (asked.resources.hasImagesOf(own)) return own;
  throw problem(
    'dataset-missing',
    'This student was trained on other images than those that are open.',
    'Choose its dataset again, or run a sweep on this one.',
  );
}

/** So many of the images, evenly spaced; all where there are no more. */
export function evenly(images: ImageSet, wanted: number): ImageSet {
  if (wanted >= images.count) return images;
  const chosen = Array.from({ length: wanted }, (_, i) => Math.floor((i * images.count) / wanted));
  const each = images.size * images.size * 3;
  const pixels = new Uint8Array(wanted * each);
  for (const [place, index] of chosen.entries()) {
    pixels.set(images.pixels.subarray(index * each, (index + 1) * each), place * each);
  }
  return {
    ...{ count: wanted, size: images.size, pixels },
    labels: Int32Array.from(chosen, (index) => images.labels[index] ?? 0),
  };
}

/** Undefined when stopped. */
async function accuracyOf(
  { tensors }: Checkpoint,
  { model }: Pick<ReturnType<typeof shownImages>, 'model'>,
  images: ImageSet,
  control: TrainingControl,
): Promise<number | undefined> {
  const frozen = { model, parameters: toDevice(tensors) };
  try {
    const source = batchesOf(images, 'none');
    const table = await tabulateInBatches(frozen, source, control, { progress: () => undefined, batchSize });
    if (!table) return undefined;
    const classes = table.length / images.count;
    const right = images.labels.reduce((sum, label, i) => {
      const row = table.subarray(i * classes, (i + 1) * classes);
      return sum + Number(row.indexOf(Math.max(...row)) === label);
    }, 0);
    return right / images.count;
  } finally {
    freeParameters(frozen.parameters);
  }
}
