import { div, mean, reshape, softmax, stack, sub, type Tensor2D } from '@tensorflow/tfjs-core';
import { minNormWeights } from '../ops/minNormWeights/minNormWeights.ts';
import type { EnsembleRule } from './ensembleRule.ts';
import { weighted } from './weighted.ts';

/**
 * One weight a teacher and batch: those under which the gradients of T²·KL to each, by the student's logits and in their mean over the
 * batch, are shortest together, none being above 1/(νM). All are ∝ mean(softmax(z_s/T) − softmax(z_m/T)), and weights don't depend on
 * the factor.
 */
const inGradientSpace = (normalised: boolean): EnsembleRule =>
  weighted(({ logits, temperature, nu, step }) => {
    if (!step) throw new RangeError('Teachers are weighed in gradient space beside a student.');
    const meanOf = (z: Tensor2D) => mean(softmax(div<Tensor2D>(z, temperature)), 0);
    const own = meanOf(step.student);
    const slopes = stack(logits.map((z) => sub(own, meanOf(z)))) as Tensor2D;
    const most = Math.min(1, 1 / (nu * logits.length));
    return reshape(minNormWeights(slopes, { most, normalised }), [1, logits.length]);
  });

export const aekd = inGradientSpace(false);
export const aekdNormalised = inGradientSpace(true);
