import { useRef, useState } from 'react';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { bytesKept, type KeptSweep, sweepsKept } from '../../state/runs/savedRuns.ts';
import { useKept, useSavedRuns } from '../../state/runs/useSavedRuns.ts';
import { bytesText } from '../quantities.ts';
import { useWords } from '../text/useWords.ts';
import { useViewState, viewState } from '../viewState.ts';
import { Compare } from './Compare.tsx';
import styles from './runs.module.css';
import { SweepTable } from './SweepTable.tsx';
import { type SourceId, sourceOfKept } from './source.ts';
import { useSourceName } from './useSourceName.ts';
import { useSources } from './useSources.ts';

const chosenPair = viewState<readonly [a: SourceId | undefined, b: SourceId | undefined]>([
  undefined,
  undefined,
]);

/** What has just taken the place of what had the focus. */
const focused = (element: HTMLElement | null) => element?.focus();

/** Every sweep that this browser keeps, and any two of them over each other. */
export function RunsPanel() {
  const text = useWords('runs');
  const words = text.list;
  const saved = useSavedRuns();
  const kept = useKept();
  const sources = useSources(kept);
  const nameOf = useSourceName();
  const [chosen, setChosen] = useViewState(chosenPair);
  const deleted = useLab((lab) => lab.deleted);
  const { deleteSweep, undoDeletion, dismissDeletion } = useLabActions();
  const [removed, setRemoved] = useState<SourceId>();
  const [restored, setRestored] = useState<SourceId>();
  /** `declined`: asked, and they are kept. */
  const [clearing, setClearing] = useState<'no' | 'asked' | 'declined'>('no');
  const title = useRef<HTMLHeadingElement>(null);
  // Until others are chosen, the two newest: the earlier is A.
  const b = sources.find(({ id }) => id === chosen[1]) ?? sources.find(({ id }) => id !== chosen[0]);
  const a = sources.find(({ id }) => id === chosen[0]) ?? sources.find(({ id }) => id !== b?.id);
  const choose = (first: SourceId | undefined, second: SourceId | undefined) => setChosen([first, second]);
  const remove = (sweep: KeptSweep) => {
    setRestored(undefined);
    setClearing('no');
    setRemoved(sweep.id);
    void deleteSweep(sweep);
  };
  const putBack = () => {
    setRestored(deleted?.sweep.id);
    void undoDeletion();
  };
  const clear = async () => {
    setClearing('no');
    dismissDeletion();
    title.current?.focus();
    await saved.clear();
  };
  if (!kept) return <p role="status">{words.reading}</p>;
  const count = kept.sweeps.length;
  return (
    <div className={styles.runs}>
      <div className={styles.head}>
        <h2 ref={title} tabIndex={-1}>
          {text.title}
        </h2>
        <p className={styles.quiet}>
          {count > 0 ? words.kept(count, bytesText(kept.bytes)) : words.none}{' '}
          {words.limit(sweepsKept, bytesText(bytesKept))}
        </p>
        {count > 0 && clearing !== 'asked' ? (
          <button
            ref={clearing === 'declined' ? focused : null}
            type="button"
            onClick={() => setClearing('asked')}
          >
            {words.clear}
          </button>
        ) : null}
      </div>
      {kept.refused ? <p className={styles.refused}>{words.refused}</p> : null}
      {clearing === 'asked' ? (
        <fieldset className={styles.confirm} aria-label={words.clear}>
          <p>{words.clearAll(count)}</p>
          <button type="button" onClick={() => void clear()}>
            {words.clearYes}
          </button>
          <button type="button" ref={focused} onClick={() => setClearing('declined')}>
            {words.clearNo}
          </button>
        </fieldset>
      ) : null}
      <div role="status" className={styles.status}>
        {deleted && clearing !== 'asked' ? (
          <p className={styles.confirm}>
            {words.deleted(nameOf(sourceOfKept(deleted.sweep)))}{' '}
            <button
              key={deleted.sweep.id}
              ref={deleted.sweep.id === removed && clearing === 'no' ? focused : null}
              type="button"
              onClick={putBack}
            >
              {words.undo}
            </button>
          </p>
        ) : null}
      </div>
      {sources.length > 0 ? (
        <SweepTable
          sources={sources}
          a={a?.id}
          b={b?.id}
          restored={restored}
          onA={(id) => choose(id, id === b?.id ? a?.id : b?.id)}
          onB={(id) => choose(id === a?.id ? b?.id : a?.id, id)}
          onDelete={remove}
        />
      ) : null}
      {a && b ? <Compare {...{ sources, a, b }} onChoose={choose} /> : null}
      {sources.length === 1 ? <p className={styles.quiet}>{words.one}</p> : null}
    </div>
  );
}
