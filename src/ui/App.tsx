import { Tabs } from 'radix-ui';
import { lazy, Suspense } from 'react';
import { tabNames } from '../shared/pageView.ts';
import { outOfSight } from '../state/pageView.ts';
import { usePageView } from '../state/usePageView.ts';
import styles from './App.module.css';
import { DataPanel } from './data/DataPanel.tsx';
import { Form } from './form/Form.tsx';
import { LessonCurtain } from './lessons/LessonCurtain.tsx';
import { nextPaint } from './nextPaint.ts';
import { Curtain } from './present/Curtain.tsx';
import { HiddenNote } from './present/HiddenNote.tsx';
import { Presenting } from './present/Presenting.tsx';
import { StationFormula } from './present/StationFormula.tsx';
import { StationHeading } from './present/StationHeading.tsx';
import { Boundary } from './reach/Boundary.tsx';
import { Reach } from './reach/Reach.tsx';
import { Headline } from './results/Headline.tsx';
import { ResultsTable } from './results/ResultsTable.tsx';
import { Banners } from './run/Banners.tsx';
import { Milestones, RunBar } from './run/RunBar.tsx';
import { RunButton } from './run/RunButton.tsx';
import { SharedBanner } from './share/SharedBanner.tsx';
import { FormSheet } from './shell/FormSheet.tsx';
import { Header } from './shell/Header.tsx';
import { Still } from './still/Still.tsx';
import { useWords } from './text/useWords.ts';
import { useNarrow } from './useNarrow.ts';

/** These come right after the first paint, which does not wait for them: charts are the largest part of the page. */
const Curves = lazy(async () => {
  await nextPaint();
  return { default: (await import('./results/Curves.tsx')).Curves };
});
const TemperaturePanel = lazy(async () => ({
  default: (await import('./temperature/TemperaturePanel.tsx')).TemperaturePanel,
}));
const RunsPanel = lazy(async () => ({ default: (await import('./runs/RunsPanel.tsx')).RunsPanel }));
const LessonsPanel = lazy(async () => ({
  default: (await import('./lessons/LessonsPanel.tsx')).LessonsPanel,
}));
const LessonGuide = lazy(async () => ({
  default: (await import('./lessons/LessonGuide.tsx')).LessonGuide,
}));
const WhyPanel = lazy(async () => {
  await nextPaint();
  return { default: (await import('./why/WhyPanel.tsx')).WhyPanel };
});
const PageDrop = lazy(async () => {
  await nextPaint();
  return { default: (await import('./data/PageDrop.tsx')).PageDrop };
});

/** The page: the experiment on the left, what it is and what came of it on the right, training underneath. */
export function App() {
  const { shell } = useWords('page');
  const narrow = useNarrow();
  const view = usePageView((page) => page.view);
  const show = usePageView((page) => page.show);
  const lesson = usePageView((page) => page.lesson);
  const formHidden = usePageView((page) => outOfSight(page).includes('form'));
  const present = usePageView((page) => page.present);
  // Elsewhere the form waits in a sheet, so that the rest has its room.
  const column = !narrow && !present && !formHidden;
  return (
    <Tabs.Root
      className={styles.page}
      value={view}
      onValueChange={(next) => show({ view: tabNames.find((one) => one === next) ?? 'bench' })}
    >
      <a className={styles.skip} href="#results">
        {shell.skip}
      </a>
      <Header />
      <div className={styles.columns} data-form={column ? '' : undefined}>
        {column ? (
          <aside className={styles.experiment} aria-label={shell.experiment} data-control="form">
            <Form />
            <div className={styles.go}>
              <RunButton />
            </div>
          </aside>
        ) : null}
        <main id="results" className={styles.results} tabIndex={-1}>
          <StationHeading />
          <Banners />
          <SharedBanner />
          {lesson ? (
            <Boundary>
              <Suspense fallback={null}>
                <LessonGuide />
              </Suspense>
            </Boundary>
          ) : null}
          <Tabs.Content value="bench" className={`${styles.view} ${styles.bench}`} tabIndex={-1}>
            <Boundary>
              <LessonCurtain view="bench">
                <Bench />
              </LessonCurtain>
            </Boundary>
          </Tabs.Content>
          <Tabs.Content value="temperature" className={styles.view} tabIndex={-1}>
            <Boundary>
              <Suspense fallback={<Waiting tall />}>
                <LessonCurtain view="temperature">
                  <div className={styles.part}>
                    <TemperaturePanel />
                  </div>
                </LessonCurtain>
              </Suspense>
            </Boundary>
          </Tabs.Content>
          <Tabs.Content value="data" className={styles.view} tabIndex={-1}>
            <Boundary>
              <DataPanel />
            </Boundary>
          </Tabs.Content>
          <Tabs.Content value="runs" className={styles.view} tabIndex={-1}>
            <Boundary>
              <Suspense fallback={<Waiting tall />}>
                <LessonCurtain view="runs">
                  <Curtain>
                    <div className={styles.part}>
                      <RunsPanel />
                    </div>
                  </Curtain>
                </LessonCurtain>
              </Suspense>
            </Boundary>
          </Tabs.Content>
          <Tabs.Content value="lessons" className={styles.view} tabIndex={-1}>
            <Boundary>
              <Suspense fallback={<Waiting tall />}>
                <div className={styles.part}>
                  <LessonsPanel />
                </div>
              </Suspense>
            </Boundary>
          </Tabs.Content>
          <HiddenNote />
          <div className={styles.foot}>
            {/* What is known only after a while stands here, where it moves nothing that is being read. */}
            <div className={styles.reach} data-control="reach">
              <Reach />
            </div>
            <RunBar>
              {column ? null : (
                <>
                  {formHidden ? null : <FormSheet />}
                  <RunButton />
                </>
              )}
            </RunBar>
          </div>
        </main>
      </div>
      <Milestones />
      <Suspense fallback={null}>
        <PageDrop />
      </Suspense>
      <Boundary floating>
        <Presenting />
      </Boundary>
    </Tabs.Root>
  );
}

function Bench() {
  return (
    <>
      <div className={styles.part} data-control="still">
        <Still />
        <StationFormula />
      </div>
      <Curtain>
        <div className={styles.part} data-control="headline">
          <Headline />
        </div>
        <div className={styles.part} data-control="curves">
          <Boundary>
            <Suspense fallback={<Waiting />}>
              <Curves />
            </Suspense>
          </Boundary>
        </div>
        <div className={styles.part} data-control="table">
          <ResultsTable />
        </div>
        <div className={styles.part} data-control="why">
          <Boundary>
            <Suspense fallback={null}>
              <WhyPanel />
            </Suspense>
          </Boundary>
        </div>
      </Curtain>
    </>
  );
}

/** Takes the room of what is being loaded, so that nothing jumps. */
function Waiting({ tall = false }: { readonly tall?: boolean }) {
  const { shell } = useWords('page');
  return (
    <p className={tall ? `${styles.waiting} ${styles.tall}` : styles.waiting} role="status">
      {shell.loading}
    </p>
  );
}
