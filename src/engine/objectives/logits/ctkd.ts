/**
 * CTKD: the temperature is learned against the student, which has to get along with the one that teaches it least.
 * Li et al. 2023, arXiv 2211.16231, global form, with the settings of the authors' CIFAR-100 scripts.
 */
import {
  add,
  div,
  exp,
  logSoftmax,
  mul,
  reshape,
  type Scalar,
  sigmoid,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import { named, type ParameterSpec } from '../../layers/parameters.ts';
import { withGradient } from '../../layers/withGradient.ts';
import { divergence } from '../divergence.ts';
import type { Objective, Term } from '../term.ts';

/** T = 1 + 20·σ(θ), θ = 1 at first, so that T begins at 15.62. */
const [leastTemperature, temperatureRange, startingTheta] = [1, 20, 1];

/** Epochs until the gradient of θ is turned round wholly. */
const decayEpochs = 10;

const names = { theta: 'loss.ctkd.theta', reversal: 'loss.ctkd.lambda' } as const;

/** λ = ½(cos(π·e/10) + 1) − 1 ≤ 0 of epoch e, from 1: what the gradient of θ is multiplied by; −1 from the tenth on. */
export const reversalAt = (epoch: number): number =>
  (Math.cos((Math.PI * Math.min(epoch, decayEpochs)) / decayEpochs) + 1) / 2 - 1;

const vector = (name: string, role: ParameterSpec['role'], value: number): ParameterSpec => ({
  ...{ name, kind: 'vector', axes: [1], shape: [1], role, initial: { kind: 'constant', value } },
});

const term: Term = {
  parameters: [
    vector(names.theta, 'trainable', startingTheta),
    vector(names.reversal, 'frozen', reversalAt(1)),
  ],
  scheduled: [{ name: names.reversal, at: reversalAt }],
  value({ student, teachers }, own) {
    return tidy(() => {
      const temperature = learnedTemperature(named(own, names.theta), named(own, names.reversal));
      const terms = teachers.map(({ logits }) => softened(student.logits, logits, temperature));
      const total = terms.reduce((before, one) => add<Scalar>(before, one));
      return mul<Scalar>(total, 1 / teachers.length);
    });
  },
};

export const ctkd: Objective = { terms: () => [{ term, weight: 1 }] };

/** 1 + 20·σ(θ), [1] → a number, whose gradient with respect to θ is multiplied by λ. */
export function learnedTemperature(theta: Tensor1D, lambda: Tensor1D): Scalar {
  return withGradient<Scalar>(
    [theta],
    (save) =>
      tidy(() => {
        const share = sigmoid(theta);
        save([share]);
        return reshape(add(mul(share, temperatureRange), leastTemperature), []) as Scalar;
      }),
    (dy, [share]) => [
      tidy(() => {
        const slope = mul(mul(share as Tensor, sub(1, share as Tensor)), temperatureRange);
        return mul(mul(slope, lambda), dy);
      }),
    ],
  );
}

/**
 * T²/N Σ_n KL(p_t ‖ p_s), T² within what is differentiated. With d = log p_t − log p_s and v = Σ KL,
 * ∂/∂z_s = T(p_s − p_t)/N, ∂/∂T = [2T·v − Σ (p_s − p_t)z_s − Σ p_t(d − KL_n)z_t]/N.
 */
export function softened(student: Tensor2D, teacher: Tensor2D, temperature: Scalar): Scalar {
  const [batch] = student.shape;
  return withGradient<Scalar>(
    [student, temperature],
    (save) =>
      tidy(() => {
        const logStudent = logSoftmax<Tensor2D>(div(student, temperature));
        const logTeacher = logSoftmax<Tensor2D>(div(teacher, temperature));
        const apart = divergence(logTeacher, logStudent);
        save([student, temperature, logStudent, logTeacher, apart]);
        return mul<Scalar>(mul(apart, mul(temperature, temperature)), 1 / batch);
      }),
    (dy, saved) => {
      const [logits, t, logS, logT, apart] = saved as [Tensor2D, Scalar, Tensor2D, Tensor2D, Scalar];
      return tidy(() => {
        const [mine, theirs] = [exp(logS), exp(logT)];
        const error = sub(mine, theirs);
        const d = sub(logT, logS);
        const beyond = mul(theirs, sub(d, sum(mul(theirs, d), 1, true)));
        const ofTemperature = sub(mul(mul(t, 2), apart), sum(add(mul(error, logits), mul(beyond, teacher))));
        return [mul(error, mul(mul(t, dy), 1 / batch)), mul(ofTemperature, mul(dy, 1 / batch))];
      });
    },
  );
}
