/**
 * Where in a classifier's graph the logits and the features are.
 */
import type { ModelNode, OnnxModel } from './readModel.ts';

export interface Ends {
  /** The value of the logits; undefined where the network ends in something else than classes that exclude one another. */
  readonly logits: string | undefined;
  /** What the last dense layers see; undefined where there are none, or nothing with weights before them. */
  readonly features: string | undefined;
}

/** They change the shape or nothing: what goes in is what comes out. */
const passing = new Set(['Identity', 'Reshape', 'Flatten', 'Squeeze', 'Unsqueeze', 'Dropout', 'Cast']);
const dense = new Set(['Gemm', 'MatMul']);
/** Between dense layers: number by number, or with constants. */
const between = new Set([
  ...[
    'Relu',
    'LeakyRelu',
    'PRelu',
    'Elu',
    'Selu',
    'Gelu',
    'Sigmoid',
    'HardSigmoid',
    'HardSwish',
    'Tanh',
    'Clip',
  ],
  ...['Identity', 'Dropout', 'BatchNormalization', 'Add', 'Mul', 'Sub', 'Div'],
]);
/** They have weights: what comes out of them was learned. */
const learned = new Set([...dense, 'Conv', 'ConvInteger', 'QLinearConv', 'QLinearMatMul']);

/** The node that makes each value. */
type Makers = ReadonlyMap<string, ModelNode>;

/** @param output the network's, a row for an image */
export function endsOf({ nodes, constants }: OnnxModel, output: string): Ends {
  const makers: Makers = new Map(nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const known = new Set(constants.keys());
  // What is computed from constants alone, such as weights that are transposed or unpacked, is one.
  for (const node of nodes) {
    const isKnown = node.inputs.every((name) => name === '' || known.has(name));
    if (isKnown) for (const name of node.outputs) known.add(name);
  }
  const logits = logitsBefore(output, makers);
  if (logits === undefined) return { logits, features: undefined };
  const seen = seenByDense(beforePassing(logits, makers), makers, known);
  // A network of dense layers alone would see its images; its last layer sees what the others made of them.
  const features = [seen.at(-1), seen[0]].find((value) => value !== undefined && isLearned(value, makers));
  return { logits, features };
}

function logitsBefore(output: string, makers: Makers): string | undefined {
  const last = makers.get(beforePassing(output, makers));
  if (last?.operator === 'Softmax' || last?.operator === 'LogSoftmax') return last.inputs[0];
  return last?.operator === 'Sigmoid' ? undefined : output;
}

/** The value before everything that hands on what it is given. */
function beforePassing(value: string, makers: Makers): string {
  const through = back(value, makers, (node) => (passing.has(node.operator) ? node.inputs[0] : undefined));
  return through.at(-1)?.given ?? value;
}

/** What each of the dense layers at the end is given, the last one first. */
function seenByDense(end: string, makers: Makers, known: ReadonlySet<string>): readonly string[] {
  const through = back(end, makers, ({ operator, inputs }) => {
    const given = inputs.filter((name) => name !== '' && !known.has(name));
    const isPassed = given.length === 1 && (dense.has(operator) || between.has(operator));
    return isPassed ? given[0] : undefined;
  });
  return through.flatMap(({ node, given }) => (dense.has(node.operator) ? [given] : []));
}

interface Step {
  readonly node: ModelNode;
  /** The one of its inputs to go on from. */
  readonly given: string;
}

/** From a value back to front, along what `next` chooses of each node's inputs, until it chooses none. */
function back(value: string, makers: Makers, next: (node: ModelNode) => string | undefined): readonly Step[] {
  // By node, because a file from outside may have one that takes what it gives.
  const steps = new Map<ModelNode, Step>();
  let node = makers.get(value);
  while (node && !steps.has(node)) {
    const given = next(node);
    if (given === undefined) break;
    steps.set(node, { node, given });
    node = makers.get(given);
  }
  return [...steps.values()];
}

/** Whether anything with weights comes before the value. */
function isLearned(value: string, makers: Makers): boolean {
  const before = new Set([value]);
  for (const name of before) {
    const node = makers.get(name);
    if (node && learned.has(node.operator)) return true;
    for (const given of node?.inputs ?? []) before.add(given);
  }
  return false;
}
