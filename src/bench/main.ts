/**
 * `npm run bench`: starts every peer in a worker or process of its own, measures workload by workload, prints the report.
 */
import { cpus, loadavg, totalmem } from 'node:os';
import { help, type Order, readCommandLine, UsageError } from './commandLine.ts';
import { measureCompressed } from './compress/measure.ts';
import { compressHelp, readCompressOrder } from './compress/order.ts';
import { type CompressReport, compressTable } from './compress/table.ts';
import { conduct, effortFor, startPeers } from './conduct.ts';
import { growthPeers, measureGrowth } from './growth.ts';
import { growthLines } from './growthTable.ts';
import { type ChromiumFlags, openChromium } from './hosts/chromiumPlace.ts';
import { openNode } from './hosts/nodePlace.ts';
import { servePeer } from './hosts/peerProcess.ts';
import type { Place } from './hosts/place.ts';
import { measureOnNull } from './nullAdapter.ts';
import { measurePage } from './pageSpeed/measurePage.ts';
import { pageHelp, readPageOrder } from './pageSpeed/order.ts';
import { pageTable } from './pageSpeed/report.ts';
import { peerNames, peers } from './peers/catalogue.ts';
import { reasonOf } from './reason.ts';
import type { GrowthReport, Machine, Report } from './report.ts';
import { machineLines, textTable } from './table.ts';
import { chosenWorkloads } from './workloads/chosen.ts';

/** A peer's process; here, so that the bench is one bundle. */
export const peerProcess = { serve: servePeer };

/** What the bench is given by the script that starts it. */
export interface Tools {
  /** Serves one peer, in a process of Node. */
  readonly peerScript: string;
  /** The folder of the page's own files. */
  readonly files: string;
  readonly chromium: string | undefined;
  readonly chromiumFlags: ChromiumFlags;
  /** Builds the page and serves it. */
  serve(): Promise<{ readonly origin: string; close(): void }>;
}

const load = () => loadavg()[0] ?? 0;
const say = (line: string) => process.stderr.write(`${line}\n`);

function machineOf(place: Pick<Place, 'runtime'> & Partial<Pick<Place, 'adapter' | 'probe'>>): Machine {
  const cores = cpus();
  return {
    processor: cores[0]?.model.trim() ?? 'unknown processor',
    cores: cores.length,
    memory: totalmem(),
    system: `${process.platform} ${process.arch}`,
    runtime: place.runtime,
    adapter: place.adapter?.label ?? 'none',
    software: place.adapter?.software ?? true,
    ...(place.probe ? { probe: place.probe } : {}),
  };
}

async function bench(order: Order, place: Place, peerScript: string): Promise<Report> {
  const from = performance.now();
  const before = load();
  const software = place.adapter?.software ?? true;
  const { rounds, seconds, kernels } = order;
  const effort = effortFor(software, {
    seconds,
    ...(rounds === undefined ? {} : { rounds }),
    ...(kernels ? { kernels } : {}),
  });
  const onWebgpu = order.peers.filter((name) => peers[name].on === 'webgpu');
  const collected = await conduct({
    workloads: chosenWorkloads(order.workloads, software),
    peers: order.peers,
    effort,
    spare: software && !order.all,
    start: place.start,
    onNullAdapter: (workload) => measureOnNull(workload, onWebgpu, peerScript, seconds),
    say,
  });
  return {
    machine: machineOf(place),
    load: { before, after: load() },
    ...collected,
    seconds: (performance.now() - from) / 1000,
  };
}

async function growth(order: Order, place: Place): Promise<GrowthReport> {
  const from = performance.now();
  const before = load();
  const software = place.adapter?.software ?? true;
  const asked = order.peers.length === peerNames.length ? growthPeers : order.peers;
  const spared = asked.filter((name) => software && !order.all && peers[name].slowInSoftware === true);
  const { handles, absent } = await startPeers(
    asked.filter((name) => !spared.includes(name)),
    place.start,
  );
  const leftOut = [
    ...spared.map((name) => `${name} takes minutes a step on a software adapter; --all measures it.`),
    ...Object.entries(absent).map(([name, reason]) => `${name} cannot run here: ${reason}`),
  ];
  try {
    const options = { seconds: order.seconds, mostSeconds: 10, say };
    const series = await measureGrowth(handles, options);
    return {
      machine: machineOf(place),
      load: { before, after: load() },
      seconds: (performance.now() - from) / 1000,
      series,
      leftOut,
    };
  } finally {
    for (const handle of handles) handle.end();
  }
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

/** How fast the page is. */
async function page(argv: readonly string[], tools: Tools) {
  const order = readPageOrder(argv);
  if (order.help) return void process.stdout.write(pageHelp);
  if (tools.chromium === undefined) throw new Error('The page is measured in a Chromium, and there is none.');
  const [from, before] = [performance.now(), load()];
  const served = order.address === undefined ? await tools.serve() : undefined;
  try {
    const { runtime, ...measured } = await measurePage({
      executablePath: tools.chromium,
      flags: [...tools.chromiumFlags.quiet, ...tools.chromiumFlags.hardware],
      address: order.address ?? `${served?.origin}/`,
      order,
      say,
    });
    const report = {
      machine: machineOf({ runtime }),
      load: { before, after: load() },
      ...measured,
      seconds: (performance.now() - from) / 1000,
    };
    process.stdout.write(order.json ? `${JSON.stringify(report, null, 2)}\n` : pageTable(report));
  } finally {
    served?.close();
  }
}

/** What smaller networks cost where they run. */
async function compress(argv: readonly string[], { files }: Tools) {
  const order = readCompressOrder(argv);
  if (order.help) return void process.stdout.write(compressHelp);
  const [from, before] = [performance.now(), load()];
  const networks: CompressReport['networks'][number][] = [];
  for (const network of order.networks) {
    say(`${network.label} …`);
    networks.push(await measureCompressed(network, { files, rounds: order.rounds }));
  }
  const report = {
    machine: machineOf({ runtime: `Node ${process.versions.node}` }),
    load: { before, after: load() },
    seconds: (performance.now() - from) / 1000,
    ...{ rounds: order.rounds, networks },
  };
  process.stdout.write(order.json ? `${JSON.stringify(report, null, 2)}\n` : compressTable(report));
}

/** @returns the exit code: 0 done, also where peers differ or cannot run; 1 failed; 2 bad usage. */
export async function main(argv: readonly string[], tools: Tools): Promise<number> {
  let place: Place | undefined;
  try {
    if (argv[0] === 'page') {
      await page(argv.slice(1), tools);
      return 0;
    }
    if (argv[0] === 'compress') {
      await compress(argv.slice(1), tools);
      return 0;
    }
    const order = readCommandLine(argv);
    if (order.help) {
      process.stdout.write(help);
      return 0;
    }
    place = await openPlace(order, tools);
    if (order.growth) {
      const report = await growth(order, place);
      const lines = [...growthLines(report.series), ...report.leftOut, ...machineLines(report)];
      process.stdout.write(order.json ? `${JSON.stringify(report, null, 2)}\n` : `${lines.join('\n')}\n`);
      return 0;
    }
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
