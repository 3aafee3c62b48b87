import { expect, it } from 'vitest';
import type { BackendName } from '../../../spec/choices.ts';
import { defaultExperiment, type Experiment } from '../../../spec/experiment.ts';
import { continuedExperiment } from '../../../spec/recipe/continued.ts';
import { readRecipe } from '../../../spec/recipe/spelling.ts';
import { createClient, type Report } from '../../client.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  ...{ imageSize: 8, trainImages: 24, validationImages: 20, batchSize: 12 },
  ...{ teacher: 'cnn', teacherWidth: 0.125, teacherEpochs: 1, teacherImages: 24 },
  ...{ student: 'resnet8', studentWidth: 0.25, alphas: [0.5], runs: 1, epochs: 2 },
};
const read = readRecipe('prune by=taylor recalibrate=16 images=16; quantise bits=3 ends=same images=16');
const stages = 'recipe' in read ? read.recipe : [];

it.each<BackendName>(['webgpu', 'wasm'])(
  'says on %s what a stage makes of a network, which goes on from its kept weights',
  async (backend) => {
    const worker = new Worker(new URL('../../training.worker.ts', import.meta.url), { type: 'module' });
    const { ask, send, subscribe } = createClient(worker);
    const reports: Report[] = [];
    const run = (experiment: Experiment) =>
      new Promise<void>((resolve, reject) => {
        reports.length = 0;
        const leave = subscribe((report) => {
          reports.push(report);
          if (report.type === 'problem') reject(new Error(JSON.stringify(report.problem)));
          if (report.type !== 'sweep-ended') return;
          leave();
          resolve();
        });
        send({ type: 'run', experiment, finished: [] });
      });
    const ended = () => reports.flatMap((report) => (report.type === 'stage-ended' ? [report.record] : []));
    try {
      const experiment: Experiment = { ...tiny, backend };
      await run(experiment);
      const seconds = reports.flatMap((one) => (one.type === 'epoch' ? [one.record.seconds] : []));
      const network = (await ask({ type: 'kept-networks' }))?.networks.find(({ origin }) =>
        origin?.experiment.includes(`backend=${backend}`),
      );
      if (!network) throw new Error('nothing is kept');
      expect(await ask({ type: 'continues', ids: [network.id] })).toBe(true);
      for (const stage of stages) {
        const preview = await ask({ type: 'preview-stage', id: network.id, stage, images: 1000 });
        const from = { experiment, point: { alpha: 0.5 }, stage: 0 };
        await run(continuedExperiment(from, [stage], { runs: 1 }));
        // The student was not trained again.
        expect(reports.flatMap((one) => (one.type === 'epoch' ? [one.record.seconds] : []))).toEqual(seconds);
        const measures = ended().at(-1)?.measures;
        expect(preview?.measures.accuracy).toBeCloseTo(measures?.accuracy ?? Number.NaN, 6);
        expect(preview?.measures.multiplyAdds).toBe(measures?.multiplyAdds);
        expect(preview?.measures.bytes).toBe(measures?.bytes);
      }
    } finally {
      worker.terminate();
    }
  },
);
