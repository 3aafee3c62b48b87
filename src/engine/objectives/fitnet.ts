import {
  add,
  mean,
  mul,
  type Scalar,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { problem } from '../../lang/problem.ts';
import { words } from '../../lang/sentence.ts';
import type { FeatureControl } from '../../spec/choices.ts';
import { conv2d, convSpecs } from '../layers/conv2d.ts';
import { named, type ParameterSpec } from '../layers/parameters.ts';
import { withGradient } from '../layers/withGradient.ts';
import { channelSums } from '../ops/channelSums/channelSums.ts';
import { regressed, regressorSpecs, resizing } from './features/regressor.ts';
import {
  asMap,
  averagedTo,
  type FeatureMap,
  middleMap,
  studentWithoutMaps,
  teacherWithoutMaps,
} from './maps.ts';
import { besideLogits, type FeatureLoss, featureTerm, formOf, shareOf } from './onFeatures.ts';
import { squaredError } from './primitives.ts';
import type { Networks, Objective, Term } from './term.ts';

/**
 * FitNets' two losses at once: T²·KL of the logits, and β·MSE(r(F_s), F_t) of one map in the middle of each network, r being a
 * 1×1 convolution that is trained with the student. Where the maps have two sizes, the larger is averaged to the smaller one's.
 * Romero et al. 2015, arXiv 1412.6550, equations 2 and 3; the mean and β are RepDistiller's (`HintLoss`).
 */
export const fitnet: Objective = {
  terms(settings, networks, shares) {
    const { teachers } = networks;
    if (teachers.length === 0) throw teacherWithoutMaps('fitnet');
    const form = formOf('fitnet', settings.featureForm);
    const hints = teachers.map((_, place) => ({
      term: hint(networks, place, { form, control: settings.featureControl }),
      weight: settings.hintWeight * shareOf(place, networks, shares),
      isFeature: true as const,
    }));
    return besideLogits(settings, hints);
  },
};

/**
 * MSE(r(F_s), F_t) over all numbers of the maps. Of `mdistiller`, r also brings the student's map to the teacher's size, and ends in
 * batch norm and ReLU.
 *
 * @param place of the teacher
 * @throws ProblemError `teacher-mismatch` where no teacher runs beside the student, `student-start` where the student has no map,
 *   `setting-invalid` where no convolution of that form makes the one size of the other
 */
export function hint(
  { student, teachers }: Networks,
  place: number,
  { form = 'repdistiller', control = 'none' }: Partial<HintSettings> = {},
): Term {
  // First: where the student is a head on cached features, of the teacher there are logits alone as well.
  const mine = middleMap(student);
  if (!mine) throw studentWithoutMaps('fitnet');
  const theirs = teachers[place] && middleMap(teachers[place]);
  if (!theirs) throw teacherWithoutMaps('fitnet');
  const name = `loss.hint${place}`;
  const loss = form === 'mdistiller' ? resizingHint(name, mine, theirs) : pooledHint(name, mine, theirs);
  return featureTerm(loss, { mine: [mine], theirs: [theirs] }, { place, of: teachers.length }, control);
}

interface HintSettings {
  readonly form: string;
  readonly control: FeatureControl;
}

function pooledHint(name: string, mine: FeatureMap, theirs: FeatureMap): FeatureLoss {
  const [height, width] = [Math.min(mine.height, theirs.height), Math.min(mine.width, theirs.width)];
  return {
    parameters: pointwiseSpecs(name, mine, theirs),
    value([given], [wanted], own) {
      const target = averagedTo(asMap(wanted as Tensor), height, width);
      const map = averagedTo(asMap(given as Tensor), height, width);
      const guessed = conv2d(own, name, map, { stride: 1, padding: 0 });
      return biasedError(guessed, named<Tensor1D>(own, `${name}.bias`), target);
    },
  };
}

function resizingHint(name: string, mine: FeatureMap, theirs: FeatureMap): FeatureLoss {
  const way = resizing(mine, theirs);
  if (!way) throw unlikeSizes(mine, theirs);
  return {
    parameters: regressorSpecs(name, mine, theirs, way),
    value: ([given], [wanted], own) =>
      squaredError(regressed(own, name, asMap(given as Tensor), way), asMap(wanted as Tensor)),
  };
}

const unlikeSizes = (mine: FeatureMap, theirs: FeatureMap) =>
  problem(
    'setting-invalid',
    words`mdistiller’s regressor makes no map of ${theirs.height} × ${theirs.width} pixels of one of ${mine.height} × ${mine.width}.`,
    'Choose the definition of RepDistiller, which averages the larger map.',
  );

/** `torch.nn.Conv2d(mine, theirs, 1)`, weight and bias uniform in ±1/√(channels of the student). */
function pointwiseSpecs(name: string, mine: FeatureMap, theirs: FeatureMap): readonly ParameterSpec[] {
  const shape = { kernel: 1, inChannels: mine.channels, outChannels: theirs.channels, stride: 1 };
  const initial = { kind: 'uniform', bound: 1 / Math.sqrt(mine.channels) } as const;
  const bias = { axes: [theirs.channels], shape: [theirs.channels] };
  return [
    ...convSpecs(name, shape).map((spec) => ({ ...spec, initial })),
    { name: `${name}.bias`, kind: 'vector', ...bias, role: 'trainable', initial },
  ];
}

/** mean((x + bias − target)²), with the gradients of x [B, H, W, C] and of the bias [C]. */
function biasedError(x: Tensor4D, bias: Tensor1D, target: Tensor4D): Scalar {
  return withGradient<Scalar>(
    [x, bias],
    (save) =>
      tidy(() => {
        const error = add<Tensor4D>(sub(x, target), bias);
        save([error]);
        return mean<Scalar>(square(error));
      }),
    (dy, [error]) =>
      tidy(() => {
        const slope = mul<Tensor4D>(error as Tensor4D, mul(dy, 2 / x.size));
        return [slope, channelSums(slope)];
      }),
  );
}
