/**
 * Runs pieces of work that come again and again: recorded the first time, replayed from then on. Where capturing is
 * switched off, each is run as it is.
 */
import { tidy } from '@tensorflow/tfjs-core';
import { flush } from '../../ops/webgpu/flush.ts';
import type { GpuBackend } from '../../ops/webgpu/gpuBackend.ts';
import type { LabBackend } from '../labBackend.ts';
import { type Arena, copyPlace, type FinalCopy, type Recording, record } from './recording.ts';

export interface PlayerOptions {
  /** Unless given, work is captured. */
  readonly capture?: boolean | undefined;
  /** Told how many of a piece's pipelines are compiled. */
  readonly onPreparing?: ((done: number, total: number) => void) | undefined;
}

export interface Player {
  /**
   * @param key  names the work with everything that shapes it: equal keys mean equal commands.
   * @param work see `record`.
   * @param last is done after it, and may be another every time.
   */
  run(key: string, work: () => void, last?: FinalCopy): Promise<void>;
  dispose(): void;
}

/** Recordings that are kept: for whole and last batches, each with and without its teacher, evaluation's two and the loss ledger's two. */
const mostRecordings = 8;

export function createPlayer(lab: LabBackend, arena: Arena, { capture, onPreparing }: PlayerOptions): Player {
  const recordings = new Map<string, Recording>();
  const recorded = async (key: string, work: () => void) => {
    const known = recordings.get(key);
    if (known) return known;
    const recording = await record(lab, () => tidy(work), arena, onPreparing);
    recordings.set(key, recording);
    const [oldest] = recordings.keys();
    if (recordings.size > mostRecordings && oldest !== undefined) {
      recordings.get(oldest)?.dispose();
      recordings.delete(oldest);
    }
    return recording;
  };
  return {
    async run(key, work, last) {
      if (capture !== false) {
        (await recorded(key, work)).play(last);
        return;
      }
      tidy(work);
      if (!last) return;
      const { device, queue } = lab;
      flush(lab as unknown as GpuBackend);
      const encoder = device.createCommandEncoder();
      copyPlace(encoder, last);
      queue.submit([encoder.finish()]);
    },
    dispose() {
      for (const recording of recordings.values()) recording.dispose();
      recordings.clear();
    },
  };
}
