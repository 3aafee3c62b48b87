import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { channelDeviation, channelMean } from '../../base/imageSet.ts';
import { loadRuntimeInNode } from '../../engine/external/onnx/runtimeInNode.ts';
import { openTfjsModel } from '../../engine/external/tfjs/openTfjsModel.ts';
import { bytesInMemory } from '../../engine/weights/byteSource.ts';
import { openSafetensors } from '../../engine/weights/safetensors.ts';
import { ProblemError } from '../../lang/problem.ts';
import type { ExportedNetwork } from '../../protocol/exportedNetwork.ts';
import type { Example } from '../../protocol/protocol.ts';
import { alphaRunId } from '../../protocol/runId.ts';
import type { Experiment } from '../../spec/experiment.ts';
import { open, tiny } from '../sessionForTests.ts';

const one = alphaRunId(0.5, 1);
const small: Experiment = { ...tiny, student: 'cnn', runs: 1, alphas: [0.5], epochs: 1 };

async function trained(experiment: Experiment) {
  const lab = open();
  await lab.obey({ type: 'run', experiment, finished: [] });
  return lab;
}

const lab = trained(small);

/** What the student says of the image, and what the teacher says of it. */
const said = ({ students, teacher }: Example) => ({ student: students[0]?.logits ?? [], teacher });

async function stateOf(bytes: Uint8Array) {
  const { tensors, metadata } = await openSafetensors(bytesInMemory(bytes));
  const entries = [...tensors].map(async ([name, { shape, values }]) => {
    return [name, { shape, values: await values() }] as const;
  });
  return { state: Object.fromEntries(await Promise.all(entries)), metadata };
}

const filesOf = (zip: Uint8Array) =>
  Object.entries(unzipSync(zip)).map(([path, bytes]) => ({ path, blob: new Blob([Uint8Array.from(bytes)]) }));

/** The student's logits and those of the same student, opened from the file as the teacher of the same images. */
async function openedAgain(exported: ExportedNetwork) {
  const { ask, obey } = open();
  const experiment: Experiment = { ...small };
  await obey({ type: 'prepare', experiment });
  const { name, bytes } = exported;
  const card = await ask({ type: 'use-teacher-file', name, blob: new Blob([bytes]), experiment });
  await obey({ type: 'prepare', experiment: { ...experiment, teacher: 'file' } });
  const images = [0, 1, 2, 3];
  const before = await Promise.all(
    images.map(async (index) => said(await (await lab).ask({ type: 'example', index }))),
  );
  const now = await Promise.all(images.map(async (index) => said(await ask({ type: 'example', index }))));
  return {
    card,
    ask,
    student: before.flatMap(({ student }) => student),
    again: now.flatMap(({ teacher }) => teacher ?? []),
  };
}

const largestGap = (some: readonly number[], others: readonly number[]) =>
  Math.max(...some.map((value, i) => Math.abs(value - (others[i] ?? Number.NaN))));

describe('a student as a file', () => {
  beforeAll(async () => {
    await loadRuntimeInNode();
  });

  it('of weights has the same weights, bit for bit, and the same logits', async () => {
    const exported = await (await lab).ask({ type: 'export-network', of: one, format: 'safetensors' });
    expect(exported.name).toBe('student-alpha-0.5-run-1.safetensors');
    const { student, again, ask } = await openedAgain(exported);
    expect(again).toHaveLength(40);
    expect(again).toEqual(student);
    const [given, kept] = await Promise.all([
      stateOf(exported.bytes),
      stateOf(await ask({ type: 'export-teacher' })),
    ]);
    expect(kept.state).toEqual(given.state);
    expect(given.metadata).toMatchObject({ role: 'student', image_size: '8', model: 'cnn' });
  });

  it('of TensorFlow.js gives the same logits', async () => {
    const exported = await (await lab).ask({ type: 'export-network', of: one, format: 'tfjs' });
    expect(exported.name).toBe('student-alpha-0.5-run-1-tfjs.zip');
    expect(Object.keys(unzipSync(exported.bytes))).toEqual(['model.json', 'weights.bin', 'README.txt']);
    const readme = new TextDecoder().decode(unzipSync(exported.bytes)['README.txt']);
    expect(readme).toContain('[batch, 8, 8, 3]');
    expect(readme).toContain('loadGraphModel("model.json")');
    const { student, again, card } = await openedAgain(exported);
    expect(card.label).toBe('tfjs GraphModel');
    expect(again).toHaveLength(40);
    expect(largestGap(student, again)).toBeLessThan(1e-5);
  });

  it('of ONNX gives the same logits', async () => {
    const exported = await (await lab).ask({ type: 'export-network', of: one, format: 'onnx' });
    expect(exported.name).toBe('student-alpha-0.5-run-1.onnx');
    expect(exported.snippets.map(({ language }) => language)).toEqual(['python', 'javascript']);
    const { student, again, card } = await openedAgain(exported);
    expect(card.label).toBe('ONNX');
    expect(again).toHaveLength(40);
    expect(largestGap(student, again)).toBeLessThan(1e-4);
  });

  it.each(['tfjs', 'onnx'] as const)('of %s carries what its user has to know', async (format) => {
    const { name, bytes } = await (await lab).ask({ type: 'export-network', of: one, format });
    const given = name.endsWith('.zip') ? filesOf(bytes) : [{ path: name, blob: new Blob([bytes]) }];
    const text = (await Promise.all(given.map(({ blob }) => blob.text()))).join('');
    for (const part of ['butterfly', 'mean', 'std', 'image_size', 'experiment']) expect(text).toContain(part);
  });

  it('takes the small images that it was shown, not those that they were made of', async () => {
    const { ask } = await trained({ ...small, student: 'mlp', studentImageSize: 4 });
    const exported = await ask({ type: 'export-network', of: one, format: 'tfjs' });
    expect(exported).toMatchObject({ imageSize: 4, anySize: false });
    const files = unzipSync(exported.bytes);
    const { logits, metadata } = await openTfjsModel(
      {
        name: 'model.json',
        manifest: new TextDecoder().decode(files['model.json']),
        shard: async (path) => files[path] ?? new Uint8Array(0),
      },
      { scale: 'imagenet' },
    );
    expect(logits?.imageSize).toBe(4);
    // So that a teacher of other classes is refused.
    expect(JSON.parse(metadata.classes ?? '')).toContain('ladybird');
    const example = await ask({ type: 'example', index: 0 });
    expect(example.picture.size).toBe(8);
    const found = Array.from((await logits?.predict(halved(example.picture.rgba, 8), 1, 4)) ?? []);
    expect(largestGap(said(example).student, found)).toBeLessThan(1e-4);
    logits?.dispose();
  });
});

