import { add, div, mul, type Scalar, sum, type Tensor, type Tensor2D } from '@tensorflow/tfjs-core';
import { fixed, flat, smoothError } from '../primitives.ts';
import { angles, distances, squaredDistances } from './distances.ts';

export interface RelationWeights {
  readonly distance: number;
  readonly angle: number;
  /** Compares squared distances, which no published recipe does; not unless given. */
  readonly squared?: boolean;
}

/**
 * w_d · smoothL1(d_s/mean d_s, d_t/mean d_t) + w_a · smoothL1(cos_s, cos_t), d the distances of the batch's rows (the mean is of
 * those that are not of a row to itself), cos the cosines of the angles of every three; both are means over all entries.
 * Park et al. 2019, arXiv 1904.05068, equations 4 to 9. A term of weight 0 is left out.
 *
 * @param student [B, …]
 * @param teacher [B, …]
 */
export function relational(student: Tensor, teacher: Tensor, weights: RelationWeights): Scalar {
  const { distance, angle, squared = false } = weights;
  const compared = (of: (rows: Tensor2D) => Tensor) =>
    smoothError(
      of(flat(student)),
      fixed([teacher], () => of(flat(teacher))),
    );
  const terms = [
    ...(distance === 0
      ? []
      : [
          mul<Scalar>(
            compared((rows) => overMean(rows, squared)),
            distance,
          ),
        ]),
    ...(angle === 0 ? [] : [mul<Scalar>(compared(angles), angle)]),
  ];
  return terms.reduce((total, term) => add<Scalar>(total, term));
}

function overMean(rows: Tensor2D, squared: boolean): Tensor {
  const [batch] = rows.shape;
  const found = squared ? squaredDistances(rows) : distances(rows);
  return div(found, mul(sum(found), 1 / (batch * (batch - 1))));
}
