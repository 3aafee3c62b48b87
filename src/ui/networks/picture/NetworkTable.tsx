import { useState } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { quantities } from '../../../protocol/quantities.ts';
import { costNames } from '../../../spec/pageView.ts';
import { quantityText } from '../../results/table/quantityText.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import styles from '../networks.module.css';
import type { Selection } from '../selection.ts';
import { useNetworkNames } from '../useNetworkNames.ts';

interface NetworkTableProps {
  readonly groups: readonly NetworkGroup[];
  readonly selection: Selection;
}

const units: Partial<Record<string, string>> = { share: ', %', ms: ', ms' };

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

function Figures({ groups, selection: { chosen, all, choose, toggle } }: NetworkTableProps) {
  const words = useLateWords('networks');
  const comparing = useLateWords('comparing');
  const names = useNetworkNames();
  const say = useSay();
  const measured = (['accuracy', ...costNames] as const).filter((name) =>
    groups.some((group) => group.quantities[name]),
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys. */}
      <section className={styles.scroll} tabIndex={0} aria-label={words.table}>
        <table className={styles.table}>
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
          <tbody>
            {groups.map((group) => (
              <tr key={group.key} data-chosen={group === chosen ? '' : undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.link}
                    aria-pressed={group === chosen}
                    aria-label={words.pick(names.title(group))}
                    onClick={() => choose(group.key)}
                  >
                    {names.title(group)}
                  </button>
                </th>
                <td>
                  <input
                    type="checkbox"
                    aria-label={comparing.compareThis(names.title(group))}
                    checked={all.includes(group)}
                    disabled={all.length === 1 && all.includes(group)}
                    onChange={() => toggle(group.key)}
                  />
                </td>
                <td>{group.networks.length}</td>
                {measured.map((name) => {
                  const spread = group.quantities[name];
                  return <td key={name}>{spread ? quantityText(quantities[name].unit, spread) : '–'}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
