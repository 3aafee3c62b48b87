/**
 * The report for people: one table, and below it what it was measured on.
 */
import type { PeerReport, Report, WorkloadReport } from './report.ts';

const heads = [
  'ms per step',
  'least – most',
  'images/s',
  'speed',
  'apart',
  'kernels',
  'peak MB',
  'tensors',
  'MB',
  'left',
];

/** Three significant digits, whole from 100 up. */
export function significant(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

const megabytes = (bytes: number) => significant(bytes / 1e6);
/** A figure at the start and at the end, once where they are equal. */
const fromTo = (from: string, to: string) => (from === to ? from : `${from} → ${to}`);

function cells(report: PeerReport): readonly string[] {
  if (report.state === 'failed') return ['failed'];
  const { milliseconds, heldFirst, heldLast } = report;
  return [
    significant(milliseconds.median),
    `${significant(milliseconds.least)} – ${significant(milliseconds.most)}`,
    significant(report.imagesPerSecond),
    report.speedup === undefined ? 'differs' : `${significant(report.speedup)}×`,
    report.difference === 0 ? '0' : report.difference.toExponential(0),
    String(report.kernels),
    megabytes(report.peakBytes),
    fromTo(String(heldFirst.tensors), String(heldLast.tensors)),
    fromTo(megabytes(heldFirst.bytes), megabytes(heldLast.bytes)),
    String(report.left.tensors),
  ];
}

/** What the table's one line per peer has no room for. */
function remarks({ label, tolerance, peers }: WorkloadReport): readonly string[] {
  return peers.flatMap((report) => {
    if (report.state === 'failed') return [`${report.peer} failed on ${label}: ${report.reason}`];
    return report.state === 'differs'
      ? [
          `${report.peer} computes something else on ${label} (${report.difference.toExponential(0)} apart, ${tolerance} allowed), and is not ranked.`,
        ]
      : [];
  });
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** Ends in a newline. */
export function textTable(report: Report): string {
  const { machine, load, workloads, peers } = report;
  const lines = aligned([
    ['', ...heads],
    ...workloads.flatMap(({ peers: found }) => found.map((peer) => [`  ${peer.peer}`, ...cells(peer)])),
  ]);
  const body: string[] = [lines[0] ?? ''];
  let next = 1;
  for (const { label, peers: found } of workloads) {
    body.push(label, ...lines.slice(next, next + found.length));
    next += found.length;
  }
  return `${[
    ...body,
    '',
    ...workloads.flatMap(remarks),
    `Median of ${report.rounds} interleaved turns of ${report.secondsPerTurn} s or one step; speed: how often the reference's time, the median over the rounds.`,
    `Apart: the largest difference from the reference's results over the first ${report.comparedSteps} steps, in parts of the largest of them; a peer that is further away than rounding explains is not ranked.`,
    'Kernels and peak MB: of one step. Tensors and MB: allocated after the first and the last turn, with up to 7 unread losses; left: tensors when all was freed.',
    '',
    ...Object.entries(peers).map(([name, { library, note }]) => `${name}: ${library}. ${note}`),
    `Machine: ${machine.processor}, ${machine.cores} cores, ${(machine.memory / 2 ** 30).toFixed(0)} GiB, ${machine.system}, Node ${machine.node}; load average ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after; ${report.seconds.toFixed(0)} s.`,
  ].join('\n')}\n`;
}
