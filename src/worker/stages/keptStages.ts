/**
 * What stages made in earlier visits: a recipe that was interrupted goes on at its last stage.
 */
import * as v from 'valibot';
import { sha256 } from '../../base/sha256.ts';
import type { NetworkStore } from '../../data/store/networks/networks.ts';
import { epochRecord, figures } from '../../protocol/recordSchema.ts';
import { openCheckpoint } from '../checkpointFile.ts';
import type { StageMade } from './memo.ts';

/** What is told beside the network. */
const record = v.object({
  uncalibrated: v.exactOptional(figures),
  asked: v.exactOptional(figures),
  reached: v.exactOptional(figures),
  history: v.array(epochRecord),
  milliseconds: v.exactOptional(v.number()),
});

/** The name under which what a key decides is found again. */
export const nameOf = (key: string): Promise<string> => sha256(new TextEncoder().encode(key));

/** All of it but the network. */
export function recordOf(made: Omit<StageMade, 'checkpoint'> & Partial<StageMade>): unknown {
  const { checkpoint: _, ...told } = made;
  return told;
}

export interface KeptStage {
  /** What the network is kept under. */
  readonly id: string;
  readonly made: StageMade;
}

/** Undefined where it is not kept, damaged, or told by another release in words that are not known here. */
export async function keptStage(networks: NetworkStore, key: string): Promise<KeptStage | undefined> {
  const name = await nameOf(key);
  const [row] = await networks.madeBy(name);
  const told = row && v.safeParse(record, row.made?.record);
  const read = told?.success ? await networks.read(row?.id ?? '') : undefined;
  if (!row || !told?.success || !read || 'damage' in read) return undefined;
  const opened = await openCheckpoint(read.bytes);
  return opened && { id: row.id, made: { ...told.output, checkpoint: opened.checkpoint } as StageMade };
}
