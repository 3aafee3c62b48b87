import { Tabs } from 'radix-ui';
import { lazy, Suspense } from 'react';
import { tabNames } from '../spec/pageView.ts';
import { outOfSight } from '../state/page/pageView.ts';
import { usePageView } from '../state/page/usePageView.ts';
import styles from './App.module.css';
import { PageDrop } from './data/PageDrop.tsx';
import { Form } from './form/Form.tsx';
import { HiddenNote } from './present/HiddenNote.tsx';
import { Presenting } from './present/Presenting.tsx';
import { StationHeading } from './present/StationHeading.tsx';
import { Boundary } from './reach/Boundary.tsx';
import { Reach } from './reach/Reach.tsx';
import { Banners } from './run/Banners.tsx';
import { Milestones, RunBar } from './run/RunBar.tsx';
import { RunButton } from './run/RunButton.tsx';
import { SharedBanner } from './share/SharedBanner.tsx';
import { FormSheet } from './shell/FormSheet.tsx';
import { Header } from './shell/Header.tsx';
import { useWords } from './text/useWords.ts';
import { useNarrow } from './useNarrow.ts';
import { Views } from './views.tsx';

/** These come after the first paint, which does not wait for them. */
const LessonGuide = lazy(async () => ({
  default: (await import('./lessons/LessonGuide.tsx')).LessonGuide,
}));

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
          <Views />
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
            {/* Under the run bar in the same sticky foot, so that neither covers the other however many lines they take. */}
            <Boundary floating>
              <Presenting />
            </Boundary>
          </div>
        </main>
      </div>
      <Milestones />
      <PageDrop />
    </Tabs.Root>
  );
}
