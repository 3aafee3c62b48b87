/**
 * What a step costs where the adapter executes nothing: JavaScript and the driver's front end, without the computing.
 */
import { startPeerProcess } from './hosts/peerProcess.ts';
import { gpuFigures } from './measure.ts';
import type { PeerName } from './peers/catalogue.ts';
import { reasonOf } from './reason.ts';
import type { NullAdapterFigures } from './report.ts';
import type { Workload } from './workloads/workload.ts';

/**
 * What Dawn's null adapter allocates at most. A step that wants more is counted, but what it costs is to be told about its
 * errors.
 */
const mostBytes = 512 * 2 ** 20;

/** Each peer in a process of its own, one after the other; one that cannot run there is left out. */
export async function measureOnNull(
  workload: Workload,
  peers: readonly PeerName[],
  script: string,
  seconds: number,
): Promise<Partial<Record<PeerName, NullAdapterFigures>>> {
  const measured: Partial<Record<PeerName, NullAdapterFigures>> = {};
  for (const name of peers) {
    const peer = startPeerProcess(script, name, 'null');
    try {
      await peer.ask({ ask: 'start' });
      await peer.ask({ ask: 'open', workload });
      // The first steps are compiled: by the peer, and by the JavaScript engine.
      await peer.ask({ ask: 'run', seconds });
      const turn = await peer.ask({ ask: 'run', seconds });
      const gpu = gpuFigures([turn]);
      const processor = (turn.processorMilliseconds ?? Number.NaN) / turn.steps;
      measured[name] =
        gpu && gpu.peakBytes > mostBytes
          ? { gpu, reason: `it has ${mostBytes / 2 ** 20} MB, and the step wants more` }
          : { processorMilliseconds: processor, ...(gpu ? { gpu } : {}) };
    } catch (error) {
      measured[name] = { reason: reasonOf(error) };
    } finally {
      peer.end();
    }
  }
  return measured;
}
