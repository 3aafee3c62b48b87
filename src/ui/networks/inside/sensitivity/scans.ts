/**
 * Scans of networks' layers at few bits, layer by layer in the background: they go on while something else is looked at, and what
 * was found stays while the page is open.
 */
import { asProblem, type Problem } from '../../../../lang/problem.ts';
import type { LayerSensitivity } from '../../../../protocol/layerSensitivity.ts';
import type { LabActions } from '../../../../state/lab/labState.ts';
import { viewState } from '../../../viewState.ts';

/** Of a weight, that each layer is tried at. */
export const bitsTried = [2, 3, 4, 6, 8] as const;

/** Validation images that costs are of. */
const images = 64;

/** After an answer that did not come, ms: something else is tried, trained or made ready. */
const restAgain = 500;

export interface Scan {
  readonly state: 'running' | 'stopped' | 'ended';
  readonly found: readonly LayerSensitivity[];
  readonly problem?: Problem;
  /** Validation images that it is of, fewer where there are fewer. */
  readonly images: number;
}

export const scans = viewState<ReadonlyMap<string, Scan>>(new Map());

const put = (id: string, scan: Scan) => scans.set(new Map([...scans.get(), [id, scan]]));

export function stopScan(id: string): void {
  const scan = scans.get().get(id);
  if (scan?.state === 'running') put(id, { ...scan, state: 'stopped' });
}

const rest = () => new Promise<void>((resolve) => setTimeout(resolve, restAgain));

/**
 * Begins, or goes on where it was stopped; another that is running is stopped.
 *
 * @param layers in their order
 */
export async function runScan(
  id: string,
  layers: readonly string[],
  ask: LabActions['layerSensitivity'],
): Promise<void> {
  for (const other of scans.get().keys()) stopScan(other);
  const { problem: _, ...before } = scans.get().get(id) ?? { found: [], images };
  // The object tells this run from a later one of the same network.
  let mine: Scan = { ...before, state: 'running' };
  put(id, mine);
  const isMine = () => scans.get().get(id) === mine;
  const step = (next: Scan) => {
    mine = next;
    put(id, mine);
  };
  const known = new Set(mine.found.map(({ layer }) => layer));
  for (const layer of layers.filter((name) => !known.has(name))) {
    let part: Awaited<ReturnType<typeof ask>>;
    do {
      if (!isMine()) return;
      try {
        part = await ask({ id, bits: bitsTried, images, layers: [layer] });
      } catch (thrown) {
        if (isMine()) step({ ...mine, state: 'stopped', problem: asProblem(thrown) });
        return;
      }
      if (!part) await rest();
    } while (!part);
    if (!isMine()) return;
    step({ ...mine, found: [...mine.found, ...part.layers], images: part.images });
  }
  step({ ...mine, state: 'ended' });
}
