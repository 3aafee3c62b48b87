import { useMemo, useState } from 'react';
import { longestUntouchedFirst } from '../../../analysis/networks/family.ts';
import { groupNetworks, runOf } from '../../../analysis/networks/groups.ts';
import { asProblem } from '../../../lang/problem.ts';
import type { KeptNetworkCard, KeptNetworks } from '../../../protocol/keptNetworks.ts';
import { useLabActions } from '../../../state/lab/useLab.ts';
import { bytesText } from '../../quantities.ts';
import { whenText } from '../../runs/whenText.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import styles from '../networks.module.css';
import { useNetworkNames } from '../useNetworkNames.ts';
import { FreeRoom } from './FreeRoom.tsx';
import own from './family.module.css';
import { ImportButton } from './ImportButton.tsx';

/** What is kept: how much room it takes, what goes first, what is pinned; and how more comes in. */
export function Kept({ networks, room }: KeptNetworks) {
  const words = useLateWords('family');
  const names = useNetworkNames();
  const kept = longestUntouchedFirst(networks);
  const groups = useMemo(() => groupNetworks(networks), [networks]);
  const nameOf = (network: KeptNetworkCard) => {
    const group = groups.find((one) => one.networks.includes(network));
    const title = group ? names.title(group) : network.label;
    return group && group.networks.length > 1 ? words.run(title, runOf(network)) : title;
  };
  const sum = (count: (network: KeptNetworkCard) => number) =>
    kept.reduce((before, network) => before + count(network), 0);
  const used = sum(({ fileBytes }) => fileBytes);
  const pinned = kept.filter((network) => network.pinned);
  const next = kept.find((network) => !network.pinned);
  const damaged = kept.filter((network) => network.damaged);
  return (
    <section className={own.kept} aria-labelledby="kept-networks" data-control="networksKept">
      <h3 id="kept-networks" tabIndex={-1}>
        {words.title}
      </h3>
      <meter
        className={own.room}
        aria-label={words.used(bytesText(used), bytesText(room))}
        {...{ min: 0, max: room, value: used }}
      />
      <div className={own.sentences}>
        <p>
          {words.used(bytesText(used), bytesText(room))}{' '}
          {words.inMemory(bytesText(sum(({ measurements }) => measurements.bytes ?? 0)))}
        </p>
        {kept.length > 0 ? (
          <>
            <p>{words.pinned(kept.length, pinned.length)}</p>
            <p>{next ? words.goesFirst(nameOf(next), whenText(next.touchedAt ?? 0)) : words.noneGoes}</p>
          </>
        ) : null}
        {damaged.length > 0 ? <p className={styles.refused}>{words.damaged(damaged.map(nameOf))}</p> : null}
      </div>
      <div className={own.acts}>
        <ImportButton />
        <span className={styles.quiet}>{words.importDrop}</span>
        <FreeRoom unpinned={kept.filter((network) => !network.pinned)} />
      </div>
      {kept.length > 0 ? (
        <details className={styles.numbers}>
          <summary>{words.order}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys. */}
          <section className={styles.scroll} tabIndex={0} aria-label={words.order}>
            <Order networks={kept} nameOf={nameOf} />
          </section>
        </details>
      ) : null}
    </section>
  );
}

function Order({
  networks,
  nameOf,
}: {
  readonly networks: readonly KeptNetworkCard[];
  nameOf(network: KeptNetworkCard): string;
}) {
  const words = useLateWords('family');
  const say = useSay();
  const { pinNetwork } = useLabActions();
  const [failure, setFailure] = useState<unknown>();
  return (
    <>
      {failure === undefined ? null : (
        <p role="alert" className={styles.refused}>
          {say(asProblem(failure).what)} {say(asProblem(failure).fix)}
        </p>
      )}
      <table className={`${styles.table} ${own.order}`}>
        <thead>
          <tr>
            <th scope="col">{words.columns.network}</th>
            <th scope="col">{words.columns.keep}</th>
            <th scope="col">{words.columns.file}</th>
            <th scope="col">{words.columns.touched}</th>
          </tr>
        </thead>
        <tbody>
          {networks.map((network) => (
            <tr key={network.id}>
              <th scope="row">
                {nameOf(network)}
                {network.damaged ? `, ${words.isDamaged}` : ''}
                {network.imported === undefined ? '' : `, ${words.cameIn(network.imported)}`}
              </th>
              <td>
                <input
                  type="checkbox"
                  aria-label={words.keepThis(nameOf(network))}
                  checked={network.pinned}
                  onChange={() => void pinNetwork(network.id, !network.pinned).catch(setFailure)}
                />
              </td>
              <td>{bytesText(network.fileBytes)}</td>
              <td>{whenText(network.touchedAt ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
