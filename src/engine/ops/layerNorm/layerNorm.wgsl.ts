/**
 * Layer norm on WebGPU, forward and back.
 *
 * A row is shared by neighbouring threads, whose sums each of them adds up from the workgroup's memory, in the same order. On a software
 * adapter, where that memory is slow, a thread has a row of its own. The gradients of γ and β are sums over rows: each thread has a
 * channel (four where four divide D) and a part of the rows, and a second dispatch adds the parts.
 */
import { type ChannelArray, channelArray } from '../conv2d/channelFours.ts';
import { mostWorkgroups, type Shader, type Workgroups } from '../webgpu/dispatch.ts';
import { type Binding, declare, elementwise, f32 } from '../webgpu/elementwise.ts';
import { threadGrid } from '../webgpu/threadGrid.ts';

export interface RowSizes {
  readonly rows: number;
  /** D */
  readonly channels: number;
}

/** How the work is shared out. */
export interface Sharing {
  /** Threads of a row. */
  readonly lanes: number;
  /** Parts of the rows whose sums are added up apart. */
  readonly parts: number;
}

export const hardwareSharing: Sharing = { lanes: 32, parts: 48 };
export const softwareSharing: Sharing = { lanes: 1, parts: 8 };

interface RowDispatch {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
}

const threads = 64;

/** A number for each row. */
const ofRows = (name: string, writes = false): Binding => ({ name, type: 'f32', writes });
const like = (array: ChannelArray, name: string, writes = false): Binding => ({
  name,
  type: array.type,
  writes,
});

/** WGSL of the sum of a vector's parts. */
const across = ({ unit }: ChannelArray, sum: string) => (unit === 4 ? `dot(${sum}, vec4f(1.0))` : sum);

/**
 * The shader of threads that each have part of a row.
 *
 * @param body from the element `first` of row `row`, and `lane`; `fold` is WGSL that sums a local over the row's threads into another.
 */
function overRows(
  key: string,
  { rows, channels }: RowSizes,
  { lanes }: Sharing,
  bindings: readonly Binding[],
  body: (array: ChannelArray, fold: (sum: string, into: string) => string) => string,
): RowDispatch {
  const array = channelArray('x', channels);
  const perGroup = threads / lanes;
  const groups = Math.ceil(rows / perGroup);
  const lines = Math.ceil(groups / mostWorkgroups);
  const perLine = Math.ceil(groups / lines);
  const alone = (sum: string, into: string) => `let ${into} = ${across(array, sum)};`;
  const together = (sum: string, into: string) => `
  workgroupBarrier();
  held[thread] = ${across(array, sum)};
  workgroupBarrier();
  var ${into} = 0.0;
  for (var other = 0u; other < ${lanes}u; other++) { ${into} += held[thread - lane + other]; }`;
  const code = () => `
${declare(bindings)}
${lanes > 1 ? `var<workgroup> held: array<f32, ${threads}>;` : ''}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  let lane = thread % ${lanes}u;
  let asked = (group.y * ${perLine}u + group.x) * ${perGroup}u + thread / ${lanes}u;
  // Threads without a row do the last one's work, for barriers want all of them, and write what it writes.
  let row = min(asked, ${rows - 1}u);
  let first = row * ${array.width}u;
  ${body(array, lanes > 1 ? together : alone)}
}`;
  return {
    shader: { key: `layer norm ${key} [${rows}, ${channels}] by ${lanes}`, code },
    workgroups: [perLine, lines],
  };
}

const each = (width: number, lanes: number, statement: string) =>
  `for (var i = lane; i < ${width}u; i += ${lanes}u) { ${statement} }`;

