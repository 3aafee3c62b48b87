/**
 * An ONNX network that runs, for as long as anyone holds it.
 */

import type { InferenceSession } from 'onnxruntime-web';
import { problem } from '../../../lang/problem.ts';
import { words } from '../../../lang/sentence.ts';
import type { InputScale } from '../../../spec/choices.ts';
import type { ImageInput } from './border.ts';
import { pixelsFor } from './pixels.ts';
import { refusedByRuntime, shortened } from './problems.ts';
import type { OnnxRuntime } from './runtime.ts';

/** Pixels that go in at once where the network takes any number of images: 20 images of 224 × 224. */
const pixelsAtOnce = 2 ** 20;
/** Height and width at which a network is tried that takes any: the usual ones of photographs. */
const usualSize = 224;

export interface NetworkOptions {
  /** The file's name. */
  readonly name: string;
  readonly scale: InputScale;
  readonly input: ImageInput;
}

export class OnnxNetwork {
  readonly #runtime: OnnxRuntime;
  readonly #session: InferenceSession;
  readonly #options: NetworkOptions;
  #mostAtOnce = Number.POSITIVE_INFINITY;
  #holders = 0;

  private constructor(runtime: OnnxRuntime, session: InferenceSession, options: NetworkOptions) {
    this.#runtime = runtime;
    this.#session = session;
    this.#options = options;
  }

  /**
   * @param model the file's bytes, not kept.
   * @throws ProblemError `weights-invalid` where ONNX Runtime cannot run it
   */
  static async start(runtime: OnnxRuntime, model: Uint8Array, options: NetworkOptions): Promise<OnnxNetwork> {
    try {
      const session = await runtime.InferenceSession.create(model, {
        executionProviders: ['wasm'],
        // What is wrong with a file is said to people, not to the console.
        logSeverityLevel: 4,
      });
      return new OnnxNetwork(runtime, session, options);
    } catch (thrown) {
      throw refusedByRuntime(options.name, thrown);
    }
  }

  /** @returns what lets go; the session is released with the last who held it. */
  hold(): () => void {
    let isHeld = true;
    this.#holders += 1;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      if (this.#holders === 0) void this.release();
    };
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  /**
   * How many numbers an image has in one of the outputs.
   *
   * @returns undefined where that is not one row of float32 for each image.
   * @throws ProblemError `weights-invalid` where the shape is not in the file and trying it fails
   */
  async rowLength(output: string): Promise<number | undefined> {
    const about = this.#session.outputMetadata.find(({ name }) => name === output);
    if (!about?.isTensor || about.type !== 'float32') return undefined;
    const [, ...lengths] = about.shape;
    const isKnown = lengths.length > 0 && lengths.every((length) => typeof length === 'number');
    if (isKnown) return inOneRow(lengths);
    const { imageSize = usualSize, batch = 1 } = this.#options.input;
    try {
      const { dims } = await this.#run(
        output,
        new Float32Array(batch * imageSize ** 2 * 3),
        batch,
        imageSize,
      );
      return dims[0] === batch && dims.length > 1 ? inOneRow(dims.slice(1)) : undefined;
    } catch (thrown) {
      throw refusedByRuntime(this.#options.name, thrown);
    }
  }

  /**
   * The shapes of values of a black image, [1, …]; those that cannot be had are left out.
   *
   * @param outputs the session's
   * @param size height and width where it takes any
   */
  async shapes(outputs: readonly string[], size: number): Promise<ReadonlyMap<string, readonly number[]>> {
    const { name, layout, imageSize = size, batch = 1 } = this.#options.input;
    const shape = layout === 'NCHW' ? [batch, 3, imageSize, imageSize] : [batch, imageSize, imageSize, 3];
    const pixels = new Float32Array(batch * imageSize ** 2 * 3);
    const images = new this.#runtime.Tensor('float32', pixels, shape);
    const found = await this.#session.run({ [name]: images }, [...outputs]);
    return new Map(Object.entries(found).map(([value, { dims }]) => [value, dims]));
  }

  /**
   * @param images  [count, size, size, 3], normalised as ours are
   * @param outputs numbers for each image in `output`, as `rowLength` says
   * @returns [count × outputs]
   * @throws ProblemError `teacher-mismatch`
   */
  async predict(
    output: string,
    outputs: number,
    images: Float32Array,
    count: number,
    size: number,
  ): Promise<Float32Array> {
    const { name, scale, input } = this.#options;
    if (input.imageSize !== undefined && input.imageSize !== size) {
      throw problem(
        'teacher-mismatch',
        words`${name} takes images of ${input.imageSize} × ${input.imageSize} pixels and was given ${size} × ${size}.`,
        words`Set the image size to ${input.imageSize}.`,
      );
    }
    const answers = new Float32Array(count * outputs);
    const imageLength = size * size * 3;
    const fitting = Math.max(1, Math.floor(pixelsAtOnce / size ** 2));
    for (let from = 0; from < count; ) {
      const rows = Math.min(count - from, input.batch ?? Math.min(fitting, this.#mostAtOnce));
      const batch = input.batch ?? rows;
      const pixels = new Float32Array(batch * imageLength);
      const taken = images.subarray(from * imageLength, (from + rows) * imageLength);
      pixels.set(pixelsFor(taken, scale, input.layout, size));
      try {
        const { data, dims } = await this.#run(output, pixels, batch, size);
        if (dims[0] !== batch || data.length !== batch * outputs) throw new Error(`[${dims}]`);
        answers.set(data.subarray(0, rows * outputs), from * outputs);
        from += rows;
      } catch (thrown) {
        // Files exported with one image often say that they take any number, and reshape for one.
        if (input.batch === undefined && rows > 1) {
          this.#mostAtOnce = 1;
          continue;
        }
        throw problem(
          'teacher-mismatch',
          words`${name} does not answer for images of ${size} × ${size} pixels: “${shortened(thrown)}”.`,
          'Set the image size that the network was trained for.',
        );
      }
    }
    return answers;
  }

  /** @param pixels as the network takes them */
  async #run(
    output: string,
    pixels: Float32Array,
    batch: number,
    size: number,
  ): Promise<{ readonly data: Float32Array; readonly dims: readonly number[] }> {
    const { name, layout } = this.#options.input;
    const shape = layout === 'NCHW' ? [batch, 3, size, size] : [batch, size, size, 3];
    const images = new this.#runtime.Tensor('float32', pixels, shape);
    const found = (await this.#session.run({ [name]: images }, [output]))[output];
    if (!(found?.data instanceof Float32Array)) throw new Error(`${output}: ${found?.type}`);
    return { data: found.data, dims: found.dims };
  }
}

/** All in one axis; the others, such as the height and width of what was pooled, are 1. */
function inOneRow(lengths: readonly number[]): number | undefined {
  const longer = lengths.filter((length) => length !== 1);
  return longer.length > 1 ? undefined : (longer[0] ?? 1);
}
