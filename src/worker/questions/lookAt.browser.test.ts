import { expect, it } from 'vitest';
import type { AllLogits } from '../../protocol/protocol.ts';
import { alphaOf } from '../../protocol/record.ts';
import type { SquarePicture } from '../../protocol/records.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { createClient, type Report } from '../client.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  backend: 'wasm',
  imageSize: 16,
  trainImages: 24,
  validationImages: 20,
  teacher: 'cnn',
  teacherWidth: 0.125,
  teacherEpochs: 1,
  teacherImages: 24,
  student: 'mlp',
  studentWidth: 0.125,
  alphas: [0.5],
  runs: 1,
  epochs: 2,
  batchSize: 12,
};

async function fileOf({ size, rgba }: SquarePicture): Promise<File> {
  const canvas = new OffscreenCanvas(size, size);
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, size, size), 0, 0);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], 'image.png');
}

/** Largest distance between two answers' logits, the teacher's and the students'. */
function apart(one: AllLogits, other: AllLogits): number {
  const all = ({ teacher = [], students }: AllLogits) => [...teacher, ...students.flatMap((s) => s.logits)];
  const others = all(other);
  return Math.max(...all(one).map((z, k) => Math.abs(z - (others[k] ?? Number.NaN))));
}

it('says of an image’s file, and of its pixels, what it says of the image in the dataset', async () => {
  const worker = new Worker(new URL('../training.worker.ts', import.meta.url), { type: 'module' });
  const { ask, send, subscribe } = createClient(worker);
  const reported = (type: Report['type']) =>
    new Promise<void>((resolve, reject) => {
      subscribe((report) => {
        if (report.type === type) resolve();
        if (report.type === 'problem') reject(new Error(JSON.stringify(report.problem)));
      });
    });
  try {
    const ready = reported('ready');
    send({ type: 'prepare', experiment: tiny });
    await ready;
    const untaught = await ask({ type: 'example', index: 3 });
    const file = await fileOf(untaught.picture);
    const seenUntaught = await ask({ type: 'look-at', picture: file });
    expect(seenUntaught.picture).toEqual({ size: 16, rgba: untaught.picture.rgba });
    expect(seenUntaught.teacher).toBeUndefined();
    expect(seenUntaught.students).toEqual([]);

    const ended = reported('sweep-ended');
    const begun = reported('run-started');
    send({ type: 'run', experiment: tiny, finished: [] });
    await begun;
    // Between two steps of the training that goes on.
    const during = await ask({ type: 'look-at', picture: file });
    await ended;

    const example = await ask({ type: 'example', index: 3 });
    const seen = await ask({ type: 'look-at', picture: file });
    expect(example.teacher).toHaveLength(10);
    expect(seen.teacher).toHaveLength(10);
    expect(seen.students.map((one) => [alphaOf(one), one.run])).toEqual([[0.5, 1]]);
    expect(apart(seen, example)).toBeLessThan(1e-4);
    expect(during.teacher).toEqual(seen.teacher);
    const { size, rgba } = untaught.picture;
    const pixels = await ask({ type: 'look-at', picture: { width: size, height: size, rgba } });
    expect(apart(pixels, example)).toBeLessThan(1e-4);
    const other = await ask({ type: 'example', index: 4 });
    expect(apart(seen, other)).toBeGreaterThan(0.01);

    await expect(ask({ type: 'look-at', picture: new File(['no'], 'no.png') })).rejects.toMatchObject({
      problem: { code: 'file-unreadable' },
    });
  } finally {
    worker.terminate();
  }
});
