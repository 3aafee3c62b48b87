/**
 * `npm run bench`: starts every peer in a process of its own, measures workload by workload, prints the report.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { help, type Order, readCommandLine, UsageError } from './commandLine.ts';
import { comparedSteps, measure } from './measure.ts';
import { type PeerProcess, startPeer } from './peerProcess.ts';
import { peers } from './peers/catalogue.ts';
import type { PeerDescription } from './peers/peer.ts';
import type { Machine, Report, WorkloadReport } from './report.ts';
import { servePeer } from './servePeer.ts';
import { textTable } from './table.ts';

/** A peer's process; here, so that the bench is one bundle. */
export const peerProcess = { serve: servePeer };

function machine(): Machine {
  const cores = cpus();
  return {
    processor: cores[0]?.model.trim() ?? 'unknown processor',
    cores: cores.length,
    memory: totalmem(),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
}

const load = () => loadavg()[0] ?? 0;
const say = (line: string) => process.stderr.write(`${line}\n`);

async function bench(order: Order, processes: readonly PeerProcess[]): Promise<Report> {
  const from = performance.now();
  const before = load();
  const described: Record<string, PeerDescription> = {};
  for (const process of processes) {
    try {
      described[process.name] = await process.ask({ ask: 'start' });
    } catch (error) {
      throw new Error(`${process.name} did not start: ${error instanceof Error ? error.message : error}`);
    }
  }
  const workloads: WorkloadReport[] = [];
  for (const workload of order.workloads) {
    say(`Measuring ${workload.label} …`);
    workloads.push(await measure(workload, processes, order));
  }
  return {
    machine: machine(),
    load: { before, after: load() },
    rounds: order.rounds,
    secondsPerTurn: order.seconds,
    comparedSteps,
    peers: described,
    workloads,
    seconds: (performance.now() - from) / 1000,
  };
}

/**
 * @param peerScript serves one peer, in its process.
 * @returns the exit code: 0 done, also where peers differ; 1 failed; 2 bad usage.
 */
export async function main(argv: readonly string[], peerScript: string): Promise<number> {
  let processes: readonly PeerProcess[] = [];
  try {
    const order = readCommandLine(argv);
    if (order.help) {
      process.stdout.write(help);
      return 0;
    }
    processes = Object.keys(peers).map((name) => startPeer(peerScript, name));
    const report = await bench(order, processes);
    process.stdout.write(order.json ? `${JSON.stringify(report, null, 2)}\n` : textTable(report));
    const failed = report.workloads.some((workload) =>
      workload.peers.some(({ state }) => state === 'failed'),
    );
    return failed ? 1 : 0;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? 2 : 1;
  } finally {
    for (const process of processes) process.end();
  }
}
