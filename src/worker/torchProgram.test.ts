/**
 * Programs for PyTorch: they build what the safetensors file holds, name for name and shape for shape, and, where this machine has
 * PyTorch, they are run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quantisedForTraining } from '../engine/compression/qat/quantisedForTraining.ts';
import { catalogue } from '../engine/families/catalogue.ts';
import { fittingSize } from '../engine/families/sizesForTests.ts';
import { drawnImages } from '../engine/graph/drawnNetwork.ts';
import { startWasmInNode } from '../engine/ops/wasmInNode.ts';
import { torchShape } from '../engine/weights/layout.ts';
import { modelNames } from '../spec/choices.ts';
import { declaredFamily } from '../spec/families/catalogue.ts';
import { type Case, cases, drawn, exportedAs, opened, small } from './smallerNetworksForTests.ts';

beforeAll(startWasmInNode);

async function file(one: Case) {
  const made = await exportedAs(one, 'safetensors');
  const [program] = made.snippets;
  return { ...made, code: program?.code ?? '', program };
}

type Shapes = Map<string, string>;

/** What is in the file, with a weight where it has what the weight is made of; of those the shape is not known. */
function held(bytes: Uint8Array): Shapes {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const found: Shapes = new Map();
  for (const [name, { shape }] of Object.entries<{ shape: number[] }>(header)) {
    if (name === '__metadata__' || /\.input_(scale|zero_point)$/.test(name)) continue;
    const weight = /^(.*\.weight)_(packed|index_packed|codebook|hashed|left)$/.exec(name)?.[1];
    if (weight) found.set(weight, '?');
    else if (!/\.weight_(scale|mask|right)$/.test(name)) found.set(name, String(shape));
  }
  return found;
}

/** Parameters and buffers of the modules that a program names, as `torch.nn` has them, and those that it names alone. */
function named(code: string): { readonly shapes: Shapes; readonly paths: readonly string[] } {
  const shapes: Shapes = new Map();
  const table = /\nlayers = \{\n(.*?)\n\}\n/s.exec(code)?.[1] ?? '';
  const rows = [...table.matchAll(/^ {4}"([^"]+)": (.*?),$(?=\n {4}"|$(?![\s\S]))/gms)];
  const pair = (text: string) => (/^\((.*)\)$/.exec(text)?.[1] ?? `${text}, ${text}`).split(', ');
  const add = (path: string, module: string) => {
    const [, kind, given = ''] = /^nn\.(\w+)\((.*)\)$/.exec(module) ?? [];
    const groups = Number(/groups=(\d+)/.exec(given)?.[1] ?? 1);
    const [first, second, kernel = ''] = given.match(/\(\d+, \d+\)|\d+/g) ?? [];
    if (kind === 'BatchNorm2d') {
      for (const part of ['weight', 'bias', 'running_mean', 'running_var']) {
        shapes.set(`${path}.${part}`, first ?? '');
      }
    } else if (kind === 'Linear') shapes.set(`${path}.weight`, `${second},${first}`);
    else if (kind === 'Conv2d') {
      shapes.set(`${path}.weight`, [second, Number(first) / groups, ...pair(kernel)].join());
    } else if (kind !== 'Identity') throw new Error(`${path} is ${module}`);
    if (/^(Conv2d|Linear)$/.test(kind ?? '') && !given.includes('bias=False')) {
      shapes.set(`${path}.bias`, second ?? '');
    }
  };
  for (const [, path = '', module = ''] of rows) {
    const inside = /^nn\.Sequential\(\n(.*)\n {4}\)$/s.exec(module)?.[1];
    if (inside === undefined) add(path, module);
    else {
      for (const [i, one] of inside.split('\n').entries()) add(`${path}.${i}`, one.trim().slice(0, -1));
    }
  }
  const bare = /\nbare = \{\n(.*?)\n\}\n/s.exec(code)?.[1] ?? '';
  for (const [, path = '', shape = ''] of bare.matchAll(/^ {4}"([^"]+)": \(([\d, ]+),\),$/gm)) {
    shapes.set(path, shape.split(', ').join());
  }
  return { shapes, paths: rows.map(([, path]) => path ?? '') };
}

