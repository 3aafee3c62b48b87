/**
 * The report for a terminal: one table, and below it what it was measured on.
 */
import { aligned, probeLine, remarksOf, tableOf } from './columns.ts';
import type { Report } from './report.ts';

/** What it was measured on, and how busy that was. */
export function machineLines({
  machine,
  load,
  seconds,
}: Pick<Report, 'machine' | 'load' | 'seconds'>): readonly string[] {
  const memory = machine.memory ? `, ${(machine.memory / 2 ** 30).toFixed(0)} GiB` : '';
  const software = machine.software && machine.adapter !== 'none' ? ', a software adapter' : '';
  return [
    `Machine: ${machine.processor}, ${machine.cores} cores${memory}, ${machine.system}, ${machine.runtime}. WebGPU: ${machine.adapter}${software}. ${probeLine(machine)}`.trim(),
    `Load average ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after; ${seconds.toFixed(0)} s.`,
  ];
}

/** Ends in a newline. */
export function textTable(report: Report): string {
  const { peers } = report;
  const { heads, explained, groups } = tableOf(report);
  const rows = groups.flatMap(({ rows }) => rows.map(({ peer, cells }) => [`  ${peer}`, ...cells]));
  const lines = aligned([['', ...heads], ...rows]);
  const body: string[] = [lines[0] ?? ''];
  let next = 1;
  for (const { label, rows } of groups) {
    body.push(label, ...lines.slice(next, next + rows.length));
    next += rows.length;
  }
  return `${[
    ...body,
    '',
    ...remarksOf(report),
    `${report.rounds} interleaved turns of ${report.secondsPerTurn} s or one step each; results of the first ${report.comparedSteps} steps compared.`,
    ...heads.map((head, i) => `${head}: ${explained[i]}.`),
    '',
    ...Object.entries(peers).map(([name, { library, note }]) => `${name}: ${library}. ${note}`),
    ...machineLines(report),
  ].join('\n')}\n`;
}
