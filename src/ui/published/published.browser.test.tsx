import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { LineChart, ZIndexLayer } from 'recharts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { recordsOf } from '../../analysis/published/publishedSweep.ts';
import { seedRuns } from '../../analysis/published/seedRuns.ts';
import { alphaOf, distilStage, historyOf } from '../../protocol/record.ts';
import type { RunRecord } from '../../protocol/records.ts';
import { defaultExperiment, type Experiment } from '../../spec/experiment.ts';
import { seedExperiment } from '../../spec/presets.ts';
import type { Lab } from '../../state/lab/labState.ts';
import { LabProvider } from '../../state/lab/useLab.ts';
import { EpochAxes } from '../results/charts/EpochAxes.tsx';
import { PlotFrame } from '../results/charts/layers.tsx';
import { niceDomain } from '../results/charts/scale.ts';
import { type CurveName, firstView } from '../results/view.ts';
import { publishedEn } from '../text/en/published.ts';
import { openLanguage } from '../text/language.ts';
import { PublishedLegend } from './PublishedLegend.tsx';
import { PublishedOverlay } from './PublishedOverlay.tsx';
import { PublishedSwitch } from './PublishedSwitch.tsx';
import { PublishedTable } from './PublishedTable.tsx';
import { PublishedLines, publishedDash, usePublishedMarks } from './publishedMarks.ts';
import { usePublishedSweep } from './usePublishedSweep.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

beforeAll(() => openLanguage('en'));

let away: (() => Promise<void>) | undefined;
afterEach(async () => {
  await away?.();
  away = undefined;
});

/** Draws it on the page until the test is over. */
async function shown(what: ReactNode): Promise<HTMLElement> {
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  away = async () => {
    await act(async () => root.unmount());
    place.remove();
  };
  await act(async () => root.render(what));
  return place;
}

const textOf = (element: Element) => element.textContent.trim();
const rowsOf = (table: Element) =>
  [...table.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('th, td')].map(textOf));

/** Two finished runs of alpha 0 that are right on .8 and .9, and one that is still training. */
const ours: readonly RunRecord[] = recordsOf(seedRuns)
  .filter((run) => alphaOf(run) === 0)
  .slice(0, 3)
  .map((run, i) => ({
    ...run,
    status: i < 2 ? 'finished' : 'running',
    stages: [
      distilStage(
        historyOf(run).map((record) => ({
          ...record,
          validation: { ...record.validation, accuracy: i === 0 ? 0.8 : 0.9 },
        })),
      ),
    ],
  }));

const tableBeside = (runs: readonly RunRecord[]) => (
  <PublishedTable sweep={seedRuns} runs={runs} teacherAccuracy={0.9} validationImages={120} />
);

describe('the published table', () => {
  const words = publishedEn.table;

  it('stands beside ours: final epochs with n and spread, then what was printed, named for what it is', async () => {
    const place = await shown(tableBeside(ours));
    const tables = () => [...place.querySelectorAll('table')].map(rowsOf);
    // .8 and .9: mean .85, deviation √.005 = .0707.
    expect(
      tables()[0]
        ?.slice(1)
        .map((row) => row.slice(0, 3)),
    ).toEqual([['α 0', '2', '85.0 ± 7.1']]);
    expect(tables()[1]?.[0]?.[1]).toBe(words.n);
    expect(
      tables()[1]
        ?.slice(1)
        .map((row) => row.slice(1)),
    ).toEqual([
      ['4', '95.4 ± 0.5', '0.878 ± 0.125', '1.23 ± 0.08'],
      ['3', '95.2 ± 0.8', '0.815 ± 0.090', '0.747 ± 0.017'],
      ['4', '96.1 ± 0.5', '1.21 ± 0.15', '0.189 ± 0.008'],
    ]);
    const captions = [...place.querySelectorAll('caption')].map(textOf);
    expect(captions[0]).toContain('teacher 90.0 %, 120 validation images');
    expect(captions[1]).toContain('teacher 93.5 %, 153 validation images');
    for (const note of [
      words.final,
      words.short(0.5, 3, 4),
      words.runsMade,
      publishedEn.lastBatch,
      words.loss,
    ]) {
      expect(place.textContent).toContain(note);
    }
    const pooled = [...place.querySelectorAll('label')].find((label) => textOf(label) === words.kinds.pooled);
    await act(async () => pooled?.querySelector('input')?.click());
    // 25 times .8 and 25 times .9: deviation √(50 · .0025 / 49) = .0505.
    expect(tables()[0]?.[1]?.slice(1, 3)).toEqual(['50', '85.0 ± 5.1']);
    expect(tables()[1]?.[0]?.[1]).toBe(words.epochs);
    expect(
      tables()[1]
        ?.slice(1)
        .map((row) => row.slice(1, 3)),
    ).toEqual([
      ['100', '94.5 ± 2.8'],
      [words.unknown, '94.7 ± 1.8'],
      ['100', '94.1 ± 5.8'],
    ]);
    for (const note of [words.pooled, words.printed, words.notReproduced(0.5)]) {
      expect(place.textContent).toContain(note);
    }
    expect(place.textContent).not.toContain(words.final);
  });

  it('waits for ours where nothing has finished, and names its source', async () => {
    const place = await shown(tableBeside([]));
    expect(place.querySelectorAll('table')).toHaveLength(1);
    expect(place.textContent).toContain(words.none);
    expect(place.querySelector('a')?.href).toBe(seedRuns.source.repository);
  });
});

