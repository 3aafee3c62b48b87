import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { tableOf } from '../../analysis/statistics.ts';
import { random } from '../../base/random.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { assignmentsOf } from '../../protocol/assignments.ts';
import { alphaOf, distilStage, historyOf, plainRun } from '../../protocol/record.ts';
import type { EpochRecord, RunRecord } from '../../protocol/records.ts';
import type { ResultsToShare, SharedResults } from '../../protocol/sharedResults.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { experimentOf, linkOf } from '../../spec/link.ts';
import { fragmentOf, resultsOf } from './resultsFragment.ts';

const images = 600;

/** Learning curves with the noise of real ones: accuracies are counts of images. */
function curve(alpha: number, run: number, epochs: number): RunRecord {
  const stream = random(run, `alpha ${alpha}`);
  const history = Array.from({ length: epochs }, (_, i): EpochRecord => {
    const learnt = 1 - Math.exp((-4 * (i + 1)) / epochs);
    const hard = 2.08 - 1.1 * learnt + 0.05 * stream.normal();
    const soft = 6 - 2 * learnt + 0.1 * stream.normal();
    const right = Math.round(
      images * Math.min(1, Math.max(0, 0.125 + 0.5 * learnt + 0.015 * stream.normal())),
    );
    const validation = {
      ...{ loss: alpha * hard + (1 - alpha) * soft, terms: { hard, soft } },
      ...{ accuracy: right / images, difference: 3 - 0.5 * learnt + 0.03 * stream.normal() },
    };
    return { epoch: i + 1, learningRate: 0.05, train: validation, validation, seconds: 0.2 };
  });
  return plainRun({ alpha, run, seed: run, status: 'finished', history });
}

function sweepOf({ alphas, runs, epochs }: Experiment): readonly RunRecord[] {
  return alphas.flatMap((alpha) => Array.from({ length: runs }, (_, i) => curve(alpha, i + 1, epochs)));
}

const about = { backend: 'wasm', validationImages: images, teacherAccuracy: 0.94, seconds: 95 } as const;

function shareAndOpen(results: ResultsToShare, experiment: Experiment): SharedResults {
  const opened = resultsOf(fragmentOf(results, experiment) ?? '', experiment);
  if (!opened || !('shared' in opened)) throw new Error(JSON.stringify(opened));
  return opened.shared;
}

