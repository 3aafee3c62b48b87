/**
 * Who pays for a step, of what the networks before and after it predict of the same images.
 *
 * Hooker, Courville, Clark, Dauphin & Frome 2019, "What Do Compressed Deep Neural Networks Forget?" (arXiv 1911.05248): a
 * compression-identified exemplar is an image whose modal label, the most frequent prediction of a population of networks, is
 * another among the compressed networks than among the uncompressed ones. Labels that are equally frequent are all modal, and an
 * image is one only where no label is modal in both.
 */
import { type ImagePredictions, isRight } from '../../protocol/imagePredictions.ts';
import type { Interval, SideMeasures, WhoPays } from '../../protocol/whoPays.ts';
import { reliabilityOf } from '../calibration.ts';
import { errorsNeeded } from '../statistics.ts';

type Population = readonly ImagePredictions[];

const everywhere = Number.POSITIVE_INFINITY;
/** The standard normal distribution's 97.5 %. */
const z = 1.959963984540054;

/**
 * All of the same images, in the same order.
 *
 * @param before at least one
 * @param after  at least one
 */
export function whoPays(before: Population, after: Population, teacher?: ImagePredictions): WhoPays {
  const exemplars = exemplarsOf(before, after);
  return {
    before: measuresOf(before, teacher),
    after: measuresOf(after, teacher),
    classes: classCosts(before, after),
    exemplars: exemplars.map(({ image }) => image),
    exemplarsRight: [
      exemplars.filter(({ right }) => right.before).length,
      exemplars.filter(({ right }) => right.after).length,
    ],
  };
}

const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

function measuresOf(networks: Population, teacher: ImagePredictions | undefined): SideMeasures {
  const reliabilities = networks.map((one) => reliabilityOf(one));
  return {
    networks: networks.length,
    accuracy: meanOf(reliabilities.map(({ accuracy }) => accuracy)),
    calibrationError: meanOf(reliabilities.map(({ error }) => error)),
    nll: meanOf(networks.map(nllOf)),
    agreement: teacher && meanOf(networks.map((one) => agreementOf(one, teacher))),
  };
}

/** What is smaller than float64's least normal number is taken for it. */
const nllOf = ({ ofTruth }: ImagePredictions) =>
  meanOf([...ofTruth].map((share) => -Math.log(Math.max(share, 2 ** -1022))));

const agreementOf = ({ predicted }: ImagePredictions, teacher: ImagePredictions) =>
  meanOf([...predicted].map((label, n) => Number(label === teacher.predicted[n])));

function classCosts(before: Population, after: Population): WhoPays['classes'] {
  const { classes = 0, labels = new Int32Array(0) } = before[0] ?? {};
  const corrected = errorsNeeded(0.05 / Math.max(1, new Set(labels).size), everywhere);
  return Array.from({ length: classes }, (_, k) => {
    const images = [...labels.keys()].filter((n) => labels[n] === k);
    if (images.length === 0) return undefined;
    const [early, late] = [before, after].map((networks) => images.map((n) => rightShare(networks, n)));
    const differences = images.map((_image, i) => (late?.[i] ?? 0) - (early?.[i] ?? 0));
    const { mean, error } = pairedChange(differences);
    return {
      images: images.length,
      before: wilson(meanOf(early ?? []), images.length),
      after: wilson(meanOf(late ?? []), images.length),
      change: { mean: meanOf(differences), low: mean - z * error, high: mean + z * error },
      clear: Math.abs(mean) > corrected * error,
    };
  });
}

/** The share of the networks that answer an image rightly. */
const rightShare = (networks: Population, image: number) =>
  meanOf(networks.map((one) => Number(isRight(one, image))));

/** Wilson 1927, of `share` of so many images. */
function wilson(share: number, images: number): Interval {
  const whole = 1 + z ** 2 / images;
  const middle = (share + z ** 2 / (2 * images)) / whole;
  const half = (z / whole) * Math.sqrt((share * (1 - share)) / images + z ** 2 / (4 * images ** 2));
  return { mean: share, low: middle - half, high: middle + half };
}

/**
 * Of a difference of two shares on the same n images, with half an image added to each cell of the table of right and wrong, so that
 * it has an error where no image changed (Agresti & Min 2005): Σd / (n + 2) ± √(Σd² + 1 − (Σd)² / (n + 2)) / (n + 2).
 */
function pairedChange(differences: readonly number[]): { readonly mean: number; readonly error: number } {
  const n = differences.length + 2;
  const sum = differences.reduce((all, one) => all + one, 0);
  const squares = differences.reduce((all, one) => all + one ** 2, 0);
  return { mean: sum / n, error: Math.sqrt(squares + 1 - sum ** 2 / n) / n };
}

/** A label that is as frequent as another is no answer of the population. */
const isOnly = (label: number, modes: readonly number[]) => modes.length === 1 && modes[0] === label;

interface Exemplar {
  readonly image: number;
  readonly right: { readonly before: boolean; readonly after: boolean };
  /** How much of the share of its label before went, 0 … 1. */
  readonly moved: number;
}

function exemplarsOf(before: Population, after: Population): readonly Exemplar[] {
  const { labels = new Int32Array(0) } = before[0] ?? {};
  const found = [...labels].flatMap((truth, image): readonly Exemplar[] => {
    const [early, late] = [votesOf(before, image), votesOf(after, image)];
    const [modalEarly, modalLate] = [modesOf(early), modesOf(late)];
    const [label] = modalEarly;
    if (label === undefined || modalEarly.some((one) => modalLate.includes(one))) return [];
    const shareIn = (votes: Votes, of: Population) => (votes.get(label) ?? 0) / of.length;
    return [
      {
        image,
        right: { before: isOnly(truth, modalEarly), after: isOnly(truth, modalLate) },
        moved: shareIn(early, before) - shareIn(late, after),
      },
    ];
  });
  return found.sort((a, b) => b.moved - a.moved || a.image - b.image);
}

/** Networks by the label that they predict. */
type Votes = ReadonlyMap<number, number>;

function votesOf(networks: Population, image: number): Votes {
  const votes = new Map<number, number>();
  for (const { predicted } of networks) {
    const label = predicted[image] ?? -1;
    votes.set(label, (votes.get(label) ?? 0) + 1);
  }
  return votes;
}

function modesOf(votes: Votes): readonly number[] {
  const most = Math.max(...votes.values());
  return [...votes].flatMap(([label, count]) => (count === most ? [label] : []));
}
