/**
 * Batch norm's gradient on WebGPU: dy and x are read twice, dx is written once.
 *
 * 1. Sums of g and g·(x − μ) over the rows of each workgroup, g being dy where the ReLU let something through. After a
 *    plain ReLU that is worked out again from x, which is read anyway; behind a residual it is read off y, and g is
 *    written too: it is the residual's gradient, and the next pass reads it instead of dy and y.
 *    What is derived from the statistics once (inverse deviation, scale) is left in front of the sums, so that the second
 *    pass stays within the eight buffers that every device has.
 * 2. dx = scale·(g − dβ/N − x̂·dγ/N). As forward, every workgroup adds up the partial sums of its own channels.
 */
import { type ChannelTile, tileFold, tileMain } from '../webgpu/channelTile.ts';
import type { Shader } from '../webgpu/dispatch.ts';
import { type Binding, declare, f32 } from '../webgpu/elementwise.ts';
import { inverseDeviation } from './forward.wgsl.ts';
import { keyOf, type Rows } from './rows.ts';

/** Where g comes from: dy itself, the sign of what is worked out again from x, or that of y. */
export type Mask = 'none' | 'from x' | 'from y';

/** Vectors of C numbers in front of the partial sums: μ, 1/√(σ² + ε), scale, β. */
export const headVectors = 4;

const sums = ({ type, threads }: ChannelTile) => `
var<workgroup> sumsOfG: array<${type}, ${threads}>;
var<workgroup> sumsOfGX: array<${type}, ${threads}>;
`;

const fold = `sumsOfG[slot] += sumsOfG[other];
      sumsOfGX[slot] += sumsOfGX[other];`;

/** Where the ReLU's argument was not above zero, g is zero. */
const masked = (type: string, argument: string) => `select(${type}(0.0), dy[i], ${argument} > ${type}(0.0))`;
const fromX = '((x[i] - mean) * scale + shift)';

/**
 * Bindings: dy, x, mean, variance, γ, parts [4 + 2·parts, C]; then β for a mask from x, or y and g for one from y.
 * Workgroups: parts × blocks.
 */
export function gradientSumsShader(tile: ChannelTile, rows: Rows, mask: Mask, epsilon: number): Shader {
  const { type, width } = tile;
  const bindings: Binding[] = [
    { name: 'dy', type },
    { name: 'x', type },
    { name: 'meanIn', type },
    { name: 'variance', type },
    { name: 'gamma', type },
    { name: 'parts', type, writes: true },
  ];
  if (mask === 'from x') bindings.push({ name: 'beta', type });
  if (mask === 'from y') bindings.push({ name: 'y', type }, { name: 'gOut', type, writes: true });
  const g = { none: 'dy[i]', 'from x': masked(type, fromX), 'from y': masked(type, 'y[i]') }[mask];
  const code = () => `
${declare(bindings)}
${sums(tile)}
${tileMain(tile)}
  var sumOfG = ${type}(0.0);
  var sumOfGX = ${type}(0.0);
  if (inside) {
    let mean = meanIn[channel];
    let inverse = ${inverseDeviation(rows, epsilon, 'variance[channel]')};
    let scale = gamma[channel] * inverse;
    let shift = ${mask === 'from x' ? 'beta[channel]' : `${type}(0.0)`};
    let end = min(${rows.count}u, (group.x + 1u) * ${rows.rowsPerPart}u);
    for (var r = group.x * ${rows.rowsPerPart}u + row; r < end; r += ${tile.rows}u) {
      let i = r * ${width}u + channel;
      let g = ${g};
      sumOfG += g;
      sumOfGX += g * (x[i] - mean);
      ${mask === 'from y' ? 'gOut[i] = g;' : ''}
    }
    if (group.x == 0u && row == 0u) {
      parts[channel] = mean;
      parts[${width}u + channel] = inverse;
      parts[${2 * width}u + channel] = scale;
      parts[${3 * width}u + channel] = shift;
    }
  }
  sumsOfG[thread] = sumOfG;
  sumsOfGX[thread] = sumOfGX;
  ${tileFold(tile, fold)}
  if (row == 0u && inside) {
    let at = (${headVectors}u + 2u * group.x) * ${width}u + channel;
    parts[at] = sumsOfG[lane];
    parts[at + ${width}u] = sumsOfGX[lane];
  }
}`;
  return { key: keyOf('batch norm gradient sums', rows, tile, `mask ${mask} ${epsilon}`), code };
}

/**
 * Bindings: dy (g itself after a mask from y), x, parts, dx, dγ, dβ. Workgroups: slices × blocks.
 */
export function gradientShader(tile: ChannelTile, rows: Rows, mask: Mask): Shader {
  const { type, width } = tile;
  const g = mask === 'from x' ? masked(type, fromX) : 'dy[i]';
  const share = f32(1 / rows.count);
  const code = () => `
${declare([
  { name: 'dy', type },
  { name: 'x', type },
  { name: 'parts', type },
  { name: 'dx', type, writes: true },
  { name: 'dGamma', type, writes: true },
  { name: 'dBeta', type, writes: true },
])}
${sums(tile)}
${tileMain(tile)}
  var sumOfG = ${type}(0.0);
  var sumOfGX = ${type}(0.0);
  if (inside) {
    for (var part = row; part < ${rows.parts}u; part += ${tile.rows}u) {
      let at = (${headVectors}u + 2u * part) * ${width}u + channel;
      sumOfG += parts[at];
      sumOfGX += parts[at + ${width}u];
    }
  }
  sumsOfG[thread] = sumOfG;
  sumsOfGX[thread] = sumOfGX;
  ${tileFold(tile, fold)}
  if (!inside) { return; }
  let mean = parts[channel];
  let inverse = parts[${width}u + channel];
  let scale = parts[${2 * width}u + channel];
  let shift = parts[${3 * width}u + channel];
  let gammaChange = sumsOfGX[lane] * inverse;
  let betaChange = sumsOfG[lane];
  if (group.x == 0u && row == 0u) {
    dGamma[channel] = gammaChange;
    dBeta[channel] = betaChange;
  }
  let slope = scale * inverse * gammaChange * ${share};
  let offset = scale * betaChange * ${share};
  let end = min(${rows.count}u, (group.x + 1u) * ${rows.rowsPerSlice}u);
  for (var r = group.x * ${rows.rowsPerSlice}u + row; r < end; r += ${tile.rows}u) {
    let i = r * ${width}u + channel;
    dx[i] = scale * ${g} - (x[i] - mean) * slope - offset;
  }
}`;
  return { key: keyOf('batch norm gradient', rows, tile, `mask ${mask}`), code };
}
