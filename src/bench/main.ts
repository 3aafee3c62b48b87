/**
 * `npm run bench`: starts every peer in a worker or process of its own, measures workload by workload, prints the report.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { help, type Order, readCommandLine, UsageError } from './commandLine.ts';
import { type ChromiumFlags, openChromium } from './hosts/chromiumPlace.ts';
import { openNode } from './hosts/nodePlace.ts';
import type { PeerHandle } from './hosts/peerHandle.ts';
import { servePeer } from './hosts/peerProcess.ts';
import type { Place } from './hosts/place.ts';
import { measure } from './measure.ts';
import { measureOnNull } from './nullAdapter.ts';
import { type PeerName, peers } from './peers/catalogue.ts';
import type { PeerDescription } from './peers/peer.ts';
import type { Machine, Report, WorkloadReport } from './report.ts';
import { textTable } from './table.ts';
import { chosenWorkloads } from './workloads/chosen.ts';
import type { Workload } from './workloads/workload.ts';

/** A peer's process; here, so that the bench is one bundle. */
export const peerProcess = { serve: servePeer };

/** What the bench is given by the script that starts it. */
export interface Tools {
  /** Serves one peer, in a process of Node. */
  readonly peerScript: string;
  readonly chromium: string | undefined;
  readonly chromiumFlags: ChromiumFlags;
  /** Builds the page and serves it. */
  serve(): Promise<{ readonly origin: string; close(): void }>;
}

const load = () => loadavg()[0] ?? 0;
const say = (line: string) => process.stderr.write(`${line}\n`);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function machineOf(place: Place): Machine {
  const cores = cpus();
  return {
    processor: cores[0]?.model.trim() ?? 'unknown processor',
    cores: cores.length,
    memory: totalmem(),
    system: `${process.platform} ${process.arch}`,
    runtime: place.runtime,
    adapter: place.adapter?.label ?? 'none',
    software: place.adapter?.software ?? true,
  };
}

/** @param slow whether minutes for a step are to be spared. */
const isSpared = ({ rank }: Workload, peer: PeerName, slow: boolean) =>
  slow && rank === 'heavy' && peers[peer].slowInSoftware === true;

async function bench(order: Order, place: Place, peerScript: string): Promise<Report> {
  const from = performance.now();
  const before = load();
  const slow = place.adapter?.software ?? false;
  const effort = {
    rounds: order.rounds ?? (slow ? 2 : 5),
    seconds: order.seconds,
    comparedSteps: slow ? 2 : 5,
    mostSecondsPerStep: slow ? 10 : 60,
  };
  const described: Partial<Record<PeerName, PeerDescription>> = {};
  const absent: Partial<Record<PeerName, string>> = {};
  const handles: PeerHandle[] = [];
  for (const name of order.peers) {
    const handle = await place.start(name);
    try {
      described[name] = await handle.ask({ ask: 'start' });
      handles.push(handle);
    } catch (error) {
      absent[name] = reasonOf(error);
      handle.end();
    }
  }
  const leftOut: string[] = [];
  const reports: WorkloadReport[] = [];
  try {
    for (const workload of chosenWorkloads(order.workloads, slow)) {
      say(`Measuring ${workload.label}, load average ${load().toFixed(1)} …`);
      const spared = handles.filter(({ name }) => isSpared(workload, name, slow && !order.all));
      if (spared.length > 0) {
        const names = spared.map(({ name }) => name).join(', ');
        leftOut.push(`Without --all, a software adapter does not time ${names} on ${workload.label}.`);
      }
      const timed = handles.filter((handle) => !spared.includes(handle));
      const report = await measure(workload, timed, effort, (line) => say(`  ${line}`));
      const onWebgpu = order.peers.filter((name) => peers[name].on === 'webgpu');
      say('  on the adapter that executes nothing');
      const onNullAdapter = await measureOnNull(workload, onWebgpu, peerScript, effort.seconds);
      reports.push({ ...report, onNullAdapter });
    }
  } finally {
    for (const handle of handles) handle.end();
  }
  return {
    machine: machineOf(place),
    load: { before, after: load() },
    rounds: effort.rounds,
    secondsPerTurn: effort.seconds,
    comparedSteps: effort.comparedSteps,
    peers: described,
    absent,
    leftOut,
    workloads: reports,
    seconds: (performance.now() - from) / 1000,
  };
}

async function openPlace(order: Order, tools: Tools): Promise<Place> {
  if (order.node || tools.chromium === undefined) return openNode(tools.peerScript, tools.chromium);
  const { origin, close } = await tools.serve();
  try {
    const place = await openChromium(tools.chromium, origin, tools.chromiumFlags);
    return { ...place, close: () => place.close().finally(close) };
  } catch (error) {
    close();
    throw error;
  }
}

/** @returns the exit code: 0 done, also where peers differ or cannot run; 1 failed; 2 bad usage. */
export async function main(argv: readonly string[], tools: Tools): Promise<number> {
  let place: Place | undefined;
  try {
    const order = readCommandLine(argv);
    if (order.help) {
      process.stdout.write(help);
      return 0;
    }
    place = await openPlace(order, tools);
    const report = await bench(order, place, tools.peerScript);
    process.stdout.write(order.json ? `${JSON.stringify(report, null, 2)}\n` : textTable(report));
    const failed = report.workloads.some((workload) =>
      workload.peers.some(({ state }) => state === 'failed'),
    );
    return failed ? 1 : 0;
  } catch (error) {
    say(reasonOf(error));
    return error instanceof UsageError ? 2 : 1;
  } finally {
    await place?.close();
  }
}
