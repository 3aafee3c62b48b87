/**
 * How training is paused and stopped: training asks `checkpoint` between steps whether to go on, and other work in the worker
 * (questions, stop) gets its turn there.
 */
export interface TrainingControl {
  /** Whether it was told to stop. */
  readonly stopped: boolean;
  /**
   * Lets waiting messages be handled, waits while paused, and says whether to go on.
   *
   * @param at `epoch` once after each epoch, `step` otherwise.
   */
  checkpoint(at: 'step' | 'epoch'): Promise<'go' | 'stop'>;
}

export interface TaskControl extends TrainingControl {
  readonly paused: boolean;
  /** Seconds spent waiting in pauses so far. */
  readonly pausedSeconds: number;
  pause(): void;
  resume(): void;
  /** Goes on to the end of the epoch, then pauses. */
  stepEpoch(): void;
  stop(): void;
}

/** A macrotask turn without the 4 ms that nested timers are held back for. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** @param changed told when training really comes to rest (`true`) or goes on (`false`). */
export function createControl(changed: (paused: boolean) => void = () => undefined): TaskControl {
  let paused = false;
  let stopped = false;
  let pauseAfterEpoch = false;
  let pausedSeconds = 0;
  let wake: () => void = () => undefined;
  return {
    get paused() {
      return paused;
    },
    get stopped() {
      return stopped;
    },
    get pausedSeconds() {
      return pausedSeconds;
    },
    pause() {
      paused = true;
    },
    resume() {
      paused = false;
      pauseAfterEpoch = false;
      wake();
    },
    stepEpoch() {
      paused = false;
      pauseAfterEpoch = true;
      wake();
    },
    stop() {
      stopped = true;
      paused = false;
      wake();
    },
    async checkpoint(at) {
      await turn();
      if (at === 'epoch' && pauseAfterEpoch) {
        pauseAfterEpoch = false;
        paused = true;
      }
      if (paused && !stopped) {
        const from = performance.now();
        changed(true);
        while (paused && !stopped) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        pausedSeconds += (performance.now() - from) / 1000;
        changed(false);
      }
      return stopped ? 'stop' : 'go';
    },
  };
}

/** Never pauses, never stops: for tests and for short work. */
export const freeRunning: TrainingControl = {
  stopped: false,
  checkpoint: () => turn().then(() => 'go' as const),
};
