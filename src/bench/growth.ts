/**
 * How the time of a step grows with the batch, the width and the size of the pictures.
 */
import { defaultExperiment, type Experiment } from '../spec/experiment.ts';
import { logSlope } from './figures.ts';
import type { PeerHandle } from './hosts/peerHandle.ts';
import type { PeerName } from './peers/catalogue.ts';
import { reasonOf } from './reason.ts';
import type { Distillation } from './workloads/workload.ts';

interface Series {
  readonly label: string;
  readonly values: readonly number[];
  readonly change: (value: number) => Partial<Experiment>;
}

/** From a ResNet-20 of width 1 on 32 pictures of 32×32, one thing at a time. */
const series: readonly Series[] = [
  {
    label: 'batch',
    values: [8, 16, 32, 64, 128, 256, 512],
    change: (batchSize) => ({ batchSize }),
  },
  {
    label: 'width',
    values: [0.25, 0.5, 1, 2, 4],
    change: (studentWidth) => ({ studentWidth }),
  },
  {
    label: 'image size',
    values: [16, 32, 64, 128],
    change: (imageSize) => ({ imageSize }),
  },
];

/** Who is asked, unless the command line names others. */
export const growthPeers: readonly PeerName[] = ['stock-webgpu', 'ours', 'stock-wasm', 'ours-wasm'];

function workloadOf({ label, change }: Series, value: number): Distillation {
  return {
    kind: 'distillation',
    name: `${label} ${value}`,
    label: `ResNet-20 as the student, ${label} ${value}`,
    classes: 10,
    tolerance: Number.POSITIVE_INFINITY,
    rank: 'hidden',
    teacher: 'kept',
    alpha: 0.5,
    experiment: {
      ...defaultExperiment,
      imageSize: 32,
      batchSize: 32,
      ...change(value),
      student: 'resnet20',
    },
  };
}

export interface Growth {
  readonly label: string;
  readonly values: readonly number[];
  /** Milliseconds per step at each value, as far as there was time. */
  readonly milliseconds: Readonly<Partial<Record<PeerName, readonly number[]>>>;
  /** Of log time over log value, by least squares; absent where less than two were measured. */
  readonly slopes: Readonly<Partial<Record<PeerName, number>>>;
  /** What was not measured, in sentences. */
  readonly leftOut: readonly string[];
}

/** One warm turn, after one step that compiles. */
async function timeOf(peer: PeerHandle, workload: Distillation, seconds: number): Promise<number> {
  await peer.ask({ ask: 'open', workload });
  const first = await peer.ask({ ask: 'run', seconds: 0 });
  // What takes this long compiles in no time.
  const long = first.milliseconds > 30_000;
  const { milliseconds, steps } = long ? first : await peer.ask({ ask: 'run', seconds });
  await peer.ask({ ask: 'close' });
  return milliseconds / steps;
}

async function growthAlong(
  one: Series,
  peers: readonly PeerHandle[],
  { seconds, mostSeconds, say }: GrowthOptions,
): Promise<Growth> {
  const milliseconds: Partial<Record<PeerName, number[]>> = {};
  const leftOut: string[] = [];
  const resting = new Set<PeerName>();
  for (const value of one.values) {
    say(`${one.label} ${value} …`);
    for (const peer of peers) {
      if (resting.has(peer.name)) continue;
      try {
        const time = await timeOf(peer, workloadOf(one, value), seconds);
        milliseconds[peer.name] = [...(milliseconds[peer.name] ?? []), time];
        if (time <= 1000 * mostSeconds || value === one.values.at(-1)) continue;
        leftOut.push(
          `${peer.name}: beyond ${one.label} ${value}, where a step takes ${(time / 1000).toFixed(1)} s.`,
        );
      } catch (error) {
        const reason = reasonOf(error);
        leftOut.push(`${peer.name}: from ${one.label} ${value} on, because it failed: ${reason}`);
      }
      resting.add(peer.name);
    }
  }
  const slopes: Partial<Record<PeerName, number>> = {};
  for (const peer of peers) {
    const times = milliseconds[peer.name] ?? [];
    const slope = logSlope(one.values.slice(0, times.length), times);
    if (slope !== undefined) slopes[peer.name] = slope;
  }
  return { label: one.label, values: one.values, milliseconds, slopes, leftOut };
}

export interface GrowthOptions {
  /** Of each turn. */
  readonly seconds: number;
  /** A peer whose step takes longer is not given more. */
  readonly mostSeconds: number;
  /** Told what goes on. */
  readonly say: (line: string) => void;
}

/** @param peers started. */
export async function measureGrowth(
  peers: readonly PeerHandle[],
  options: GrowthOptions,
): Promise<readonly Growth[]> {
  const all: Growth[] = [];
  for (const one of series) all.push(await growthAlong(one, peers, options));
  return all;
}
