/**
 * The bench's flags.
 */
import { parseArgs } from 'node:util';
import { type PeerName, peerNames } from './peers/catalogue.ts';
import { workloads } from './workloads/catalogue.ts';
import type { Workload } from './workloads/workload.ts';

export interface Order {
  /** Undefined: as many as the adapter has time for. */
  readonly rounds: number | undefined;
  /** Of each turn. */
  readonly seconds: number;
  /** Undefined: the usual ones, and the heavy ones where there is a GPU. */
  readonly workloads: readonly Workload[] | undefined;
  readonly peers: readonly PeerName[];
  /** Heavy workloads on a software adapter too. */
  readonly all: boolean;
  /** In Node, where a browser would be taken. */
  readonly node: boolean;
  readonly growth: boolean;
  /** Shaders by timestamps on a software adapter too. */
  readonly kernels: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/** A command line that cannot be obeyed; the message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const listed = workloads.filter(({ rank }) => rank !== 'hidden').map(({ name }) => name);

export const help = `npm run bench -- [flags]
npm run bench -- page [flags]     how fast and how smooth the page is; page --help says more
npm run bench -- compress [flags] what networks that were made smaller cost where they run; compress --help says more

Times the lab's training step beside the same step in other libraries, and prints one table. It runs in a Chromium without
a window, on the GPU or, without one, on a software adapter; where no Chromium is, in Node.

  --workload NAME    only this one; may be repeated: ${listed.join(', ')}
  --peer NAME        only this one; may be repeated: ${peerNames.join(', ')}
  --rounds N         turns of each, 1 to 100; 5 without it, 2 on a software adapter
  --seconds S        of each turn, 0.01 to 60, at least one step; 1 without it
  --all              heavy workloads on a software adapter too
  --growth           milliseconds per step against batch, width and image size, instead of the table
  --kernels          how long each shader takes, by timestamps; without it only on a GPU
  --node             in Node, over Dawn
  --json             one JSON object instead of the table
  --help
`;

/** @throws UsageError */
export function numberOf(flag: string, text: string, least: number, most: number, whole: boolean): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value))) {
    throw new UsageError(
      `${flag} is ${text.slice(0, 60)}; it takes ${whole ? 'a whole number' : 'a number'} from ${least} to ${most}.`,
    );
  }
  return value;
}

/** Those of `all` that are named, in their own order; each name must be there. */
function chosen<Item>(
  kind: string,
  names: readonly string[],
  all: readonly Item[],
  nameOf: (item: Item) => string,
  known: readonly string[],
): readonly Item[] {
  const unknown = names.find((name) => !all.some((item) => nameOf(item) === name));
  if (unknown !== undefined) {
    throw new UsageError(`There is no ${kind} ${unknown.slice(0, 60)}; there are ${known.join(', ')}.`);
  }
  return all.filter((item) => names.includes(nameOf(item)));
}

/** @throws UsageError */
export function readCommandLine(argv: readonly string[]): Order {
  const { rounds, seconds, workload, peer, ...switches } = parsed(argv);
  const workloadsNamed = chosen('workload', workload, workloads, ({ name }) => name, listed);
  const peersNamed = chosen('peer', peer, peerNames, (name) => name, peerNames);
  return {
    rounds: rounds === undefined ? undefined : numberOf('--rounds', rounds, 1, 100, true),
    seconds: numberOf('--seconds', seconds, 0.01, 60, false),
    workloads: workloadsNamed.length > 0 ? workloadsNamed : undefined,
    peers: peersNamed.length > 0 ? peersNamed : peerNames,
    ...switches,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        rounds: { type: 'string' },
        seconds: { type: 'string', default: '1' },
        workload: { type: 'string', multiple: true, default: [] },
        peer: { type: 'string', multiple: true, default: [] },
        all: { type: 'boolean', default: false },
        node: { type: 'boolean', default: false },
        growth: { type: 'boolean', default: false },
        kernels: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw usageErrorOf(error);
  }
}

/** Of what Node says of flags that it does not know: the first line; advice about other programs' flags follows it. */
export function usageErrorOf(error: unknown): UsageError {
  const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
  return new UsageError(`${reason.replace(/\.?$/, '.')} --help lists the flags.`);
}
