import { Fragment, memo } from 'react';
import type { Label } from './labelPlan.ts';
import styles from './picture.module.css';

interface ScatterNamesProps {
  readonly labels: readonly Label[];
  readonly selected: ReadonlySet<string>;
}

const rem = (value: number) => `${value}rem`;

/** Names of what is selected and of the networks on the Pareto front, as far as there is room. */
export const ScatterNames = memo(function ScatterNames({ labels, selected }: ScatterNamesProps) {
  return labels.map(({ key, text, left, top, width, leader }) => (
    <Fragment key={key}>
      {leader ? (
        <i
          className={styles.leader}
          style={{ left: rem(leader.x), top: rem(leader.top), height: rem(leader.bottom - leader.top) }}
          aria-hidden="true"
        />
      ) : null}
      <span
        className={styles.dotName}
        data-selected={selected.has(key) ? '' : undefined}
        style={{ left: rem(left), top: rem(top), width: rem(width) }}
        aria-hidden="true"
      >
        {text}
      </span>
    </Fragment>
  ));
});
