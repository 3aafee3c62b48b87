/**
 * Times several things in turns, so that what disturbs one disturbs the others.
 */
import { binomialTail } from '../../../analysis/binomialTail.ts';
import { percentile } from '../../../analysis/percentile.ts';

export interface Turns {
  /** That count. */
  readonly rounds: number;
  /** Before those that count: what is compiled is compiled in them. */
  readonly warmUps: number;
  /** Clocks may go in steps, so a measurement is the mean of as many runs as take so long. ms */
  readonly least: number;
  readonly clock?: () => number;
  /** Before each measurement: how many there were, of how many. What it throws ends the timing. */
  readonly turn?: (done: number, of: number) => Promise<void>;
}

/** @returns of each, milliseconds of every round that counts */
export async function timedInTurns(
  runs: readonly (() => Promise<void>)[],
  { rounds, warmUps, least, clock = () => performance.now(), turn }: Turns,
): Promise<readonly (readonly number[])[]> {
  const taken = runs.map((): number[] => []);
  const of = (warmUps + rounds) * runs.length;
  for (let round = 0; round < warmUps + rounds; round++) {
    for (const [i, run] of runs.entries()) {
      await turn?.(round * runs.length + i, of);
      const milliseconds = await meanTime(run, least, clock);
      if (round >= warmUps) taken[i]?.push(milliseconds);
    }
  }
  return taken;
}

async function meanTime(run: () => Promise<void>, least: number, clock: () => number): Promise<number> {
  const from = clock();
  for (let runs = 1; ; runs++) {
    await run();
    const elapsed = clock() - from;
    if (elapsed >= least) return elapsed / runs;
  }
}

export interface Timing {
  /** The median. */
  readonly milliseconds: number;
  /** The first and the third quartile, ms. */
  readonly quartiles: readonly [number, number];
}

export const timing = (taken: readonly number[]): Timing => ({
  milliseconds: percentile(taken, 0.5),
  quartiles: [percentile(taken, 0.25), percentile(taken, 0.75)],
});

/** The median of the quotients, round by round. */
export const ratioOf = (taken: readonly number[], base: readonly number[]): number =>
  percentile(
    taken.map((one, i) => one / (base[i] ?? Number.NaN)),
    0.5,
  );

/** Whether more rounds took longer than chance explains: a sign test at 1 %, as several are told beside each other. */
export const isSlower = (taken: readonly number[], base: readonly number[]): boolean =>
  binomialTail(taken.filter((one, i) => one > (base[i] ?? Number.NaN)).length, taken.length, 0.5) <= 0.01;
