/**
 * Networks as ONNX files: our own written and read again, and others put together by hand.
 */
import '@tensorflow/tfjs-backend-cpu';
import { setBackend, type Tensor4D, tensor, tidy } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { channelDeviation, channelMean } from '../../../base/imageSet.ts';
import { random } from '../../../base/random.ts';
import { ProblemError } from '../../../lang/problem.ts';
import { inEnglish } from '../../../lang/sentence.ts';
import { type InputScaleChoice, inputScales } from '../../../spec/choices.ts';
import { catalogue } from '../../families/catalogue.ts';
import { type Initialiser, modelProto, type OnnxGraph, type OnnxNode } from '../../graph/onnx/onnxProto.ts';
import { type Encoded, joined, message, nested, string, whole } from '../../graph/onnx/protobuf.ts';
import { writeOnnx } from '../../graph/onnx/writeOnnx.ts';
import { recordNetwork } from '../../graph/record.ts';
import { initialise } from '../../layers/initialise.ts';
import { registerKernels } from '../../ops/registerKernels.ts';
import { openOnnx } from './onnxExternal.ts';
import type { OnnxRuntime } from './runtime.ts';
import { loadRuntimeInNode } from './runtimeInNode.ts';

let runtime: OnnxRuntime;

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
  runtime = await loadRuntimeInNode();
});

afterEach(() => vi.restoreAllMocks());

const weight = (name: string, shape: readonly number[], ...values: readonly number[]): Initialiser => ({
  ...{ name, shape, values: Float32Array.from(values) },
});

/** One filter of 1 × 1 for each colour that lets it pass, and a matrix and biases behind it. */
const weights = [
  weight('filter', [3, 3, 1, 1], 1, 0, 0, 0, 1, 0, 0, 0, 1),
  weight('matrix', [2, 3], 1, 2, 0, 0, 0, 1),
  weight('biases', [2], 0.5, -0.5),
];
const seen: readonly OnnxNode[] = [
  { operator: 'Conv', inputs: ['images', 'filter'], output: 'map' },
  { operator: 'GlobalAveragePool', inputs: ['map'], output: 'pooled' },
  { operator: 'Flatten', inputs: ['pooled'], output: 'means' },
];
const dense: OnnxNode = {
  ...{ operator: 'Gemm', inputs: ['means', 'matrix', 'biases'], output: 'scores' },
  attributes: { transB: { int: 1 } },
};
const unary = (operator: string, from: string, output: string): OnnxNode => ({
  ...{ operator, inputs: [from], output },
});

/** A model whose output is what its last node gives, [N, 2]. */
function made(nodes: readonly OnnxNode[], given: Partial<OnnxGraph> = {}): Uint8Array<ArrayBuffer> {
  const graph: OnnxGraph = {
    ...{ name: 'made', nodes, initialisers: weights },
    inputs: [{ name: 'images', shape: ['N', 3, 4, 4] }],
    outputs: [{ name: nodes.at(-1)?.output ?? '', shape: ['N', 2] }],
    ...given,
  };
  return joined(modelProto(graph, { producer: 'a test', metadata: { classes: '["ant","bee"]' } }));
}

const open = (model: Uint8Array<ArrayBuffer>, scale: InputScaleChoice = 'imagenet') =>
  openOnnx(model, { name: 'net.onnx', scale });

/** [count, size, size, 3], every pixel of an image the same. */
function plain(size: number, ...colours: readonly (readonly [number, number, number])[]): Float32Array {
  return Float32Array.from(colours.flatMap((colour) => Array(size * size).fill(colour)).flat());
}

/** What `dense` makes of the means of the three colours. */
const scoresOf = ([r, g, b]: readonly [number, number, number]) => [r + 2 * g + 0.5, b - 0.5];

function expectClose(found: ArrayLike<number> | undefined, expected: readonly number[], digits = 5): void {
  expect(found?.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(found?.[i]).toBeCloseTo(value, digits);
}

async function refusal(opening: Promise<unknown>): Promise<string> {
  const thrown: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(thrown instanceof ProblemError)) throw new Error(`Not refused, but: ${String(thrown)}`);
  return `${thrown.problem.code}: ${inEnglish(thrown.problem.what)}`;
}

