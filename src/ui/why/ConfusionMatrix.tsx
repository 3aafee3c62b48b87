import { type KeyboardEvent, useRef, useState } from 'react';
import { type Confusion, countAt, shareAt } from '../../analysis/confusion.ts';
import type { Who } from '../text/en/why.ts';
import { useLateWords } from '../text/late.ts';
import { type Cell, cellStep } from './cellStep.ts';
import styles from './confusion.module.css';
import type { Side } from './side.ts';

/** More would take the ink's contrast. */
const deepestShade = 55;

/** Which class one model takes for which. One cell is in the tab order; arrow keys move among them. */
export function ConfusionMatrix({
  who,
  kind,
  confusion,
  shown,
  names,
  right,
  chosen,
  onChoose,
}: {
  readonly who: Who;
  readonly kind: Side['kind'];
  readonly confusion: Confusion;
  /** Classes that have a row and a column. */
  readonly shown: readonly number[];
  readonly names: readonly string[];
  /** Images answered rightly. */
  readonly right: number;
  /** Positions in `shown`. */
  readonly chosen: Cell | undefined;
  readonly onChoose: (cell: Cell) => void;
}) {
  const text = useLateWords('why');
  const words = text.confusion;
  const [reached, setReached] = useState<Cell>();
  const body = useRef<HTMLTableSectionElement>(null);
  const at = reached ?? chosen ?? { row: 0, column: 0 };
  const nameOf = (position: number) => names[shown[position] ?? -1] ?? '';
  const total = confusion.rowTotals.reduce((sum, count) => sum + count, 0);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = cellStep(event.key, at, shown.length);
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    setReached(next);
    body.current
      ?.querySelector<HTMLButtonElement>(`[data-cell="${next.row}/${next.column}"]`)
      ?.focus({ preventScroll: false });
  };
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix} data-kind={kind}>
        <caption>{words.caption(who, right, total)}</caption>
        <thead>
          <tr>
            <td className={styles.corner}>{words.corner}</td>
            {shown.map((answer) => (
              <th key={answer} scope="col">
                <span title={names[answer]}>{names[answer]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {shown.map((truth, row) => (
            <tr key={truth}>
              <th scope="row" title={names[truth]}>
                {names[truth]}
              </th>
              {shown.map((answer, column) => {
                const count = countAt(confusion, truth, answer);
                const pressed = chosen?.row === row && chosen.column === column;
                return (
                  <td key={answer} data-right={truth === answer ? '' : undefined}>
                    <button
                      type="button"
                      data-cell={`${row}/${column}`}
                      data-none={count === 0 ? '' : undefined}
                      aria-pressed={pressed}
                      aria-label={words.describe(nameOf(row), nameOf(column), count)}
                      title={words.describe(nameOf(row), nameOf(column), count)}
                      tabIndex={row === at.row && column === at.column ? 0 : -1}
                      style={{ background: shadeOf(kind, shareAt(confusion, truth, answer)) }}
                      onClick={() => {
                        setReached({ row, column });
                        onChoose({ row, column });
                      }}
                    >
                      {count === 0 ? '·' : count}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** By the square root, so that one mistake in fifty can be seen. */
function shadeOf(kind: Side['kind'], share: number): string {
  const depth = Math.round(Math.sqrt(share) * deepestShade);
  return `color-mix(in oklab, var(--${kind}-fill) ${depth}%, var(--paper))`;
}
