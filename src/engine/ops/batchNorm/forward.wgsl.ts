/**
 * Batch norm's forward pass on WebGPU: the activation is read twice and written once.
 *
 * 1. Statistics in one pass. Each thread follows mean and M2 = Σ (x − mean)² of its rows by Welford's recurrence (1962),
 *    and threads are merged pairwise by Chan, Golub & LeVeque (1979, eq. 2.1), so nothing cancels as it does in
 *    E[x²] − μ². A workgroup leaves (mean, M2) of its rows for each channel; rows are spread over as many workgroups as
 *    keeps both passes short: more of them read faster, but each of the next pass merges what they all left.
 * 2. Normalise. Every workgroup merges those partial results itself, for its own channels alone: a few kilobytes from
 *    the cache, where a pass in between would be one more dispatch for the whole device to wait on. Then y = act((x − μ)·
 *    scale + β + residual), and the first workgroup of each block of channels writes the batch's statistics.
 *
 * The merges take the same order in every workgroup and on every run, so the statistics have one value.
 */
import { type ChannelTile, tileFold, tileMain } from '../webgpu/channelTile.ts';
import type { Shader } from '../webgpu/dispatch.ts';
import { type Binding, declare, f32 } from '../webgpu/elementwise.ts';
import { rectifyFunction } from '../webgpu/rectify.ts';
import type { Activation } from './given.ts';
import { keyOf, type Rows } from './rows.ts';

/** What a thread keeps of its rows, and how two are made one. */
const moments = ({ type, threads }: ChannelTile) => `
var<workgroup> counts: array<f32, ${threads}>;
var<workgroup> means: array<${type}, ${threads}>;
var<workgroup> spreads: array<${type}, ${threads}>;

struct Moments { count: f32, mean: ${type}, m2: ${type} }

fn merged(a: Moments, b: Moments) -> Moments {
  let count = a.count + b.count;
  if (count == 0.0) { return a; }
  let apart = b.mean - a.mean;
  let share = b.count / count;
  return Moments(count, a.mean + apart * share, a.m2 + b.m2 + apart * apart * (a.count * share));
}

fn held(at: u32) -> Moments { return Moments(counts[at], means[at], spreads[at]); }

fn hold(at: u32, value: Moments) {
  counts[at] = value.count;
  means[at] = value.mean;
  spreads[at] = value.m2;
}
`;

const fold = 'hold(slot, merged(held(slot), held(other)));';

/** Bindings: x [rows, C], parts [parts, 2, C]. Workgroups: parts × blocks. */
export function statisticsShader(tile: ChannelTile, rows: Rows): Shader {
  const { type, width } = tile;
  const code = () => `
${declare([
  { name: 'x', type },
  { name: 'parts', type, writes: true },
])}
${moments(tile)}
${tileMain(tile)}
  var mine = Moments();
  if (inside) {
    let end = min(${rows.count}u, (group.x + 1u) * ${rows.rowsPerPart}u);
    for (var r = group.x * ${rows.rowsPerPart}u + row; r < end; r += ${tile.rows}u) {
      let value = x[r * ${width}u + channel];
      let apart = value - mine.mean;
      mine.count += 1.0;
      mine.mean += apart * (1.0 / mine.count);
      mine.m2 += apart * (value - mine.mean);
    }
  }
  hold(thread, mine);
  ${tileFold(tile, fold)}
  if (row == 0u && inside) {
    parts[group.x * ${2 * width}u + channel] = means[lane];
    parts[group.x * ${2 * width}u + ${width}u + channel] = spreads[lane];
  }
}`;
  return { key: keyOf('batch norm statistics', rows, tile), code };
}

/** 1/√(σ² + ε) from the unbiased variance, which is what is kept. */
export function inverseDeviation(rows: Rows, epsilon: number, variance: string): string {
  return `inverseSqrt(${variance} * ${f32((rows.count - 1) / rows.count)} + ${f32(epsilon)})`;
}

export interface Normalise {
  readonly activation: Activation;
  readonly epsilon: number;
  readonly residual: boolean;
}

/** Bindings: x, γ, β, parts, y, mean, variance, residual where there is one. Workgroups: slices × blocks. */
export function normaliseShader(tile: ChannelTile, rows: Rows, options: Normalise): Shader {
  const { type, width } = tile;
  const { activation, epsilon, residual } = options;
  const bindings: Binding[] = [
    { name: 'x', type },
    { name: 'gamma', type },
    { name: 'beta', type },
    { name: 'parts', type },
    { name: 'y', type, writes: true },
    { name: 'meanOut', type, writes: true },
    { name: 'varianceOut', type, writes: true },
    ...(residual ? [{ name: 'residual', type }] : []),
  ];
  const sum = `(x[i] - mean) * scale + shift${residual ? ' + residual[i]' : ''}`;
  const lastPart = rows.count - (rows.parts - 1) * rows.rowsPerPart;
  const code = () => `
${declare(bindings)}
${activation === 'relu' ? rectifyFunction(type) : ''}
${moments(tile)}
${tileMain(tile)}
  var mine = Moments();
  if (inside) {
    for (var part = row; part < ${rows.parts}u; part += ${tile.rows}u) {
      let count = select(${f32(rows.rowsPerPart)}, ${f32(lastPart)}, part == ${rows.parts - 1}u);
      let at = part * ${2 * width}u + channel;
      mine = merged(mine, Moments(count, parts[at], parts[at + ${width}u]));
    }
  }
  hold(thread, mine);
  ${tileFold(tile, fold)}
  if (!inside) { return; }
  let mean = means[lane];
  let variance = spreads[lane] * ${f32(1 / Math.max(1, rows.count - 1))};
  if (group.x == 0u && row == 0u) {
    meanOut[channel] = mean;
    varianceOut[channel] = variance;
  }
  let scale = gamma[channel] * ${inverseDeviation(rows, epsilon, 'variance')};
  let shift = beta[channel];
  let end = min(${rows.count}u, (group.x + 1u) * ${rows.rowsPerSlice}u);
  for (var r = group.x * ${rows.rowsPerSlice}u + row; r < end; r += ${tile.rows}u) {
    let i = r * ${width}u + channel;
    y[i] = ${activation === 'relu' ? `rectify(${sum})` : sum};
  }
}`;
  return {
    key: keyOf('batch norm', rows, tile, `${activation} ${epsilon}${residual ? ' residual' : ''}`),
    code,
  };
}
