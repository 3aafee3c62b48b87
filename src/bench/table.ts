/**
 * The report for people: one table, and below it what it was measured on.
 */
import { type PeerName, peerNames } from './peers/catalogue.ts';
import type { GpuFigures, NullAdapterFigures, PeerReport, Report, WorkloadReport } from './report.ts';

const heads = [
  'ms/step',
  'least – most',
  'images/s',
  'speed',
  'apart',
  'dispatches',
  'submits',
  'new buffers',
  'uploaded kB',
  'peak MB',
  'CPU ms',
];

/** Three significant digits, whole from 100 up. */
export function significant(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

/** A mean of counts: whole where it is. */
const counted = (value: number) => (Number.isInteger(value) ? String(value) : significant(value));

type Figures = Extract<NullAdapterFigures, { readonly milliseconds: number }>;

function figuresOf(workload: WorkloadReport, peer: PeerName): Figures | undefined {
  const figures = workload.onNullAdapter?.[peer];
  return figures && 'milliseconds' in figures ? figures : undefined;
}

/** Of one step on WebGPU; dashes for a peer that is not on it. */
function gpuCells(gpu: GpuFigures | undefined, onNull: Figures | undefined): readonly string[] {
  const counts = gpu ?? onNull?.gpu;
  return [
    ...(counts
      ? [
          counted(counts.dispatches),
          counted(counts.submits),
          counted(counts.buffersCreated),
          significant(counts.bytesUploaded / 1e3),
          significant(counts.peakBytes / 1e6),
        ]
      : ['–', '–', '–', '–', '–']),
    onNull ? significant(onNull.processorMilliseconds) : '–',
  ];
}

function cells(workload: WorkloadReport, report: PeerReport): readonly string[] {
  if (report.state === 'failed') return ['failed'];
  const { milliseconds } = report;
  return [
    significant(milliseconds.median),
    `${significant(milliseconds.least)} – ${significant(milliseconds.most)}`,
    significant(report.imagesPerSecond),
    report.speedup === undefined
      ? report.state === 'differs'
        ? 'differs'
        : '–'
      : `${significant(report.speedup)}×`,
    report.difference === 0 ? '0' : report.difference.toExponential(0),
    ...gpuCells(report.gpu, figuresOf(workload, report.peer)),
  ];
}

/** Peers that the place cannot run and the null adapter can: their counts are known, their times are not. */
function onlyOnNull(workload: WorkloadReport): readonly (readonly string[])[] {
  const there = new Set(workload.peers.map(({ peer }) => peer));
  return peerNames.flatMap((name) => {
    const figures = there.has(name) ? undefined : figuresOf(workload, name);
    return figures ? [[`  ${name}`, '–', '–', '–', '–', '–', ...gpuCells(undefined, figures)]] : [];
  });
}

/** What the table's one line per peer has no room for. */
function remarks({ label, tolerance, peers, onNullAdapter = {} }: WorkloadReport): readonly string[] {
  const failedOnNull = Object.entries(onNullAdapter).flatMap(([name, figures]) =>
    'reason' in figures ? [`${name} failed on the null adapter on ${label}: ${figures.reason}`] : [],
  );
  const failedHere = peers.flatMap((report) => {
    if (report.state === 'failed') return [`${report.peer} failed on ${label}: ${report.reason}`];
    return report.state === 'differs'
      ? [
          `${report.peer} computes something else on ${label} (${report.difference.toExponential(0)} apart, ${tolerance} allowed), and is not ranked.`,
        ]
      : [];
  });
  return [...failedHere, ...failedOnNull];
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
  const { machine, load, workloads, peers, absent, leftOut } = report;
  const rows = workloads.map((workload) => [
    ...workload.peers.map((peer) => [`  ${peer.peer}`, ...cells(workload, peer)]),
    ...onlyOnNull(workload),
  ]);
  const lines = aligned([['', ...heads], ...rows.flat()]);
  const body: string[] = [lines[0] ?? ''];
  let next = 1;
  for (const [w, { label }] of workloads.entries()) {
    const height = rows[w]?.length ?? 0;
    body.push(label, ...lines.slice(next, next + height));
    next += height;
  }
  return `${[
    ...body,
    '',
    ...workloads.flatMap(remarks),
    ...leftOut,
    `Median of ${report.rounds} interleaved turns of ${report.secondsPerTurn} s or one step. Speed: how often stock's time on the same kind of backend, the median over the rounds.`,
    `Apart: the largest difference from the reference's results over the first ${report.comparedSteps} steps, in parts of the largest of them; a peer that is further away than rounding explains is not ranked.`,
    'Dispatches, submits, new buffers and uploads: per step. Peak: the most bytes of GPU buffers at once. CPU ms: per step on an adapter that executes nothing, in Node, all threads.',
    '',
    ...Object.entries(peers).map(([name, { library, note }]) => `${name}: ${library}. ${note}`),
    ...Object.entries(absent).map(([name, reason]) => `${name} cannot run here: ${reason}`),
    `Machine: ${machine.processor}, ${machine.cores} cores, ${(machine.memory / 2 ** 30).toFixed(0)} GiB, ${machine.system}, ${machine.runtime}. WebGPU: ${machine.adapter}${machine.software && machine.adapter !== 'none' ? ', a software adapter' : ''}.`,
    `Load average ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after; ${report.seconds.toFixed(0)} s.`,
  ].join('\n')}\n`;
}