describe('a network of ours, written and opened again', () => {
  it.each(['resnet8', 'mobilenetv2', 'mlp'] as const)('%s answers as it did', async (name) => {
    const model = catalogue[name].build({ classes: 4, imageSize: 32, width: 0.25 });
    const parameters = initialise(model.parameters, random(1));
    const imageSize = name === 'mlp' ? 32 : undefined;
    const foreign = await open(writeOnnx(await recordNetwork(model, parameters, { imageSize }), { a: 'b' }));
    const stream = random(3, 'images');
    const images = Float32Array.from({ length: 3 * 32 * 32 * 3 }, () => stream.normal());
    let features: number[] = [];
    const logits = tidy(() => {
      const tap = (tapName: string, value: { dataSync(): ArrayLike<number> }) => {
        if (tapName === 'features') features = Array.from(value.dataSync());
      };
      const given = tensor(images, [3, 32, 32, 3]) as Tensor4D;
      return [...model.forward(parameters, given, { training: false, tap }).dataSync()];
    });
    expect(foreign.logits).toMatchObject({ label: 'ONNX', outputs: 4, imageSize });
    expectClose(await foreign.logits?.predict(images, 3, 32), logits);
    expect(foreign.features?.outputs).toBe(features.length / 3);
    expectClose(await foreign.features?.predict(images, 3, 32), features);
    expect(foreign.metadata).toEqual({ a: 'b', inputScale: 'imagenet' });
    foreign.logits?.dispose();
    foreign.features?.dispose();
  });

  it('counts what was trained, and bytes', async () => {
    const model = catalogue.cnn.build({ classes: 4, imageSize: 32, width: 0.25 });
    const recording = await recordNetwork(model, initialise(model.parameters, random(1)), {
      imageSize: undefined,
    });
    const foreign = await open(writeOnnx(recording, {}));
    // Folded: a filter and a shift for each convolution of 3 → 4 → 8 → 16 channels, and the head.
    const parameters = 9 * (3 * 4 + 4 * 8 + 8 * 16) + 4 + 8 + 16 + 16 * 4 + 4;
    expect(foreign.logits).toMatchObject({ parameters, bytes: 4 * parameters });
    foreign.logits?.dispose();
    foreign.features?.dispose();
  });
});

describe('the ends of a network', () => {
  const colours = [
    [0.1, -0.2, 0.3],
    [1, 2, -3],
  ] as const;

  it.each([
    ['nothing', [dense]],
    ['a softmax', [dense, unary('Softmax', 'scores', 'shares')]],
    ['its logarithm', [dense, unary('LogSoftmax', 'scores', 'shares')]],
    [
      'a softmax that is handed on',
      [
        dense,
        unary('Softmax', 'scores', 'shares'),
        unary('Identity', 'shares', 'same'),
        unary('Flatten', 'same', 'row'),
      ],
    ],
  ] as const)('logits and features before %s', async (_, nodes) => {
    const { logits, features } = await open(made([...seen, ...nodes]));
    expect([logits?.outputs, features?.outputs]).toEqual([2, 3]);
    const images = plain(4, ...colours);
    expectClose(await logits?.predict(images, 2, 4), colours.flatMap(scoresOf));
    expectClose(await features?.predict(images, 2, 4), colours.flat());
    logits?.dispose();
    features?.dispose();
  });

  it('takes for features what all dense layers at the end see', async () => {
    const { logits, features } = await open(
      made(
        [
          ...seen,
          { operator: 'MatMul', inputs: ['means', 'turned'], output: 'wide' },
          { operator: 'Add', inputs: ['wide', 'biases'], output: 'sum' },
          unary('Relu', 'sum', 'rectified'),
          { operator: 'Transpose', inputs: ['square'], output: 'untransposed' },
          { operator: 'MatMul', inputs: ['rectified', 'untransposed'], output: 'scores' },
        ],
        {
          initialisers: [
            ...weights,
            weight('turned', [3, 2], 1, 0, 2, 0, 0, 1),
            weight('square', [2, 2], 1, 0, 0, 1),
          ],
        },
      ),
    );
    expect(features?.outputs).toBe(3);
    const images = plain(4, ...colours);
    expectClose(
      await logits?.predict(images, 2, 4),
      colours.flatMap(scoresOf).map((score) => Math.max(score, 0)),
    );
    expectClose(await features?.predict(images, 2, 4), colours.flat());
    logits?.dispose();
    features?.dispose();
  });

  it('finds no features where there is no dense layer, and no logits before a sigmoid', async () => {
    const pooled = await open(made(seen, { outputs: [{ name: 'means', shape: ['N', 3] }] }));
    expect([pooled.logits?.outputs, pooled.features]).toEqual([3, undefined]);
    pooled.logits?.dispose();
    expect(await refusal(open(made([...seen, dense, unary('Sigmoid', 'scores', 'shares')])))).toContain(
      'neither classes',
    );
    expect(
      await refusal(open(made(seen.slice(0, 1), { outputs: [{ name: 'map', shape: ['N', 3, 4, 4] }] }))),
    ).toContain('neither classes');
  });
});

