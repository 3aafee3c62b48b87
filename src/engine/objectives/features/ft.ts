import { mean, type Scalar, square, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import type { Parameters } from '../../layers/parameters.ts';
import { onFeatures } from '../onFeatures.ts';
import { absoluteError, fixed, flat, normalised, squaredError, stopped } from '../primitives.ts';
import { lastMaps } from '../taps.ts';
import type { Objective } from '../term.ts';
import { adapterConv, adapterConvSpecs } from './adapters.ts';
import { sameSize } from './sameSize.ts';

/**
 * Mean |q_s − q_t| of factors over their lengths. `whole`: a factor is the flattened map, as in the paper and torchdistill's `FTLoss`.
 * `pooled`: it is the mean over channels of F², as RepDistiller's `FactorTransfer` has it, which is attention's.
 */
export type FactorForm = 'whole' | 'pooled';

/**
 * Kim et al. 2018, arXiv 1802.04977, equation 3 with p = 1; the larger map is averaged to the other's size.
 *
 * @param student [B, H, W, C]
 * @param teacher [B, H', W', C'], as many channels where the whole map is compared
 */
export function factorTransfer(student: Tensor4D, teacher: Tensor4D, form: FactorForm = 'whole'): Scalar {
  const [mine, theirs] = sameSize(student, teacher);
  const of = (map: Tensor) => normalised(flat(form === 'whole' ? map : mean(square(map), 3)), 1);
  return absoluteError(
    of(mine),
    fixed([theirs], () => of(theirs)),
  );
}

/** Factors have half as many channels as the teacher's map. */
const share = 0.5;

/**
 * The translator of the student's last map and the paraphraser of the teacher's are 3×3 convolutions. The paraphraser learns to give the
 * teacher's map back (MSE, whatever β is) while the student is trained, where the paper trains it before.
 */
export const ft: Objective = onFeatures('ft', lastMaps, ({ name, form, mine: [mine], theirs: [theirs] }) => {
  const [from, to] = [mine?.channels ?? 1, theirs?.channels ?? 1];
  const factors = Math.max(1, Math.round(share * to));
  const conv = (part: string, inChannels: number, outChannels: number) =>
    adapterConvSpecs(`${name}.${part}`, { kernel: 3, inChannels, outChannels });
  const through = (part: string, own: Parameters, x: Tensor4D) =>
    adapterConv(own, `${name}.${part}`, x, { padding: 1 });
  return {
    parameters: [
      ...conv('translator', from, factors),
      ...conv('paraphraser', to, factors),
      ...conv('decoder', factors, to),
    ],
    value([student], [teacher], own) {
      const factor = through('paraphraser', own, teacher as Tensor4D);
      const translated = through('translator', own, student as Tensor4D);
      return factorTransfer(translated, stopped(factor), form === 'repdistiller' ? 'pooled' : 'whole');
    },
    beside: {
      value(_, [teacher], own) {
        const factor = through('paraphraser', own, teacher as Tensor4D);
        return squaredError(through('decoder', own, factor), teacher as Tensor4D);
      },
    },
  };
});
