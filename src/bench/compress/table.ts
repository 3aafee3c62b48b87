/**
 * The report of `npm run bench -- compress` for a terminal.
 */
import { aligned, significant } from '../columns.ts';
import type { Report } from '../report.ts';
import { machineLines } from '../table.ts';
import { type MeasuredNetwork, type MeasuredTime, runtimeNames } from './measure.ts';

export interface CompressReport extends Pick<Report, 'machine' | 'load' | 'seconds'> {
  readonly rounds: number;
  readonly networks: readonly MeasuredNetwork[];
}

const heads = ['', 'multiply-adds', 'bytes', 'agrees', 'lab ms', '×', 'ORT ms', '×'];

/** Ends in a newline. */
export function compressTable({ networks, rounds, ...about }: CompressReport): string {
  const body = networks.flatMap(({ label, images, variants }) => {
    const rows = variants.map((variant) => [
      `  ${variant.label}`,
      variant.multiplyAdds.toLocaleString('en'),
      variant.bytes.toLocaleString('en'),
      `${(100 * variant.agreement).toFixed(1)} %`,
      ...runtimeNames.flatMap((name) => cells(variant.timings[name])),
    ]);
    return [
      `${label} (agreement on ${images} images)`,
      ...aligned([heads, ...rows]),
      ...slower({ variants }),
      '',
    ];
  });
  return `${[
    ...body,
    `Median of ${rounds} interleaved turns, one image a pass, one thread each; ×: median of the turns' quotients with the network as it was in the same runtime, below 1 is faster.`,
    'bytes: of the ONNX file, as saved. agrees: share of images of the class that the network as it was gives, both in ONNX Runtime; nothing was trained after the cut.',
    'lab: its WebAssembly backend in Node; – where integers are simulated. ORT: onnxruntime-web, WebAssembly.',
    ...machineLines(about),
  ].join('\n')}\n`;
}

const cells = (one: MeasuredTime | undefined) =>
  one ? [significant(one.milliseconds), significant(one.ratio)] : ['–', '–'];

/** Costs that went the wrong way, in sentences. */
export function slower({ variants }: Pick<MeasuredNetwork, 'variants'>): readonly string[] {
  return variants.flatMap(({ label, timings }) =>
    runtimeNames.flatMap((name) => {
      const ratio = timings[name]?.ratio ?? 0;
      const where = name === 'lab' ? 'the lab' : 'ONNX Runtime';
      return ratio > 1.05 ? [`  ${label} is slower in ${where}: ${significant(ratio)}×.`] : [];
    }),
  );
}
