import { describe, expect, it } from 'vitest';
import { inEnglish } from '../lang/sentence.ts';
import type { Quantities } from '../protocol/quantityNames.ts';
import type { EpochRecord } from '../protocol/records.ts';
import { alphaRunId } from '../protocol/runId.ts';
import type { BackendName, CaptureChoice, ModelName } from '../spec/choices.ts';
import { defaultExperiment, type Experiment, fields } from '../spec/experiment.ts';
import { readExperiment } from '../spec/readExperiment.ts';
import { type Client, createClient, type Report } from './client.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  imageSize: 8,
  trainImages: 24,
  validationImages: 20,
  teacher: 'cnn',
  teacherWidth: 0.125,
  teacherEpochs: 1,
  teacherImages: 24,
  student: 'resnet8',
  studentWidth: 0.125,
  alphas: [0.5],
  runs: 1,
  epochs: 2,
  batchSize: 12,
  learningRate: 0.01,
};

function startWorker(): Client & { end(): void } {
  const worker = new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' });
  return { ...createClient(worker), end: () => worker.terminate() };
}

/** Trains the tiny sweep in a worker of its own; the curve, and what was said of the backend and of the teacher. */
async function trainOn(backend: BackendName) {
  const client = startWorker();
  try {
    const reports: Report[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      client.subscribe((report) => {
        reports.push(report);
        if (report.type === 'sweep-ended') resolve();
        if (report.type === 'problem') reject(new Error(inEnglish(report.problem.what)));
      });
    });
    client.send({ type: 'run', experiment: { ...tiny, backend }, finished: [] });
    await ended;
    const curve = reports.flatMap((report): EpochRecord[] =>
      report.type === 'epoch' ? [report.record] : [],
    );
    const card = reports.flatMap((report) => (report.type === 'backend' ? [report.backend] : []))[0];
    const use = reports.flatMap((report) => (report.type === 'teacher-use' ? [report.use] : []))[0];
    const { student } = await client.ask({ type: 'predictions', id: alphaRunId(tiny.alphas[0] ?? 0, 1) });
    return { curve, card, use, student };
  } finally {
    client.end();
  }
}

describe('a tiny sweep in the real worker', () => {
  it('gives the same curve on the plain, the WebAssembly and the WebGPU backend, within float tolerance', async () => {
    const [cpu, wasm, webgpu] = [await trainOn('cpu'), await trainOn('wasm'), await trainOn('webgpu')];
    const again = await trainOn('webgpu');
    expect([cpu.card?.name, wasm.card?.name, webgpu.card?.name]).toEqual(['cpu', 'wasm', 'webgpu']);
    for (const other of [wasm, webgpu, again]) {
      expect(other.curve).toHaveLength(2);
      other.curve.forEach((record, i) => {
        const reference = cpu.curve[i];
        expect(record.train.loss).toBeCloseTo(reference?.train.loss ?? Number.NaN, 2);
        expect(record.validation.loss).toBeCloseTo(reference?.validation.loss ?? Number.NaN, 2);
        expect(record.validation.difference).toBeCloseTo(reference?.validation.difference ?? Number.NaN, 2);
      });
    }
    // Asked by itself, a student is as often right as it was at the end of its training.
    for (const { curve, student } of [cpu, wasm, webgpu]) {
      const right = student.predicted.filter((answer, n) => answer === student.labels[n]).length;
      expect(right / student.labels.length).toBeCloseTo(curve.at(-1)?.validation.accuracy ?? Number.NaN, 6);
    }
    // Each backend asks the teacher for itself, and what it was told is kept for the next worker.
    for (const { use } of [cpu, wasm, webgpu]) expect(use?.asked).toBeGreaterThan(0);
    expect(again.use).toMatchObject({ answers: 48, asked: 0 });
  });

  it('repeats itself to the last digit on WebAssembly', async () => {
    const strip = ({ curve }: Awaited<ReturnType<typeof trainOn>>) =>
      curve.map((record) => ({ ...record, seconds: 0 }));
    expect(strip(await trainOn('wasm'))).toEqual(strip(await trainOn('wasm')));
  });
});

/** What was measured at the end of each stage, but for its time. */
async function recipeOn(
  backend: BackendName,
  capture: CaptureChoice,
  text = 'distil epochs=1; prune keep=0.5 recalibrate=24; distil epochs=1; quantise images=24',
  student: ModelName = 'cnn',
) {
  const client = startWorker();
  const recipe = fields.recipe.parse(text);
  const { experiment, notices } = readExperiment([['recipe', recipe]], {
    // Of its images other sweeps have stored some logits, and ask for the rest in other batches.
    ...{ ...tiny, student, backend, capture },
  });
  expect(notices).toEqual([]);
  try {
    const ended: Quantities[] = [];
    await new Promise<void>((resolve, reject) => {
      client.subscribe((report) => {
        if (report.type === 'stage-ended') ended.push({ ...report.record.measures, milliseconds: 0 });
        if (report.type === 'sweep-ended') resolve();
        if (report.type === 'problem') reject(new Error(inEnglish(report.problem.what)));
      });
      client.send({ type: 'run', experiment, finished: [] });
    });
    return ended;
  } finally {
    client.end();
  }
}

describe('a tiny recipe in the real worker', () => {
  it('gives the same on every backend, within float tolerance, and captured what it gives uncaptured', async () => {
    const cpu = await recipeOn('cpu', 'on');
    const wasm = await recipeOn('wasm', 'on');
    const captured = await recipeOn('webgpu', 'on');
    const direct = await recipeOn('webgpu', 'off');
    expect(cpu).toHaveLength(4);
    for (const other of [wasm, captured]) {
      other.forEach((measures, i) => {
        expect(measures.loss).toBeCloseTo(cpu[i]?.loss ?? Number.NaN, 2);
        expect(measures.parameters).toBe(cpu[i]?.parameters);
        expect(measures.bytes).toBe(cpu[i]?.bytes);
      });
    }
    expect(captured).toEqual(direct);
  }, 300_000);

  it.each([
    ['codebook entries=4', 'cnn'],
    ['hashed ratio=0.25', 'cnn'],
    // Of two blocks a stage.
    ['blocks', 'resnet14'],
  ] as const)(
    'trains weights that are shared by method=%s captured as uncaptured',
    async (method, student) => {
      const recipe = `share method=${method} recalibrate=24; distil epochs=2`;
      const captured = await recipeOn('webgpu', 'on', recipe, student);
      const direct = await recipeOn('webgpu', 'off', recipe, student);
      expect(captured).toHaveLength(2);
      expect(captured[1]?.loss).not.toBe(captured[0]?.loss);
      expect(captured).toEqual(direct);
    },
    300_000,
  );
});
