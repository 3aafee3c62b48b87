import { memo, useMemo, useRef, useState } from 'react';
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
import { longest, RowBlocks, rowIndex } from '../rows/RowBlocks.tsx';
import { useNetworkNames } from '../useNetworkNames.ts';
import { FreeRoom } from './FreeRoom.tsx';
import own from './family.module.css';
import { ImportButton } from './ImportButton.tsx';

/** What is kept: how much room it takes, what goes first, what is pinned; and how more comes in. */
export const Kept = memo(function Kept({ networks, room }: KeptNetworks) {
  const words = useLateWords('family');
  const names = useNetworkNames();
  const [open, setOpen] = useState(false);
  const kept = useMemo(() => longestUntouchedFirst(networks), [networks]);
  const groups = useMemo(
    () => new Map(groupNetworks(networks).flatMap((group) => group.networks.map((one) => [one, group]))),
    [networks],
  );
  const nameOf = (network: KeptNetworkCard) => {
    const group = groups.get(network);
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
        <details className={styles.numbers} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{words.order}</summary>
          {open ? <Order networks={kept} nameOf={nameOf} /> : null}
        </details>
      ) : null}
    </section>
  );
});

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
  const scroll = useRef<HTMLElement>(null);
  const last = networks.at(-1);
  const widest = [
    longest(networks.map(nameOf)),
    '',
    longest(networks.map(({ fileBytes }) => bytesText(fileBytes))),
    whenText(last?.touchedAt ?? 0),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys.
    <section ref={scroll} className={styles.scroll} tabIndex={0} aria-label={words.order}>
      {failure === undefined ? null : (
        <p role="alert" className={styles.refused}>
          {say(asProblem(failure).what)} {say(asProblem(failure).fix)}
        </p>
      )}
      <table className={`${styles.table} ${styles.named}`} aria-rowcount={networks.length + 1}>
        <thead>
          <tr>
            <th scope="col">{words.columns.network}</th>
            <th scope="col">{words.columns.keep}</th>
            <th scope="col">{words.columns.file}</th>
            <th scope="col">{words.columns.touched}</th>
          </tr>
        </thead>
        <RowBlocks
          count={networks.length}
          {...{ scroll, widest }}
          row={(index) => {
            const network = networks[index];
            return network ? (
              <tr key={network.id} {...rowIndex(index)}>
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
            ) : null;
          }}
        />
      </table>
    </section>
  );
}
