/**
 * What stages made, by what decided it: runs that begin alike share it.
 */
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import type { Quantities } from '../../protocol/quantityNames.ts';
import type { EpochRecord } from '../../protocol/records.ts';

export interface StageMade {
  readonly checkpoint: Checkpoint;
  /** Before batch norm's statistics were measured anew: what no setting of the loss changes. */
  readonly uncalibrated?: Quantities;
  readonly asked?: Readonly<Record<string, number>>;
  readonly reached?: Readonly<Record<string, number>>;
  readonly history: readonly EpochRecord[];
  /** One image's forward pass; undefined where nobody timed it. */
  readonly milliseconds?: number;
}

export interface StageMemo {
  find(key: string): Promise<StageMade | undefined>;
  keep(key: string, made: StageMade): Promise<void>;
}

const most = 16;

/** In memory, the ones that were asked for last. */
export function createStageMemo(): StageMemo {
  const held = new Map<string, StageMade>();
  const put = (key: string, made: StageMade) => {
    held.delete(key);
    held.set(key, made);
    const [oldest] = held.keys();
    if (held.size > most && oldest !== undefined) held.delete(oldest);
  };
  return {
    async find(key) {
      const made = held.get(key);
      if (made) put(key, made);
      return made;
    },
    async keep(key, made) {
      put(key, made);
    },
  };
}
