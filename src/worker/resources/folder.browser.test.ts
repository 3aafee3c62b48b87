import { expect, it } from 'vitest';
import type { Command, GivenFile } from '../../protocol/protocol.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { createClient, type Report } from '../client.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  ...{ backend: 'cpu', imageSize: 16, trainImages: 24, validationImages: 20, batchSize: 4 },
  ...{ teacher: 'cnn', teacherWidth: 0.125, teacherEpochs: 1, student: 'mlp', studentWidth: 0.125 },
};

/** Two classes of six pictures, each of one colour. */
async function files(): Promise<readonly GivenFile[]> {
  const given: GivenFile[] = [];
  for (const [c, name] of ['dark', 'light'].entries()) {
    for (let i = 0; i < 6; i++) {
      const canvas = new OffscreenCanvas(20, 20);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('a canvas draws');
      context.fillStyle = `rgb(${c * 128 + i * 8} ${i * 20} ${c * 100})`;
      context.fillRect(0, 0, 20, 20);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      given.push({ path: `${name}/${i}.png`, blob });
    }
  }
  return given;
}

it('opens a folder that is given, tells of it whenever it is, and divides it anew without reading it again', async () => {
  const worker = new Worker(new URL('../training.worker.ts', import.meta.url), { type: 'module' });
  const { send, subscribe, ask } = createClient(worker);
  const heard: Report[] = [];
  const ready = async (command: Exclude<Command, { readonly request: number }>) => {
    heard.length = 0;
    const done = new Promise<Experiment>((resolve, reject) => {
      const stop = subscribe((report) => {
        heard.push(report);
        if (report.type === 'ready') resolve(report.experiment);
        if (report.type === 'problem') reject(new Error(JSON.stringify(report.problem)));
        if (report.type === 'ready' || report.type === 'problem') stop();
      });
    });
    send(command);
    return done;
  };
  const told = () => heard.flatMap((report) => (report.type === 'dataset' ? [report.dataset] : []));
  try {
    await ready({ type: 'prepare', experiment: tiny });
    const folder = { type: 'load-folder', experiment: tiny, label: 'lamps', files: await files() } as const;
    const opened = await ready(folder);
    expect(opened.dataset).toMatch(/^folder-/);
    const [dataset] = told();
    expect(dataset).toMatchObject({ label: 'lamps' });
    expect((await ask({ type: 'pictures', from: 0, count: 100 })).length).toBeGreaterThan(1);
    // The same images: they are told of again, and the same.
    const again = await ready(folder);
    expect(again.dataset).toBe(opened.dataset);
    expect(told()).toEqual([dataset]);
    const other = await ready({ type: 'prepare', experiment: { ...opened, validationShare: 0.5 } });
    expect(other.dataset).toBe(opened.dataset);
    expect(told()).toHaveLength(1);
    expect(await ask({ type: 'pictures', from: 0, count: 100 })).toHaveLength(6);
    await ready({ type: 'prepare', experiment: tiny });
    expect(await ask({ type: 'pictures', from: 0, count: 100 })).toHaveLength(20);
  } finally {
    worker.terminate();
  }
});
