/**
 * Attention on WebAssembly, head by head: the scores of one head of one image, [N, N], stay in the cache while everything is done with
 * them. tfjs's product of stacks of matrices is a scalar loop.
 *
 * Measured on one thread, 32 images of 65 tokens, three heads of 64, composed and ours: 55 and 6 ms forward, 140 and 12 ms back.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  type OuterProductShape,
  type OuterProducts,
  outerProductsModule,
} from '../convFilterGradient/outerProducts.ts';
import { compiledFor } from '../simd/compile.ts';
import { type TapProducts, type TapShape, tapProductsModule } from '../simd/tapProducts.ts';
import type { AttentionShape } from './given.ts';
import {
  type SlopeRows,
  type SlopeShape,
  type SoftmaxRows,
  slopeRowsModule,
  softmaxRowsModule,
} from './rowLoops.ts';

/** Of a score that no token has: exp of it is 0 beside any other. */
const nowhere = -3e38;

interface Steps {
  readonly batch: number;
  readonly tokens: number;
  /** Scores of a row, whole vectors of them. */
  readonly padded: number;
  /** Bytes from one token to the next, of qkv and of y, and from q to k to v. */
  readonly token: { readonly qkv: number; readonly y: number };
  readonly part: number;
}

function stepsOf(qkv: TensorInfo, { heads, width }: AttentionShape): Steps {
  const [batch = 0, tokens = 0] = qkv.shape;
  const part = 4 * heads * width;
  return { batch, tokens, padded: 4 * Math.ceil(tokens / 4), token: { qkv: 3 * part, y: part }, part };
}

const products = (backend: BackendWasm, shape: TapShape) =>
  compiledFor<TapShape, TapProducts>(backend, 'tap', shape, tapProductsModule);

/** Visits each image's heads: byte offsets of q in qkv and of the head in y, and its number. */
function forHeads(
  { batch, tokens, token }: Steps,
  { heads, width }: AttentionShape,
  visit: (q: number, y: number, head: number) => void,
): void {
  for (let b = 0; b < batch; b++) {
    for (let h = 0; h < heads; h++) {
      visit(b * tokens * token.qkv + 4 * h * width, b * tokens * token.y + 4 * h * width, b * heads + h);
    }
  }
}

/** Puts a head's k or v [N, d], times a factor, as [d, padded]; what is behind the tokens stays as it is. */
function turn(
  heap: Float32Array,
  from: number,
  to: number,
  { tokens, padded, token }: Steps,
  width: number,
  factor = 1,
) {
  const step = token.qkv / 4;
  for (let n = 0; n < tokens; n++) {
    const [source, target] = [from / 4 + n * step, to / 4 + n];
    for (let i = 0; i < width; i++) heap[target + i * padded] = (heap[source + i] as number) * factor;
  }
}

/** All of the memory, at this moment. */
const wholeHeap = (backend: BackendWasm): Float32Array =>
  new Float32Array((backend.wasm as unknown as { HEAPU8: Uint8Array }).HEAPU8.buffer);

/** Makes scratch memory, and frees it after `use`. */
function withScratch(
  backend: BackendWasm,
  lengths: readonly number[],
  use: (...starts: number[]) => void,
): void {
  const made = lengths.map((length) => backend.makeOutput([length], 'float32'));
  use(...made.map(({ dataId }) => backend.getMemoryOffset(dataId)));
  for (const { dataId } of made) backend.disposeData(dataId);
}

export function wasmAttention(backend: BackendWasm, qkv: TensorInfo, shape: AttentionShape): TensorInfo[] {
  const { heads, width, scale } = shape;
  const steps = stepsOf(qkv, shape);
  const { batch, tokens, padded, token, part } = steps;
  const y = backend.makeOutput([batch, tokens, heads * width], 'float32');
  const logSums = backend.makeOutput([batch, heads, tokens], 'float32');
  const score = products(backend, {
    inChannels: width,
    outChannels: padded,
    pixelStep: { input: token.qkv, output: 4 * padded },
  });
  const read = products(backend, {
    inChannels: tokens,
    outChannels: width,
    pixelStep: { input: 4 * padded, output: token.y },
    weightStep: token.qkv,
  });
  const softmax = compiledFor<number, SoftmaxRows>(backend, 'softmax rows', padded / 4, softmaxRowsModule);
  withScratch(backend, [tokens * padded, width * padded, 2 * tokens], (scores, keys, sums) => {
    const heap = wholeHeap(backend);
    const [from, to, logs] = [qkv, y, logSums].map(({ dataId }) => backend.getMemoryOffset(dataId)) as [
      number,
      number,
      number,
    ];
    const whole = (start: number, length: number, value: number) =>
      heap.fill(value, start / 4, start / 4 + length);
    whole(to, batch * tokens * heads * width, 0);
    whole(keys, width * padded, 0);
    forHeads(steps, shape, (q, head, number) => {
      clearScores(heap, scores, steps);
      turn(heap, from + q + part, keys, steps, width, scale);
      score(from + q, keys, scores, tokens);
      softmax(scores, sums, tokens);
      read(scores, from + q + 2 * part, to + head, tokens);
      for (let n = 0; n < tokens; n++) {
        const [most = 0, sum = 0] = heap.subarray(sums / 4 + 2 * n, sums / 4 + 2 * n + 2);
        heap[logs / 4 + number * tokens + n] = most + Math.log(sum);
      }
    });
  });
  return [y, logSums];
}

