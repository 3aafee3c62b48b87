/**
 * Losses of features against the values and gradients of published libraries, and against finite differences.
 */
import {
  add,
  mul,
  type Rank,
  reshape,
  reverse,
  type Scalar,
  slice,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  tensor1d,
  tensor2d,
  transpose,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientGaps } from '../../layers/finiteDifferences.ts';
import { withGradient } from '../../layers/withGradient.ts';
import { starts } from '../../ops/startsForTests.ts';
import { squaredError } from '../primitives.ts';
import { expectPublished, isPublished, type LossOfCase, type PublishedFile } from '../publishedForTests.ts';
import { type AttentionForm, attentionTransfer } from './at.ts';
import { attentionDistance } from './attention.ts';
import { confidenceWeights, weighedError } from './caMkd.ts';
import { factorTransfer } from './ft.ts';
import { hierarchicalContext } from './hcl.ts';
import { selectivity } from './nst.ts';
import { enhancedTarget } from './ofa.ts';
import { activationBoundary, marginError, meanBelowZero } from './partial.ts';
import { nearest, spreadApart } from './pixelMap.ts';
import { regressed, regressorSpecs, resizing } from './regressor.ts';
import { review } from './review.ts';
import { patchManifold } from './tokens.ts';
import { variational } from './vid.ts';

type Two = (student: Tensor4D, teacher: Tensor4D) => Scalar;
/** The sum over stages, each with a weight. */
const stages =
  (loss: Two, weight: (stage: number, of: number) => number = () => 1): LossOfCase =>
  (student, teacher) =>
    student
      .map((map, i) => mul<Scalar>(loss(map as Tensor4D, teacher[i] as Tensor4D), weight(i, student.length)))
      .reduce((sum, part) => add<Scalar>(sum, part));

const at = (form: AttentionForm) => stages((s, t) => attentionTransfer(s, t, form));
/** The first channels of the teacher's, as many as the student's. */
const ofFirst = (map: Tensor4D, { shape }: Tensor4D) =>
  slice(map, [0, 0, 0, 0], [...map.shape.slice(0, 3), shape[3]]) as Tensor4D;
const ab =
  (scale: number): Two =>
  (s, t) =>
    activationBoundary(s, ofFirst(t, s), 1, scale / s.shape[0]);
const mapOf = ({ shape: [, height, width, channels] }: Tensor4D) => ({
  name: 'map',
  height,
  width,
  channels,
});

const fitted: LossOfCase = ([student], [teacher], own) => {
  const [s, t] = [student as Tensor4D, teacher as Tensor4D];
  const way = resizing(mapOf(s), mapOf(t));
  if (!way) throw new Error('no regressor');
  const weight = own['r.conv.weight'] as Tensor4D;
  // ConvTranspose2d's weight is [in, out, kh, kw], and turned.
  const turned = way.isEnlarging ? reverseBoth(transpose(weight, [0, 1, 3, 2])) : weight;
  return squaredError(regressed({ ...own, 'r.conv.weight': turned }, 'r', s, way), t);
};

/** Turned by 180°. */
const reverseBoth = (filter: Tensor4D) =>
  withGradient<Tensor4D>(
    [filter],
    () => reverse(filter, [0, 1]),
    (dy) => [reverse(dy, [0, 1])],
  );

/** The pooled vector is a stage of one pixel, the deepest. */
const reviewed: LossOfCase = (student, teacher, own) => {
  const deepestFirst = (all: readonly Tensor[]) =>
    all
      .map((x) => (x.rank === 4 ? x : reshape(x, [x.shape[0] ?? 0, 1, 1, x.shape[1] ?? 0])) as Tensor4D)
      .reverse();
  const named = Object.fromEntries(Object.entries(own).map(([key, value]) => [`loss.review.${key}`, value]));
  return review(named, 'loss.review', deepestFirst(student), deepestFirst(teacher));
};

const vid: LossOfCase = ([student], [teacher], own) => {
  const named = Object.fromEntries(Object.entries(own).map(([key, value]) => [`loss.vid.${key}`, value]));
  return variational(named, 'loss.vid', student as Tensor4D, teacher as Tensor4D);
};
/** Of the first rows of the teachers' logits, as many as there are maps. The published sum is divided by the number of teachers once more. */
const byConfidence: LossOfCase = (student, others, { labels }) => {
  const [maps, logits] = [others.slice(0, 2), others.slice(2)];
  const rows = logits.map((z) => slice(z, [0, 0], [4, 5]) as Tensor2D);
  const weights = confidenceWeights(rows, labels as Tensor2D);
  return student
    .map((map, m) => {
      const own = slice(weights, [0, m], [-1, 1]);
      return mul<Scalar>(weighedError(map as Tensor4D, maps[m] as Tensor4D, own), 1 / 2);
    })
    .reduce((sum, part) => add<Scalar>(sum, part));
};
const logScale = Array<number>(5).fill(Math.log(Math.exp(5 - 1e-5) - 1));

