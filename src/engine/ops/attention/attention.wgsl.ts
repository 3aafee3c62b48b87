/**
 * Attention on WebGPU, forward and back.
 *
 * The scores of some images' heads lie in memory while a pass runs, [B·H, N, M] with M the tokens rounded up to fours, and are given back after
 * it. A thread has a tile of results in registers, as in `conv2d/forward.wgsl.ts`: what threads share comes from the first-level
 * cache. (Tiles in a workgroup's memory are what a software adapter is slowest at.) Heads' widths are multiples of 4.
 */
import { range } from '../webgpu/axisBlock.ts';
import type { Shader, Workgroups } from '../webgpu/dispatch.ts';
import { type Binding, declare, f32 } from '../webgpu/elementwise.ts';
import { divided, remainder, threadGrid } from '../webgpu/threadGrid.ts';

export interface AttentionSizes {
  /** The images that a dispatch takes: so many, from number `first` on. */
  readonly batch: number;
  readonly first: number;
  readonly tokens: number;
  readonly heads: number;
  /** A multiple of 4. */
  readonly width: number;
  readonly scale: number;
}

export interface AttentionDispatch {
  readonly shader: Shader;
  readonly workgroups: Workgroups;
}

/** Queries of a thread where it has their scores, and where it sums over them or over keys. */
const [scoreRows, sumRows] = [4, 8];

/** In fours: of a head, from token to token in qkv and in y, from q to k to v, and of a row of scores. */
function strides({ heads, width, tokens }: AttentionSizes) {
  const part = (heads * width) / 4;
  return { four: width / 4, qkv: 3 * part, y: part, part, row: Math.ceil(tokens / 4) };
}

/** Rows of scores of the images before. */
const rowsBefore = ({ first, heads, tokens }: AttentionSizes) => first * heads * tokens;

const fours = (name: string, writes = false): Binding => ({ name, type: 'vec4<f32>', writes });
const ones = (name: string, writes = false): Binding => ({ name, type: 'f32', writes });

/** Which image and head a thread is at, and where these begin in qkv and in y. */
function headAt(sizes: AttentionSizes): string {
  const { four, qkv, y } = strides(sizes);
  return `
  let image = ${divided('head', sizes.heads)} + ${sizes.first}u;
  let within = ${remainder('head', sizes.heads)} * ${four}u;
  let start = image * ${sizes.tokens * qkv}u + within;
  let out = image * ${sizes.tokens * y}u + within;`;
}

/** The number of a token, the last one's where there is none: what is read there is not written. */
const token = (sizes: AttentionSizes, place: string) => `min(${place}, ${sizes.tokens - 1}u)`;

/** Sets `k0` to `k3` of the four keys `four` to where they begin in qkv. */
const keysAt = (sizes: AttentionSizes, name: string, part: number) =>
  range(4)
    .map(
      (j) =>
        `let ${name}${j} = start + ${part}u + ${token(sizes, `four * 4u + ${j}u`)} * ${strides(sizes).qkv}u;`,
    )
    .join('\n  ');

const made = (
  key: string,
  sizes: AttentionSizes,
  bindings: readonly Binding[],
  grid: ReturnType<typeof threadGrid>,
  body: string,
): AttentionDispatch => ({
  shader: {
    key: `attention ${key} ${JSON.stringify(sizes)}`,
    code: () => `${declare(bindings)}\n${grid.main}\n${headAt(sizes)}\n${body}\n}`,
  },
  workgroups: grid.workgroups,
});

const byScores = (sizes: AttentionSizes) =>
  threadGrid([
    ['four', strides(sizes).row],
    ['tile', Math.ceil(sizes.tokens / scoreRows)],
    ['head', sizes.batch * sizes.heads],
  ]);

/** Whether each of the four keys is one. */
const exists = ({ tokens }: AttentionSizes) => `(vec4u(0u, 1u, 2u, 3u) + four * 4u < vec4u(${tokens}u))`;

const writtenRow = (sizes: AttentionSizes, j: number) =>
  `(head * ${sizes.tokens}u + tile * ${scoreRows}u + ${j}u) * ${strides(sizes).row}u + four`;

const ifQuery = (sizes: AttentionSizes, rows: number, j: number, statement: string) =>
  sizes.tokens % rows === 0 ? statement : `if (tile * ${rows}u + ${j}u < ${sizes.tokens}u) { ${statement} }`;