/** Bindings: x, γ, β, y, means, inverses. */
export function layerNormShader(sizes: RowSizes, sharing: Sharing, epsilon: number): RowDispatch {
  const x = channelArray('x', sizes.channels);
  const bindings = [
    ...[like(x, 'x'), like(x, 'gamma'), like(x, 'beta'), like(x, 'y', true)],
    ...[ofRows('means', true), ofRows('inverses', true)],
  ];
  const share = f32(1 / sizes.channels);
  return overRows(`${epsilon}`, sizes, sharing, bindings, ({ type, width }, fold) => {
    const all = (statement: string) => each(width, sharing.lanes, statement);
    return `
  var sum = ${type}(0.0);
  ${all('sum += x[first + i];')}
  ${fold('sum', 'total')}
  let mean = total * ${share};
  var squares = ${type}(0.0);
  ${all('let apart = x[first + i] - mean; squares += apart * apart;')}
  ${fold('squares', 'spread')}
  let inverse = 1.0 / sqrt(spread * ${share} + ${f32(epsilon)});
  ${all('y[first + i] = (x[first + i] - mean) * inverse * gamma[i] + beta[i];')}
  if (lane == 0u) {
    means[row] = mean;
    inverses[row] = inverse;
  }`;
  });
}

/** Bindings: dy, x, γ, means, inverses, dx. */
export function layerNormGradientShader(sizes: RowSizes, sharing: Sharing): RowDispatch {
  const x = channelArray('x', sizes.channels);
  const bindings = [
    ...[like(x, 'dy'), like(x, 'x'), like(x, 'gamma'), ofRows('means'), ofRows('inverses')],
    like(x, 'dx', true),
  ];
  const share = f32(1 / sizes.channels);
  return overRows('gradient', sizes, sharing, bindings, ({ type, width }, fold) => {
    const all = (statement: string) => each(width, sharing.lanes, statement);
    return `
  let mean = means[row];
  let inverse = inverses[row];
  var slopes = ${type}(0.0);
  var turned = ${type}(0.0);
  ${all('let g = dy[first + i] * gamma[i]; slopes += g; turned += g * (x[first + i] - mean);')}
  ${fold('slopes', 'level')}
  ${fold('turned', 'along')}
  let offset = level * ${share};
  let factor = along * inverse * inverse * ${share};
  ${all('dx[first + i] = inverse * (dy[first + i] * gamma[i] - offset - (x[first + i] - mean) * factor);')}`;
  });
}

/** Bindings: dy, x, means, inverses, parts [parts, 2, D]. */
export function columnPartsShader({ rows, channels }: RowSizes, { parts }: Sharing): RowDispatch {
  const { type, width } = channelArray('x', channels);
  const perPart = Math.ceil(rows / parts);
  const grid = threadGrid([
    ['channel', width],
    ['part', parts],
  ]);
  const bindings: Binding[] = [
    ...[{ name: 'dy', type }, { name: 'x', type }, ofRows('means'), ofRows('inverses')],
    { name: 'parts', type, writes: true },
  ];
  const code = () => `
${declare(bindings)}
${grid.main}
  var gammas = ${type}(0.0);
  var betas = ${type}(0.0);
  for (var row = part * ${perPart}u; row < min(${rows}u, (part + 1u) * ${perPart}u); row++) {
    let slope = dy[row * ${width}u + channel];
    betas += slope;
    gammas += slope * (x[row * ${width}u + channel] - means[row]) * inverses[row];
  }
  parts[2u * part * ${width}u + channel] = gammas;
  parts[(2u * part + 1u) * ${width}u + channel] = betas;
}`;
  return {
    shader: { key: `layer norm columns [${rows}, ${channels}] in ${parts}`, code },
    workgroups: grid.workgroups,
  };
}

/** Bindings: parts [parts, 2, D], dγ, dβ. */
export function columnSumsShader({ channels }: RowSizes, { parts }: Sharing): RowDispatch {
  const { type, width } = channelArray('x', channels);
  return elementwise({
    key: `layer norm column sums of ${parts} ${type}`,
    bindings: [
      { name: 'parts', type },
      { name: 'dGamma', type, writes: true },
      { name: 'dBeta', type, writes: true },
    ],
    count: width,
    body: `
  var gammas = ${type}(0.0);
  var betas = ${type}(0.0);
  for (var part = 0u; part < ${parts}u; part++) {
    gammas += parts[2u * part * ${width}u + i];
    betas += parts[(2u * part + 1u) * ${width}u + i];
  }
  dGamma[i] = gammas;
  dBeta[i] = betas;`,
  });
}
