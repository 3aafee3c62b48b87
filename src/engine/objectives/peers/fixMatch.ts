/**
 * FixMatch: a student learns from what it says itself of a weaker view of the same images.
 */
import { pseudoLabels } from '../logits/pseudoLabel.ts';
import type { Objective, Term } from '../term.ts';

/**
 * `pseudoLabels` with the student's own logits of the batch before it was changed, of before the step and not differentiated, N all
 * images of the batch. Sohn et al. 2020, arXiv 2001.07685, equation 4; where a network is looked at alone, as in evaluation, its one view is both.
 */
const ownViewTerm = (confidence: number): Term => ({
  seesOwnView: true,
  value({ student, peers, labels }) {
    const { logits: teacher } = peers[0] ?? student;
    return pseudoLabels(confidence).value({ student: student.logits, teacher, labels, temperature: 1 });
  },
});

/** No teacher is compared with. */
export const fixMatch: Objective = {
  terms: ({ confidence }) => [{ term: ownViewTerm(confidence), weight: 1 }],
};