describe('a program for PyTorch', () => {
  it.each(Object.entries(cases))('of %s builds all that is in the file, and nothing else', async (_, one) => {
    const { architecture, bytes, code, program } = await file(one);
    expect(program).toMatchObject({ language: 'python', name: 'student.py' });
    expect(code).toContain('strict=True');
    const { shapes, paths } = named(code);
    const { torchvision } = declaredFamily(architecture.family);
    if (torchvision) {
      expect(code).toContain(`models.${torchvision}(num_classes=3)`);
      const { classes: count, imageSize, family } = architecture;
      const published = catalogue[family].build({ classes: count, imageSize, width: 1 });
      for (const { name, kind, shape } of published.parameters) {
        if (paths.some((path) => name.startsWith(`${path}.`))) continue;
        shapes.set(name, torchShape(kind, shape).join());
      }
    }
    const expected = held(bytes);
    // Weights of other layers.
    for (const [layer, form] of Object.entries(architecture.forms)) {
      if (form.kind === 'sharedWith') expected.set(`${layer}.weight`, '?');
    }
    expect([...shapes.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [name, shape] of expected) if (shape !== '?') expect(shapes.get(name), name).toBe(shape);
  });

  it('is written for every family', async () => {
    for (const name of modelNames) {
      const { code } = await file({
        make: () => drawn(name, { width: 0.125, imageSize: fittingSize(name, 8) }),
      });
      expect(code, name).toContain('strict=True');
    }
  });

  it('says the pixels that the network takes, and how much of a picture', async () => {
    const { code } = await file(cases['ResNet-20 pruned, of zero-to-one pixels'] as Case);
    expect(code).toContain('Normalize(mean=[0, 0, 0], std=[1, 1, 1])');
    expect(code).toMatch(/Resize\(18\),\s+transforms\.CenterCrop\(16\)/);
  });

  it.each(['ttq', 'apot'] as const)('is not written where %s trained, and says so', async (method) => {
    const make = async () => {
      const settings = { method, bits: 4, activations: 8, ends: '8', per: 'tensor' } as const;
      return quantisedForTraining(await drawn('resnet8', small), settings, {
        images: [drawnImages(2, small.imageSize)],
      });
    };
    const { code, smaller } = await file({ make });
    expect(smaller).toEqual(['levels']);
    expect(code).toContain('No program builds this network: It was quantised in training');
    expect(code).not.toContain('load_state_dict');
  });
});

const python = process.env.LAB_PYTHON ?? 'python3';
const hasTorch = spawnSync(python, ['-c', 'import torch, torchvision, PIL']).status === 0;
if (!hasTorch) {
  console.info(`Skipped: running the programs, because ${python} has no torch, torchvision and PIL.`);
}

/** Reads a file as the package does, where that is not there: https://github.com/huggingface/safetensors, Format. */
const standIn = `
import json, struct, torch
types = {"F32": torch.float32, "I8": torch.int8, "U8": torch.uint8, "I32": torch.int32}
def load_file(name):
    data = open(name, "rb").read()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    def tensor(dtype, shape, data_offsets):
        begin, end = data_offsets
        return torch.frombuffer(bytearray(data[start + begin : start + end]), dtype=types[dtype]).reshape(shape)
    return {k: tensor(**v) for k, v in json.loads(data[8:start]).items() if k != "__metadata__"}
`;
/** Runs each program in its folder, on a picture too, and says what it computed of the image of numbers. */
const driver = `
import contextlib, io, json, os, runpy, sys, torch
for folder in sys.argv[1:]:
    os.chdir(folder)
    sys.argv = ["student.py", "picture.png"]
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        names = runpy.run_path("student.py")
    if "torchvision" in type(names["model"]).__module__:
        torch.save({"model": names["model"], "epoch": 1}, "module.pth")
    gap = float((names["logits"] - names["expected"]).abs().max())
    print(json.dumps([gap, float(names["expected"].abs().max()), said.getvalue()]))
`;

describe.skipIf(!hasTorch)('run by PyTorch (skipped without it)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('loads its file strictly and computes what the lab does', async () => {
    const hasReader = spawnSync(python, ['-c', 'import safetensors.torch']).status === 0;
    if (!hasReader) {
      mkdirSync(join(folder, 'reader/safetensors'), { recursive: true });
      writeFileSync(join(folder, 'reader/safetensors/__init__.py'), '');
      writeFileSync(join(folder, 'reader/safetensors/torch.py'), standIn);
    }
    const names = Object.keys(cases);
    const made: Awaited<ReturnType<typeof file>>[] = [];
    const folders = names.map((_, i) => join(folder, String(i)));
    for (const [i, one] of Object.values(cases).entries()) {
      const student = await file(one);
      const { bytes, code, name } = student;
      made.push(student);
      const at = folders[i] ?? '';
      mkdirSync(at);
      writeFileSync(join(at, 'student.py'), code);
      writeFileSync(join(at, name), bytes);
      const picture =
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';
      writeFileSync(join(at, 'picture.png'), Buffer.from(picture, 'base64'));
    }
    const path = [join(folder, 'reader'), process.env.PYTHONPATH ?? ''].join(':');
    const { stdout, stderr, status } = spawnSync(python, ['-c', driver, ...folders], {
      ...{ encoding: 'utf8', maxBuffer: 2 ** 24 },
      env: { ...process.env, LAB_PYTHONPATH: path, PYTHONPATH: path },
    });
    expect(status, stderr).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(names.length);
    for (const [i, name] of names.entries()) {
      const [gap, most, said] = lines[i];
      // Where a sum falls on the level beside, all behind it moves by a level of an input: one of 255.
      const allowed = /bits/.test(name) ? 0.02 : 1e-4;
      expect(gap / Math.max(1, most), name).toBeLessThan(allowed);
      expect(said).toMatch(/picture\.png (ant|bee "wild"|été) [\d.]+/);
    }
    for (const [i, { architecture, logits }] of made.entries()) {
      const module = join(folders[i] ?? '', 'module.pth');
      if (!existsSync(module) || architecture.factors) continue;
      expect(await opened(readFileSync(module), architecture.imageSize)).toEqual({ architecture, logits });
    }
  }, 300_000);
});
