import { memo, useMemo } from 'react';
import { asGood } from '../../analysis/differences.ts';
import { plannedEpochs } from '../../protocol/assignments.ts';
import { alphaAt, axesOf, distinctPoints, joinedAxes } from '../../spec/point.ts';
import { percentText } from '../quantities.ts';
import { ChartFigure } from '../results/charts/ChartFigure.tsx';
import type { DrawnSet } from '../results/charts/liveMarks.tsx';
import { marksOf, valueText } from '../results/charts/marks.ts';
import type { Mark } from '../results/charts/Plot.tsx';
import { endOf } from '../results/charts/rows.ts';
import { absorb, emptySeries } from '../results/charts/series.ts';
import { axisOf, shownValue } from '../results/charts/spans.ts';
import { useTurns } from '../results/charts/useSeries.ts';
import { CurvesFrame } from '../results/curves/CurvesFrame.tsx';
import curves from '../results/curves/curves.module.css';
import { Segmented } from '../results/Segmented.tsx';
import { type CurveName, curveNames, firstView, lossTerms, quantityOf, type View } from '../results/view.ts';
import { besideText } from '../seriesStyle.ts';
import { useWords } from '../text/useWords.ts';
import { useViewState, viewState } from '../viewState.ts';
import type { Compared } from './source.ts';

const chosenView = viewState<View>(firstView);

interface Pair {
  readonly a: Compared;
  readonly b: Compared;
}

/** The three quantities over epochs with both sweeps on each, told apart by weight, fill and name. */
export function CompareCharts({ a, b }: Pair) {
  const words = useWords('runs');
  const [view, setView] = useViewState(chosenView);
  const pair = useMemo(() => ({ a, b }), [a, b]);
  const turns = useTurns(pair, curveNames.length);
  const epochs = Math.max(plannedEpochs(a.experiment), plannedEpochs(b.experiment));
  const axes = useMemo(() => joinedAxes([a.experiment, b.experiment].map(axesOf)), [a, b]);
  return (
    <section className={curves.curves} aria-label={words.compare.charts}>
      <CurvesFrame
        points={distinctPoints([a.experiment, b.experiment])}
        axes={axes}
        epochs={epochs}
        view={view}
        onChange={setView}
      >
        {curveNames.map((curve, i) => (
          <CompareChart
            key={curve}
            curve={curve}
            pair={turns[i] ?? pair}
            view={view}
            onTerm={curve === 'loss' ? setView : undefined}
          />
        ))}
      </CurvesFrame>
      <p className={curves.note}>
        {words.compare.legend}; {words.charts.legend(view.smoothing)}
        {view.eachRun ? `; ${words.charts.legendRuns}` : ''}
        {view.log ? `; ${words.charts.legendLog}` : ''}
      </p>
    </section>
  );
}

const CompareChart = memo(function CompareChart({
  curve,
  pair,
  view,
  onTerm,
}: {
  readonly curve: CurveName;
  readonly pair: Pair;
  readonly view: View;
  /** Of the loss alone: its terms are chosen beside its title. */
  readonly onTerm: ((view: View) => void) | undefined;
}) {
  const text = useWords('results');
  const words = useWords('runs');
  const { a, b } = pair;
  const seriesA = useMemo(() => absorb(emptySeries, a.runs), [a.runs]);
  const seriesB = useMemo(() => absorb(emptySeries, b.runs), [b.runs]);
  const epochs = Math.max(plannedEpochs(a.experiment), plannedEpochs(b.experiment));
  const quantity = quantityOf(curve, view.term);
  const axis = axisOf(quantity, view.log);
  const axes = useMemo(() => joinedAxes([a.experiment, b.experiment].map(axesOf)), [a, b]);
  const sets = useMemo(
    (): readonly DrawnSet[] => [
      {
        name: 'A',
        series: seriesA,
        marks: marksOf(curve, seriesA, a.runs, view, epochs, teacherOf(curve, a), axes),
      },
      {
        name: 'B',
        series: seriesB,
        marks: marksOf(curve, seriesB, b.runs, view, epochs, teacherOf(curve, b), axes),
      },
    ],
    [curve, seriesA, seriesB, a, b, view, epochs, axes],
  );
  const teachers = useMemo((): readonly Mark[] => {
    const [inA, inB] = [teacherOf(curve, a), teacherOf(curve, b)].map((accuracy) =>
      accuracy === undefined ? Number.NaN : shownValue(accuracy, { log: axis.log, error: axis.error }),
    );
    const mark = (value: number | undefined, name: string): Mark[] =>
      value === undefined || Number.isNaN(value)
        ? []
        : [{ value, text: `${text.charts.teacher}${name} ${percentText(value)}` }];
    const one = inA !== undefined && inB !== undefined && asGood(inA, inB, undefined);
    return one ? mark(inA, '') : [...mark(inA, ' A'), ...mark(inB, ' B')];
  }, [curve, a, b, axis.log, axis.error, text]);
  const ended = sets.flatMap(({ name, series, marks: { from, to } }) =>
    series.points.flatMap((one) => {
      const end = endOf(one, view.side, quantity, from, to);
      if (!end) return [];
      const { epoch, moments } = end;
      const { point } = one;
      const mean = valueText(quantity, moments.mean);
      const said = text.charts.describeEnd(alphaAt(point), besideText(point), mean, epoch, moments.n);
      return [`${name}, ${said}`];
    }),
  );
  const what =
    ended.length > 0 ? `${ended.join('; ')}. ${text.charts.describeKeys}` : text.charts.describeEmpty;
  return (
    <ChartFigure
      {...{ curve, view, sets, teachers }}
      what={pair}
      reference={noLines}
      beside={undefined}
      room={68}
      summary={text.charts.describe(curve, view.side, what)}
      empty={
        sets.some(({ marks }) => marks.unplaced > 0) ? words.charts.nothingPlaced : words.compare.notMeasured
      }
    >
      {onTerm ? (
        <Segmented
          label={text.charts.lossTerm}
          options={lossTerms.map((name) => ({ name, text: text.terms[name] }))}
          value={view.term}
          onChange={(term) => onTerm({ ...view, term })}
        />
      ) : null}
    </ChartFigure>
  );
});

const noLines: readonly never[] = [];

const teacherOf = (curve: CurveName, { about }: Compared) =>
  curve === 'accuracy' ? about.teacherAccuracy : undefined;
