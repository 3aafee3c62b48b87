import { lazy, Suspense } from 'react';
import styles from './App.module.css';
import { nextPaint } from './nextPaint.ts';
import { Still } from './overview/Overview.tsx';
import { Curtain } from './present/Curtain.tsx';
import { StationFormula } from './present/StationFormula.tsx';
import { Boundary } from './reach/Boundary.tsx';
import { Headline } from './results/headline/Headline.tsx';
import { ResultsTable } from './results/table/ResultsTable.tsx';
import { Waiting } from './Waiting.tsx';

/** These come right after the first paint, which does not wait for them: charts are the largest part of the page. */
const Curves = lazy(async () => {
  await nextPaint();
  return { default: (await import('./results/curves/Curves.tsx')).Curves };
});
const WhyPanel = lazy(async () => {
  await nextPaint();
  return { default: (await import('./why/WhyPanel.tsx')).WhyPanel };
});

/** What learns from what, and what came of it. */
export function Bench() {
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
