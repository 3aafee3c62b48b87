/**
 * AdaRound (Nagel et al. 2020, arXiv 2004.10568): whether a weight goes to the level below or above is learned, so that what the
 * layer gives is off by the least, and not each weight. In place of the level stands, while it is learned,
 *
 *     ⌊w/s⌋ + h(v),   h(v) = clamp(σ(v)·(ζ − γ) + γ, 0, 1),   ζ = 1.1, γ = −0.1          (eq. 22, 23)
 *
 * and the loss is the layer's mean square error, summed over its channels, plus λ·Σ 1 − |2·h(v) − 1|^β, which drives every h to
 * 0 or 1; it counts from a fifth of the steps on, with β falling from 20 to 2 (eq. 24). By Adam, on the host and in float64.
 */
import type { LevelRange } from './observers.ts';

const [zeta, gamma] = [1.1, -0.1];
const lambda = 0.01;
const warmUp = 0.2;
const [betaAtFirst, betaAtLast] = [20, 2];
/** As far as Adam can move a v over all steps: h goes from end to end within a few units. */
const reach = 20;

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
const sigmoid = (v: number) => 1 / (1 + Math.exp(-v));

/** h(v) */
export const rectifiedSigmoid = (v: number) => clamp(sigmoid(v) * (zeta - gamma) + gamma, 0, 1);

/** dh/dv */
export function rectifiedSigmoidSlope(v: number): number {
  const plain = sigmoid(v);
  const stretched = plain * (zeta - gamma) + gamma;
  return stretched > 0 && stretched < 1 ? plain * (1 - plain) * (zeta - gamma) : 0;
}

/** The v with h(v) = share, for a share in [0, 1). */
export const inverseRectifiedSigmoid = (share: number) => -Math.log((zeta - gamma) / (share - gamma) - 1);

/** 1 − |2·h − 1|^β, and its derivative with respect to h. */
export function roundness(h: number, beta: number): { readonly value: number; readonly slope: number } {
  const away = 2 * h - 1;
  return {
    value: 1 - Math.abs(away) ** beta,
    slope: -2 * beta * Math.sign(away) * Math.abs(away) ** (beta - 1),
  };
}

/** β of a step; undefined while the regulariser does not count. */
export function betaOf(step: number, steps: number): number | undefined {
  const from = warmUp * steps;
  if (step < from) return undefined;
  return betaAtLast + (betaAtFirst - betaAtLast) * (1 - (step - from) / (steps - from));
}

export interface RoundedLayer {
  /** Before rounding; element i belongs to channel i mod C. */
  readonly weight: Float32Array;
  /** [C] */
  readonly scales: Float32Array;
  readonly levels: LevelRange;
  readonly steps: number;
  /**
   * Of the layer's mean square error with respect to its weight, at a weight that lies between two levels.
   *
   * @param step from 0
   */
  readonly gradient: (weight: Float32Array, step: number) => Promise<Float32Array>;
}

/** @returns the weight on its levels. */
export async function learnedRounding({
  weight,
  scales,
  levels,
  steps,
  gradient,
}: RoundedLayer): Promise<Float32Array> {
  const scaleOf = (i: number) => scales[i % scales.length] as number;
  const below = Float64Array.from(weight, (value, i) => Math.floor(value / scaleOf(i)));
  const v = Float64Array.from(weight, (value, i) =>
    inverseRectifiedSigmoid(value / scaleOf(i) - (below[i] as number)),
  );
  const at = (level: number, i: number) => clamp(level, levels.least, levels.most) * scaleOf(i);
  const adam = createAdam(v.length, reach / steps);
  for (let step = 0; step < steps; step++) {
    const soft = weight.map((_, i) => at((below[i] as number) + rectifiedSigmoid(v[i] as number), i));
    const slopes = await gradient(soft, step);
    const beta = betaOf(step, steps);
    adam(v, (i) => {
      const [of, slope] = [v[i] as number, rectifiedSigmoidSlope(v[i] as number)];
      const level = (below[i] as number) + rectifiedSigmoid(of);
      const inside = level >= levels.least && level <= levels.most;
      const byWeight = inside ? (slopes[i] as number) * scaleOf(i) : 0;
      const byRoundness = beta === undefined ? 0 : lambda * roundness(rectifiedSigmoid(of), beta).slope;
      return (byWeight + byRoundness) * slope;
    });
  }
  return weight.map((_, i) =>
    at((below[i] as number) + (rectifiedSigmoid(v[i] as number) >= 0.5 ? 1 : 0), i),
  );
}

/** Kingma & Ba 2015 (arXiv 1412.6980, algorithm 1) with its own constants. */
function createAdam(count: number, rate: number) {
  const [first, second] = [new Float64Array(count), new Float64Array(count)];
  let step = 0;
  return (values: Float64Array, slopeOf: (i: number) => number) => {
    step++;
    const [bias, secondBias] = [1 - 0.9 ** step, 1 - 0.999 ** step];
    for (let i = 0; i < count; i++) {
      const slope = slopeOf(i);
      const mean = 0.9 * (first[i] as number) + 0.1 * slope;
      const square = 0.999 * (second[i] as number) + 0.001 * slope * slope;
      [first[i], second[i]] = [mean, square];
      values[i] = (values[i] as number) - (rate * (mean / bias)) / (Math.sqrt(square / secondBias) + 1e-8);
    }
  };
}