/** Normalised means of 2 × 2 pixels, [size/2, size/2, 3]. */
function halved(rgba: Uint8ClampedArray, size: number): Float32Array {
  const half = size / 2;
  return Float32Array.from({ length: half * half * 3 }, (_, i) => {
    const [channel, x, y] = [i % 3, Math.floor(i / 3) % half, Math.floor(i / 3 / half)];
    let sum = 0;
    for (const [dy, dx] of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ] as const) {
      const value = rgba[((2 * y + dy) * size + 2 * x + dx) * 4 + channel] ?? 0;
      sum += (value / 255 - (channelMean[channel] ?? 0)) / (channelDeviation[channel] ?? 1);
    }
    return sum / 4;
  });
}

describe('a teacher as a file', () => {
  it.each(['safetensors', 'tfjs', 'onnx'] as const)('of %s says what it is', async (format) => {
    const exported = await (await lab).ask({ type: 'export-network', of: 'teacher', format });
    expect(exported.name).toMatch(/^teacher(\.|-tfjs\.zip)/);
    expect(exported).toMatchObject({ imageSize: 8, anySize: true });
    for (const { code } of exported.snippets) expect(code).toContain('"ant"');
    expect(exported.bytes.length).toBeGreaterThan(1000);
  });

  it('is refused while there is none', async () => {
    const { ask } = open();
    const refused = await ask({ type: 'export-network', of: 'teacher', format: 'onnx' }).catch(
      (thrown) => thrown,
    );
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({ problem: { code: 'teacher-missing' } });
  });
});

describe('the time of an answer', () => {
  it('is measured for teacher and student on one image, at rest', async () => {
    const { ask, of } = await lab;
    const times = await ask({ type: 'time-inference', student: one });
    expect(times).toMatchObject({ measurements: 9, least: 5, imageSize: 8 });
    for (const who of ['teacher', 'student'] as const) {
      const { ms, range } = times[who] ?? { ms: Number.NaN, range: [Number.NaN, Number.NaN] };
      expect(ms).toBeGreaterThan(0);
      expect(range[0]).toBeLessThanOrEqual(ms);
      expect(range[1]).toBeGreaterThanOrEqual(ms);
    }
    expect(times.teacher?.bytes).toBe(of('teacher').at(-1)?.teacher.bytes);
    expect((await ask({ type: 'time-inference' })).student).toBeUndefined();
  });

  it('is refused while something is trained, and given in a pause', async () => {
    const { session, ask, on, obey } = open();
    await obey({ type: 'run', experiment: small, finished: [] });
    const answers: unknown[] = [];
    on((event) => {
      if (event.type === 'epoch' && answers.length === 0) {
        answers.push(ask({ type: 'time-inference' }).catch((thrown) => thrown));
        session.obey({ type: 'pause' });
      }
      if (event.type !== 'paused') return;
      answers.push(ask({ type: 'time-inference' }).catch((thrown) => thrown));
      void Promise.all(answers).then(() => session.obey({ type: 'stop' }));
    });
    await obey({ type: 'run', experiment: { ...small, epochs: 50 }, finished: [] });
    const [training, paused] = await Promise.all(answers);
    expect(training).toBeInstanceOf(ProblemError);
    expect(training).toMatchObject({ problem: { code: 'setting-invalid' } });
    expect(paused).toMatchObject({ teacher: { ms: expect.any(Number) } });
  });
});