/** Bindings: qkv, scores. */
export function scoresShader(sizes: AttentionSizes): AttentionDispatch {
  const { four, qkv, part } = strides(sizes);
  const rows = range(scoreRows);
  return made(
    'scores',
    sizes,
    [fours('qkv'), fours('scores', true)],
    byScores(sizes),
    `
  ${keysAt(sizes, 'k', part)}
  ${rows.map((j) => `let q${j} = start + ${token(sizes, `tile * ${scoreRows}u + ${j}u`)} * ${qkv}u; var s${j} = vec4f();`).join('\n  ')}
  for (var i = 0u; i < ${four}u; i++) {
    ${range(4)
      .map((j) => `let b${j} = qkv[k${j} + i];`)
      .join(' ')}
    ${rows.map((j) => `let a${j} = qkv[q${j} + i];`).join(' ')}
    ${rows.map((j) => `s${j} += ${products(`a${j}`, 'b')};`).join('\n    ')}
  }
  let there = ${exists(sizes)};
  ${rows
    .map((j) =>
      ifQuery(
        sizes,
        scoreRows,
        j,
        `scores[${writtenRow(sizes, j)}] = select(vec4f(-3e38), s${j} * ${f32(sizes.scale)}, there);`,
      ),
    )
    .join('\n  ')}`,
  );
}

const products = (a: string, b: string) =>
  `vec4f(${range(4)
    .map((j) => `dot(${a}, ${b}${j})`)
    .join(', ')})`;

/** Bindings: scores, which become probabilities, and logSums. A thread has a row. */
export function softmaxShader(sizes: AttentionSizes): AttentionDispatch {
  const { row } = strides(sizes);
  const grid = threadGrid([['line', sizes.batch * sizes.heads * sizes.tokens]]);
  const over = (body: string) => `for (var i = first; i < first + ${row}u; i++) { ${body} }`;
  const code = () => `
${declare([fours('scores', true), ones('logSums', true)])}
${grid.main}
  let first = line * ${row}u;
  var top = scores[first];
  ${over('top = max(top, scores[i]);')}
  let most = max(max(top.x, top.y), max(top.z, top.w));
  var sums = vec4f();
  ${over('sums += exp(scores[i] - most);')}
  let log_sum = most + log(sums.x + sums.y + sums.z + sums.w);
  logSums[line + ${rowsBefore(sizes)}u] = log_sum;
  let share = 1.0 / (sums.x + sums.y + sums.z + sums.w);
  ${over('scores[i] = exp(scores[i] - most) * share;')}
}`;
  return {
    shader: { key: `attention softmax ${JSON.stringify(sizes)}`, code },
    workgroups: grid.workgroups,
  };
}

/**
 * Σ over keys of weight·row: y of probabilities and values, or dq of scores' slopes and keys.
 *
 * Bindings: weights [B·H, N, M], qkv, result.
 */
export function overKeysShader(sizes: AttentionSizes, what: 'y' | 'dq'): AttentionDispatch {
  const { four, qkv, y, part, row } = strides(sizes);
  const rows = range(sumRows);
  const to = what === 'y' ? `out + (tile * ${sumRows}u` : `start + (tile * ${sumRows}u`;
  return made(
    what,
    sizes,
    [fours('weights'), fours('qkv'), fours('result', true)],
    threadGrid([
      ['channel', four],
      ['tile', Math.ceil(sizes.tokens / sumRows)],
      ['head', sizes.batch * sizes.heads],
    ]),
    `
  ${rows
    .map(
      (j) =>
        `let w${j} = (head * ${sizes.tokens}u + ${token(sizes, `tile * ${sumRows}u + ${j}u`)}) * ${row}u; var s${j} = vec4f();`,
    )
    .join('\n  ')}
  let rows = start + ${what === 'y' ? 2 * part : part}u + channel;
  for (var four = 0u; four < ${row}u; four++) {
    ${range(4)
      .map((j) => `let v${j} = qkv[rows + ${token(sizes, `four * 4u + ${j}u`)} * ${qkv}u];`)
      .join('\n    ')}
    ${rows.map((j) => `let a${j} = weights[w${j} + four];`).join(' ')}
    ${rows.map((j) => `s${j} += a${j}.x * v0 + a${j}.y * v1 + a${j}.z * v2 + a${j}.w * v3;`).join('\n    ')}
  }
  ${rows
    .map((j) =>
      ifQuery(sizes, sumRows, j, `result[${to} + ${j}u) * ${what === 'y' ? y : qkv}u + channel] = s${j};`),
    )
    .join('\n  ')}`,
  );
}

