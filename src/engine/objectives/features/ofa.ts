import {
  add,
  exp,
  logSoftmax,
  mul,
  neg,
  pow,
  type Scalar,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tidy,
} from '@tensorflow/tfjs-core';
import { problem } from '../../../lang/problem.ts';
import type { FeatureControl } from '../../../spec/choices.ts';
import { globalAveragePool } from '../../layers/globalAveragePool.ts';
import { linear, linearSpecs } from '../../layers/linear.ts';
import { differentiable } from '../closedForm.ts';
import type { LogitLoss } from '../logitLoss.ts';
import { asMap, type FeatureMap, studentWithoutMaps } from '../maps.ts';
import { besideLogits, formOf, ofNext } from '../onFeatures.ts';
import { stopped } from '../primitives.ts';
import { nothingToPair, stages } from '../taps.ts';
import type { Objective, Term } from '../term.ts';

/** γ of the authors' CIFAR-100 runs; their ImageNet runs have 1.5. */
const enhancement = 1;

/** −1/N Σ_n Σ_k ((p_t + y)^γ − y) log p_s at T 1; with γ = 1 the cross entropy with p_t. */
export const enhancedTarget = (gamma: number): LogitLoss => ({
  value({ student, teacher, labels }) {
    const [batch] = student.shape;
    return differentiable(student, (logits) => {
      const taught = exp(logSoftmax(teacher));
      const target = gamma === 1 ? taught : sub(pow(add(taught, labels), gamma), labels);
      const logStudent = logSoftmax<Tensor2D>(logits);
      return {
        value: mul<Scalar>(neg(sum(mul(target, logStudent))), 1 / batch),
        saved: [logStudent, target],
        gradient: ([logS, w]) =>
          mul<Tensor2D>(sub(mul(exp(logS as Tensor), sum(w as Tensor, 1, true)), w as Tensor), 1 / batch),
      };
    });
  },
});

/**
 * The ends of the student's stages, each pooled and brought to logits by a linear layer of its own, against the teacher's logits: nothing
 * inside the teacher is compared, so that it may be of any kind. Hao et al. 2023, arXiv 2310.19444, whose branches have convolutions
 * or a block of attention before they pool; these have not.
 */
export const ofa: Objective = {
  terms(settings, { student, classes }) {
    formOf('ofa', settings.featureForm);
    if (settings.featureControl === 'random-teacher') throw looksAtLogits();
    if (Object.keys(student).length === 0) throw studentWithoutMaps('ofa');
    const found = stages(student, student);
    if (!found || classes === undefined) throw nothingToPair('ofa');
    const term = branches(found.mine, classes, settings.featureControl);
    return besideLogits(settings, [{ term, weight: settings.featureWeight, isFeature: true }]);
  },
};

function branches(maps: readonly FeatureMap[], classes: number, control: FeatureControl): Term {
  const layer = (stage: number) => `loss.ofa.${stage}`;
  const loss = enhancedTarget(enhancement);
  return {
    needs: { student: maps.map(({ name }) => name), teachers: [] },
    parameters: maps.flatMap(({ channels }, i) => linearSpecs(layer(i), channels, classes)),
    value({ student: { taps }, teachers, labels }, own) {
      return tidy(() => {
        const given = maps.map(({ name }) => asMap(taps[name] as Tensor));
        const heard = control === 'adapter-alone' ? given.map(stopped) : given;
        const parts = teachers.flatMap(({ logits }) => {
          const teacher = control === 'shuffled-pairs' ? ofNext(logits) : logits;
          return heard.map((map, i) =>
            loss.value({
              student: linear(own, layer(i), globalAveragePool(map)),
              ...{ teacher, labels, temperature: 1 },
            }),
          );
        });
        const sum = parts.reduce((total, part) => add<Scalar>(total, part));
        return mul<Scalar>(sum, 1 / teachers.length);
      });
    },
  };
}

const looksAtLogits = () =>
  problem(
    'setting-invalid',
    'OFA compares with the teacher’s logits, which are its own whatever the control is.',
    'Choose shuffled pairs or the adapter alone.',
  );