const cases: readonly (readonly [PublishedFile, string, LossOfCase, Record<string, readonly number[]>?])[] = [
  ['repdistiller_features', 'at_same_size', at('code')],
  ['repdistiller_features', 'at_teacher_larger', at('code')],
  ['repdistiller_features', 'nst_same_size', stages(selectivity)],
  ['repdistiller_features', 'ab', stages(ab(3 / 1000))],
  ['repdistiller_features', 'ab_three_stages', stages(ab(3 / 1000), (i, count) => 2 ** (i + 1 - count))],
  ['repdistiller_features', 'vid', vid, { log_scale: logScale }],
  ['repdistiller_features', 'factor_transfer', stages((s, t) => factorTransfer(s, t, 'pooled'))],
  ['mdistiller_features', 'at_sum_of_stages', at('code')],
  ['mdistiller_features', 'nst', stages(selectivity)],
  ['mdistiller_features', 'hcl', stages(hierarchicalContext)],
  ['mdistiller_features', 'reviewkd', reviewed],
  [
    'mdistiller_features',
    'ofd_margin_loss',
    stages((s, t) => marginError(s, t, tensor1d([-0.5, -0.2, -0.8]))),
  ],
  ['mdistiller_features', 'fitnet_regressor_same_size', fitted],
  ['mdistiller_features', 'fitnet_regressor_teacher_larger', fitted],
  ['torchdistill_features', 'at_code', at('code')],
  ['torchdistill_features', 'at_paper', at('paper')],
  ['torchdistill_features', 'ab', stages(ab(1))],
  ['torchdistill_features', 'hcl', stages(hierarchicalContext)],
  ['torchdistill_features', 'ft_l1', stages(factorTransfer)],
  ['logit_and_multi_teacher', 'multi_camkd_features', byConfidence],
  ['kdlib_and_authors_features', 'kdlib_at', at('all-channels')],
  ['kdlib_and_authors_features', 'rkd_author_attention', at('code')],
];

const waves = (shape: readonly number[]) =>
  tensor<Rank.R4>(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(3 * i + i * i)),
    [...shape] as [number, number, number, number],
  );

const differentiated: readonly (readonly [string, Two])[] = [
  ['at', attentionTransfer],
  ['at as in the paper', (s, t) => attentionTransfer(s, t, 'paper')],
  ['at of all channels', (s, t) => attentionTransfer(s, t, 'all-channels')],
  ['nst', selectivity],
  ['hcl', hierarchicalContext],
  ['ab', activationBoundary],
  ['ofd', (s, t) => marginError(s, t, meanBelowZero(t))],
  ['the manifold of patches', patchManifold],
  ['ft', factorTransfer],
  ['ft of pooled squares', (s, t) => factorTransfer(s, t, 'pooled')],
];

