/**
 * In which form a layer of a network keeps its weight: what stands where a dense weight would, and how the weight that
 * the layer works with is made of it.
 */
import * as v from 'valibot';

const bits = v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(8));
const trainedBits = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** One variant for each file of `engine/layers/forms`. */
export const layerFormSchema = v.variant('kind', [
  /** The weight itself; left out of an architecture. */
  v.object({ kind: v.literal('dense') }),
  /** The weight times a mask of ones and zeros of its shape; with `learnsUnder` what is masked learns too, as if it were not. */
  v.object({ kind: v.literal('masked'), learnsUnder: v.exactOptional(v.literal(true)) }),
  /** A product of two matrices, the inner length being `rank`. */
  v.object({ kind: v.literal('lowRank'), rank: count }),
  /**
   * Weight and input on grids of whole numbers; batch norm is folded into weight and bias. Bits of a value of the weight,
   * and of a value of the input.
   */
  v.object({ kind: v.literal('fakeQuantised'), bits, activationBits: bits }),
  /**
   * Weight, input or both quantised by a method that trains with the network; batch norm stays. Methods with one or two bits of their
   * own (bwn, xnor, lab; twn, ttq) do not read `bits`.
   */
  v.object({
    kind: v.literal('quantised'),
    weights: v.exactOptional(
      v.object({
        method: v.picklist(['lsq', 'dorefa', 'plain', 'bwn', 'xnor', 'twn', 'ttq', 'apot', 'pot', 'lab']),
        bits: trainedBits,
        per: v.picklist(['tensor', 'channel']),
        /** While it learns; to the nearest level unless given. */
        rounding: v.exactOptional(v.literal('stochastic')),
      }),
    ),
    activations: v.exactOptional(
      v.object({
        method: v.picklist(['lsq', 'dorefa', 'pact', 'plain', 'apot', 'sign']),
        bits: trainedBits,
        /** Whether the grid goes as far below 0 as above. */
        signed: v.boolean(),
      }),
    ),
  }),
  /** Every weight is one of `entries` shared values. */
  v.object({
    kind: v.literal('codebook'),
    entries: v.pipe(count, v.maxValue(65_536)),
    /** The layer before it whose shared values it has; its own unless given. */
    from: v.exactOptional(v.pipe(v.string(), v.nonEmpty())),
    /** How many weights have its shared values; its own unless given. */
    weights: v.exactOptional(count),
    /** The first shared value is 0 and stays so. */
    zero: v.exactOptional(v.literal(true)),
  }),
  /** Which of `entries` shared values a weight is, and with which sign, a hash by the seed says. */
  v.object({
    kind: v.literal('hashed'),
    entries: count,
    seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)),
  }),
  /** Its weight is that of a layer before it, of the same shape. */
  v.object({ kind: v.literal('sharedWith'), layer: v.pipe(v.string(), v.nonEmpty()) }),
]);

export type LayerForm = Readonly<v.InferOutput<typeof layerFormSchema>>;
export type LayerFormKind = LayerForm['kind'];
export type LayerFormOf<Kind extends LayerFormKind> = Extract<LayerForm, { readonly kind: Kind }>;

/** A layer by the name that its parameters begin with: `layer1.0.conv1`. */
export type LayerName = string;
export type LayerForms = Readonly<Record<LayerName, LayerForm>>;