/** Of images with channels last. */
const channelsLast = () =>
  made(
    [
      {
        ...{ operator: 'Transpose', inputs: ['images'], output: 'planes' },
        attributes: { perm: { ints: [0, 3, 1, 2] } },
      },
      ...seen.map((node) => ({
        ...node,
        inputs: node.inputs.map((name) => (name === 'images' ? 'planes' : name)),
      })),
      dense,
    ],
    { inputs: [{ name: 'images', shape: ['N', 4, 4, 3] }] },
  );

describe('images', () => {
  it.each(inputScales)('are brought to the scale %s, channels first or last', async (scale) => {
    const levels = [10, 100, 250] as const;
    const normalised = levels.map((x, c) => (x / 255 - (channelMean[c] ?? 0)) / (channelDeviation[c] ?? 1));
    const means = {
      imagenet: normalised,
      'minus-one-to-one': levels.map((x) => x / 127.5 - 1),
      'zero-to-one': levels.map((x) => x / 255),
      bytes: [...levels],
    }[scale] as [number, number, number];
    const [r = 0, g = 0, b = 0] = normalised;
    const images = plain(4, [r, g, b], [0, 0, 0]);
    const first = await open(made([...seen, dense]), scale);
    const last = await open(channelsLast(), scale);
    for (const { logits, features } of [first, last]) {
      expect(logits?.imageSize).toBe(4);
      const found = await logits?.predict(images, 2, 4);
      expectClose(found?.subarray(0, 2), scoresOf(means), 3);
      logits?.dispose();
      features?.dispose();
    }
  });

  it('are scaled as their kind usually is, where nothing else is said', async () => {
    for (const [model, usual] of [
      [made([...seen, dense]), 'imagenet'],
      [channelsLast(), 'minus-one-to-one'],
    ] as const) {
      const { logits, features, metadata } = await open(model, 'auto');
      expect(metadata.inputScale).toBe(usual);
      logits?.dispose();
      features?.dispose();
    }
  });

  it('go in by as many as a network takes at a time', async () => {
    const colours = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ] as const;
    const pairs = made([...seen, dense], {
      inputs: [{ name: 'images', shape: [2, 3, 4, 4] }],
      outputs: [{ name: 'scores', shape: [2, 2] }],
    });
    // Says that it takes any number, and reshapes for one.
    const one = made(
      [...seen.slice(0, 2), { operator: 'Reshape', inputs: ['pooled', 'shape'], output: 'means' }, dense],
      {
        initialisers: [...weights, { name: 'shape', shape: [2], values: BigInt64Array.of(1n, 3n) }],
      },
    );
    for (const model of [pairs, one]) {
      const { logits, features } = await open(model);
      expectClose(await logits?.predict(plain(4, ...colours), 3, 4), colours.flatMap(scoresOf));
      logits?.dispose();
      features?.dispose();
    }
  });

  it('of another size than the network takes are refused', async () => {
    const { logits, features } = await open(made([...seen, dense]));
    const said = await refusal(logits?.predict(plain(8, [0, 0, 0]), 1, 8) ?? Promise.resolve());
    expect(said).toBe('teacher-mismatch: net.onnx takes images of 4 × 4 pixels and was given 8 × 8.');
    logits?.dispose();
    features?.dispose();
  });
});

