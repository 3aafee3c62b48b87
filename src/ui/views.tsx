/**
 * What each view holds. Another view is another line here, and a name in `tabNames`.
 */
import { Tabs } from 'radix-ui';
import { lazy, type ReactNode, Suspense } from 'react';
import { type TabName, tabNames, viewPart } from '../spec/pageView.ts';
import styles from './App.module.css';
import { Bench } from './Bench.tsx';
import { LessonCurtain } from './lessons/LessonCurtain.tsx';
import { Curtain } from './present/Curtain.tsx';
import { Boundary } from './reach/Boundary.tsx';
import { Waiting } from './Waiting.tsx';

const TemperaturePanel = lazy(async () => ({
  default: (await import('./temperature/TemperaturePanel.tsx')).TemperaturePanel,
}));
const NetworksPanel = lazy(async () => ({
  default: (await import('./networks/NetworksPanel.tsx')).NetworksPanel,
}));
const DataPanel = lazy(async () => ({ default: (await import('./data/DataPanel.tsx')).DataPanel }));
const RunsPanel = lazy(async () => ({ default: (await import('./runs/RunsPanel.tsx')).RunsPanel }));
const LessonsPanel = lazy(async () => ({
  default: (await import('./lessons/LessonsPanel.tsx')).LessonsPanel,
}));

const part = (content: ReactNode) => <div className={styles.part}>{content}</div>;

const contents: Readonly<Record<TabName, ReactNode>> = {
  bench: <Bench />,
  temperature: part(<TemperaturePanel />),
  networks: <Curtain>{part(<NetworksPanel />)}</Curtain>,
  data: <DataPanel />,
  runs: <Curtain>{part(<RunsPanel />)}</Curtain>,
  lessons: part(<LessonsPanel />),
};

/** The views, of which the one that is open is on the page. */
export function Views() {
  return tabNames.map((name) => (
    <Tabs.Content
      key={name}
      value={name}
      className={name === 'bench' ? `${styles.view} ${styles.bench}` : styles.view}
      tabIndex={-1}
      data-control={viewPart(name)}
    >
      <Boundary>
        <Suspense fallback={<Waiting tall />}>
          <LessonCurtain view={name}>{contents[name]}</LessonCurtain>
        </Suspense>
      </Boundary>
    </Tabs.Content>
  ));
}
