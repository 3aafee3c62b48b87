/**
 * GELU and its gradient on WebGPU: a thread has four numbers where four divide their count. See `tail.ts`.
 */
import { type Elementwise, elementwise, f32 } from '../webgpu/elementwise.ts';
import { tailSlope, tailTerms } from './tail.ts';

/** WGSL of c₀ + c₁t + …, of `t`. */
const series = tailTerms.slice(1).reduce((sum, term) => `(${sum} * t + ${f32(term)})`, f32(tailTerms[0]));

type Type = 'f32' | 'vec4<f32>';

/** `bell(x)`, e^(−x²/2), and `share(x, bell)`, Φ(x). */
const functionsOf = (type: Type) => `
fn bell(x: ${type}) -> ${type} { return exp(x * x * -0.5); }
fn share(x: ${type}, bell: ${type}) -> ${type} {
  let t = 1.0 / (1.0 + ${f32(tailSlope)} * abs(x));
  let tail = ${series} * t * bell;
  return select(tail, 1.0 - tail, x > ${type}(0.0));
}`;

function over(name: string, count: number, inputs: readonly string[], output: string, body: string) {
  const type: Type = count % 4 === 0 ? 'vec4<f32>' : 'f32';
  const shape: Elementwise = {
    key: `${name} ${type}`,
    bindings: [...inputs.map((input) => ({ name: input, type })), { name: output, type, writes: true }],
    count: type === 'f32' ? count : count / 4,
    functions: functionsOf(type),
    body,
  };
  return elementwise(shape);
}

/** Bindings: x, y. */
export const geluShader = (count: number) =>
  over('gelu', count, ['x'], 'y', 'let at = x[i]; y[i] = at * share(at, bell(at));');

/** Bindings: dy, x, dx. */
export const geluGradientShader = (count: number) =>
  over(
    'gelu gradient',
    count,
    ['dy', 'x'],
    'dx',
    `let at = x[i];
  let height = bell(at);
  dx[i] = dy[i] * (share(at, height) + at * height * ${f32(1 / Math.sqrt(2 * Math.PI))});`,
  );