it('is told apart by its bytes, what is asked and the scale', async () => {
  const fingerprints: (string | undefined)[] = [];
  for (const scale of ['imagenet', 'bytes'] as const) {
    for (const nodes of [[dense], [dense, unary('Softmax', 'scores', 'shares')]]) {
      const { logits, features } = await open(made([...seen, ...nodes]), scale);
      fingerprints.push(logits?.fingerprint, features?.fingerprint);
      logits?.dispose();
      features?.dispose();
    }
  }
  expect(new Set(fingerprints).size).toBe(8);
  expect(fingerprints[0]).toMatch(/^onnx-[0-9a-f]{16}-logits-imagenet$/);
});

describe('sessions', () => {
  /** Those that were started, and how often each was released. */
  function watched() {
    const releases: ReturnType<typeof vi.spyOn>[] = [];
    const create = runtime.InferenceSession.create.bind(runtime.InferenceSession) as (
      model: Uint8Array,
      options?: object,
    ) => ReturnType<typeof runtime.InferenceSession.create>;
    vi.spyOn(runtime.InferenceSession, 'create').mockImplementation((async (
      model: Uint8Array,
      options?: object,
    ) => {
      const session = await create(model, options);
      releases.push(vi.spyOn(session, 'release'));
      return session;
    }) as unknown as typeof runtime.InferenceSession.create);
    return releases;
  }

  it('are released with the last externalModel, once', async () => {
    const releases = watched();
    const { logits, features } = await open(made([...seen, dense]));
    expect(releases.length).toBe(1);
    logits?.dispose();
    logits?.dispose();
    expect(releases[0]).not.toHaveBeenCalled();
    expectClose(await features?.predict(plain(4, [1, 2, 3]), 1, 4), [1, 2, 3]);
    features?.dispose();
    expect(releases[0]).toHaveBeenCalledOnce();
  });

  it('are released where the network is refused', async () => {
    const releases = watched();
    await refusal(open(made([...seen, dense, unary('Sigmoid', 'scores', 'shares')])));
    for (const release of releases) expect(release).toHaveBeenCalledOnce();
    expect(releases.length).toBeGreaterThan(0);
  });
});

describe('files', () => {
  const model = made([...seen, dense]);

  it('that are cut off anywhere are refused', async () => {
    for (let length = 0; length < model.length; length += 3) {
      expect(await refusal(open(model.slice(0, length)))).toMatch(/^weights-invalid/);
    }
  });

  it('with any byte changed are opened or refused, and do no harm', async () => {
    const stream = random(5, 'damage');
    for (let i = 0; i < 300; i++) {
      const damaged = model.slice();
      const at = stream.below(damaged.length);
      damaged[at] = stream.below(256);
      try {
        const { logits, features } = await open(damaged);
        logits?.dispose();
        features?.dispose();
      } catch (thrown) {
        if (!(thrown instanceof ProblemError)) throw thrown;
        expect(thrown.problem.code).toBe('weights-invalid');
      }
    }
    const { logits, features } = await open(model);
    expectClose(await logits?.predict(plain(4, [1, 1, 1]), 1, 4), [3.5, 0.5]);
    logits?.dispose();
    features?.dispose();
  });

  it.each([
    ['text', new TextEncoder().encode('<!doctype html><title>404</title>')],
    ['another message', joined(message(string(1, 'a'), string(7, 'b')))],
    ['zeros', new Uint8Array(100)],
  ])('of %s are no ONNX models', async (_, content) => {
    expect(await refusal(open(Uint8Array.from(content)))).toBe(
      'weights-invalid: net.onnx cannot be used: it is no ONNX model, or it is cut off.',
    );
  });

  /** What the writer never writes: a ReLU and, in the graph, these fields. */
  const spelledOut = (...fields: readonly Encoded[]) => {
    const node = message(string(1, 'images'), string(2, 'out'), string(4, 'Relu'));
    const graph = message(nested(1, node), ...fields);
    return joined(message(whole(1, 8), nested(7, graph), nested(8, message(whole(2, 17)))));
  };

  it('whose weights lie elsewhere are refused', async () => {
    const tensor = message(whole(1, 3), whole(2, 1), string(8, 'far'), whole(14, 1));
    expect(await refusal(open(spelledOut(nested(5, tensor))))).toContain('its weights lie in another file');
  });

  it.each([
    [
      'two inputs',
      {
        inputs: [
          { name: 'images', shape: ['N', 3, 4, 4] },
          { name: 'more', shape: ['N', 3, 4, 4] },
        ],
      },
      'takes 2 inputs',
    ],
    ['three axes', { inputs: [{ name: 'images', shape: [3, 4, 4] }] }, 'the shape [3, 4, 4]'],
    ['grey images', { inputs: [{ name: 'images', shape: ['N', 1, 28, 28] }] }, 'the shape [?, 1, 28, 28]'],
    ['oblong images', { inputs: [{ name: 'images', shape: ['N', 3, 4, 8] }] }, '4 pixels high and 8 wide'],
  ] as const)('with %s are refused', async (_, given, why) => {
    expect(await refusal(open(made([...seen, dense], given)))).toContain(why);
  });

  it('that take float16 are refused by that name', async () => {
    const length = (n: number) => nested(1, whole(1, n));
    const tensor = message(whole(1, 10), nested(2, message(...[1, 3, 4, 4].map(length))));
    const input = message(string(1, 'images'), nested(2, nested(1, tensor)));
    expect(await refusal(open(spelledOut(nested(11, input))))).toContain('numbers of the type float16');
  });

  it('with an operator that ONNX Runtime lacks are refused with its words', async () => {
    const said = await refusal(open(made([...seen, { ...dense, operator: 'Wonder' }])));
    expect(said).toContain('Wonder');
    expect(said.length).toBeLessThan(300);
  });

  it('that never end when they are followed are refused', async () => {
    const ring = [
      { operator: 'Identity', inputs: ['b'], output: 'a' },
      { operator: 'Identity', inputs: ['a'], output: 'b' },
    ];
    expect(await refusal(open(made([...seen, ...ring])))).toMatch(/^weights-invalid/);
  });
});