/** Bindings: dy, y, means [B·H·N]: δ of each row. */
export function meansShader(sizes: AttentionSizes): AttentionDispatch {
  const { four, y } = strides(sizes);
  return made(
    'means',
    sizes,
    [fours('dy'), fours('y'), ones('means', true)],
    threadGrid([
      ['query', sizes.tokens],
      ['head', sizes.batch * sizes.heads],
    ]),
    `
  let first = out + query * ${y}u;
  var sum = 0.0;
  for (var i = first; i < first + ${four}u; i++) { sum += dot(dy[i], y[i]); }
  means[head * ${sizes.tokens}u + query + ${rowsBefore(sizes)}u] = sum;`,
  );
}

/** Bindings: qkv, dy, logSums, means, probabilities and slopes of q·kᵀ [B·H, N, M]. */
export function slopesShader(sizes: AttentionSizes): AttentionDispatch {
  const { four, qkv, y, part } = strides(sizes);
  const rows = range(scoreRows);
  const line = (j: number) => `head * ${sizes.tokens}u + n${j} + ${rowsBefore(sizes)}u`;
  return made(
    'slopes',
    sizes,
    [fours('qkv'), fours('dy'), ones('logSums'), ones('means'), fours('shares', true), fours('slopes', true)],
    byScores(sizes),
    `
  ${keysAt(sizes, 'k', part)}
  ${rows
    .map(
      (j) => `let n${j} = ${token(sizes, `tile * ${scoreRows}u + ${j}u`)};
  let q${j} = start + n${j} * ${qkv}u; let g${j} = out + n${j} * ${y}u; var s${j} = vec4f(); var d${j} = vec4f();`,
    )
    .join('\n  ')}
  for (var i = 0u; i < ${four}u; i++) {
    ${range(4)
      .map((j) => `let b${j} = qkv[k${j} + i]; let v${j} = qkv[k${j} + ${part}u + i];`)
      .join(' ')}
    ${rows.map((j) => `let a${j} = qkv[q${j} + i]; let e${j} = dy[g${j} + i];`).join(' ')}
    ${rows.map((j) => `s${j} += ${products(`a${j}`, 'b')}; d${j} += ${products(`e${j}`, 'v')};`).join('\n    ')}
  }
  let there = ${exists(sizes)};
  ${rows
    .map((j) =>
      ifQuery(
        sizes,
        scoreRows,
        j,
        `let p = select(vec4f(), exp(s${j} * ${f32(sizes.scale)} - logSums[${line(j)}]), there);
    shares[${writtenRow(sizes, j)}] = p;
    slopes[${writtenRow(sizes, j)}] = p * (d${j} - means[${line(j)}]) * ${f32(sizes.scale)};`,
      ),
    )
    .map((statement) => `{ ${statement} }`)
    .join('\n  ')}`,
  );
}

/**
 * Σ over queries of weight·row, for four keys and one or two fours of channels a thread: dk of slopes and q, dv of probabilities and dy.
 *
 * Bindings: shares, slopes, qkv, dy, dqkv.
 */
export function overQueriesShader(sizes: AttentionSizes): AttentionDispatch {
  const { four, qkv, y, part, row } = strides(sizes);
  const pair = range(four % 2 === 0 ? 2 : 1);
  const sums = range(4).flatMap((j) => pair.map((c) => [j, c] as const));
  const loop = (weights: string, rows: string, from: string, step: number) => `
    for (var n = 0u; n < ${sizes.tokens}u; n++) {
      let w = ${weights}[first + n * ${row}u];
      ${pair.map((c) => `let x${c} = ${rows}[${from} + channel + n * ${step}u + ${c}u];`).join(' ')}
      ${sums.map(([j, c]) => `s${j}${c} += w.${'xyzw'[j]} * x${c};`).join(' ')}
    }`;
  return made(
    'dk and dv',
    sizes,
    [fours('shares'), fours('slopes'), fours('qkv'), fours('dy'), fours('dqkv', true)],
    threadGrid([
      ['pair', four / pair.length],
      ['four', row],
      ['head', sizes.batch * sizes.heads],
      ['which', 2],
    ]),
    `
  let channel = pair * ${pair.length}u;
  let first = head * ${sizes.tokens * row}u + four;
  ${sums.map(([j, c]) => `var s${j}${c} = vec4f();`).join(' ')}
  if (which == 0u) {${loop('slopes', 'qkv', 'start', qkv)}
  } else {${loop('shares', 'dy', 'out', y)}
  }
  let to = start + (1u + which) * ${part}u + channel;
  ${sums
    .map(
      ([j, c]) =>
        `if (four * 4u + ${j}u < ${sizes.tokens}u) { dqkv[to + (four * 4u + ${j}u) * ${qkv}u + ${c}u] = s${j}${c}; }`,
    )
    .join('\n  ')}`,
  );
}
