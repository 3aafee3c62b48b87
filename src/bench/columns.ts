/**
 * The report's columns: what each says, and how a peer's figures are written in it.
 */
import type { KernelTime } from './kernelTimes.ts';
import { type PeerName, peerNames } from './peers/catalogue.ts';
import type { GpuFigures, MeasuredPeer, NullAdapterFigures, Report } from './report.ts';

/** Three significant digits, whole from 100 up. */
export function significant(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Math.abs(value) >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

/** Lines of cells under each other: the first to the left, the others to the right. */
export function aligned(rows: readonly (readonly string[])[]): readonly string[] {
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

/** A mean of counts: whole where it is. */
const counted = (value: number) => (Number.isInteger(value) ? String(value) : significant(value));

/** What is known of a peer on a workload. */
interface Known {
  readonly measured: MeasuredPeer | undefined;
  /** Of one step on WebGPU: as it was timed, or on the null adapter. */
  readonly gpu: GpuFigures | undefined;
  readonly onNull: NullAdapterFigures | undefined;
  readonly machine: Report['machine'];
}

const sumOf = (kernels: readonly KernelTime[], what: 'milliseconds' | 'bytes') =>
  kernels.reduce((sum, kernel) => sum + kernel[what], 0);

/** Shaders that a sentence names. */
const mostNamed = 5;

interface Column {
  readonly head: string;
  readonly explained: string;
  /** Undefined where it is not known. */
  readonly write: (known: Known) => string | undefined;
}

const columns: readonly Column[] = [
  {
    head: 'ms/step',
    explained: 'the median over the rounds, each the mean of a turn',
    write: ({ measured }) => measured && significant(measured.milliseconds.median),
  },
  {
    head: 'least – most',
    explained: 'milliseconds per step in the fastest and the slowest round',
    write: ({ measured }) =>
      measured && `${significant(measured.milliseconds.least)} – ${significant(measured.milliseconds.most)}`,
  },
  {
    head: 'images/s',
    explained: 'batch over time',
    write: ({ measured }) => measured && significant(measured.imagesPerSecond),
  },
  {
    head: 'speed',
    explained:
      'how often the time of stock tfjs, on WebAssembly for peers on WebAssembly, else on WebGPU; a peer that computes something else is not ranked',
    write: ({ measured }) => {
      if (measured?.state === 'differs') return 'differs';
      return measured?.speedup === undefined ? undefined : `${significant(measured.speedup)}×`;
    },
  },
  {
    head: 'apart',
    explained:
      'the largest difference of the first results from the reference’s, in parts of the largest of them',
    write: ({ measured }) =>
      measured && (measured.difference === 0 ? '0' : measured.difference.toExponential(0)),
  },
  {
    head: 'GFLOP/s',
    explained:
      'multiplications and additions of convolutions and linear layers; on WebGPU beside it, in parts of what a matrix product reaches on this device',
    write: ({ measured, gpu, machine }) => {
      if (!measured) return undefined;
      const most = gpu && machine.probe?.operationsPerSecond;
      const share = most ? ` (${significant((100 * measured.operationsPerSecond) / most)} %)` : '';
      return `${significant(measured.operationsPerSecond / 1e9)}${share}`;
    },
  },
  {
    head: 'kernel ms',
    explained: 'of all shaders of a step together, by timestamps on the device',
    write: ({ measured }) => measured?.kernels && significant(sumOf(measured.kernels, 'milliseconds')),
  },
  {
    head: 'GB/s',
    explained:
      'what the shaders have bound over their time, and in parts of what a shader copies on this device',
    write: ({ measured, machine }) => {
      if (!measured?.kernels) return undefined;
      const speed = sumOf(measured.kernels, 'bytes') / (sumOf(measured.kernels, 'milliseconds') / 1e3);
      const most = machine.probe?.copyBytesPerSecond;
      return `${significant(speed / 1e9)}${most ? ` (${significant((100 * speed) / most)} %)` : ''}`;
    },
  },
  {
    head: 'dispatches',
    explained: 'shader runs per step',
    write: ({ gpu }) => gpu && counted(gpu.dispatches),
  },
  {
    head: 'submits',
    explained: 'hand-overs to the GPU per step',
    write: ({ gpu }) => gpu && counted(gpu.submits),
  },
  {
    head: 'new buffers',
    explained: 'GPU buffers created per step',
    write: ({ gpu }) => gpu && counted(gpu.buffersCreated),
  },
  {
    head: 'uploaded kB',
    explained: 'what JavaScript hands to the GPU per step',
    write: ({ gpu }) => gpu && significant(gpu.bytesUploaded / 1e3),
  },
  {
    head: 'peak MB',
    explained: 'the most bytes of GPU buffers at once',
    write: ({ gpu }) => gpu && significant(gpu.peakBytes / 1e6),
  },
  {
    head: 'CPU ms',
    explained: 'of all threads per step in Node, where the adapter executes nothing',
    write: ({ onNull }) =>
      onNull?.processorMilliseconds === undefined ? undefined : significant(onNull.processorMilliseconds),
  },
];

export interface TableRow {
  readonly peer: PeerName;
  /** One for each head, or the word `failed` alone. */
  readonly cells: readonly string[];
}

export interface Table {
  readonly heads: readonly string[];
  /** What each head means. */
  readonly explained: readonly string[];
  readonly groups: readonly { readonly label: string; readonly rows: readonly TableRow[] }[];
}

/** Columns of which nothing is known are left out; peers that only the null adapter ran come last. */
export function tableOf(report: Pick<Report, 'machine' | 'workloads'>): Table {
  const groups = report.workloads.map((workload) => {
    const timed = new Map(workload.peers.map((peer) => [peer.peer, peer]));
    const others = peerNames.filter((name) => !timed.has(name) && workload.onNullAdapter?.[name]?.gpu);
    return {
      label: workload.label,
      rows: [...timed.keys(), ...others].map((peer) => {
        const found = timed.get(peer);
        const measured = found?.state === 'failed' ? undefined : found;
        const onNull = workload.onNullAdapter?.[peer];
        const known: Known = { measured, gpu: measured?.gpu ?? onNull?.gpu, onNull, machine: report.machine };
        return { peer, failed: found?.state === 'failed', values: columns.map(({ write }) => write(known)) };
      }),
    };
  });
  const shown = columns.flatMap((column, i) =>
    groups.some(({ rows }) => rows.some(({ values }) => values[i] !== undefined)) ? [{ column, i }] : [],
  );
  return {
    heads: shown.map(({ column }) => column.head),
    explained: shown.map(({ column }) => column.explained),
    groups: groups.map(({ label, rows }) => ({
      label,
      rows: rows.map(({ peer, failed, values }) => ({
        peer,
        cells: failed ? ['failed'] : shown.map(({ i }) => values[i] ?? '–'),
      })),
    })),
  };
}

/** What a peer's line has no room for, in sentences. */
export function remarksOf(report: Pick<Report, 'workloads' | 'absent' | 'leftOut'>): readonly string[] {
  const ofWorkloads = report.workloads.flatMap(({ label, tolerance, peers, onNullAdapter = {} }) => [
    ...peers.flatMap((found) => {
      if (found.state === 'failed') return [`${found.peer} failed on ${label}: ${found.reason}`];
      if (found.state === 'agrees') return longest(found, label);
      const apart = found.difference.toExponential(0);
      return [
        `${found.peer} computes something else on ${label} (${apart} apart, ${tolerance} allowed), and is not ranked.`,
      ];
    }),
    ...Object.entries(onNullAdapter).flatMap(([name, figures]) =>
      figures.reason ? [`${name} on the adapter that executes nothing, on ${label}: ${figures.reason}.`] : [],
    ),
  ]);
  const absent = Object.entries(report.absent).map(([name, reason]) => `${name} cannot run here: ${reason}`);
  return [...ofWorkloads, ...absent, ...report.leftOut];
}

/** Of a step's shaders those that take longest, in a sentence. */
function longest({ peer, kernels = [] }: MeasuredPeer, label: string): readonly string[] {
  if (kernels.length === 0) return [];
  const named = kernels
    .slice(0, mostNamed)
    .map(
      ({ name, dispatches, milliseconds }) =>
        `${name.slice(0, 60) || 'without a name'} ${significant(milliseconds)} ms (${dispatches})`,
    );
  return [`${peer} on ${label}, the longest shaders: ${named.join(', ')}.`];
}

/** What the device can do at best, in a sentence; empty where that was not measured. */
export function probeLine({ probe }: Report['machine']): string {
  if (!probe) return '';
  const copied = significant(probe.copyBytesPerSecond / 1e9);
  return `A shader copies ${copied} GB/s here (read and written), and a matrix product reaches ${significant(probe.operationsPerSecond / 1e9)} GFLOP/s.`;
}
