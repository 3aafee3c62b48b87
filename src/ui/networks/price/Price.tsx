import { useMemo } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { firstOfLine, grownBy, priceNames } from '../../../analysis/networks/price.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { quantities } from '../../../protocol/quantities.ts';
import type { NetworkQuantity } from '../../../protocol/quantityNames.ts';
import { ratioText } from '../../quantities.ts';
import { quantityText } from '../../results/table/quantityText.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import networks from '../networks.module.css';
import { useNetworkNames } from '../useNetworkNames.ts';
import styles from './price.module.css';
import { TimeHere } from './TimeHere.tsx';
import { useCosts } from './useCosts.ts';

const units: Partial<Record<string, string>> = {
  share: '\u202f%',
  ms: '\u202fms',
  microjoules: '\u202fµJ',
};

interface PriceProps {
  readonly group: NetworkGroup;
  /** The one of the group that is timed. */
  readonly network: KeptNetworkCard;
  /** Among which its first ancestor is looked for. */
  readonly groups: readonly NetworkGroup[];
}

/** What a network costs, beside the network that its line began with. */
export function Price({ group, network, groups }: PriceProps) {
  const words = useLateWords('price');
  const names = useNetworkNames();
  const say = useSay();
  const first = useMemo(() => firstOfLine(network, groups), [network, groups]);
  const asked = useMemo(() => [group, ...(first ? [first.group] : [])], [group, first]);
  const [own = group, before] = useCosts(asked);
  const textOf = (of: NetworkGroup | undefined, name: NetworkQuantity) => {
    const spread = of?.quantities[name];
    // Another machine’s time, in what earlier releases imported.
    if (!spread || (name === 'milliseconds' && of?.networks[0]?.imported !== undefined)) return undefined;
    const { unit } = quantities[name];
    return `${quantityText(unit, spread)}${units[unit] ?? ''}`;
  };
  const rows = priceNames.flatMap((name) => {
    const value = textOf(own, name);
    return value === undefined ? [] : [{ name, value, grown: grownBy(name, own, before) }];
  });
  return (
    <section className={styles.price} aria-label={words.title}>
      <h4>{words.title}</h4>
      <table className={styles.costs}>
        {before && first ? (
          <thead>
            <tr>
              <td />
              <th scope="col">{words.now}</th>
              <th scope="col" title={names.title(first.group)}>
                {words.before}
              </th>
            </tr>
          </thead>
        ) : null}
        <tbody>
          {rows.map(({ name, value, grown }) => (
            <tr key={name}>
              <th scope="row">{say(quantities[name].label)}</th>
              <td>
                {value}
                {grown === undefined ? null : <small> {words.more(ratioText(grown))}</small>}
              </td>
              {before ? <td>{textOf(before, name) ?? '–'}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {first ? <p className={networks.quiet}>{words.first(names.title(first.group))}</p> : null}
      <details className={styles.what}>
        <summary>{words.what}</summary>
        <dl>
          {rows.flatMap(({ name }) => {
            const about = words.about[name];
            return about === undefined
              ? []
              : [
                  <div key={name}>
                    <dt>{say(quantities[name].label)}</dt>
                    <dd>{about}</dd>
                  </div>,
                ];
          })}
        </dl>
      </details>
      <TimeHere
        networks={[
          ...(first ? [{ network: first.network, name: words.before }] : []),
          { network, name: words.now },
        ]}
      />
    </section>
  );
}
