/**
 * The steps of a recorded forward pass as the modules that they came from: a convolution with a folded batch norm and an activation
 * is three boxes, a product and its bias are one.
 */
import type { GraphOperation, OperationKind } from '../../../protocol/networkInside.ts';
import { fakeQuantiseName } from '../../ops/fakeQuantise/fakeQuantise.ts';
import type { RecordedStep } from '../recording.ts';
import { inModules } from './modules.ts';
import type { RecordedShapes } from './recordShapes.ts';

const kinds: Readonly<Record<string, OperationKind>> = {
  Relu: 'relu',
  Relu6: 'relu6',
  Add: 'add',
  MaxPool: 'maxPool',
  AvgPool: 'averagePool',
  Mean: 'globalAverage',
  StridedSlice: 'slice',
  Slice: 'slice',
  PadV2: 'pad',
  Reshape: 'reshape',
  Transpose: 'transpose',
  LayerNorm: 'layerNorm',
  Gelu: 'gelu',
  Attention: 'attention',
  Involution: 'involution',
  Softmax: 'softmax',
  BatchMatMul: 'product',
  Multiply: 'multiply',
  [fakeQuantiseName]: 'quantise',
};

const convolutions: Readonly<Record<string, OperationKind>> = {
  FusedConv2D: 'conv',
  Conv2D: 'conv',
  FusedDepthwiseConv2D: 'depthwise',
  DepthwiseConv2dNative: 'depthwise',
};

/** `layer1.0.conv1` of `layer1.0.conv1.weight/folded`. */
const moduleOf = (constant: string) => constant.replace(/\/.*$/, '').replace(/\.[^.]*$/, '');

/** In the order in which they run; ids are those of the recorded values. */
export function graphOperations({ steps, constants }: RecordedShapes): readonly GraphOperation[] {
  const operations: GraphOperation[] = [];
  /** Of values that another box than their first step's gives. */
  const given = new Map<string, string>();
  const source = (name: string) => given.get(name) ?? name;
  const computed = (step: RecordedStep) =>
    Object.values(step.inputs)
      .filter((name) => !constants.has(name))
      .map(source);
  const replaceLast = (change: Partial<GraphOperation>, output: string) => {
    const last = operations.pop();
    if (!last) return;
    operations.push({ ...last, ...change });
    given.set(output, last.id);
  };

  for (const step of inModules(steps)) {
    const { kernel, inputs, attributes, output } = step;
    const block = step.part ?? '';
    const shape = kernel === 'Transpose' ? step.shape.slice(1) : torchOrder(step.shape);
    const [before] = computed(step);
    const last = operations.at(-1);
    const isNext = last !== undefined && last.id === before;
    const add = (operation: Omit<GraphOperation, 'block' | 'shape'>) =>
      operations.push({ ...operation, block, shape });

    const convolution = convolutions[kernel];
    if (convolution) {
      const filter = inputs.filter ?? '';
      const layer = moduleOf(filter);
      const bias = moduleOf(inputs.bias ?? '');
      const norm = inputs.bias !== undefined && bias !== layer ? bias : undefined;
      const { grid, shape: filterShape = [] } = constants.get(filter) ?? {};
      if (convolution === 'depthwise' && filterShape[0] === 1) {
        // A norm behind no convolution of its own scales each channel.
        add({ id: output, kind: 'batchNorm', layer, inputs: computed(step) });
        if (attributes.activation === 'relu') {
          add({ id: `${output}/relu`, kind: 'relu', inputs: [output] });
          given.set(output, `${output}/relu`);
        }
        continue;
      }
      add({
        ...{ id: output, kind: convolution, layer, inputs: computed(step), kernel: filterShape[0] ?? 1 },
        stride: first(attributes.strides),
        ...(grid ? { bits: bitsOf(grid) } : {}),
      });
      let end = output;
      const follow = (id: string, operation: Pick<GraphOperation, 'kind' | 'layer'>) => {
        add({ ...operation, id, inputs: [end] });
        end = id;
      };
      if (norm) follow(`${output}/norm`, { kind: 'batchNorm', layer: norm });
      if (attributes.activation === 'relu') follow(`${output}/relu`, { kind: 'relu' });
      given.set(output, end);
      continue;
    }
    const weight = Object.values(inputs).find((name) => constants.has(name) && !name.startsWith('constant'));
    if (/MatMul$/.test(kernel) && weight) {
      const grid = constants.get(weight)?.grid;
      const layer = moduleOf(weight);
      add({
        ...{ id: output, kind: 'linear', layer, inputs: computed(step) },
        ...(grid ? { bits: bitsOf(grid) } : {}),
      });
    } else if (kernel === 'Add' && weight && isNext && last.kind === 'linear') {
      replaceLast({}, output);
    } else if (isSix(step) && isNext && last.kind === 'relu') {
      replaceLast({ kind: 'relu6' }, output);
    } else {
      const kind = isSix(step) ? 'relu6' : ofTokens(step) ? 'tokens' : (kinds[kernel] ?? 'other');
      const { filterSize, strides } = attributes;
      add({
        ...{ id: output, kind, inputs: computed(step) },
        ...(kind === 'maxPool' || kind === 'averagePool'
          ? { kernel: first(filterSize), stride: first(strides) }
          : {}),
        ...(kind === 'involution' ? { kernel: first(filterSize) } : {}),
        ...(kind === 'quantise' ? { bits: bitsOf(attributes as { least: number; most: number }) } : {}),
        ...(kind === 'other' ? { kernelName: kernel } : {}),
        ...(kind === 'layerNorm' && weight ? { layer: moduleOf(weight) } : {}),
      });
    }
  }
  return operations;
}

const isSix = ({ kernel, attributes }: RecordedStep) =>
  kernel === 'ClipByValue' && attributes.clipValueMin === 0 && attributes.clipValueMax === 6;

/** Of tokens [1, N, D]: they make room for others before them, or some are taken out. */
const ofTokens = ({ kernel, shape }: RecordedStep) => shape.length === 3 && /^(PadV2|Slice)$/.test(kernel);

const bitsOf = ({ least, most }: { readonly least: number; readonly most: number }) =>
  Math.ceil(Math.log2(most - least + 1));

const first = (lengths: unknown): number => Number([lengths].flat()[0] ?? 1);

/** [C, H, W] of [1, H, W, C], [K] of [1, K]. */
const torchOrder = ([, ...rest]: readonly number[]): readonly number[] =>
  rest.length === 3 ? [rest[2] ?? 0, rest[0] ?? 0, rest[1] ?? 0] : rest;
