/**
 * What smaller networks cost where they run, beside the same network as it was.
 */
import { agreement } from '../../analysis/agreement.ts';
import { type NormalisedPictures, normalisedInsects } from '../../data/sources/insects/normalisedInsects.ts';
import { build } from '../../engine/families/catalogue.ts';
import type { Checkpoint } from '../../engine/transfer/checkpoint.ts';
import { inLab, inOnnxRuntime, onnxOf, type Running } from '../../worker/students/timing/runtimes.ts';
import { ratioOf, timedInTurns, timing } from '../../worker/students/timing/turns.ts';
import { loadOnnxRuntime, startWasm } from './inNode.ts';
import type { BenchedNetwork } from './networks.ts';
import { madeBy } from './recipes.ts';

export const runtimeNames = ['lab', 'onnxruntime'] as const;
export type RuntimeName = (typeof runtimeNames)[number];

export interface MeasuredTime {
  readonly milliseconds: number;
  /** The median of the turns' quotients with the network as it was. */
  readonly ratio: number;
}

export interface MeasuredVariant {
  readonly label: string;
  readonly multiplyAdds: number;
  /** Of the ONNX file. */
  readonly bytes: number;
  /** Share of images of the class that the network as it was gives, where it runs in ONNX Runtime. */
  readonly agreement: number;
  /** Absent where its integers are simulated, whose time says nothing. */
  readonly timings: Readonly<Partial<Record<RuntimeName, MeasuredTime>>>;
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

const halved = 'prune target=multiplyAdds keep=0.5 scope=uniform';
const eightBit = 'quantise bits=8';

const variants: readonly Variant[] = [
  { label: 'as it was', recipe: '' },
  { label: 'pruned to half the multiply-adds', recipe: halved },
  { label: 'factorised to half the multiply-adds', recipe: 'factorise keep=0.5' },
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
  const seen = await normalisedInsects('train', 256, imageSize);
  const asked = await normalisedInsects('validation', images, imageSize);
  const made: Made[] = [];
  try {
    for (const variant of variants) made.push(await ready(variant, from, seen, asked));
    const all = made.flatMap((one, of) => one.running.map(([where, { once }]) => ({ of, where, once })));
    const taken = await timedInTurns(
      all.map(({ once }) => once),
      { rounds, warmUps: 5, least: 4 },
    );
    const timesOf = (of: number, where: RuntimeName) =>
      taken[all.findIndex((one) => one.of === of && one.where === where)] ?? [];
    return {
      ...{ name: network.name, label: network.label, images },
      variants: made.map(({ variant, multiplyAdds, bytes, running, logits }, i) => ({
        ...{ label: variant.label, multiplyAdds, bytes },
        agreement: agreement(logits, made[0]?.logits ?? logits, classes),
        timings: Object.fromEntries(
          running.map(([where]) => [
            where,
            {
              milliseconds: timing(timesOf(i, where)).milliseconds,
              ratio: ratioOf(timesOf(i, where), timesOf(0, where)),
            },
          ]),
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
  seen: NormalisedPictures,
  asked: NormalisedPictures,
): Promise<Made> {
  const checkpoint = await madeBy(variant.recipe, from, seen);
  const file = await onnxOf(checkpoint);
  const outside = await inOnnxRuntime(await loadOnnxRuntime(), file, asked);
  return {
    variant,
    multiplyAdds: build(checkpoint.architecture).multiplyAdds,
    bytes: file.byteLength,
    running: [
      ...(variant.simulated ? [] : ([['lab', inLab(checkpoint, asked)]] as const)),
      ['onnxruntime', outside],
    ],
    logits: await outside.logits(0, asked.count),
  };
}
