/**
 * The words of the chart of any quantity against any other.
 */
import { grouped } from '../numbers.ts';

export const quantityChartEn = {
  title: 'Any quantity against any other',
  quantity: 'Show',
  across: 'against',
  epoch: 'epoch',
  stage: 'stage',
  student: 'Student',
  against: (quantity: string, across: string) => `${quantity} against ${across}`,
  unmeasured: (label: string) => `${label} (not measured)`,
  empty:
    'Every finished run has its place here: accuracy against size, time or multiply-adds, stage by stage.',
  nothing: (title: string) => `${title}: nothing was measured of both.`,
  note: 'dot: mean over runs; strokes: ± 1 std',
  numberedNote: 'dot: mean over runs, with the number of its stage; strokes: ± 1 std',
  logNote: 'sizes that are far apart stand on a logarithmic axis',
  numbers: 'Numbers behind this chart',
  caption: 'Means ± sample standard deviation (n runs)',
  more: (count: number) => `${grouped(count)} more are in the file.`,
  describe: (title: string, ends: readonly string[]) => `${title}, mean over runs. ${ends.join('; ')}.`,
};

export type QuantityChartText = typeof quantityChartEn;
