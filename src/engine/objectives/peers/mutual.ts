/**
 * Deep mutual learning: students that are trained side by side learn from each other.
 */
import { add, mul, type Scalar, scalar, tidy } from '@tensorflow/tfjs-core';
import { klDivergence } from '../klDivergence.ts';
import type { Objective, Term } from '../term.ts';

/**
 * 1/(M − 1) Σ_j KL(p_j ‖ p_s) at T = 1, over the M − 1 fellows, whose logits are of before the step and not differentiated; 0 where a
 * student is looked at alone, as in evaluation. Zhang et al. 2018, arXiv 1706.00384, equations 6 and 9.
 */
export const peersTerm: Term = {
  seesPeers: true,
  value({ student, peers, labels }) {
    if (peers.length === 0) return scalar(0);
    return tidy(() => {
      const each = peers.map(({ logits }) =>
        klDivergence.value({ student: student.logits, teacher: logits, labels, temperature: 1 }),
      );
      return mul<Scalar>(
        each.reduce((sum, one) => add<Scalar>(sum, one)),
        1 / peers.length,
      );
    });
  },
};

/** Fellows alone: no teacher is compared with. */
export const mutual: Objective = { terms: () => [{ term: peersTerm, weight: 1 }] };
