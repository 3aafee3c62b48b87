/**
 * The snippets, run as a person would run them as far as this machine has what they need.
 */
import '@tensorflow/tfjs-backend-cpu';
import { spawnSync } from 'node:child_process';
import { setBackend, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { channelDeviation, channelMean } from '../../base/imageSet.ts';
import { random } from '../../base/random.ts';
import { loadRuntimeInNode } from '../external/onnx/runtimeInNode.ts';
import { catalogue } from '../families/catalogue.ts';
import type { Network } from '../families/model.ts';
import type { Parameters } from '../layers/parameters.ts';
import { registerKernels } from '../ops/registerKernels.ts';
import { drawnParameters, inMemory } from './drawnNetwork.ts';
import { writeGraphModel } from './graphModel.ts';
import { writeOnnx } from './onnx/writeOnnx.ts';
import { recordNetwork } from './record.ts';
import { snippet } from './snippets.ts';
import type { SnippetAbout } from './snippetText.ts';

const size = 16;
const about: SnippetAbout = {
  classes: ['ant', 'bee "wild"', 'fly, 1,2', 'été', 'a\\b",'],
  mean: channelMean,
  deviation: channelDeviation,
  imageSize: size,
  fileName: 'student/model.json',
};

beforeAll(async () => {
  await setBackend('cpu');
  registerKernels('cpu');
});

const stream = random(8, 'picture');
/** RGBA of a picture that has the network's size already. */
const rgba = Uint8ClampedArray.from({ length: size * size * 4 }, (_, i) =>
  i % 4 === 3 ? 255 : Math.floor(256 * stream.uniform()),
);

/** A canvas on which a picture of its own size is drawn whole, all that Node needs for the snippet. */
class Canvas {
  readonly width: number;
  readonly height: number;
  constructor(width: number, height: number) {
    [this.width, this.height] = [width, height];
  }
  getContext() {
    return {
      canvas: this,
      drawImage: (...given: unknown[]) =>
        expect(given.slice(1)).toEqual([0, 0, size, size, 0, 0, size, size]),
      getImageData: () => ({ data: rgba }),
    };
  }
}

/** Runs a module's text, without its import, on the names that are given. */
async function run(code: string, given: Readonly<Record<string, unknown>>): Promise<unknown[]> {
  const said: unknown[] = [];
  const browser = {
    fetch: async (address: string) => ({ blob: async () => address }),
    createImageBitmap: async () => ({ width: size, height: size }),
    OffscreenCanvas: Canvas,
    console: { log: (...words: unknown[]) => said.push(...words) },
  };
  const names = { ...browser, ...given };
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const body = code.replace(/^import .*\n/, '');
  expect(body).not.toMatch(/^import /m);
  await new AsyncFunction(...Object.keys(names), body)(...Object.values(names));
  return said;
}

/** The class that our own forward pass finds in the picture, and how sure of it it is. */
function ownAnswer(network: Network, parameters: Parameters): { name: string | undefined; share: number } {
  const pixels = Array.from({ length: size * size * 3 }, (_, i) => {
    const value = (rgba[4 * Math.floor(i / 3) + (i % 3)] as number) / 255;
    return (value - (channelMean[i % 3] as number)) / (channelDeviation[i % 3] as number);
  });
  const logits = tidy(() => {
    const images = tensor4d(pixels, [1, size, size, 3]);
    return network.forward(parameters, images, { training: false }).dataSync();
  });
  const exponentials = Array.from(logits, Math.exp);
  const most = Math.max(...exponentials);
  const share = most / exponentials.reduce((total, value) => total + value);
  return { name: about.classes[exponentials.indexOf(most)], share };
}

describe('the JavaScript', () => {
  const network = catalogue.cnn.build({ classes: about.classes.length, imageSize: size, width: 0.5 });
  const drawn = () => drawnParameters(network.parameters);

  it('for a GraphModel answers as our own forward pass does', async () => {
    const parameters = drawn();
    const files = writeGraphModel(await recordNetwork(network, parameters, { imageSize: undefined }), {});
    const tf = await import('@tensorflow/tfjs');
    const loadGraphModel = (address: string) => {
      expect(address).toBe(about.fileName);
      return tf.loadGraphModel(inMemory(files));
    };
    const [name, share] = await run(snippet('graph-model', about).code, { tf: { ...tf, loadGraphModel } });
    const own = ownAnswer(network, parameters);
    expect(name).toBe(own.name);
    expect(share).toBeCloseTo(own.share, 5);
    for (const parameter of Object.values(parameters)) parameter.dispose();
  });

  it('for ONNX does too', async () => {
    const parameters = drawn();
    const file = writeOnnx(await recordNetwork(network, parameters, { imageSize: undefined }), {});
    const ort = await loadRuntimeInNode();
    const create = (address: string) => {
      expect(address).toBe(about.fileName);
      return ort.InferenceSession.create(file, { executionProviders: ['wasm'] });
    };
    const given = { ort: { Tensor: ort.Tensor, InferenceSession: { create } } };
    const [name, share] = await run(snippet('onnx-web', about).code, given);
    const own = ownAnswer(network, parameters);
    expect(name).toBe(own.name);
    expect(share).toBeCloseTo(own.share, 5);
    for (const parameter of Object.values(parameters)) parameter.dispose();
  });
});

describe('the centre of a picture', () => {
  it('is the share of the short side that the network was trained on', () => {
    const cropped = { ...about, imageSize: 224, centreCrop: 0.875 };
    expect(snippet('graph-model', cropped).code).toContain(
      'const side = (224 / 256) * Math.min(image.width, image.height);',
    );
    expect(snippet('onnx', cropped).code).toContain('side = (224 / 256) * min(image.size)');
  });
});

const python = spawnSync('python3', ['--version']).status === 0;
if (!python) console.info('Skipped: the Python snippets, because there is no python3.');

describe.skipIf(!python)('the Python (skipped without python3)', () => {
  it.each([{}, { centreCrop: 0.875 }])(
    'for ONNX compiles, and has the names of the classes (%j)',
    (further) => {
      const { code, language } = snippet('onnx', { ...about, ...further });
      expect(language).toBe('python');
      const reader = `
import ast, json, sys
tree = ast.parse(sys.stdin.read())
compile(tree, "snippet", "exec")
named = [s.value for s in tree.body if isinstance(s, ast.Assign) and getattr(s.targets[0], "id", "") == "classes"]
print(json.dumps(ast.literal_eval(named[0])))`;
      const { status, stdout, stderr } = spawnSync('python3', ['-c', reader], {
        input: code,
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual(about.classes);
    },
  );
});
