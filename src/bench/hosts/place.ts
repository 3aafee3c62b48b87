/**
 * Where peers run: in a browser's workers or in processes of Node.
 */
import type { Adapter } from '../messages.ts';
import type { PeerName } from '../peers/catalogue.ts';
import type { DeviceProbe } from '../probe.ts';
import type { PeerHandle } from './peerHandle.ts';

export interface Place {
  /** What runs the peers: "Chromium 156.0", "Node 20.20". */
  readonly runtime: string;
  /** What WebGPU computes on; null where it reaches nothing. */
  readonly adapter: Adapter | null;
  /** What that can do at best. */
  readonly probe: DeviceProbe | null;
  start(name: PeerName): Promise<PeerHandle>;
  close(): Promise<void>;
}
