/**
 * The report for a terminal: one table, and below it what it was measured on.
 */
import { probeLine, remarksOf, tableOf } from './columns.ts';
import type { Report } from './report.ts';

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
  const { machine, load, peers } = report;
  const { heads, explained, groups } = tableOf(report);
  const rows = groups.flatMap(({ rows }) => rows.map(({ peer, cells }) => [`  ${peer}`, ...cells]));
  const lines = aligned([['', ...heads], ...rows]);
  const body: string[] = [lines[0] ?? ''];
  let next = 1;
  for (const { label, rows } of groups) {
    body.push(label, ...lines.slice(next, next + rows.length));
    next += rows.length;
  }
  const memory = machine.memory ? `, ${(machine.memory / 2 ** 30).toFixed(0)} GiB` : '';
  const software = machine.software && machine.adapter !== 'none' ? ', a software adapter' : '';
  return `${[
    ...body,
    '',
    ...remarksOf(report),
    `${report.rounds} interleaved turns of ${report.secondsPerTurn} s or one step each; results of the first ${report.comparedSteps} steps compared.`,
    ...heads.map((head, i) => `${head}: ${explained[i]}.`),
    '',
    ...Object.entries(peers).map(([name, { library, note }]) => `${name}: ${library}. ${note}`),
    `Machine: ${machine.processor}, ${machine.cores} cores${memory}, ${machine.system}, ${machine.runtime}. WebGPU: ${machine.adapter}${software}. ${probeLine(machine)}`.trim(),
    `Load average ${load.before.toFixed(1)} before, ${load.after.toFixed(1)} after; ${report.seconds.toFixed(0)} s.`,
  ].join('\n')}\n`;
}
