import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { quantities } from '../../../protocol/quantities.ts';
import { networkQuantityNames } from '../../../protocol/quantityNames.ts';
import { quantityText } from '../../results/table/quantityText.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import styles from '../networks.module.css';
import { longest, RowBlocks, rowIndex } from '../rows/RowBlocks.tsx';
import type { Selection } from '../selection.ts';
import { useNetworkNames } from '../useNetworkNames.ts';

interface NetworkTableProps {
  readonly groups: readonly NetworkGroup[];
  readonly selection: Selection;
}

const measurable = ['accuracy', ...networkQuantityNames] as const;

const units: Partial<Record<string, string>> = { share: ', %', ms: ', ms', microjoules: ', µJ' };

/** All that the pictures show, in figures; made when it is opened. */
export function NetworkTable(props: NetworkTableProps) {
  const words = useLateWords('networks');
  const [open, setOpen] = useState(false);
  return (
    <details
      className={styles.numbers}
      data-control="networksTable"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{words.table}</summary>
      {open ? <Figures {...props} /> : null}
    </details>
  );
}

function Figures({ groups, selection }: NetworkTableProps) {
  const { chosen, all } = selection;
  const words = useLateWords('networks');
  const comparing = useLateWords('comparing');
  const names = useNetworkNames();
  const say = useSay();
  const scroll = useRef<HTMLElement>(null);
  const measured = useMemo(
    () => measurable.filter((name) => groups.some((group) => group.quantities[name])),
    [groups],
  );
  const widest = useMemo(
    () => [
      longest(groups.map(names.title)),
      '',
      longest(groups.map(({ networks }) => String(networks.length))),
      ...measured.map((name) => longest(groups.map((group) => figureOf(group, name)))),
    ],
    [groups, names, measured],
  );
  const latest = useRef(selection);
  useEffect(() => {
    latest.current = selection;
  }, [selection]);
  const choose = useCallback((key: string) => latest.current.choose(key), []);
  const toggle = useCallback((key: string) => latest.current.toggle(key), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys.
    <section ref={scroll} className={styles.scroll} tabIndex={0} aria-label={words.table}>
      <table className={`${styles.table} ${styles.named}`} aria-rowcount={groups.length + 1}>
        <thead>
          <tr>
            <th scope="col">{words.columns.network}</th>
            <th scope="col">{comparing.column}</th>
            <th scope="col">{words.columns.n}</th>
            {measured.map((name) => (
              <th key={name} scope="col">
                {say(quantities[name].label)}
                {units[quantities[name].unit]}
              </th>
            ))}
          </tr>
        </thead>
        <RowBlocks
          count={groups.length}
          {...{ scroll, widest }}
          row={(index) => {
            const group = groups[index];
            if (!group) return null;
            const isCompared = all.includes(group);
            return (
              <Row
                key={group.key}
                {...{ index, group, measured, choose, toggle, isCompared }}
                isChosen={group === chosen}
                isAlone={isCompared && all.length === 1}
              />
            );
          }}
        />
      </table>
    </section>
  );
}

interface RowProps {
  readonly index: number;
  readonly group: NetworkGroup;
  readonly measured: readonly (typeof measurable)[number][];
  readonly isChosen: boolean;
  readonly isCompared: boolean;
  readonly isAlone: boolean;
  choose(key: string): void;
  toggle(key: string): void;
}

const Row = memo(function Row(props: RowProps) {
  const { index, group, measured, isChosen, isCompared, isAlone, choose, toggle } = props;
  const words = useLateWords('networks');
  const comparing = useLateWords('comparing');
  const title = useNetworkNames().title(group);
  return (
    <tr data-chosen={isChosen ? '' : undefined} {...rowIndex(index)}>
      <th scope="row">
        <button
          type="button"
          className={styles.link}
          aria-pressed={isChosen}
          aria-label={words.pick(title)}
          onClick={() => choose(group.key)}
        >
          {title}
        </button>
      </th>
      <td>
        <input
          type="checkbox"
          aria-label={comparing.compareThis(title)}
          checked={isCompared}
          disabled={isAlone}
          onChange={() => toggle(group.key)}
        />
      </td>
      <td>{group.networks.length}</td>
      {measured.map((name) => (
        <td key={name}>{figureOf(group, name)}</td>
      ))}
    </tr>
  );
});

function figureOf({ quantities: measured }: NetworkGroup, name: (typeof measurable)[number]): string {
  const spread = measured[name];
  return spread ? quantityText(quantities[name].unit, spread) : '–';
}
