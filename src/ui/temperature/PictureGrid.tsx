import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import type { DatasetSummary } from '../../protocol/records.ts';
import { useLateWords } from '../text/late.ts';
import { useDatasetNames } from '../text/useDatasetNames.ts';
import gridStyles from './grid.module.css';
import { gridStep } from './gridStep.ts';
import { Picture } from './Picture.tsx';
import styles from './temperature.module.css';
import { usePictures } from './useExample.ts';

export const gridColumns = 8;
export const gridPage = 32;

/**
 * A page of validation images; one of them is chosen, and only that one is in the tab order. Drawn again only for
 * another choice: not for every step of the slider beside it.
 */
export const PictureGrid = memo(function PictureGrid({
  dataset,
  chosen,
  onChoose,
}: {
  readonly dataset: DatasetSummary;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}) {
  const text = useLateWords('temperature');
  const names = useDatasetNames(dataset);
  const { count } = dataset.validation;
  const from = Math.floor(chosen / gridPage) * gridPage;
  const { answer, problem } = usePictures(from, Math.min(gridPage, count - from));
  const grid = useRef<HTMLFieldSetElement>(null);
  /** Set by a key, so that focus follows the choice, across pages too, but is never taken from elsewhere. */
  const follow = useRef(false);
  useEffect(() => {
    if (!follow.current || !answer) return;
    const button = grid.current?.querySelector<HTMLButtonElement>(`[data-index="${chosen}"]`);
    if (!button) return;
    button.focus();
    follow.current = false;
  }, [chosen, answer]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = gridStep(event.key, chosen, count, gridColumns, gridPage);
    if (next === undefined) return;
    event.preventDefault();
    follow.current = next !== chosen;
    onChoose(next);
  };
  return (
    <div className={styles.pictures}>
      <fieldset ref={grid} className={gridStyles.grid} aria-label={text.pictures} onKeyDown={onKeyDown}>
        {answer?.map((picture) => (
          <button
            key={picture.index}
            type="button"
            className={gridStyles.cell}
            data-index={picture.index}
            aria-pressed={picture.index === chosen}
            aria-label={text.picture(picture.index, names?.classes[picture.label] ?? '')}
            title={names?.classes[picture.label]}
            tabIndex={picture.index === chosen ? 0 : -1}
            onClick={() => onChoose(picture.index)}
          >
            <Picture picture={picture} className={gridStyles.thumbnail} />
          </button>
        ))}
      </fieldset>
      <div className={gridStyles.pages}>
        <button
          type="button"
          aria-label={text.previous}
          disabled={from === 0}
          onClick={() => onChoose(Math.max(0, from - gridPage))}
        >
          ‹
        </button>
        <span className={styles.quiet}>{text.page(from + 1, Math.min(count, from + gridPage), count)}</span>
        <button
          type="button"
          aria-label={text.next}
          disabled={from + gridPage >= count}
          onClick={() => onChoose(from + gridPage)}
        >
          ›
        </button>
      </div>
      {problem ? (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      ) : null}
    </div>
  );
});
