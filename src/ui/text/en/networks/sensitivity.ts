/**
 * The sentences of what each layer alone costs at few bits, in English.
 */
import { grouped } from '../../numbers.ts';

export const sensitivityEn = {
  title: 'Fewer bits, layer by layer',
  help: 'Each layer alone is rounded to few bits, all else stays float32: its cost is the mean relative entropy from the network’s predictions before to those after, in nats.',
  start: 'Scan the layers',
  goOn: 'Go on',
  stop: 'Stop',
  waits: 'Waits for what is trained or made ready.',
  progress: (done: number, all: number) => `Layer ${grouped(Math.min(done + 1, all))} of ${grouped(all)}`,
  of: (done: number, all: number, images: number) =>
    `${grouped(done)} of ${grouped(all)} layers, on ${grouped(images)} validation images`,
  order: 'Sorted by',
  orders: { place: 'place in the network', cost: 'cost at 2 bits' },
  table: 'Cost of each layer by bits',
  layer: 'Layer',
  bits: (bits: number) => `${grouped(bits)} bits`,
  scale: (most: string) => `Logarithmic, from 0.00001 to ${most} nats; the chosen layer is shaded.`,
  given: 'bits under the budget',
  budgetHelp:
    'The budget is yours to choose. The bits that it gives come of a scan of their own on the calibration images, not of the costs here.',
  handOn: 'Share bits out under this budget',
};

export type SensitivityText = typeof sensitivityEn;
