/**
 * The bench's flags.
 */
import { parseArgs } from 'node:util';
import { workloads } from './workloads/catalogue.ts';
import type { Workload } from './workloads/workload.ts';

export interface Order {
  readonly rounds: number;
  /** Of each turn. */
  readonly seconds: number;
  readonly workloads: readonly Workload[];
  readonly json: boolean;
  readonly help: boolean;
}

/** A command line that cannot be obeyed; the message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const names = workloads.map(({ name }) => name);

export const help = `npm run bench -- [flags]

Times the lab's training step beside the same step in stock tfjs, and prints one table.

  --rounds N         turns of each, 1 to 100; 5 without it
  --seconds S        of each turn, 0.01 to 60; 1 without it
  --workload NAME    only this one; may be repeated: ${names.join(', ')}
  --json             one JSON object instead of the table
  --help
`;

function numberOf(flag: string, text: string, least: number, most: number, whole: boolean): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
    throw new UsageError(
      `${flag} is ${text.slice(0, 60)}; it takes ${whole ? 'a whole number' : 'a number'} from ${least} to ${most}.`,
    );
  }
  return value;
}

/** @throws UsageError */
export function readCommandLine(argv: readonly string[]): Order {
  const { rounds, seconds, workload, json, help } = parsed(argv);
  const unknown = workload.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no workload ${unknown.slice(0, 60)}; there are ${names.join(', ')}.`);
  }
  return {
    rounds: numberOf('--rounds', rounds, 1, 100, true),
    seconds: numberOf('--seconds', seconds, 0.01, 60, false),
    workloads: workload.length > 0 ? workloads.filter(({ name }) => workload.includes(name)) : workloads,
    json,
    help,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        rounds: { type: 'string', default: '5' },
        seconds: { type: 'string', default: '1' },
        workload: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    // Node adds advice about other programs' flags on further lines.
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw new UsageError(`${reason.replace(/\.?$/, '.')} --help lists the flags.`);
  }
}
