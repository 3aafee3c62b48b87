/**
 * What `compression_reference/quantisation.json` holds of torch's fake quantisation, and the inputs that its README says how to
 * make, for tests.
 */

/** The reference's file, from the folder of real data. */
export const referencePath = 'compression_reference/quantisation.json';

export interface ReferenceCase {
  readonly method: string;
  readonly source: string;
  readonly input: 'sin' | 'hashed';
  readonly scheme?: 'affine' | 'symmetric';
  readonly qmin: number;
  readonly qmax: number;
  readonly scale: readonly number[];
  readonly zero_point: number | readonly number[];
  readonly tie_margin: number;
  /** [16, 8, 3, 3] in PyTorch's layout, to seven digits. */
  readonly output: readonly number[];
  readonly input_grad: readonly number[];
}

export interface ReferenceObserver {
  readonly observer: string;
  readonly scheme: 'affine' | 'symmetric';
  readonly qmin: number;
  readonly qmax: number;
  readonly input: string;
  readonly scale: readonly number[];
  readonly zero_point: readonly number[];
}

export interface QuantisationReference {
  readonly cases: readonly ReferenceCase[];
  readonly observers: readonly ReferenceObserver[];
}

/** The reference's cases of `torch.fake_quantize_per_…`. */
export const fakeQuantiseCases = ({ cases }: QuantisationReference) =>
  cases.filter(({ method }) => method.startsWith('torch.fake_quantize_per_'));

export function crc32(text: string): number {
  let rest = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return (rest ^ 0xffffffff) >>> 0;
}

/** murmur3's finaliser. */
function finalised(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** u[i] in [−1, 1), by the README's formula. */
export function uniform(key: string, count: number): Float64Array {
  const phase = crc32(key);
  return Float64Array.from({ length: count }, (_, i) => finalised(i + phase) / 2 ** 31 - 1);
}

const [out, fanIn] = [16, 72];
const key = 'quant.weight';

/** [16, 8, 3, 3], in PyTorch's layout. */
export const referenceWeights: Readonly<Record<ReferenceCase['input'], () => Float32Array>> = {
  sin() {
    const phase = ((crc32(key) % 1000) / 1000) * 2 * Math.PI;
    const scale = Math.sqrt(2 / fanIn) * Math.SQRT2;
    return Float32Array.from({ length: out * fanIn }, (_, i) => Math.sin(0.73 * i + phase) * scale);
  },
  hashed() {
    const scale = Math.sqrt(2 / fanIn) * Math.sqrt(3);
    return Float32Array.from(uniform(key, out * fanIn), (u) => u * scale);
  },
};

export const referenceGradient = () => Float32Array.from(uniform('quant.grad', out * fanIn));

/** [2, 8, 4, 8] of batch 0, 1 or 2. */
export function referenceActivation(batch: number): Float32Array {
  const second = uniform(`quant.act2.${batch}`, 512);
  return Float32Array.from(uniform(`quant.act.${batch}`, 512), (u, i) => 1.5 * u + (second[i] ?? 0) ** 3);
}

/** [16, n] to [n, 16]: the channels last, as ours are. */
export function channelsLast(values: ArrayLike<number>): Float32Array {
  const perChannel = values.length / out;
  return Float32Array.from(
    { length: values.length },
    (_, i) => values[(i % out) * perChannel + Math.floor(i / out)] ?? Number.NaN,
  );
}
