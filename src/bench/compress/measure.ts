/**
 * What smaller networks cost where they run, beside the same network as it was.
 */
import { build } from '../../engine/families/catalogue.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { startWasm } from './inNode.ts';
import type { BenchedNetwork } from './networks.ts';
import { insects, type Pictures, planesOf } from './pictures.ts';
import { madeBy } from './recipes.ts';
import { inLab, inOnnxRuntime, onnxOf, type Running } from './runtimes.ts';
import { type Timing, timedInTurns, timing } from './turns.ts';

export const runtimeNames = ['lab', 'onnxruntime'] as const;
export type RuntimeName = (typeof runtimeNames)[number];

export interface MeasuredVariant {
  readonly label: string;
  readonly multiplyAdds: number;
  /** Of the ONNX file. */
  readonly bytes: number;
  /** Share of images of the class that the network as it was gives, where it runs in ONNX Runtime. */
  readonly agreement: number;
  /** Absent where its integers are simulated, whose time says nothing. */
  readonly timings: Readonly<Partial<Record<RuntimeName, Timing>>>;
}

export interface MeasuredNetwork {
  readonly name: string;
  readonly label: string;
  /** Images that agreement is a share of. */
  readonly images: number;
  readonly variants: readonly MeasuredVariant[];
}

/** How a network is made smaller, as a recipe of stages that train nothing: agreement is that of what they change alone. */
interface Variant {
  readonly label: string;
  readonly recipe: string;
  /** It computes with integers that the lab only simulates. */
  readonly simulated?: true;
}

const halved = 'prune target=multiplyAdds keep=0.5';
const eightBit = 'quantise bits=8';

const variants: readonly Variant[] = [
  { label: 'as it was', recipe: '' },
  { label: 'pruned to half the multiply-adds', recipe: halved },
  { label: '8 bit', simulated: true, recipe: eightBit },
  { label: 'pruned, then 8 bit', simulated: true, recipe: `${halved}; ${eightBit}` },
];

interface Made {
  readonly variant: Variant;
  readonly multiplyAdds: number;
  readonly bytes: number;
  readonly running: readonly (readonly [RuntimeName, Running])[];
  readonly logits: Float32Array;
}

/** On the WebAssembly backend, on one thread, with nothing else running. */
export async function measureCompressed(
  network: BenchedNetwork,
  {
    files,
    rounds,
    images = 500,
  }: { readonly files: string; readonly rounds: number; readonly images?: number },
): Promise<MeasuredNetwork> {
  await startWasm();
  const from = await network.open(files);
  const { imageSize, classes } = from.architecture;
  const seen = await insects('train', 256, imageSize);
  const asked = await insects('validation', images, imageSize);
  const planes = planesOf(asked);
  const made: Made[] = [];
  try {
    for (const variant of variants) made.push(await ready(variant, from, seen, asked, planes));
    const all = made.flatMap((one, of) => one.running.map(([where, { once }]) => ({ of, where, once })));
    const taken = await timedInTurns(
      all.map(({ once }) => once),
      rounds,
    );
    const timesOf = (of: number, where: RuntimeName) =>
      taken[all.findIndex((one) => one.of === of && one.where === where)] ?? [];
    return {
      ...{ name: network.name, label: network.label, images },
      variants: made.map(({ variant, multiplyAdds, bytes, running, logits }, i) => ({
        ...{ label: variant.label, multiplyAdds, bytes },
        agreement: agreement(logits, made[0]?.logits ?? logits, classes),
        timings: Object.fromEntries(
          running.map(([where]) => [where, timing(timesOf(i, where), timesOf(0, where))]),
        ),
      })),
    };
  } finally {
    for (const { running } of made) for (const [, one] of running) await one.end();
  }
}

async function ready(
  variant: Variant,
  from: Checkpoint,
  seen: Pictures,
  asked: Pictures,
  planes: Float32Array,
): Promise<Made> {
  const checkpoint = await madeBy(variant.recipe, from, seen);
  const file = await onnxOf(checkpoint);
  const outside = await inOnnxRuntime(file, asked, planes);
  return {
    variant,
    multiplyAdds: build(checkpoint.architecture).multiplyAdds,
    bytes: file.byteLength,
    running: [
      ...(variant.simulated ? [] : ([['lab', inLab(checkpoint, asked)]] as const)),
      ['onnxruntime', outside],
    ],
    logits: await outside.logits(),
  };
}

/** Share of rows, of `classes` numbers each, whose greatest stands in the same place. */
export function agreement(one: Float32Array, other: Float32Array, classes: number): number {
  const rows = one.length / classes;
  let same = 0;
  for (let row = 0; row < rows; row++) {
    const [a, b] = [one, other].map((of) => greatestOf(of.subarray(row * classes, (row + 1) * classes)));
    same += Number(a === b);
  }
  return same / rows;
}

const greatestOf = (row: Float32Array) => row.indexOf(Math.max(...row));
