/**
 * The body of a long table in blocks of rows, of which those near what its box shows are in the page: a few hundred rows are
 * thousands of elements, of which a reader sees a dozen. Rows may be of any height. The table itself says with `aria-rowcount` how
 * many there are, each row with `aria-rowindex` which it is.
 */
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import styles from './rows.module.css';

/** Rows of a block; of a table that has no more than two, all are there. */
const perBlock = 20;

/** Of a row that was never there, rem. */
const guessedHeight = 1.9;

/** Whether all rows of a table are in the page at any time. */
export const isShort = (rows: number) => rows <= 2 * perBlock;

/** Of the row at `index`, from 0, beneath one row of columns. */
export const rowIndex = (index: number) => ({ 'aria-rowindex': index + 2 });

interface RowBlocksProps {
  readonly count: number;
  /** The box that scrolls. */
  readonly scroll: RefObject<HTMLElement | null>;
  /** A row that is always there, as the chosen one; -1 for none. */
  readonly kept?: number;
  /** The longest words of every column, so that columns keep their widths whichever rows are there. */
  readonly widest: readonly string[];
  /** The table row at an index, with a key. */
  row(index: number): ReactNode;
}

export function RowBlocks({ count, scroll, kept = -1, widest, row }: RowBlocksProps) {
  const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => row(from + i));
  if (isShort(count)) return <tbody>{rows(0, count)}</tbody>;
  return (
    <>
      <tbody aria-hidden="true" className={styles.widest}>
        <tr>
          {widest.map((text, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name here.
            <td key={i}>
              <div>{text}</div>
            </td>
          ))}
        </tr>
      </tbody>
      {Array.from({ length: Math.ceil(count / perBlock) }, (_, block) => {
        const [from, to] = [block * perBlock, Math.min(count, (block + 1) * perBlock)];
        return (
          <Block
            // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place.
            key={block}
            {...{ scroll, rows: to - from, isFirst: block === 0, isKept: kept >= from && kept < to }}
          >
            {() => rows(from, to)}
          </Block>
        );
      })}
    </>
  );
}

function Block({
  scroll,
  rows,
  isFirst,
  isKept,
  children,
}: Pick<RowBlocksProps, 'scroll'> & {
  readonly rows: number;
  readonly isFirst: boolean;
  readonly isKept: boolean;
  children(): ReactNode;
}) {
  const ref = useRef<HTMLTableSectionElement>(null);
  const [isNear, setNear] = useState(isFirst);
  const [isHeld, setHeld] = useState(false);
  const [height, setHeight] = useState<number>();
  const isThere = isNear || isHeld || isKept;
  const wasThere = useRef(isThere);
  useEffect(() => {
    wasThere.current = isThere;
  }, [isThere]);
  useEffect(() => {
    const [body, root] = [ref.current, scroll.current];
    if (!body || !root) return undefined;
    // What scrolls sideways shows its rows all the same.
    const observer = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        if (!last) return;
        if (wasThere.current) setHeight(last.boundingClientRect.height);
        setNear(last.isIntersecting);
      },
      { root, rootMargin: '100% 10000px' },
    );
    observer.observe(body);
    return () => observer.disconnect();
  }, [scroll]);
  return (
    <tbody ref={ref} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      {isThere ? (
        children()
      ) : (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus.
        <tr aria-hidden="true">
          <td
            className={styles.room}
            style={{ height: height === undefined ? `${rows * guessedHeight}rem` : `${height}px` }}
          />
        </tr>
      )}
    </tbody>
  );
}

/** The longest of some texts. */
export const longest = (texts: readonly string[]): string =>
  texts.reduce((long, text) => (text.length > long.length ? text : long), '');