/** As much of the lab as says what the page is about. */
const labOf = (experiment: Experiment) =>
  createStore(() => ({
    experiment: { ...experiment, dataset: 'folder-0123456789abcdef' },
    dataset: { classes: ['ants', 'bees'] },
  })) as unknown as StoreApi<Lab>;

/** A chart as the page's are, with nothing of ours in it. */
function Chart({ curve }: { readonly curve: CurveName }) {
  const sweep = usePublishedSweep();
  const { lines, extent } = usePublishedMarks(sweep, curve, firstView, 25);
  const domain = niceDomain(extent?.low ?? 0, extent?.high ?? 1);
  return (
    <>
      <PublishedSwitch />
      {sweep ? <PublishedLegend sweep={sweep} view={firstView} /> : null}
      <PublishedLines value={lines}>
        <LineChart width={400} height={200} data={[]}>
          <EpochAxes from={1} to={25} domain={domain} log={false} width={40} tick={String} />
          <PlotFrame clip="clip" axisName="epoch" />
          <ZIndexLayer zIndex={100}>
            <PublishedOverlay clip="clip" />
          </ZIndexLayer>
        </LineChart>
      </PublishedLines>
    </>
  );
}

const overlayOf = (place: Element) => place.querySelector('[data-published]');

describe('the published curves', () => {
  it('come and go with their switch, thin and dashed, where the axes have their values', async () => {
    const lab = labOf({ ...seedExperiment, runs: 2 });
    const place = await shown(
      <LabProvider value={lab}>
        <Chart curve="difference" />
      </LabProvider>,
    );
    expect(overlayOf(place)).toBeNull();
    const box = place.querySelector('input');
    await act(async () => box?.click());
    await expect
      .poll(async () => {
        await act(() => new Promise((done) => setTimeout(done, 20)));
        return overlayOf(place);
      })
      .not.toBeNull();
    const paths = [...(overlayOf(place)?.querySelectorAll('path') ?? [])];
    expect(paths.map((path) => path.style.strokeDasharray.replaceAll(/[,\s]+/g, ' '))).toEqual(
      seedRuns.alphas.map(publishedDash),
    );
    const ends = paths.map((path) => {
      const points = (path.getAttribute('d') ?? '').slice(1).split('L');
      expect(points).toHaveLength(25);
      return points.map((point) => point.split(',').map(Number));
    });
    const plot = place.querySelector('clipPath rect');
    const left = Number(plot?.getAttribute('x'));
    const right = left + Number(plot?.getAttribute('width'));
    for (const points of ends) {
      expect(points[0]?.[0]).toBeCloseTo(left, 0);
      expect(points.at(-1)?.[0]).toBeCloseTo(right, 0);
    }
    // Final logit differences are .878, .815 and 1.213; heights run downwards.
    const [zero = Number.NaN, half = Number.NaN, one = Number.NaN] = ends.map((points) => points.at(-1)?.[1]);
    expect(half).toBeGreaterThan(zero);
    expect(zero).toBeGreaterThan(one);
    expect((half - one) / (zero - one)).toBeCloseTo((1.2131 - 0.81528) / (1.2131 - 0.87786), 1);
    expect(place.textContent).toContain(publishedEn.published);
    expect(place.textContent).toContain(publishedEn.lastBatch);
    expect(place.textContent).toContain(`α 0.5 ${publishedEn.runs(3)}`);
    await act(async () => box?.click());
    expect(overlayOf(place)).toBeNull();
    expect(place.textContent).not.toContain(publishedEn.published);
  });

  it('are offered where they can be compared alone', async () => {
    const place = await shown(
      <LabProvider value={labOf(defaultExperiment)}>
        <Chart curve="difference" />
      </LabProvider>,
    );
    expect(place.querySelector('input')).toBeNull();
  });
});
