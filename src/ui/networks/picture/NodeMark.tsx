import { memo } from 'react';
import { isStageKind, type StageKind } from '../../../spec/recipe/stages.ts';
import { StageGlyph } from '../../recipe/StageGlyph.tsx';
import styles from './picture.module.css';

/** Where a node's words stand: on its line, beside its circle, before a root's circle, or nowhere. */
export type WordsPlace = 'on-line' | 'beside' | 'before' | 'none';

export interface NodeMarkProps {
  readonly id: string;
  readonly role: 'treeitem' | 'option';
  /** rem, of the circle's middle. */
  readonly x: number;
  readonly y: number;
  /** Of the circle, rem. */
  readonly size: number;
  readonly background: string;
  /** Under way: of what is made of it, rem. */
  readonly grown?: number | undefined;
  readonly isTeacher: boolean;
  readonly isFold: boolean;
  /** Of a fold. */
  readonly open?: boolean | undefined;
  /** Under way: hollow. */
  readonly live: boolean;
  readonly pale: boolean;
  readonly words: WordsPlace;
  /** rem, of the words. */
  readonly width: number;
  readonly lines: 1 | 2;
  readonly kind: StageKind | undefined;
  readonly act: string;
  readonly figures: string;
  readonly advantage: string | undefined;
  readonly isTold: boolean;
  readonly said: string;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly selected: boolean;
  readonly chosen: boolean;
  readonly tabbed: boolean;
}

const disc = (diameter: number) => ({ width: `${diameter}rem`, height: `${diameter}rem` });

/** A network in either picture: a circle, and in the tree its words. Clicks and keys are heard by who holds it. */
export const NodeMark = memo(function NodeMark(props: NodeMarkProps) {
  const { id, role, x, y, size, said, words, isFold, live } = props;
  const inTree = role === 'treeitem';
  return (
    <div
      className={styles.node}
      {...{ role, 'data-node': id, title: said, 'aria-label': said }}
      data-teacher={props.isTeacher ? '' : undefined}
      data-live={live ? '' : undefined}
      data-pale={props.pale ? '' : undefined}
      data-fold={isFold ? '' : undefined}
      style={{ translate: `${x}rem ${y}rem` }}
      {...(inTree
        ? { 'aria-level': props.level, 'aria-posinset': props.position, 'aria-setsize': props.siblings }
        : { 'aria-posinset': props.position, 'aria-setsize': props.siblings })}
      {...(isFold ? { 'aria-expanded': props.open } : {})}
      {...(isFold || live ? {} : { 'aria-selected': props.selected })}
      aria-current={props.chosen ? 'true' : undefined}
      tabIndex={props.tabbed ? 0 : -1}
    >
      <i style={isFold ? undefined : { ...disc(size), ...(live ? {} : { background: props.background }) }} />
      {live ? (
        <i className={styles.grown} style={{ ...disc(props.grown ?? 0), background: props.background }} />
      ) : null}
      {words === 'none' ? null : <Words {...props} />}
    </div>
  );
});

/** No line ends between a glyph and the first word, however long that is. */
const joined = '\u2060';

function Words({ words, width, lines, kind, act, figures, advantage, isTold, size }: NodeMarkProps) {
  const glyph =
    kind && isStageKind(kind) ? (
      <>
        <StageGlyph kind={kind} />
        {joined}
      </>
    ) : null;
  const gain = advantage ? <b data-told={isTold ? '' : undefined}>{advantage}</b> : null;
  if (words === 'on-line') {
    const style = { width: `${width}rem`, insetInlineEnd: `calc(50% + ${size / 2 + 0.25}rem)` };
    return (
      <>
        <span className={styles.above} style={style} data-lines={lines}>
          {gain}
          <span>
            {glyph}
            {act}
          </span>
        </span>
        <small className={styles.below} style={style} data-lines={lines}>
          {lines === 2 ? figures.replaceAll(' · ', '\n') : figures}
        </small>
      </>
    );
  }
  return (
    <span className={words === 'before' ? styles.before : styles.beside} style={{ width: `${width}rem` }}>
      <span>
        {glyph}
        {act}
      </span>
      <small>{figures}</small>
      {gain}
    </span>
  );
}
