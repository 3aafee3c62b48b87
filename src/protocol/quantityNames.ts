/**
 * Names of what is measured of a run; what each of them is stands in `quantities.ts`.
 */

/** Measured after every epoch, on training and validation images. */
export const epochQuantityNames = ['loss', 'hard', 'soft', 'accuracy', 'difference'] as const;

/** Measured of the network that a stage gave. */
export const networkQuantityNames = [
  'parameters',
  'bytes',
  'multiplyAdds',
  'milliseconds',
  'sparsity',
  'bits',
  'zippedBytes',
  'huffmanBytes',
  'activationBytes',
  'energy',
] as const;

export type EpochQuantity = (typeof epochQuantityNames)[number];
export type NetworkQuantity = (typeof networkQuantityNames)[number];
export type QuantityName = EpochQuantity | NetworkQuantity;

export const quantityNames: readonly QuantityName[] = [...epochQuantityNames, ...networkQuantityNames];

/** Those that were measured. */
export type Quantities = Readonly<Partial<Record<QuantityName, number>>>;
