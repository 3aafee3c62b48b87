/**
 * Times several things in turns, so that what disturbs one disturbs the others.
 */
import { percentile } from '../pageSpeed/arithmetic.ts';

/** Turns before those that count: what is compiled is compiled in them. */
const warmUps = 5;
/** Clocks may go in steps, so short runs are measured several at a time. ms */
const least = 4;

/** @returns of each, milliseconds of every turn that counts */
export async function timedInTurns(
  runs: readonly (() => Promise<void>)[],
  rounds: number,
  clock: () => number = () => performance.now(),
): Promise<readonly (readonly number[])[]> {
  const taken = runs.map((): number[] => []);
  for (let round = -warmUps; round < rounds; round++) {
    for (const [i, run] of runs.entries()) {
      const milliseconds = await meanTime(run, clock);
      if (round >= 0) taken[i]?.push(milliseconds);
    }
  }
  return taken;
}

/** Of as many runs, one after the other, as take `least`. */
async function meanTime(run: () => Promise<void>, clock: () => number): Promise<number> {
  const from = clock();
  for (let runs = 1; ; runs++) {
    await run();
    const elapsed = clock() - from;
    if (elapsed >= least) return elapsed / runs;
  }
}

export interface Timing {
  /** Medians. */
  readonly milliseconds: number;
  /** Of the quotients turn by turn. */
  readonly ratio: number;
}

/** @param base what it is a ratio to, of the same turns */
export function timing(taken: readonly number[], base: readonly number[]): Timing {
  const quotients = taken.map((one, i) => one / (base[i] ?? Number.NaN));
  return { milliseconds: percentile(taken, 0.5), ratio: percentile(quotients, 0.5) };
}