describe('results in a link', () => {
  it('of the default sweep make a link under 2 KB', () => {
    const runs = sweepOf(defaultExperiment);
    expect(runs.reduce((sum, run) => sum + historyOf(run).length, 0)).toBe(360);
    const link = `https://lab.example.org/lab/${linkOf(defaultExperiment)}${fragmentOf({ ...about, runs }, defaultExperiment)}`;
    console.log(link.length);
    expect(link.length).toBeLessThan(2000);
  });

  it('give the same table, and curves within a pixel', () => {
    const runs = sweepOf(defaultExperiment);
    const shared = shareAndOpen({ ...about, runs }, defaultExperiment);
    expect(shared).toMatchObject({ backend: 'wasm', validationImages: images, seconds: 95, stride: 1 });
    expect(shared.teacherAccuracy).toBeCloseTo(0.94, 6);
    for (const kind of ['final', 'best'] as const) {
      const [given, read] = [tableOf(runs, kind), tableOf(shared.runs, kind)];
      expect(read.map((row) => row.accuracy)).toEqual(given.map((row) => row.accuracy));
      expect(read.map((row) => row.gain)).toEqual(given.map((row) => row.gain));
    }
    const [given, read] = [tableOf(runs, 'final'), tableOf(shared.runs, 'final')];
    given.forEach((row, i) => {
      expect(read[i]?.loss.mean).toBeCloseTo(row.loss.mean, 5);
      expect(read[i]?.difference.std).toBeCloseTo(row.difference.std, 5);
    });
    runs.forEach((run, i) => {
      const read = shared.runs[i];
      historyOf(run).forEach((record, k) => {
        const other = read && historyOf(read)[k]?.validation;
        expect(Math.abs((other?.difference ?? 9) - record.validation.difference)).toBeLessThan(0.6 / 120);
        expect(other?.accuracy).toBe(record.validation.accuracy);
      });
    });
  });

  it('of any sweep come back with their runs, their last epochs whole', () => {
    const sweeps = fc.record({
      alphas: fc.uniqueArray(fc.constantFrom(0, 0.1, 0.25, 0.5, 0.75, 1), { minLength: 1 }),
      runs: fc.integer({ min: 1, max: 6 }),
      epochs: fc.integer({ min: 1, max: 300 }),
      validationImages: fc.option(fc.constantFrom(images, 50_000), { nil: undefined }),
      ended: fc.constantFrom<RunRecord['status']>('finished', 'stopped', 'failed'),
      measure: fc.double(),
    });
    fc.assert(
      fc.property(sweeps, ({ alphas, runs, epochs, validationImages, ended, measure }) => {
        const experiment: Experiment = { ...defaultExperiment, alphas, runs, epochs };
        const given = sweepOf(experiment).map((run, i) =>
          i > 0
            ? run
            : {
                ...run,
                status: ended,
                stages: [distilStage(historyOf(run).map((one) => withHard(one, measure)))],
              },
        );
        const shared = shareAndOpen({ ...about, validationImages, runs: given }, experiment);
        const sorted = [...given].sort((a, b) => alphaOf(a) - alphaOf(b) || a.run - b.run);
        expect(shared.runs.map(({ id, point, seed, status }) => [id, point, seed, status])).toEqual(
          sorted.map(({ id, point, seed, status }) => [id, point, seed, status]),
        );
        shared.runs.forEach((run, i) => {
          const [last, was] = [run, sorted[i]].map((one) => one && historyOf(one).at(-1));
          expect(last?.epoch).toBe(epochs);
          expect(last?.validation.terms.soft).toBe(Math.fround(was?.validation.terms.soft ?? 0));
          expect(last?.validation.accuracy).toBeCloseTo(was?.validation.accuracy ?? -1, 6);
        });
        expect(shareAndOpen(shared, experiment).runs.map((run) => historyOf(run).length)).toEqual(
          shared.runs.map((run) => historyOf(run).length),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('of a recipe that trains nothing come back as well', () => {
    const { experiment } = experimentOf('?student=teacher&recipe=prune,quantise&alphas=0.5&runs=2');
    const measures = { loss: 1.5, accuracy: 0.25, difference: 0.5, hard: 2, soft: 1, bytes: 1024 };
    const runs = assignmentsOf(experiment).map((assignment): RunRecord => {
      const stages = ['prune', 'quantise'].map((kind) => ({ kind, level: 0, history: [], measures }));
      return { ...assignment, status: 'finished', stages };
    });
    const shared = shareAndOpen({ ...about, runs }, experiment);
    expect(shared.runs).toEqual(runs);
    expect(tableOf(shared.runs, 'final')).toEqual(tableOf(runs, 'final'));
  });

  it('of a recipe that recalibrates come back with what was measured before', () => {
    const { experiment } = experimentOf('?student=teacher&recipe=prune,quantise&alphas=0.5&runs=1');
    const measures = { loss: 1.5, accuracy: 0.25, difference: 0.5, hard: 2, soft: 1 };
    const uncalibrated = { accuracy: 0.125, loss: 2.5 };
    const runs = assignmentsOf(experiment).map((assignment): RunRecord => {
      const [prune, quantise] = ['prune', 'quantise'].map((kind) => ({
        kind,
        level: 0,
        history: [],
        measures,
      }));
      const stages = [...(prune ? [{ ...prune, uncalibrated }] : []), ...(quantise ? [quantise] : [])];
      return { ...assignment, status: 'finished', stages };
    });
    expect(fragmentOf({ ...about, runs }, experiment)).toMatch(/^#results=3\./);
    expect(shareAndOpen({ ...about, runs }, experiment).runs).toEqual(runs);
  });

  it('of a recipe at points of two axes come back stage by stage, the end of each stage whole', () => {
    const link = '?recipe=distil~epochs:400,prune,distil~epochs:3&vary=prune.keep:0.9,0.5&alphas=0.5&runs=2';
    const { experiment } = experimentOf(link);
    const runs = assignmentsOf(experiment).map((assignment): RunRecord => {
      const keep = Number(assignment.point['prune.keep']);
      return {
        ...{ ...assignment, status: 'finished' },
        stages: [
          { ...distilStage(historyOf(curve(0.5, assignment.run, 400))), measures: { parameters: 1000 } },
          {
            ...{ kind: 'prune', level: 1, history: [], measures: { accuracy: 0.25, bytes: 4000 * keep } },
            ...{ asked: { keep }, reached: { keep: 0.75 } },
          },
          distilStage(historyOf(curve(0.5, assignment.run + 2, 3))),
        ],
      };
    });
    const fragment = fragmentOf({ ...about, runs }, experiment) ?? '';
    expect(fragment).toMatch(/^#results=2\./);
    const shared = shareAndOpen({ ...about, runs }, experiment);
    expect(shared.stride).toBeGreaterThan(1);
    expect(shared.runs.map(({ id }) => id).sort()).toEqual(runs.map(({ id }) => id).sort());
    for (const read of shared.runs) {
      const was = runs.find(({ id }) => id === read.id);
      expect(read.stages.map(({ kind, level, measures }) => ({ kind, level, measures }))).toEqual(
        was?.stages.map(({ kind, level, measures }) => ({ kind, level, measures })),
      );
      expect(read.stages[1]?.reached).toEqual({ keep: 0.75 });
      expect(read.stages[1]?.asked?.keep).toBeCloseTo(was?.stages[1]?.asked?.keep ?? 0, 6);
      for (const i of [0, 2]) {
        const [end, before] = [read, was].map((one) => one?.stages[i]?.history.at(-1));
        expect(end?.epoch).toBe(before?.epoch);
        expect(end?.validation.accuracy).toBe(before?.validation.accuracy);
        expect(end?.validation.terms.soft).toBe(Math.fround(before?.validation.terms.soft ?? 0));
      }
      expect(historyOf(read).at(-1)?.epoch).toBe(403);
    }
    expect(shareAndOpen(shared, experiment).runs).toEqual(shared.runs);
    const shortened = resultsOf(fragment.slice(0, -30), experiment);
    expect(shortened).toHaveProperty('notice');
  });

  it('that are too many are not put into a link', () => {
    const experiment: Experiment = { ...defaultExperiment, alphas: [0, 0.5, 0.75, 1], runs: 100, epochs: 1 };
    expect(fragmentOf({ ...about, runs: sweepOf(experiment) }, experiment)).toBeUndefined();
    expect(fragmentOf({ ...about, runs: [] }, defaultExperiment)).toBeUndefined();
  });

  it('leave a fragment that is not theirs alone', () => {
    for (const fragment of ['', '#', '#results', '#headless']) {
      expect(resultsOf(fragment, defaultExperiment)).toBeUndefined();
    }
  });

  it('that were cut, changed, made up or are another experiment’s are refused in words', () => {
    const whole = fragmentOf({ ...about, runs: sweepOf(defaultExperiment) }, defaultExperiment) ?? '';
    const said = (fragment: string, experiment = defaultExperiment) => {
      const read = resultsOf(fragment, experiment);
      return read && 'notice' in read ? inEnglish(read.notice.allowed) : undefined;
    };
    expect(said(whole.slice(0, -40))).toMatch(/cut|too early/);
    expect(said(whole.replace('#results=1.', '#results=4.'))).toContain('version 3');
    expect(said(whole, { ...defaultExperiment, temperature: 2 })).toContain('other settings');
    expect(said(`#results=1.${'A'.repeat(40_000)}`)).toContain('at most');
    const texts = fc.oneof(
      fc.string().map((text) => `#results=${text}`),
      fc.base64String().map((text) => `#results=1.${text.replaceAll('=', '')}`),
      // Bytes of one version said to be of the other.
      fc.constantFrom(2, 3).map((version) => whole.replace('#results=1.', `#results=${version}.`)),
      fc
        .tuple(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(2, 3))
        .map(
          ([bytes, version]) =>
            `#results=${version}.${Buffer.from(deflateSync(bytes)).toString('base64url')}`,
        ),
      fc.tuple(fc.nat(whole.length - 12), fc.constantFrom('A', '7', '_')).map(([at, char]) => {
        const position = 11 + at;
        return whole.slice(0, position) + char + whole.slice(position + 1);
      }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const read = resultsOf(text, defaultExperiment);
        if (!read || 'notice' in read) return;
        for (const run of read.shared.runs) {
          expect(defaultExperiment.alphas).toContain(alphaOf(run));
          expect(historyOf(run).length).toBeLessThanOrEqual(defaultExperiment.epochs);
        }
      }),
    );
  });

  it('do not unpack a bomb', () => {
    const bomb = Buffer.from(deflateSync(new Uint8Array(20_000_000), { level: 9 })).toString('base64url');
    expect(bomb.length).toBeLessThan(32_768);
    const started = performance.now();
    expect(resultsOf(`#results=1.${bomb}`, defaultExperiment)).toHaveProperty('notice');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

function withHard(record: EpochRecord, hard: number): EpochRecord {
  const finite = Math.abs(hard) < 1e30 ? hard : Number.NaN;
  const { validation } = record;
  return { ...record, validation: { ...validation, terms: { ...validation.terms, hard: finite } } };
}
