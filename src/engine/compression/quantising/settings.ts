import type {
  CorrectionName,
  EndsName,
  EqualisationName,
  InputGridName,
  ObserverName,
  RoundingName,
  ScopeName,
  WeightRangeName,
} from '../../../spec/recipe/quantise.ts';

export interface QuantiseSettings {
  /** Of a weight, 2 to 8; under a budget the most that a layer gets. */
  readonly bits: number;
  /** Of a value of a layer's input, 2 to 8. */
  readonly activations: number;
  /** Bits of the first and the last layer, weights and inputs: there little is gained by few, and much lost. */
  readonly ends: EndsName;
  /** What says between which values inputs lie; `minmax` unless given. */
  readonly observer?: ObserverName;
  /** Up to where a weight's grid reaches; `minmax` unless given. */
  readonly range?: WeightRangeName;
  /** Of magnitudes that are not clipped, 0 to 100, where observer or range is a percentile. */
  readonly percentile?: number;
  /** What has a scale of its own in a weight; a `channel` unless given. */
  readonly per?: ScopeName;
  /** `affine` unless given. */
  readonly inputs?: InputGridName;
  /** `nearest` unless given. */
  readonly rounding?: RoundingName;
  /** Steps of each layer's learned rounding. */
  readonly steps?: number;
  /** `none` unless given. */
  readonly correct?: CorrectionName;
  /** `none` unless given. */
  readonly equalise?: EqualisationName;
  /** Bytes as a share of what the network takes in float32; 1, no budget, unless given. */
  readonly budget?: number;
}

export type CompleteSettings = Required<QuantiseSettings>;

export const completed = (settings: QuantiseSettings): CompleteSettings => ({
  ...{ observer: 'minmax', range: 'minmax', percentile: 99.99, per: 'channel', inputs: 'affine' },
  ...{ rounding: 'nearest', steps: 500, correct: 'none', equalise: 'none', budget: 1 },
  ...settings,
});
