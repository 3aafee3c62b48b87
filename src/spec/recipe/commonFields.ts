/** Settings that several stages have, each of its own. */
import { numberField } from '../fields.ts';
import type { Before } from './declare.ts';

/** A share as a sentence says it: 0.125 → 12.5. */
export const percent = (share: unknown): number => Math.round(1000 * Number(share)) / 10;

export const recalibrate = numberField({
  label: 'Recalibration images',
  help: 'Training images from which batch norm’s statistics are taken anew after the change; 0 leaves them as they were.',
  group: 'recipe',
  default: 512,
  minimum: 0,
  maximum: 50_000,
  integer: true,
  scale: 'power',
});

const endsMasks: readonly string[] = ['qat', 'factorise', 'reinitialise'];

/** Whether masks hold weights at 0 after these stages. */
export function holdsZeros(before: Before): boolean {
  const last = before.findLast(({ kind }) => kind === 'sparsify' || endsMasks.includes(kind));
  return last?.kind === 'sparsify' && last.schedule !== 'densify' && last.keep !== 1;
}

/** Of a number of training images, one at least. */
export const someImages = {
  group: 'recipe',
  default: 256,
  minimum: 1,
  maximum: 50_000,
  integer: true,
  scale: 'log',
} as const;

export const importanceImages = numberField({
  ...someImages,
  label: 'Importance images',
  help: 'Training images whose gradients importance is taken from.',
});