describe('weights that are no numbers', () => {
  const spoilt = (name: string, values: readonly number[]) =>
    weights.map((one) => (one.name === name ? weight(name, one.shape, ...values) : one));
  const norm: OnnxNode = {
    operator: 'BatchNormalization',
    ...{ inputs: ['images', 'scale', 'shift', 'mean', 'variance'], output: 'normal' },
  };
  const normWeights = (variance: number) => [
    ...weights,
    ...['scale', 'shift', 'mean'].map((name) => weight(name, [3], 1, -1, 0)),
    weight('variance', [3], 1, variance, 0),
  ];
  const normed: OnnxNode[] = [
    norm,
    { operator: 'Conv', inputs: ['normal', 'filter'], output: 'map' },
    ...seen.slice(1),
    dense,
  ];

  it.each([
    ['1 NaN among the 6 numbers of matrix', [...seen, dense], spoilt('matrix', [Number.NaN, 0, 0, 0, 0, 0])],
    [
      '1 infinite ones among the 9 numbers of filter',
      [...seen, dense],
      spoilt('filter', [Number.POSITIVE_INFINITY, 0, 0, 0, 0, 0, 0, 0, 0]),
    ],
    ['1 variances below 0 among the 3 numbers of variance', normed, normWeights(-1)],
  ])('are named: %s', async (words, nodes, initialisers) => {
    const opening = open(made(nodes, { initialisers }));
    await expect(opening).rejects.toMatchObject({ problem: { code: 'weights-invalid' } });
    await expect(opening).rejects.toThrow(words);
  });

  it('are none where a bound is infinite, a mean below 0, or a tensor not used', async () => {
    const bound = weight('bound', [], Number.POSITIVE_INFINITY);
    const lowest = weight('lowest', [], 0);
    const unused = weight('unused', [2], Number.NaN, 1);
    const clipped: OnnxNode[] = [
      ...normed,
      { operator: 'Clip', inputs: ['scores', 'lowest', 'bound'], output: 'clipped' },
    ];
    const initialisers = [...normWeights(1), bound, lowest, unused];
    const { logits } = await open(made(clipped, { initialisers }));
    expect(logits?.outputs).toBe(2);
    logits?.dispose();
  });
});
