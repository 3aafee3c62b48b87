/**
 * Names of what is measured of a run; what each of them is stands in `quantities.ts`.
 */
export const quantityNames = [
  'loss',
  'hard',
  'soft',
  'accuracy',
  'difference',
  'parameters',
  'bytes',
  'multiplyAdds',
  'milliseconds',
  'sparsity',
  'bits',
] as const;

export type QuantityName = (typeof quantityNames)[number];

/** Those that were measured. */
export type Quantities = Readonly<Partial<Record<QuantityName, number>>>;
