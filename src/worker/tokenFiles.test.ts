/**
 * Networks with distillation tokens as files: what is opened again has all heads and computes the same, other programs' formats agree, and
 * the program for PyTorch names each head.
 */
import { spawnSync } from 'node:child_process';
import { dispose, type Tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { withoutBlocks } from '../engine/compression/depth/depth.ts';
import { loadRuntimeInNode } from '../engine/external/onnx/runtimeInNode.ts';
import { build, catalogue } from '../engine/families/catalogue.ts';
import { headNamesOf } from '../engine/families/parts.ts';
import { relativeGap } from '../engine/families/relativeGap.ts';
import { drawnParameters, opened as openedGraph } from '../engine/graph/drawnNetwork.ts';
import { checkImage } from '../engine/graph/pytorch/checkImage.ts';
import { toHost } from '../engine/layers/hostParameters.ts';
import { startWasmInNode } from '../engine/ops/wasmInNode.ts';
import type { Checkpoint } from '../engine/transfer/checkpoint.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { inTimmsSpelling, torchvisionsName } from '../engine/weights/vitKeys.ts';
import { openTeacherFile } from './resources/teacherFiles.ts';
import { exportedAs, opened, runtimeLogits } from './smallerNetworksForTests.ts';

beforeAll(async () => {
  await loadRuntimeInNode();
  await startWasmInNode();
});

const imageSize = 16;

async function drawn(distillationTokens: number, without: readonly string[] = []): Promise<Checkpoint> {
  const options = { classes: 3, imageSize, width: 0.34, distillationTokens };
  const architecture = catalogue['vit-tiny'].architecture(options);
  const parameters = drawnParameters(build(architecture).parameters);
  const tensors = await toHost(parameters);
  dispose({ ...parameters });
  return withoutBlocks({ architecture, tensors }, without);
}

describe.each([
  ['no distillation token', 0, []],
  ['one', 1, ['head', 'head_dist']],
  ['three', 3, ['head', 'head_dist.0', 'head_dist.1', 'head_dist.2']],
  ['one and without blocks', 1, ['head', 'head_dist'], ['blocks.1', 'blocks.4']],
] as const)('a ViT with %s', (_, tokens, heads, without: readonly string[] = []) => {
  const one = { make: () => drawn(tokens, without) };

  it('comes back from safetensors with its heads, to the same logits', async () => {
    const { bytes, logits, architecture } = await exportedAs(one, 'safetensors');
    const again = await opened(bytes, imageSize);
    expect(again.architecture).toEqual(architecture);
    expect(headNamesOf(build(again.architecture))).toEqual(heads);
    expect(again.logits).toEqual([...logits]);
  });

  it('is the mean of its heads in ONNX Runtime and in TensorFlow.js', async () => {
    const onnx = await exportedAs(one, 'onnx');
    expect(relativeGap(await runtimeLogits(onnx.bytes, imageSize), [...onnx.logits])).toBeLessThan(1e-4);
    const { bytes, logits } = await exportedAs(one, 'tfjs');
    const files = unzipSync(bytes);
    const [modelJson, weights] = [files['model.json'], files['weights.bin']];
    if (!modelJson || !weights) throw new Error('a file is missing');
    const model = await openedGraph({
      modelJson: Uint8Array.from(modelJson),
      weights: Uint8Array.from(weights),
    });
    const found = tidy(() =>
      (model.predict(tensor4d(checkImage(imageSize), [1, imageSize, imageSize, 3])) as Tensor).dataSync(),
    );
    model.dispose();
    expect(relativeGap(found, [...logits])).toBeLessThan(1e-4);
  });

  it('has a program for PyTorch that has the mean of its heads', async () => {
    const [program] = (await exportedAs(one, 'safetensors')).snippets;
    const [, said] = /return (\(?self\.head.*)\n/.exec(program?.code ?? '') ?? [];
    const terms = heads.map((name, i) => `self.${name.replace(/\.(\d)$/, '[$1]')}(x[:, ${i}])`);
    expect(said).toBe(tokens === 0 ? 'self.head(x[:, 0])' : `(${terms.join(' + ')}) / ${heads.length}`);
    for (const name of heads) expect(program?.code).toContain(`"${name}": nn.Linear(33, 3)`);
    for (const block of without) expect(program?.code).not.toContain(`"${block}.`);
    expect(program?.code).toContain('strict=True');
  });
});

it('a network with two heads has both of them replaced where its head is to be new', async () => {
  const { bytes, architecture } = await exportedAs({ make: () => drawn(1) }, 'safetensors');
  const wanted = { imageSize, classes: ['a', 'b', 'c', 'd', 'e'], teacherInput: 'imagenet' } as const;
  const { start } = await openTeacherFile(bytesInMemory(bytes), 'student', { ...wanted, teacherHead: 'new' });
  if (start?.kind !== 'network') throw new Error('no network of ours');
  expect(start.model.architecture).toEqual({ ...architecture, classes: 5 });
  expect(headNamesOf(start.model)).toEqual(['head', 'head_dist']);
  const missing = start.model.parameters.map(({ name }) => name).filter((name) => !(name in start.tensors));
  expect(missing).toEqual(['head.weight', 'head.bias', 'head_dist.weight', 'head_dist.bias']);
});

const hasPython = spawnSync('python3', ['-c', '']).status === 0;
it.skipIf(!hasPython)(
  'a ViT’s program spells its weights as torchvision does (skipped without Python)',
  async () => {
    const { architecture, snippets } = await exportedAs({ make: () => drawn(0) }, 'safetensors');
    const names = build(architecture).parameters.map(({ name }) => name);
    const [spelling = ''] = /def for_torchvision[\s\S]*?return named\n/.exec(snippets[0]?.code ?? '') ?? [];
    const asked = `import json\n${spelling}\nprint(json.dumps(for_torchvision(${JSON.stringify(Object.fromEntries(names.map((name) => [name, name])))})))`;
    const { stdout } = spawnSync('python3', ['-c', asked], { encoding: 'utf8' });
    const found: Record<string, string> = JSON.parse(stdout);
    expect(found).toEqual(Object.fromEntries(names.map((name) => [torchvisionsName(name), name])));
    expect(Object.keys(found)).toContain('encoder.layers.encoder_layer_5.self_attention.in_proj_weight');
    const [distilled] = (await exportedAs({ make: () => drawn(1) }, 'safetensors')).snippets;
    expect(distilled?.code).not.toContain('for_torchvision');
  },
);

it('weights in torchvision’s spelling are read as those in timm’s, its first releases’ too', () => {
  const { parameters } = build(catalogue['vit-tiny'].architecture({ classes: 3, imageSize, width: 1 }));
  const ours = new Map(parameters.map(({ name }) => [name, name]));
  const theirs = new Map(parameters.map(({ name }) => [torchvisionsName(name) ?? name, name]));
  expect([...theirs.keys()].filter((name) => ours.has(name))).toEqual([]);
  const older = new Map(
    [...theirs].map(([name, value]) => [
      name.replace('mlp.0.', 'mlp.linear_1.').replace('mlp.3.', 'mlp.linear_2.'),
      value,
    ]),
  );
  expect([...older.keys()].filter((name) => name.includes('linear_1'))).toHaveLength(12);
  for (const spelt of [theirs, older]) expect(inTimmsSpelling(spelt)).toEqual(ours);
});
