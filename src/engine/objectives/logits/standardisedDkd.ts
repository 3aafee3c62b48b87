import { add, div, mean, mul, sqrt, square, sub, sum, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { withGradient } from '../../layers/withGradient.ts';
import { decoupled } from '../dkd.ts';
import type { LogitLoss } from '../logitLoss.ts';

/** As the paper's code adds to the deviation. */
const floor = 1e-7;

/** DKD of logits that are brought to mean 0 and deviation 1 (n − 1) first. Sun et al. 2024, arXiv 2403.01427. */
export const standardisedDkd: LogitLoss = {
  value: ({ student, teacher, ...others }) =>
    tidy(() =>
      decoupled.value({ ...others, student: standardised(student), teacher: standardised(teacher) }),
    ),
};

/** (z − mean)/(std + 1e-7) of each row. */
function standardised(logits: Tensor2D): Tensor2D {
  const degrees = logits.shape[1] - 1;
  return withGradient<Tensor2D>(
    [logits],
    (save) =>
      tidy(() => {
        const centred = sub(logits, mean(logits, 1, true));
        const deviation = add(sqrt(mul(sum(square(centred), 1, true), 1 / degrees)), floor);
        const standard = div<Tensor2D>(centred, deviation);
        save([standard, deviation]);
        return standard;
      }),
    (dy, [standard, deviation]) => [
      tidy(() => {
        const along = mul(sum(mul(dy, standard as Tensor2D), 1, true), 1 / degrees);
        const across = sub(sub(dy, mean(dy, 1, true)), mul(standard as Tensor2D, along));
        return div(across, deviation as Tensor2D);
      }),
    ],
  );
}
