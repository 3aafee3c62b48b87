import { lazy, Suspense, use, useMemo } from 'react';
import { plannedEpochs } from '../../../protocol/assignments.ts';
import type { Experiment } from '../../../spec/experiment.ts';
import { axesOf, distinctPoints } from '../../../spec/point.ts';
import { measuredTeacher } from '../../../state/lab/measuredTeacher.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { PublishedLegend } from '../../published/PublishedLegend.tsx';
import { PublishedSwitch } from '../../published/PublishedSwitch.tsx';
import { usePublishedSweep } from '../../published/usePublishedSweep.ts';
import { useSharedSeries } from '../../share/useSharedSeries.ts';
import { useWords } from '../../text/useWords.ts';
import { useViewState } from '../../viewState.ts';
import { StageSections } from '../charts/stageMarks.tsx';
import { useSeries, useTurns } from '../charts/useSeries.ts';
import { chosenView } from '../chosenView.ts';
import { Segmented } from '../Segmented.tsx';
import { curveNames, lossTerms } from '../view.ts';
import { CurveChart } from './CurveChart.tsx';
import { CurvesFrame } from './CurvesFrame.tsx';
import styles from './curves.module.css';
import { TeacherCurve } from './TeacherCurve.tsx';
import { WithStages } from './WithStages.tsx';

/** Its words come late. */
const QuantityPart = lazy(async () => ({
  default: (await import('../quantities/QuantityPart.tsx')).QuantityPart,
}));

/** Loss, accuracy and logit difference over epochs, one line per point, live while a sweep trains. */
export function Curves() {
  const experiment = useLab((lab) => lab.measured ?? lab.experiment);
  if (experiment.recipe.length === 0) return <CurvesOf experiment={experiment} />;
  return (
    <WithStages experiment={experiment}>
      <CurvesOf experiment={experiment} />
    </WithStages>
  );
}

function CurvesOf({ experiment }: { readonly experiment: Experiment }) {
  const text = useWords('results');
  const words = useWords('runs');
  const sharing = useWords('share');
  const [view, setView] = useViewState(chosenView);
  const teacherAccuracy = useLab(measuredTeacher);
  const reference = useSharedSeries();
  const published = usePublishedSweep();
  const turns = useTurns(useSeries(), curveNames.length);
  // One object while nothing changes in it, so that the loss's chart is drawn again in its own turn only.
  const termChoice = useMemo(
    () => (
      <Segmented
        label={text.charts.lossTerm}
        options={lossTerms.map((name) => ({ name, text: text.terms[name] }))}
        value={view.term}
        onChange={(term) => setView({ ...view, term })}
      />
    ),
    [text, view, setView],
  );
  const stages = use(StageSections);
  return (
    <section className={styles.curves} aria-label={text.charts.title}>
      <CurvesFrame
        points={distinctPoints([experiment])}
        axes={axesOf(experiment)}
        epochs={plannedEpochs(experiment)}
        view={view}
        onChange={setView}
      >
        {curveNames.map((curve, i) => (
          <CurveChart
            key={curve}
            curve={curve}
            shown={turns[i]}
            reference={reference}
            published={published}
            view={view}
            experiment={experiment}
            teacherAccuracy={teacherAccuracy}
          >
            {curve === 'loss' ? termChoice : null}
          </CurveChart>
        ))}
      </CurvesFrame>
      <p className={styles.note}>
        {words.charts.legend(view.smoothing)}
        {view.eachRun ? `; ${words.charts.legendRuns}` : ''}
        {view.log ? `; ${words.charts.legendLog}` : ''}
        {reference ? `; ${sharing.shared.legend}` : ''}
        {stages ? ` · ${stages.sentence}` : ''}
      </p>
      <Suspense fallback={null}>
        <QuantityPart />
      </Suspense>
      <PublishedSwitch />
      {published ? <PublishedLegend sweep={published} view={view} /> : null}
      <TeacherCurve />
    </section>
  );
}