/** Zeros, to which scores are added; behind the tokens what no sum of exponentials sees. */
function clearScores(heap: Float32Array, start: number, { tokens, padded }: Steps): void {
  heap.fill(0, start / 4, start / 4 + tokens * padded);
  if (padded === tokens) return;
  for (let n = 0; n < tokens; n++) {
    heap.fill(nowhere, start / 4 + n * padded + tokens, start / 4 + (n + 1) * padded);
  }
}

interface GradientInfos {
  readonly dy: TensorInfo;
  readonly qkv: TensorInfo;
  readonly y: TensorInfo;
  readonly logSums: TensorInfo;
}

export function wasmAttentionGradient(
  backend: BackendWasm,
  { dy, qkv, y, logSums }: GradientInfos,
  shape: AttentionShape,
): TensorInfo {
  const { heads, width, scale } = shape;
  const steps = stepsOf(qkv, shape);
  const { batch, tokens, padded, token, part } = steps;
  const dqkv = backend.makeOutput(qkv.shape, 'float32');
  const common = { inChannels: width, outChannels: padded };
  const row = 4 * padded;
  const score = products(backend, { ...common, pixelStep: { input: token.qkv, output: row } });
  const slope = products(backend, { ...common, pixelStep: { input: token.y, output: row } });
  const toQueries = products(backend, {
    inChannels: tokens,
    outChannels: width,
    pixelStep: { input: row, output: token.qkv },
    weightStep: token.qkv,
  });
  const over = (step: number) =>
    compiledFor<OuterProductShape, OuterProducts>(
      backend,
      'outer',
      {
        inChannels: tokens,
        outChannels: width,
        pixelStep: { x: row, dy: step },
        rowStep: { x: 0, dy: 0 },
        sumStep: token.qkv,
      },
      outerProductsModule,
    );
  const [toKeys, toValues] = [over(token.qkv), over(token.y)];
  const slopeRows = compiledFor<SlopeShape, SlopeRows>(
    backend,
    'slope rows',
    { fours: padded / 4, scale },
    slopeRowsModule,
  );
  const lengths = [tokens * padded, tokens * padded, width * padded, 2 * tokens];
  withScratch(backend, lengths, (scores, slopes, turned, sums) => {
    const heap = wholeHeap(backend);
    const starts = [qkv, dqkv, dy, y, logSums].map(({ dataId }) => backend.getMemoryOffset(dataId));
    const [from, to, above, read, logs] = starts as [number, number, number, number, number];
    heap.fill(0, to / 4, to / 4 + 3 * batch * tokens * heads * width);
    heap.fill(0, turned / 4, turned / 4 + width * padded);
    forHeads(steps, shape, (q, head, number) => {
      clearScores(heap, scores, steps);
      heap.fill(0, slopes / 4, slopes / 4 + tokens * padded);
      turn(heap, from + q + part, turned, steps, width, scale);
      score(from + q, turned, scores, tokens);
      turn(heap, from + q + 2 * part, turned, steps, width);
      slope(above + head, turned, slopes, tokens);
      for (let n = 0; n < tokens; n++) {
        heap[sums / 4 + 2 * n] = heap[logs / 4 + number * tokens + n] as number;
        heap[sums / 4 + 2 * n + 1] = along(
          heap,
          above + head + n * token.y,
          read + head + n * token.y,
          width,
        );
      }
      slopeRows(scores, slopes, sums, tokens);
      toQueries(slopes, from + q + part, to + q, tokens);
      toKeys(slopes, from + q, to + q + part, 1, tokens);
      toValues(scores, above + head, to + q + 2 * part, 1, tokens);
    });
  });
  return dqkv;
}

/** Σ a·b of so many neighbours. */
function along(heap: Float32Array, a: number, b: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (heap[a / 4 + i] as number) * (heap[b / 4 + i] as number);
  return sum;
}
