/**
 * Times of this visit, by the networks that took turns. They are this device’s at that hour: nothing of them is kept.
 */
import { asProblem, type Problem } from '../../../lang/problem.ts';
import type { RuntimeTimes } from '../../../protocol/runtimeTimes.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { useViewState, viewState } from '../../viewState.ts';

/** `ended`: told to, or by something else that began. */
export type Timed = RuntimeTimes | 'ended' | Problem;

const timed = viewState<ReadonlyMap<string, Timed>>(new Map());
/** Which networks are timed now. */
const timing = viewState<string | undefined>(undefined);

export interface Timings {
  readonly found: Timed | undefined;
  readonly isTiming: boolean;
  readonly progress: { readonly done: number; readonly total: number } | undefined;
  time(): void;
  stop(): void;
}

/** @param ids the first is what the others are held against */
export function useTimings(ids: readonly string[]): Timings {
  const { timeRuntimes, stopTiming } = useLabActions();
  const [all] = useViewState(timed);
  const [now] = useViewState(timing);
  const progress = useLab((lab) => lab.timing);
  const key = ids.join(' ');
  const tell = (found: Timed) => {
    timed.set(new Map(timed.get()).set(key, found));
    if (timing.get() === key) timing.set(undefined);
  };
  return {
    ...{ found: all.get(key), isTiming: now === key, progress },
    time() {
      timing.set(key);
      timeRuntimes(ids).then(
        (times) => tell(times ?? 'ended'),
        (thrown: unknown) => tell(asProblem(thrown)),
      );
    },
    stop: () => void stopTiming(),
  };
}
