import { useMemo, useState } from 'react';
import { kinOf } from '../../../analysis/networks/compareKin.ts';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { useLateWords } from '../../text/late.ts';
import { goTo } from '../goTo.ts';
import type { Selection } from '../selection.ts';
import { useNetworkNames } from '../useNetworkNames.ts';
import styles from './compare.module.css';
import { whyWanted } from './whyWanted.ts';

/** Puts others beside the chosen network: first those that are near it, then any. */
export function CompareWith({
  groups,
  selection: { chosen, all, toggle, select },
}: {
  /** Among which there is a choice. */
  readonly groups: readonly NetworkGroup[];
  readonly selection: Selection;
}) {
  const words = useLateWords('comparing');
  const names = useNetworkNames();
  const [picked, setPicked] = useState<string>();
  const [isLooked, setLooked] = useState(false);
  const kin = useMemo(() => chosen && kinOf(chosen, groups), [chosen, groups]);
  if (!chosen || !kin || groups.length < 2) return null;
  const others = groups.filter((group) => !all.includes(group));
  const next = others.find(({ key }) => key === picked) ?? others[0];
  const { parent, siblings, teacher, children } = kin;
  const origin = parent ?? teacher;
  const quick = [
    ...(parent ? [{ name: words.parent, of: [parent] }] : []),
    ...(children.length > 0 ? [{ name: words.children(children.length), of: children }] : []),
    ...(siblings.length > 0 ? [{ name: words.siblings(siblings.length), of: siblings }] : []),
    ...(teacher ? [{ name: words.teacher, of: [teacher] }] : []),
  ];
  const without = (of: readonly NetworkGroup[]) =>
    all.filter((group) => !of.includes(group)).map(({ key }) => key);
  return (
    <fieldset className={styles.with}>
      <legend>{words.with}</legend>
      {quick.map(({ name, of }) => {
        const pressed = of.every((group) => all.includes(group));
        return (
          <button
            key={name}
            type="button"
            aria-pressed={pressed}
            onClick={() => select(pressed ? without(of) : [...without(of), ...of.map(({ key }) => key)])}
          >
            {name}
          </button>
        );
      })}
      {origin ? (
        <button
          type="button"
          onClick={() => {
            whyWanted.set(true);
            select([chosen.key, origin.key]);
          }}
        >
          {words.whoPays}
        </button>
      ) : null}
      {next ? (
        <span className={styles.another}>
          <select
            aria-label={words.another}
            value={next.key}
            // Hundreds of names come into the page when somebody is about to look at them.
            onPointerDown={() => setLooked(true)}
            onFocus={() => setLooked(true)}
            onChange={(event) => setPicked((isLooked ? others : [next])[event.target.selectedIndex]?.key)}
          >
            {(isLooked ? others : [next]).map((group) => (
              <option key={group.key} value={group.key}>
                {names.title(group)}
              </option>
            ))}
          </select>
          <button type="button" onClick={() => toggle(next.key)}>
            {words.add}
          </button>
        </span>
      ) : null}
      <p role="status" className={styles.status}>
        {all.length > 1 ? words.count(all.length) : ''}
      </p>
      {all.length > 1 ? (
        <button type="button" onClick={() => goTo('compared')}>
          {words.toComparison}
        </button>
      ) : null}
    </fieldset>
  );
}