describe.each(['cpu', 'wasm'] as const)('losses of features on %s', (backend) => {
  beforeAll(starts[backend]);

  it.skipIf(!isPublished).each(cases.map(([file, name, loss, given]) => ({ file, name, loss, given })))(
    'equal $file: $name (skipped without kd_reference2)',
    ({ file, name, loss, given }) => {
      expectPublished(file, name, loss, given);
    },
  );

  it.each(differentiated)('%s has the gradient that finite differences give', (_, loss) => {
    const teacher = waves([2, 4, 4, 3]);
    const gaps = gradientGaps(
      (student) => loss(student as Tensor4D, teacher),
      [{ shape: [2, 4, 4, 3] }],
      2e-3,
    );
    for (const { gap } of gaps) expect(gap).toBeLessThan(3e-2);
  });

  it.each([
    ['halved', [4, 4, 2], [2, 2, 3]],
    ['doubled', [2, 2, 2], [4, 4, 3]],
    ['less a border', [5, 5, 2], [4, 4, 3]],
  ] as const)(
    'mdistiller’s regressor of maps that are %s has the gradients that finite differences give',
    (_, s, t) => {
      const [mine, theirs] = [
        { name: 's', height: s[0], width: s[1], channels: s[2] },
        { name: 't', height: t[0], width: t[1], channels: t[2] },
      ];
      const way = resizing(mine, theirs);
      if (!way) throw new Error('no way');
      const specs = regressorSpecs('r', mine, theirs, way);
      const target = waves([3, ...t]);
      const gaps = gradientGaps(
        (map, ...own) => {
          const held = Object.fromEntries(specs.map(({ name }, i) => [name, own[i] as Tensor]));
          return squaredError(regressed(held, 'r', map as Tensor4D, way), target);
        },
        [{ shape: [3, ...s] }, ...specs.map(({ shape }) => ({ shape }))],
        2e-3,
      );
      // Of a convolution’s bias before batch norm the gradient is 0 but for rounding.
      for (const { input, gap } of gaps)
        if (specs[input - 1]?.name !== 'r.conv.bias') expect(gap).toBeLessThan(4e-2);
    },
  );

  it.each(['row-kl', 'squared-error'] as const)(
    'compares attention by %s, of other numbers of heads their mean',
    (form) => {
      const rows = [0.5, 0.5, 0.25, 0.75];
      const teacher = tensor([...rows, ...rows.toReversed()], [1, 2, 2, 2]) as Tensor4D;
      // The mean of its heads: rows of 0.625, 0.375 and of 0.375, 0.625.
      const student = tensor([0.5, 0.5, 0.5, 0.5], [1, 1, 2, 2]) as Tensor4D;
      const kl = 0.625 * Math.log(1.25) + 0.375 * Math.log(0.75);
      const expected = form === 'row-kl' ? kl : 0.125 ** 2;
      expect(Number(attentionDistance(student, teacher, form).dataSync()[0])).toBeCloseTo(expected, 6);
      expect(Number(attentionDistance(teacher, teacher, form).dataSync()[0])).toBeCloseTo(0, 6);
      for (const heads of [2, 3]) {
        const values = Array.from({ length: heads * 4 }, (_, i) => 0.3 + 0.05 * (i % 7));
        const loss = (x: Tensor) => attentionDistance(x as Tensor4D, teacher, form);
        for (const { gap } of gradientGaps(loss, [{ shape: [1, heads, 2, 2], values }], 2e-3))
          expect(gap).toBeLessThan(2e-2);
      }
    },
  );

  it('weighs one teacher 1, and teachers of whom nothing is known by their shares', () => {
    const logits = tensor2d([
      [1, 0],
      [3, 1],
    ]);
    const labels = tensor2d([
      [1, 0],
      [0, 1],
    ]);
    expect([...confidenceWeights([logits], labels).dataSync()]).toEqual([1, 1]);
    const shared = confidenceWeights([logits, logits], labels, [0.75, 0.25]).dataSync();
    [0.75, 0.25, 0.75, 0.25].forEach((share, i) => {
      expect(shared[i]).toBeCloseTo(share, 6);
    });
  });

  it('enlarges by repetition, and sets pixels apart', () => {
    const map = tensor([1, 2, 3, 4], [1, 2, 2, 1]) as Tensor4D;
    expect([...nearest(map, 4, 2).dataSync()]).toEqual([1, 2, 1, 2, 3, 4, 3, 4]);
    expect([...spreadApart(map, 2, 0).dataSync()]).toEqual([1, 0, 2, 0, 0, 0, 3, 0, 4]);
    expect(spreadApart(map, 2, 2).shape).toEqual([1, 7, 7, 1]);
  });

  it('takes the mean of what a channel has below 0', () => {
    const map = tensor([1, -2, -3, -4, 5, 6, -1, 0], [1, 2, 2, 2]) as Tensor4D;
    // Channels are 1, −3, 5, −1 and −2, −4, 6, 0; what is not positive counts as below.
    expect([...meanBelowZero(map).dataSync()]).toEqual([-2, -2]);
  });

  it.each([1, 1.5])(
    'OFA’s target at γ %d is (p_t + y)^γ − y, with the gradient that finite differences give',
    (gamma) => {
      const [teacher, labels] = [tensor2d([[1, 0, -1]]), tensor2d([[0, 1, 0]])];
      const loss = (student: Tensor) =>
        enhancedTarget(gamma).value({ ...{ student: student as Tensor2D, teacher, labels }, temperature: 1 });
      const total = Math.E + 1 + 1 / Math.E;
      const taught = [Math.E / total, 1 / total, 1 / Math.E / total];
      // A student that finds all alike: −log p_s is log 3 of each class.
      const expected = taught.reduce(
        (sum, p, k) => sum + (p + (k === 1 ? 1 : 0)) ** gamma - (k === 1 ? 1 : 0),
        0,
      );
      expect(Number(loss(tensor2d([[2, 2, 2]])).dataSync()[0])).toBeCloseTo(expected * Math.log(3), 5);
      for (const { gap } of gradientGaps(loss, [{ shape: [1, 3] }])) expect(gap).toBeLessThan(1e-2);
    },
  );
});
