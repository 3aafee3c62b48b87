import { useRef } from 'react';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { useWords } from '../text/useWords.ts';
import styles from './Banners.module.css';
import { Dismiss } from './Dismiss.tsx';

/** Students of this experiment that are trained already, to go on from or to discard; and that they were, with a way back. */
export function UnfinishedBanner() {
  const { notices: words, shell } = useWords('page');
  const { undo } = useWords('runs').list;
  const unfinished = useLab((lab) => lab.unfinished);
  const deleted = useLab((lab) => lab.deleted);
  // Runs says it itself, beside its table.
  const isHere = usePageView((page) => page.view !== 'runs') && deleted?.from === 'bench';
  const { continueUnfinished, discardUnfinished, undoDeletion, dismissDeletion } = useLabActions();
  /** The button that was pressed goes away; the one that comes in its place takes the keyboard. */
  const handsOver = useRef(false);
  const takeOver = (element: HTMLElement | null) => {
    if (!element || !handsOver.current) return;
    handsOver.current = false;
    element.focus();
  };
  const place = useRef<HTMLDivElement>(null);
  const stay = () => place.current?.focus();
  return (
    <div ref={place} tabIndex={-1} className={styles.place}>
      {isHere ? (
        <div className={styles.banner}>
          <p className={styles.text}>{words.discarded(deleted.runs.length)}</p>
          <div className={styles.actions}>
            <button
              type="button"
              ref={takeOver}
              onClick={() => {
                stay();
                handsOver.current = true;
                void undoDeletion();
              }}
            >
              {undo}
            </button>
            <Dismiss
              label={shell.dismiss}
              onClick={() => {
                stay();
                dismissDeletion();
              }}
            />
          </div>
        </div>
      ) : null}
      {unfinished ? (
        <div className={styles.banner}>
          <p className={styles.text}>
            {words.unfinished(unfinished.done, unfinished.total, unfinished.alphas)}
          </p>
          <div className={styles.actions}>
            <button type="button" className={styles.main} onClick={continueUnfinished}>
              {words.continue}
            </button>
            <button
              type="button"
              ref={takeOver}
              onClick={() => {
                stay();
                handsOver.current = true;
                discardUnfinished();
              }}
            >
              {words.discard}
            </button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
