/**
 * What work on teachers and students of a session has in common.
 */
import type { Opened } from '../base/opened.ts';
import type { NetworkStore } from '../data/store/networks/networks.ts';
import type { Store } from '../data/store/store.ts';
import type { Event } from '../protocol/protocol.ts';
import { createPreparing } from './pace.ts';
import type { Resources } from './resources/resources.ts';
import type { EpochWeights } from './students/epochWeights.ts';
import type { Recall } from './students/keptStudents.ts';
import type { StudentStore } from './students/students.ts';

export interface Runner {
  readonly resources: Resources;
  readonly studentStore: StudentStore;
  readonly epochWeights: EpochWeights;
  readonly store: Opened<Store>;
  readonly networks: Opened<NetworkStore>;
  /** Of training that has not ended, see `unfinishedStages`. */
  readonly middles: Opened<NetworkStore>;
  readonly recall: Recall;
  readonly post: (event: Event) => void;
  /** Keys of teachers that may teach though they are right no more often than chance. */
  readonly allowed: Set<string>;
}

/** Tells of kernels that are compiled. */
export const preparing = (post: Runner['post']) =>
  createPreparing((done, total) => post({ type: 'stage', stage: 'preparing-kernels', done, total }));
