import { memo, type ReactNode, use, useMemo } from 'react';
import type { PublishedSweep } from '../../../analysis/published/publishedSweep.ts';
import { plannedEpochs, plannedRuns } from '../../../protocol/assignments.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { alphaAt, axesOf } from '../../../spec/point.ts';
import { PublishedLines, usePublishedMarks } from '../../published/publishedMarks.ts';
import { percentText } from '../../quantities.ts';
import { besideText } from '../../seriesStyle.ts';
import { useWords } from '../../text/useWords.ts';
import { ChartFigure } from '../charts/ChartFigure.tsx';
import { marksOf, valueText } from '../charts/marks.ts';
import { endOf, widest } from '../charts/rows.ts';
import { emptySeries, type Series } from '../charts/series.ts';
import { axisOf, shownValue } from '../charts/spans.ts';
import { StageSections } from '../charts/stageMarks.tsx';
import type { ShownRuns } from '../charts/useSeries.ts';
import { percent } from '../format.ts';
import { type CurveName, quantityOf, type View } from '../view.ts';

const noneShown: ShownRuns = { runs: [], series: emptySeries };

interface Props {
  readonly curve: CurveName;
  /** Runs and their series as of this chart's last turn. */
  readonly shown: ShownRuns | undefined;
  /** Other curves, drawn faintly behind. */
  readonly reference: Series | undefined;
  /** Others' curves, drawn thin behind. */
  readonly published: PublishedSweep | undefined;
  readonly view: View;
  readonly experiment: Experiment;
  readonly teacherAccuracy: number | undefined;
  /** What is chosen beside the title: the loss's term. */
  readonly children?: ReactNode;
}

/** One quantity over epochs: a mean line and band for each point, the teacher's accuracy where it belongs. */
export const CurveChart = memo(function CurveChart(props: Props) {
  const { curve, reference: behind, view, experiment, teacherAccuracy, children } = props;
  const { series, runs } = props.shown ?? noneShown;
  const epochs = useMemo(() => plannedEpochs(experiment), [experiment]);
  const axes = useMemo(() => axesOf(experiment), [experiment]);
  const stages = use(StageSections);
  const text = useWords('results');
  const words = useWords('runs');
  const known = curve === 'accuracy' && Number.isFinite(teacherAccuracy) ? teacherAccuracy : undefined;
  const marks = useMemo(
    () => marksOf(curve, series, runs, view, epochs, known, axes),
    [curve, series, runs, view, epochs, known, axes],
  );
  const faint = useMemo(
    () => behind && marksOf(curve, behind, [], { ...view, eachRun: false }, epochs, known, axes),
    [curve, behind, view, epochs, known, axes],
  );
  const published = usePublishedMarks(props.published, curve, view, epochs);
  const sets = useMemo(() => [{ name: undefined, marks, series }], [marks, series]);
  const quantity = quantityOf(curve, view.term);
  const { log } = view;
  const teachers = useMemo(() => {
    const axis = axisOf(quantity, log);
    const value = known === undefined ? Number.NaN : shownValue(known, axis);
    if (Number.isNaN(value)) return [];
    return [{ value, text: `${text.charts.teacher} ${percentText(value)}` }];
  }, [known, log, quantity, text]);
  const { from, to } = marks;
  // Before there is a curve of ours, the teacher's line still needs its place beside the published ones.
  const [line] = teachers;
  const lined = published.extent && line && { low: line.value, high: line.value };
  return (
    <PublishedLines value={published.lines}>
      <ChartFigure
        {...{ curve, view, sets, teachers }}
        what={experiment}
        reference={faint?.lines ?? noLines}
        beside={widest(faint?.extent, widest(published.extent, lined))}
        room={56}
        summary={summary()}
        empty={
          series.points.length === 0
            ? text.charts.empty[curve](plannedRuns(experiment))
            : marks.unplaced > 0
              ? words.charts.nothingPlaced
              : text.charts.notThere(from)
        }
      >
        {children}
      </ChartFigure>
    </PublishedLines>
  );

  function summary(): string {
    const ended = series.points.flatMap((one) => {
      const end = endOf(one, view.side, quantity, from, to);
      if (!end) return [];
      const { epoch, moments } = end;
      const mean = valueText(quantity, moments.mean);
      const { point } = one;
      return [text.charts.describeEnd(alphaAt(point), besideText(point), mean, epoch, moments.n)];
    });
    const teacher = known === undefined ? [] : [text.charts.describeTeacher(percent(known))];
    const what =
      ended.length > 0
        ? `${[...ended, ...teacher].join('; ')}. ${text.charts.describeKeys}`
        : text.charts.describeEmpty;
    return [text.charts.describe(curve, view.side, what), stages?.sentence].filter(Boolean).join(' ');
  }
});

const noLines: readonly never[] = [];
