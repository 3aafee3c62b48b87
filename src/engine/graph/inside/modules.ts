/**
 * Modules that a recording spells out in operations of other programs, found again: layer norms, GELU, attention and involutions.
 */
import type { RecordedStep } from '../recording.ts';

const moduleKernels = ['LayerNorm', 'Gelu', 'Attention', 'Involution'] as const;
type ModuleKernel = (typeof moduleKernels)[number];

const head = 'Slice Reshape Transpose ';
/** Kernels one after the other, as the composed forms of these operations run them. */
const spelt: Readonly<Record<ModuleKernel, RegExp>> = {
  LayerNorm: /Mean Sub Square Mean Add Rsqrt Multiply Multiply Add /y,
  Gelu: /Multiply Erf Add Multiply Multiply /y,
  Attention: new RegExp(
    `${head}${head}BatchMatMul Multiply Softmax ${head}BatchMatMul Transpose Reshape `,
    'y',
  ),
  Involution: /Reshape Transpose PadV2 ((StridedSlice|Slice) )+Concat Reshape Reshape Multiply Sum Reshape /y,
};

/** With one step in place of those of each module, which takes what they take from elsewhere and gives what their last gives. */
export function inModules(steps: readonly RecordedStep[]): readonly RecordedStep[] {
  const text = steps.map(({ kernel }) => `${kernel} `);
  const whole = text.join('');
  const found: RecordedStep[] = [];
  let offset = 0;
  for (let i = 0; i < steps.length; ) {
    const [module, count] = moduleAt(whole, offset);
    const group = steps.slice(i, i + count);
    const later = steps.slice(i + count);
    const one = module && isClosed(group, later) ? asOne(module, group) : undefined;
    const taken = one ? count : 1;
    found.push(one ?? (steps[i] as RecordedStep));
    for (const spoken of text.slice(i, i + taken)) offset += spoken.length;
    i += taken;
  }
  return found;
}

/** The module that begins there, and how many steps it has. */
function moduleAt(text: string, offset: number): readonly [ModuleKernel | undefined, number] {
  for (const module of moduleKernels) {
    const pattern = spelt[module];
    pattern.lastIndex = offset;
    const [match] = pattern.exec(text) ?? [];
    if (match !== undefined) return [module, match.trim().split(' ').length];
  }
  return [undefined, 1];
}

/** Of one part of the network, and nothing in between is looked at from outside. */
function isClosed(group: readonly RecordedStep[], later: readonly RecordedStep[]): boolean {
  const inner = new Set(group.slice(0, -1).map(({ output }) => output));
  const isSeen = later.some(({ inputs }) => Object.values(inputs).some((name) => inner.has(name)));
  return !isSeen && group.every(({ part }) => part === group[0]?.part);
}

function asOne(kernel: ModuleKernel, group: readonly RecordedStep[]): RecordedStep | undefined {
  const last = group.at(-1);
  if (!last) return undefined;
  const made = new Set(group.map(({ output }) => output));
  const taken = new Set(
    group.flatMap(({ inputs }) => Object.values(inputs)).filter((name) => !made.has(name)),
  );
  const inputs = Object.fromEntries([...taken].map((name, i) => [`given${i}`, name]));
  // An involution takes one slice for each place of its window.
  const places = group.filter((step) => /Slice$/.test(step.kernel)).length;
  const attributes = kernel === 'Involution' ? { filterSize: Math.sqrt(places) } : {};
  return { ...last, kernel, inputs, attributes };
}
