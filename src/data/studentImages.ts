/**
 * What students see of the training images, and what a teacher does that learns from the same.
 */
import type { Dataset, ImageSet } from '../base/imageSet.ts';
import { type Random, random } from '../base/random.ts';
import { problem } from '../lang/problem.ts';
import type { Experiment } from '../spec/experiment.ts';
import { chooseImages } from './decodedFolder.ts';
import { stratifiedSplit } from './split.ts';

type Settings = Pick<Experiment, 'distilOn' | 'hiddenLabels' | 'seed'>;
type Images = Pick<Dataset, 'train' | 'classes' | 'unlabelled'>;

/** Of an image without a label. */
const noLabel = -1;

const isPlain = ({ distilOn, hiddenLabels }: Settings) => distilOn === 'training' && hiddenLabels === 0;

const made = new WeakMap<ImageSet, Map<string, ImageSet>>();

/** Sets of one dataset that are held: the same settings give the same object, by which what is known of it is found. */
const mostHeld = 4;

function once(
  train: ImageSet,
  settings: Settings,
  whose: readonly unknown[],
  make: () => ImageSet,
): ImageSet {
  const ofTrain = made.get(train) ?? new Map<string, ImageSet>();
  made.set(train, ofTrain);
  const key = JSON.stringify([...whose, settings.distilOn, settings.hiddenLabels, settings.seed]);
  const images = ofTrain.get(key) ?? make();
  ofTrain.delete(key);
  ofTrain.set(key, images);
  for (const oldest of ofTrain.keys()) {
    if (ofTrain.size <= mostHeld) break;
    ofTrain.delete(oldest);
  }
  return images;
}

/**
 * Labels are below 0 where there are none. The training images themselves where no setting says otherwise.
 *
 * @throws ProblemError `setting-invalid` where images without labels are asked for and there are none
 */
export function studentImages({ train, classes, unlabelled }: Images, settings: Settings): ImageSet {
  if (isPlain(settings)) return train;
  return once(train, settings, ['students', unlabelled?.id], () => {
    const stream = random(settings.seed).fork('data');
    if (settings.distilOn === 'gaussian-noise' || settings.distilOn === 'uniform-noise') {
      return noiseLike(train, settings.distilOn, stream.fork('noise'));
    }
    if (settings.distilOn === 'unlabelled' || settings.distilOn === 'other') {
      return requireUnlabelled(unlabelled);
    }
    const half =
      settings.distilOn === 'held-out'
        ? chooseImages(train, halves(train, classes, stream).validation)
        : train;
    const shown = new Set(
      labelledOf(half, classes.length, settings.hiddenLabels, stream.fork('hidden-labels')),
    );
    const known = { ...half, labels: half.labels.map((label, i) => (shown.has(i) ? label : noLabel)) };
    if (settings.distilOn === 'with-unlabelled') return joined(known, requireUnlabelled(unlabelled));
    return known;
  });
}

/** Those with labels, of the half that students are not shown where that is held out. */
export function teacherTrainingImages({ train, classes }: Images, settings: Settings): ImageSet {
  const { distilOn, hiddenLabels } = settings;
  if (distilOn !== 'held-out' && hiddenLabels === 0) return train;
  return once(train, settings, ['teacher'], () => {
    const stream = random(settings.seed).fork('data');
    if (distilOn === 'held-out') return chooseImages(train, halves(train, classes, stream).train);
    return chooseImages(train, labelledOf(train, classes.length, hiddenLabels, stream.fork('hidden-labels')));
  });
}

function requireUnlabelled(unlabelled: Images['unlabelled']): ImageSet {
  if (unlabelled) return unlabelled.images;
  throw problem(
    'setting-invalid',
    'This dataset has no images without labels.',
    'Put them into a folder named unlabelled beside the class folders, or let students see the training images.',
  );
}

function joined(some: ImageSet, others: ImageSet): ImageSet {
  const pixels = new Uint8Array(some.pixels.length + others.pixels.length);
  pixels.set(some.pixels);
  pixels.set(others.pixels, some.pixels.length);
  const { aspects } = some;
  return {
    ...{ count: some.count + others.count, size: some.size, pixels },
    labels: Int32Array.from([...some.labels, ...others.labels]),
    ...(aspects ? { aspects: Float32Array.from([...aspects, ...(others.aspects ?? [])]) } : {}),
  };
}

const halves = ({ labels }: ImageSet, classes: readonly string[], stream: Random) =>
  stratifiedSplit(labels, classes.length, 0.5, stream.fork('held-out'));

/** Places of images whose labels are shown: of each class all but `hidden` of them, rounded; one at least unless all are hidden. */
function labelledOf(
  { labels }: ImageSet,
  classes: number,
  hidden: number,
  stream: Random,
): readonly number[] {
  if (hidden === 1) return [];
  const members = Array.from({ length: classes }, (): number[] => []);
  labels.forEach((label, place) => {
    members[label]?.push(place);
  });
  return members
    .flatMap((mine, label) => {
      const count = Math.min(mine.length - 1, Math.round(hidden * mine.length));
      const order = stream.fork(label).permutation(mine.length);
      return Array.from(order.subarray(Math.max(0, count)), (i) => mine[i] ?? 0);
    })
    .sort((a, b) => a - b);
}

/** As many images of noise as there are, whose channels have their means and standard deviations before they are cut off at 0 and 255. */
function noiseLike(images: ImageSet, kind: 'gaussian-noise' | 'uniform-noise', stream: Random): ImageSet {
  const { pixels, labels } = images;
  const statistics = [0, 1, 2].map((channel) => statisticsOf(pixels, channel));
  const draw =
    kind === 'gaussian-noise' ? () => stream.normal() : () => Math.sqrt(3) * (2 * stream.uniform() - 1);
  const noise = pixels.map((_, i) => {
    const [mean, deviation] = statistics[i % 3] ?? [0, 0];
    return Math.min(255, Math.max(0, Math.round(mean + deviation * draw())));
  });
  return { ...images, pixels: noise, labels: new Int32Array(labels.length).fill(noLabel) };
}

function statisticsOf(pixels: Uint8Array, channel: number): readonly [mean: number, deviation: number] {
  const count = pixels.length / 3;
  let [sum, squares] = [0, 0];
  for (let i = channel; i < pixels.length; i += 3) {
    const value = pixels[i] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return [mean, Math.sqrt(Math.max(0, squares / count - mean * mean))];
}
