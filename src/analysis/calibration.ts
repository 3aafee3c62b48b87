/**
 * Whether a classifier is as often right as it is sure: the reliability diagram and its expected calibration error.
 *
 * Guo, Pleiss, Sun & Weinberger, "On calibration of modern neural networks" (2017), arXiv 1706.04599, section 2: M bins of
 * equal width, B_m the images whose confidence is in ((m − 1)/M, m/M],
 * ECE = Σ_m |B_m|/n · |acc(B_m) − conf(B_m)|.
 */
import { type ImagePredictions, isRight } from '../protocol/imagePredictions.ts';

/** M in that paper's tables. */
export const calibrationBins = 15;

export interface CalibrationBin {
  /** Confidence above `from`, up to and with `to`. */
  readonly from: number;
  readonly to: number;
  /** Images in the bin. */
  readonly n: number;
  /** Share of them that is answered rightly; NaN where there are none. */
  readonly accuracy: number;
  /** Their mean confidence; NaN where there are none. */
  readonly confidence: number;
}

export interface Reliability {
  readonly n: number;
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error, 0 … 1; NaN without images. */
  readonly error: number;
  readonly accuracy: number;
  readonly confidence: number;
}

export function reliabilityOf(predictions: ImagePredictions, bins = calibrationBins): Reliability {
  const { confidence } = predictions;
  const sums = Array.from({ length: bins }, () => ({ n: 0, right: 0, confidence: 0 }));
  confidence.forEach((sure, n) => {
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.ceil(sure * bins) - 1))];
    if (!bin) return;
    bin.n++;
    bin.confidence += sure;
    if (isRight(predictions, n)) bin.right++;
  });
  const n = confidence.length;
  const total = (name: 'right' | 'confidence') => sums.reduce((sum, bin) => sum + bin[name], 0);
  const gaps = sums.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence), 0);
  return {
    n,
    bins: sums.map((bin, m) => ({
      from: m / bins,
      to: (m + 1) / bins,
      n: bin.n,
      accuracy: bin.right / bin.n,
      confidence: bin.confidence / bin.n,
    })),
    error: gaps / n,
    accuracy: total('right') / n,
    confidence: total('confidence') / n,
  };
}
