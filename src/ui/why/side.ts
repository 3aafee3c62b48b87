import type { ImagePredictions } from '../../protocol/imagePredictions.ts';
import type { Who } from '../text/en/why.ts';

/** One of the models that are set beside each other. */
export interface Side {
  readonly who: Who;
  /** Its colour. */
  readonly kind: 'teacher' | 'student';
  readonly predictions: ImagePredictions;
}
