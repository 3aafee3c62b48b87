/**
 * The implementation of every similarity that `spec/objectives/` declares.
 */
import type { SimilarityName } from '../../spec/choices.ts';
import { dist } from './dist.ts';
import { decoupled } from './dkd.ts';
import { at } from './features/at.ts';
import { attention, cls } from './features/attention.ts';
import { caMkd } from './features/caMkd.ts';
import { ab, ofd } from './features/connected.ts';
import { ft } from './features/ft.ts';
import { nst } from './features/nst.ts';
import { ofa } from './features/ofa.ts';
import { reviewed } from './features/review.ts';
import { manifold, tokens } from './features/tokens.ts';
import { vid } from './features/vid.ts';
import { fitnet } from './fitnet.ts';
import { deitSoft, klDivergence } from './klDivergence.ts';
import { euclidean, logEuclidean, smoothedHard } from './logits/bigVision.ts';
import { ctkd } from './logits/ctkd.ts';
import { hardTeacher } from './logits/hardTeacher.ts';
import { pseudoLabel } from './logits/pseudoLabel.ts';
import { standardisedDkd } from './logits/standardisedDkd.ts';
import { meanSquaredError } from './meanSquaredError.ts';
import { onLogits } from './onLogits.ts';
import { fixMatch } from './peers/fixMatch.ts';
import { mutual } from './peers/mutual.ts';
import { selfDistillation } from './peers/selfDistillation.ts';
import { cc, crd, fsp, pkt, ranked, rkd, rkdAngle, rkdDistance, sp } from './relations/objectives.ts';
import { standardisedKl } from './standardisedKl.ts';
import type { Objective } from './term.ts';

export const similarities = {
  kl: onLogits(klDivergence, 'kl'),
  mse: onLogits(meanSquaredError, 'mse'),
  dkd: onLogits(decoupled),
  dist: onLogits(dist),
  'standardised-kl': onLogits(standardisedKl),
  fitnet,
  'deit-hard': onLogits(hardTeacher),
  'deit-soft': onLogits(deitSoft),
  'standardised-dkd': onLogits(standardisedDkd),
  'pseudo-labels': pseudoLabel,
  ctkd,
  ...{ at, nst, vid, ab, ft, ofd, review: reviewed, tokens, manifold, ofa },
  ...{ sp, rkd, 'rkd-distance': rkdDistance, 'rkd-angle': rkdAngle, 'dark-rank': ranked, pkt, cc, fsp, crd },
  mutual,
  'self-distillation': selfDistillation,
  fixmatch: fixMatch,
  ...{ attention, cls, 'ca-mkd': caMkd },
  'hard-smoothed': onLogits(smoothedHard),
  euclidean: onLogits(euclidean),
  'log-euclidean': onLogits(logEuclidean),
} satisfies Record<SimilarityName, Objective>;
