/**
 * The page's speed, as `--json` prints it and as a terminal shows it.
 */
import { aligned, significant } from '../columns.ts';
import { medianRange } from '../figures.ts';
import type { Load, Machine } from '../report.ts';
import { machineLines } from '../table.ts';
import type { Opening } from './opening.ts';
import type { Smoothness, Stretch } from './training.ts';

export interface PageReport {
  readonly machine: Machine;
  readonly load: Load;
  readonly address: string;
  /** Of the first visits. */
  readonly locale: string;
  /** First visits by how many times slower the page's processor was made. */
  readonly openings: readonly { readonly slowdown: number; readonly visits: readonly Opening[] }[];
  /** Absent where only openings were asked for. */
  readonly smoothness?: Smoothness;
  readonly seconds: number;
}

type Times = 'firstPaint' | 'firstContentfulPaint' | 'usefulPaint' | 'largestContentfulPaint' | 'ready';

const times: readonly (readonly [Times, string])[] = [
  ['firstPaint', 'first paint, ms'],
  ['firstContentfulPaint', 'first contentful paint, ms'],
  ['usefulPaint', 'first useful paint, ms'],
  ['largestContentfulPaint', 'largest contentful paint, ms'],
  ['ready', 'ready, ms'],
];

const kilobytes = (bytes: number) => `${significant(bytes / 1000)} kB`;
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const shiftText = (shift: number) => (shift === 0 ? '0' : shift.toFixed(4));

/** "a", "a and b": what moved, at most three. */
const movedLines = (when: string, moved: readonly string[]) =>
  moved.length === 0 ? [] : [`Moved ${when}: ${moved.slice(0, 3).join('; ')}.`];

function openingLines({ openings, locale }: PageReport): readonly string[] {
  const head = openings.flatMap(({ slowdown }) => {
    const where = slowdown === 1 ? '' : `, processor ÷ ${slowdown}`;
    return [`median${where}`, 'worst'];
  });
  const row = (label: string, value: (visit: Opening) => number, text = significant) => [
    label,
    ...openings.flatMap(({ visits }) => {
      const { median, most } = medianRange(visits.map(value));
      return [text(median), text(most)];
    }),
  ];
  const first = openings[0]?.visits[0];
  const visits = openings.flatMap((one) => one.visits);
  return [
    ...aligned([
      [`a first visit in ${locale}, ${openings[0]?.visits.length ?? 0} times`, ...head],
      ...times.map(([name, label]) => row(label, (visit) => visit[name])),
      row('tasks over 50 ms until ready', ({ longTasks }) => longTasks, String),
      row('longest of them, ms', ({ longestTask }) => longestTask),
      row('layout shift', ({ layoutShift }) => layoutShift, shiftText),
    ]),
    ...(first
      ? [
          `Before the first useful paint: ${first.before.requests} requests, ${kilobytes(first.before.transferred)} over the wire, ${kilobytes(first.before.script)} of JavaScript parsed.`,
          `Until ready: ${first.byReady.requests} requests of the page, ${kilobytes(first.byReady.transferred)} over the wire; the worker's own files are not counted.`,
        ]
      : []),
    ...movedLines('while loading', [...new Set(visits.flatMap(({ moved }) => moved))]),
  ];
}

/** The median and the worst of some times. */
function pair(values: readonly number[]): string {
  if (values.length === 0) return '–';
  const { median, most } = medianRange(values);
  return `${significant(median)} / ${significant(most)}`;
}

function smoothnessLines(smoothness: Smoothness): readonly string[] {
  const { idle, training, occupied, loops } = smoothness;
  const all = [idle, training, occupied];
  const row = (label: string, text: (stretch: Stretch) => string) => [label, ...all.map(text)];
  const busiest = [...training.longFrames].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 3);
  const ratio = (of: Stretch) => (training.frames.perSecond / of.frames.perSecond).toFixed(2);
  return [
    ...aligned([
      [smoothness.backend, 'idle', 'training', `idle beside ${loops} ${loops === 1 ? 'loop' : 'loops'}`],
      row('frames a second', ({ frames }) => frames.perSecond.toFixed(1)),
      row('between frames, median, ms', ({ frames }) => frames.median.toFixed(1)),
      row('95th percentile, ms', ({ frames }) => frames.percentile95.toFixed(1)),
      row('worst, ms', ({ frames }) => frames.worst.toFixed(1)),
      row('over 16.7 ms: a frame missed', ({ frames }) => percent(frames.late)),
      row('over 33.3 ms: two missed', ({ frames }) => percent(frames.veryLate)),
      row('tasks over 50 ms', ({ longTasks }) => String(longTasks)),
      row('longest of them, ms', ({ longestTask }) => significant(longestTask)),
      row('layout shift', ({ layoutShift }) => shiftText(layoutShift)),
      row('click to listener, median / worst, ms', ({ delays }) => pair(delays)),
      row('click to its frame, median / worst, ms', ({ answers }) => pair(answers)),
      row("page's thread busy", ({ busy }) => percent(busy.all)),
      row('  script', ({ busy }) => percent(busy.script)),
      row('  style', ({ busy }) => percent(busy.style)),
      row('  layout', ({ busy }) => percent(busy.layout)),
      row('cores busy, workers too', ({ cores }) => cores.toFixed(2)),
    ]),
    `Training has ${ratio(idle)} of the idle page's frames, and ${ratio(occupied)} of those that it has beside loops that take as many cores.`,
    ...movedLines('while training', training.moved),
    ...busiest.map(
      ({ milliseconds, scripts }) =>
        `A frame of ${Math.round(milliseconds)} ms while training: ${scripts.join('; ') || 'no script of 5 ms in it'}.`,
    ),
  ];
}

/** Ends in a newline. */
export function pageTable(report: PageReport): string {
  return `${[
    ...openingLines(report),
    '',
    ...(report.smoothness ? [...smoothnessLines(report.smoothness), ''] : []),
    'first useful paint: the still, the form and Run are drawn. ready: Run would start at once.',
    'a frame missed: the next came half a frame or more too late; the browser aims at 60 a second.',
    'layout shift: cumulative, its worst window (https://web.dev/articles/cls); clicks come in the second half of a stretch only.',
    '',
    ...machineLines(report),
  ].join('\n')}\n`;
}
