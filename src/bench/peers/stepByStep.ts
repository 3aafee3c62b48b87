/**
 * Leads work of the engine by the hand: it asks its control after every batch whether to go on, and here it is told to
 * only when the next step is wanted.
 */
import type { TrainingControl } from '../../engine/training/control.ts';
import type { Steps } from './peer.ts';

/**
 * @param work begins with the first step; says `stepped` after each step, before it asks; frees what it holds when it
 * is told to stop.
 */
export function stepByStep(work: (control: TrainingControl, stepped: () => void) => Promise<void>): Steps {
  let arrived: () => void = () => undefined;
  let failed: (reason: unknown) => void = () => undefined;
  let goOn: (answer: 'go' | 'stop') => void = () => undefined;
  let ended: Promise<void> | undefined;
  let hasStepped = false;
  const control = {
    stopped: false,
    checkpoint() {
      // Batches of validation ask too.
      if (!hasStepped) return Promise.resolve(this.stopped ? ('stop' as const) : ('go' as const));
      hasStepped = false;
      return new Promise<'go' | 'stop'>((resolve) => {
        goOn = resolve;
        arrived();
      });
    },
  };
  const stepped = () => {
    hasStepped = true;
  };
  return {
    step: () =>
      new Promise((resolve, reject) => {
        arrived = resolve;
        failed = reject;
        if (ended) goOn('go');
        else ended = work(control, stepped).catch((reason) => failed(reason));
      }),
    settle: () => Promise.resolve(),
    async dispose() {
      control.stopped = true;
      goOn('stop');
      await ended;
    },
  };
}
