/**
 * A network's evaluation as a list of steps, found by running it.
 *
 * It runs twice, on another number of images and, where it takes any, on another size: what differs between the two, in
 * shapes and in the lengths that a reshape asks for, depends on the input and is written as −1.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Network } from '../families/model.ts';
import { named, type Parameters } from '../layers/parameters.ts';
import { ops } from '../ops/catalogue.ts';
import type { Op } from '../ops/op.ts';
import type { RecordedConstant, RecordedStep, Recording } from './recording.ts';
import { imagesName, logitsName, type RecordedPass, recordPass } from './recordPass.ts';

export interface RecordOptions {
  /** Height and width, S, where the network takes one alone; undefined where it takes any. */
  readonly imageSize: number | undefined;
}

/** Halved five times, rounding up, they differ still: 1 and 2. */
const [small, large] = [8, 40];

/**
 * Reads the parameters from their device without waiting for it in the midst, then runs on the CPU in one go; with any
 * size that is a second or two for ResNet-50, with one size two passes at that size. The current backend stays what it was.
 *
 * @param parameters every name in `network.parameters`; they stay the caller's.
 * @throws Error where the network takes no other size and none is given.
 */
export async function recordNetwork(
  network: Network,
  parameters: Parameters,
  { imageSize }: RecordOptions,
  catalogue: readonly Op[] = ops,
): Promise<Recording> {
  const weights = await Promise.all(
    network.parameters.map(async ({ name, shape }): Promise<RecordedConstant> => {
      const values = Float32Array.from(await named(parameters, name).data());
      return { name, shape, values };
    }),
  );
  const { MathBackendCPU } = await import('@tensorflow/tfjs-backend-cpu');
  const forward = (given: Parameters, images: Tensor4D) =>
    network.forward(given, images, { training: false });
  const pass = (batch: number, size: number) =>
    recordPass(MathBackendCPU, forward, weights, [batch, size, size, 3], catalogue);
  const first = pass(2, imageSize ?? small);
  const second = pass(1, imageSize ?? large);

  const side = imageSize ?? -1;
  const steps = needed(first.logits, inCommon(first, second, catalogue));
  const read = new Set(steps.flatMap(({ inputs }) => Object.values(inputs)));
  return {
    images: imagesName,
    imageShape: [-1, side, side, 3],
    logits: logitsName,
    classes: network.classes,
    steps: steps.map((step) => (step.output === first.logits ? { ...step, output: logitsName } : step)),
    constants: [...first.constants.values()].filter(({ name }) => read.has(name)),
  };
}

/** The steps of two passes, with −1 where they differ. */
function inCommon(
  first: RecordedPass,
  second: RecordedPass,
  catalogue: readonly Op[],
): readonly RecordedStep[] {
  if (first.steps.length !== second.steps.length) throw sizeMatters('the network');
  return first.steps.map((one, i) => {
    const other = second.steps[i];
    if (other?.output !== one.output || !isSame(one.inputs, other.inputs)) throw sizeMatters(one.output);
    const shape = shared(one.shape, other.shape);
    const open = catalogue.find(({ name }) => name === one.kernel)?.openLengths;
    if (open === undefined) {
      if (!isSame(one.attributes, other.attributes)) throw sizeMatters(one.output);
      return { ...one, shape };
    }
    const asked = shared(numbersIn(one.attributes[open]), numbersIn(other.attributes[open]));
    if (asked.filter((length) => length === -1).length > 1) throw sizeMatters(one.output);
    return { ...one, attributes: { [open]: asked }, shape };
  });
}

const shared = (one: readonly number[], other: readonly number[]) =>
  one.map((length, axis) => (length === other[axis] ? length : -1));

const numbersIn = (value: unknown): readonly number[] => (Array.isArray(value) ? value : []);

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const sizeMatters = (step: string) =>
  new Error(`What ${step} does depends on the size or the number of the images.`);

/** Those steps that the logits come from, in order. */
export function needed(logits: string, steps: readonly RecordedStep[]): readonly RecordedStep[] {
  const wanted = new Set([logits]);
  const kept = steps.toReversed().filter(({ output, inputs }) => {
    if (!wanted.has(output)) return false;
    for (const name of Object.values(inputs)) wanted.add(name);
    return true;
  });
  return kept.reverse();
}
