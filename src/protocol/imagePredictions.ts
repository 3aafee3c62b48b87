/**
 * What a classifier predicts of labelled images, image by image: the class, its probability, and whether it is right.
 */

export interface ImagePredictions {
  /** K */
  readonly classes: number;
  /** [N], the true classes. */
  readonly labels: Int32Array;
  /** [N], the class with the largest logit, the first of equals. */
  readonly predicted: Int32Array;
  /** [N], softmax probability of the predicted class at T = 1, 1/K … 1. */
  readonly confidence: Float64Array;
  /** [N], softmax probability of the true class at T = 1. */
  readonly ofTruth: Float64Array;
}

/**
 * @param logits [N, K], row by row.
 * @param labels [N]
 */
export function predictionsFrom(logits: Float32Array, labels: Int32Array): ImagePredictions {
  const count = labels.length;
  const classes = count > 0 ? logits.length / count : 0;
  const predicted = new Int32Array(count);
  const confidence = new Float64Array(count);
  const ofTruth = new Float64Array(count);
  for (let n = 0; n < count; n++) {
    const row = logits.subarray(n * classes, (n + 1) * classes);
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if ((row[k] ?? 0) > (row[best] ?? 0)) best = k;
    }
    const largest = row[best] ?? 0;
    let sum = 0;
    for (const z of row) sum += Math.exp(z - largest);
    predicted[n] = best;
    confidence[n] = 1 / sum;
    ofTruth[n] = Math.exp((row[labels[n] ?? 0] ?? Number.NaN) - largest) / sum;
  }
  return { classes, labels, predicted, confidence, ofTruth };
}

export const isRight = ({ predicted, labels }: ImagePredictions, index: number) =>
  predicted[index] === labels[index];

/**
 * Images that `one` classifies rightly and `other` wrongly, those first on which they differ most about the true class.
 * Both are of the same images.
 */
export function onlyRight(one: ImagePredictions, other: ImagePredictions): readonly number[] {
  const found: number[] = [];
  for (let n = 0; n < one.labels.length; n++) {
    if (isRight(one, n) && !isRight(other, n)) found.push(n);
  }
  const apart = (n: number) => (one.ofTruth[n] ?? 0) - (other.ofTruth[n] ?? 0);
  return found.sort((a, b) => apart(b) - apart(a) || a - b);
}
