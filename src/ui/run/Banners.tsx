import { lazy, Suspense, useRef } from 'react';
import type { ProblemCode } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { AtChance } from '../overview/AtChance.tsx';
import { FileRemarks } from '../overview/FileRemarks.tsx';
import { OrderNotice } from '../overview/OrderNotice.tsx';
import { ReloadButton } from '../reach/Boundary.tsx';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import styles from './Banners.module.css';
import { Dismiss } from './Dismiss.tsx';
import { UnfinishedBanner } from './UnfinishedBanner.tsx';
import { useDatabaseTrouble } from './useDatabaseTrouble.ts';
import { Warnings } from './Warnings.tsx';

/** Seldom said. */
const DatabaseBanner = lazy(async () => ({
  default: (await import('./DatabaseBanner.tsx')).DatabaseBanner,
}));

/** What a person should know before going on: a problem, settings that were not taken as given, runs left unfinished or discarded. */
export function Banners() {
  const { notices: words, shell } = useWords('page');
  const say = useSay();
  const problem = useLab((lab) => lab.problem);
  const notices = useLab((lab) => lab.notices);
  const held = useDatabaseTrouble();
  const { dismissProblem, dismissNotices } = useLabActions();
  // What was pressed goes away with its problem; the keyboard goes on from where that stood.
  const place = useRef<HTMLDivElement>(null);
  const stay = () => place.current?.focus();
  return (
    <>
      <div role="alert" ref={place} tabIndex={-1} className={styles.place}>
        {problem ? (
          <div className={`${styles.banner} ${styles.warning}`}>
            <div className={styles.body}>
              <div className={styles.text}>
                <p className={styles.what}>{say(problem.what)}</p>
                <p>{say(problem.fix)}</p>
              </div>
              {problem.code === 'worker-failed' ? <ReloadButton /> : null}
              {ofBackend.has(problem.code) ? <StartAgain onStart={stay} /> : null}
              {problem.code === 'teacher-head' ? <WithoutHead onOpen={stay} /> : null}
              {problem.code === 'teacher-at-chance' ? <AtChance onChoice={stay} /> : null}
            </div>
            <Dismiss
              label={shell.dismiss}
              onClick={() => {
                stay();
                dismissProblem();
              }}
            />
          </div>
        ) : null}
      </div>
      <div role="status">
        {notices.length > 0 ? (
          <div className={`${styles.banner} ${styles.warning}`}>
            <div className={styles.text}>
              <p className={styles.what}>{words.title(notices.length)}</p>
              <ul>
                {notices.map(({ name, given, allowed, used }) => (
                  <li key={`${name} ${inEnglish(given)} ${inEnglish(allowed)}`}>
                    <strong>{name}</strong>{' '}
                    {words.item(typeof given === 'string' ? given : say(given), say(allowed), say(used))}
                  </li>
                ))}
              </ul>
            </div>
            <Dismiss label={shell.dismiss} onClick={dismissNotices} />
          </div>
        ) : null}
        {held ? (
          <Suspense fallback={null}>
            <DatabaseBanner trouble={held} />
          </Suspense>
        ) : null}
        <FileRemarks />
        <Warnings />
        <OrderNotice />
        <UnfinishedBanner />
      </div>
    </>
  );
}

/** What opening the backend anew may mend. */
const ofBackend: ReadonlySet<ProblemCode> = new Set([
  'device-lost',
  'backend-failed',
  'webgpu-no-adapter',
  'memory-short',
]);

function StartAgain({ onStart }: { readonly onStart: () => void }) {
  const { notices: words } = useWords('page');
  const busy = useLab((lab) => isBusy(lab.phase));
  const { startAgain } = useLabActions();
  return (
    <button
      type="button"
      disabled={busy}
      onClick={() => {
        onStart();
        startAgain();
      }}
    >
      {words.startAgain}
    </button>
  );
}

/** For a teacher of a file, whose head does not fit the classes. */
function WithoutHead({ onOpen }: { readonly onOpen: () => void }) {
  const { teacher } = useWords('given');
  const isFile = useLab((lab) => lab.offeredTeacher !== undefined || lab.experiment.teacher === 'file');
  const busy = useLab((lab) => isBusy(lab.phase));
  const { useTeacherWithoutHead: open } = useLabActions();
  if (!isFile) return null;
  return (
    <button
      type="button"
      disabled={busy}
      onClick={() => {
        onOpen();
        void open();
      }}
    >
      {teacher.withoutHead}
    </button>
  );
}
