import { lazy, Suspense } from 'react';
import type { DatasetSummary } from '../../protocol/records.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { bytesText, percentText } from '../quantities.ts';
import { Boundary } from '../reach/Boundary.tsx';
import type { Text } from '../text/en/page.ts';
import { grouped } from '../text/numbers.ts';
import { useDatasetNames } from '../text/useDatasetNames.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { Waiting } from '../Waiting.tsx';
import { ClassTable } from './ClassTable.tsx';
import styles from './DataPanel.module.css';
import { FolderButton } from './FolderButton.tsx';
import { RejectedFiles } from './RejectedFiles.tsx';

const TeachersApart = lazy(async () => ({ default: (await import('./TeachersApart.tsx')).TeachersApart }));

/** What the models learn from: classes, counts, samples, and every file that was left out. */
export function DataPanel() {
  const { data } = useWords('page');
  const dataset = useLab((lab) => lab.dataset);
  const names = useDatasetNames(dataset);
  const say = useSay();
  const stage = useLab((lab) => lab.stage);
  const busy = useLab((lab) => isBusy(lab.phase));
  const severalTeachers = useLab((lab) => lab.teacher?.apart !== undefined);
  const reading = stage?.stage === 'dataset';
  return (
    <div className={styles.panel}>
      <div className={styles.top}>
        <div>
          <h2 className={styles.title}>{names?.label ?? data.title}</h2>
          <p className={styles.intro} role="status">
            {reading ? data.reading(stage.done, stage.total) : data.intro}
          </p>
        </div>
        <FolderButton disabled={busy} />
      </div>
      {dataset ? (
        <>
          <dl className={styles.facts}>
            <div>
              <dt>{data.classes}</dt>
              <dd>{grouped(dataset.classes.length)}</dd>
            </div>
            <div>
              <dt>{data.train}</dt>
              <dd>{grouped(dataset.train.count)}</dd>
            </div>
            <div>
              <dt>{data.validation}</dt>
              <dd>{grouped(dataset.validation.count)}</dd>
            </div>
            <div>
              <dt>{data.size}</dt>
              <dd>
                {dataset.imageSize} × {dataset.imageSize}
              </dd>
            </div>
            <div>
              <dt>{data.memory}</dt>
              <dd>{bytesText(dataset.bytes)}</dd>
            </div>
          </dl>
          <p className={styles.intro}>
            {data.split}: {splitWords(dataset, data)}
          </p>
          {dataset.understood ? <p className={styles.understood}>{say(dataset.understood)}</p> : null}
          <RejectedFiles rejected={dataset.rejected} />
          {severalTeachers ? (
            <Boundary>
              <Suspense fallback={<Waiting />}>
                <TeachersApart dataset={dataset} />
              </Suspense>
            </Boundary>
          ) : null}
          <ClassTable dataset={dataset} />
        </>
      ) : (
        <p className={styles.intro}>{data.none}</p>
      )}
    </div>
  );
}

function splitWords({ id, split }: DatasetSummary, data: Text['data']): string {
  if (id === 'insects') return data.splitInsects;
  return split.kind === 'given' ? data.splitGiven : data.splitDrawn(percentText(split.share));
}
