/**
 * Every similarity that an experiment can name: how a student is compared with its teacher. Their implementations stand under
 * the same names in `engine/objectives/catalogue.ts`.
 */
import type { ObjectiveDeclaration } from '../declare.ts';
import { dist } from './dist.ts';
import { dkd } from './dkd.ts';
import { ab } from './features/ab.ts';
import { at } from './features/at.ts';
import { caMkd } from './features/caMkd.ts';
import { ft } from './features/ft.ts';
import { manifold } from './features/manifold.ts';
import { nst } from './features/nst.ts';
import { ofa } from './features/ofa.ts';
import { ofd } from './features/ofd.ts';
import { review } from './features/review.ts';
import { tokens } from './features/tokens.ts';
import { attention, cls } from './features/transformers.ts';
import { vid } from './features/vid.ts';
import { fitnet } from './fitnet.ts';
import { kl } from './kl.ts';
import { euclidean, logEuclidean, smoothedHard } from './logits/bigVision.ts';
import { ctkd } from './logits/ctkd.ts';
import { deitHard } from './logits/deitHard.ts';
import { deitSoft } from './logits/deitSoft.ts';
import { fixMatch } from './logits/fixMatch.ts';
import { pseudoLabel } from './logits/pseudoLabel.ts';
import { standardisedDkd } from './logits/standardisedDkd.ts';
import { mse } from './mse.ts';
import { mutual } from './mutual.ts';
import { cc } from './relations/cc.ts';
import { crd } from './relations/crd.ts';
import { darkRank } from './relations/darkRank.ts';
import { fsp } from './relations/fsp.ts';
import { pkt } from './relations/pkt.ts';
import { rkd } from './relations/rkd.ts';
import { rkdAngle } from './relations/rkdAngle.ts';
import { rkdDistance } from './relations/rkdDistance.ts';
import { sp } from './relations/sp.ts';
import { selfDistillation } from './selfDistillation.ts';
import { standardisedKl } from './standardisedKl.ts';

export const objectives = {
  kl,
  mse,
  dkd,
  dist,
  'standardised-kl': standardisedKl,
  fitnet,
  'deit-hard': deitHard,
  'deit-soft': deitSoft,
  'standardised-dkd': standardisedDkd,
  'pseudo-labels': pseudoLabel,
  ctkd,
  at,
  nst,
  vid,
  ab,
  ft,
  ofd,
  review,
  tokens,
  manifold,
  ofa,
  sp,
  rkd,
  'rkd-distance': rkdDistance,
  'rkd-angle': rkdAngle,
  'dark-rank': darkRank,
  pkt,
  cc,
  fsp,
  crd,
  mutual,
  'self-distillation': selfDistillation,
  fixmatch: fixMatch,
  attention,
  cls,
  'ca-mkd': caMkd,
  'hard-smoothed': smoothedHard,
  euclidean,
  'log-euclidean': logEuclidean,
} as const satisfies Record<string, ObjectiveDeclaration>;

export type ObjectiveName = keyof typeof objectives;

/** A declaration seen without its own names. */
export const objectiveOf = (name: ObjectiveName): ObjectiveDeclaration => objectives[name];

/** It compares what is inside of student and teacher, so that the teacher is run. */
export const looksInside = (name: ObjectiveName): boolean => {
  const { features, anyTeacher } = objectiveOf(name);
  return features === true && anyTeacher !== true;
};
