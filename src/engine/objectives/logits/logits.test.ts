/**
 * Losses of logits that published code has, its value and gradients; see also `objectives.test.ts`.
 */
import {
  add,
  mul,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { gradientGaps } from '../../layers/finiteDifferences.ts';
import { starts } from '../../ops/startsForTests.ts';
import { crossEntropy } from '../crossEntropy.ts';
import { type Loss, lossOf, termsOf } from '../goldenCases.ts';
import {
  expectPublished,
  isPublished,
  type LossOfCase,
  type PublishedFile,
  published,
} from '../publishedForTests.ts';
import { learnedTemperature, reversalAt, softened } from './ctkd.ts';

const compared =
  (loss: Loss, temperature = 1, place = 0): LossOfCase =>
  (student, [teacher], { labels }) =>
    loss({
      student: student[place] as Tensor2D,
      teacher: teacher as Tensor2D,
      labels: (labels ?? student[place]) as Tensor2D,
      temperature,
    });
const sum =
  (...parts: readonly (readonly [weight: number, LossOfCase])[]): LossOfCase =>
  (...given) =>
    parts
      .map(([weight, loss]) => mul<Scalar>(loss(...given), weight))
      .reduce((total, part) => add<Scalar>(total, part));

/** α of DeiT weighs the teacher. */
const deit = (alpha: number, loss: Loss, temperature = 1) =>
  sum([1 - alpha, compared(crossEntropy.value)], [alpha, compared(loss, temperature, 1)]);
const ctkd: LossOfCase = ([student], [teacher], { global_T: theta, lambda }) =>
  softened(
    student as Tensor2D,
    teacher as Tensor2D,
    learnedTemperature(theta as Tensor1D, lambda as Tensor1D),
  );
const kl = lossOf('kl');
const ofTwo: LossOfCase = ([student], teachers) => {
  const [term] = termsOf('kl', 2);
  if (!term) throw new Error('KL is a term');
  const signals = (logits: Tensor) => ({ logits: logits as Tensor2D, taps: {} });
  const given = { student: signals(student as Tensor), teachers: teachers.map(signals), peers: [] };
  return mul<Scalar>(term.term.value({ ...given, labels: student as Tensor2D }, {}), 2);
};

const cases: readonly (readonly [PublishedFile, string, LossOfCase, Record<string, readonly number[]>?])[] = [
  ['repdistiller_features', 'kd_T4 (RepDistiller)', compared(kl, 4)],
  ['mdistiller_features', 'dkd_1_8_T4', compared(lossOf('dkd'), 4)],
  ['logit_and_multi_teacher', 'deit_hard_alpha0.5_tau1.0', deit(0.5, lossOf('deit-hard'))],
  ['logit_and_multi_teacher', 'deit_soft_alpha0.1_tau3.0', deit(0.1, lossOf('deit-soft'), 3)],
  ['logit_and_multi_teacher', 'deit_soft_alpha0.5_tau1.0', deit(0.5, lossOf('deit-soft'))],
  ['logit_and_multi_teacher', 'deit_none_alpha0.5_tau1.0', deit(0, lossOf('deit-soft'))],
  ['logit_and_multi_teacher', 'ctkd_global_lambda-0.0245', ctkd, { global_T: [1], lambda: [reversalAt(1)] }],
  ['logit_and_multi_teacher', 'ctkd_global_lambda-0.5000', ctkd, { global_T: [1], lambda: [reversalAt(5)] }],
  ['logit_and_multi_teacher', 'ctkd_global_lambda-1.0000', ctkd, { global_T: [1], lambda: [reversalAt(10)] }],
  ['logit_and_multi_teacher', 'big_vision_kl_t2.0', compared(kl, 2)],
  ['logit_and_multi_teacher', 'big_vision_hard', compared(lossOf('deit-hard'))],
  ['logit_and_multi_teacher', 'big_vision_hard_ls0.1', compared(lossOf('hard-smoothed'))],
  ['logit_and_multi_teacher', 'big_vision_euclidean', compared(lossOf('euclidean'))],
  ['logit_and_multi_teacher', 'big_vision_logsoftmax_euclidean', compared(lossOf('log-euclidean'))],
  // Its teachers are summed: their mean, twice.
  ['logit_and_multi_teacher', 'big_vision_two_teachers_kl_T2', ofTwo],
  ['logit_and_multi_teacher', 'logit_standardised_kd_T2', compared(lossOf('standardised-kl'), 2)],
  ['logit_and_multi_teacher', 'logit_standardised_dkd_T2', compared(lossOf('standardised-dkd'), 2)],
];

describe.each(['cpu', 'wasm'] as const)('losses of logits on %s', (backend) => {
  beforeAll(starts[backend]);

  it.skipIf(!isPublished).each(cases.map(([file, name, loss, given]) => ({ file, name, loss, given })))(
    'equal $file: $name (skipped without kd_reference2)',
    ({ file, name, loss, given }) => {
      expectPublished(file, name, loss, given);
    },
  );

  it('differentiates the KL by its temperature as finite differences do', () => {
    const teacher = tensor2d([1, 0, -2, 0.5, 2, 1], [2, 3]);
    const gaps = gradientGaps(
      (student, temperature) => softened(student as Tensor2D, teacher, temperature as Scalar),
      [{ shape: [2, 3] }, { shape: [], values: [3] }],
    );
    for (const { gap } of gaps) expect(gap).toBeLessThan(1e-2);
  });
});

describe('CTKD', () => {
  it.skipIf(!isPublished)(
    'turns the gradient round as its schedule says (skipped without kd_reference2)',
    () => {
      const { ctkd_schedule: schedule } = published('logit_and_multi_teacher') as unknown as {
        readonly ctkd_schedule: Readonly<Record<string, readonly number[]>>;
      };
      const expected = Object.values(schedule).find(Array.isArray) as readonly number[];
      expected.forEach((lambda, i) => {
        expect(reversalAt(i + 1)).toBeCloseTo(lambda, 12);
      });
      expect(expected).toHaveLength(15);
    },
  );

  it('begins at a temperature of 15.62', () => {
    const [temperature] = learnedTemperature(tensor1d([1]), tensor1d([-1])).dataSync() as Float32Array;
    expect(temperature).toBeCloseTo(15.6212, 4);
  });
});
