/**
 * Leads work of the engine by the hand: it asks its control after every step whether to go on, and here it is told to
 * only when the next step is wanted.
 */
import type { TrainingControl } from '../../engine/training/control.ts';
import type { Steps } from './peer.ts';

/** @param work begins with the first step; frees what it holds when it is told to stop. */
export function stepByStep(work: (control: TrainingControl) => Promise<void>): Steps {
  let arrived: () => void = () => undefined;
  let failed: (reason: unknown) => void = () => undefined;
  let goOn: (answer: 'go' | 'stop') => void = () => undefined;
  let ended: Promise<void> | undefined;
  const control = {
    stopped: false,
    checkpoint: (at: 'step' | 'epoch') =>
      at === 'epoch'
        ? Promise.resolve('go' as const)
        : new Promise<'go' | 'stop'>((resolve) => {
            goOn = resolve;
            arrived();
          }),
  };
  return {
    step: () =>
      new Promise((resolve, reject) => {
        arrived = resolve;
        failed = reject;
        if (ended) goOn('go');
        else ended = work(control).catch((reason) => failed(reason));
      }),
    async dispose() {
      control.stopped = true;
      goOn('stop');
      await ended;
    },
  };
}
