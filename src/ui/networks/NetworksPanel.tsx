import { useMemo, useState } from 'react';
import type { KeptNetworkCard, KeptNetworks } from '../../protocol/keptNetworks.ts';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { bytesText } from '../quantities.ts';
import { useLateWords } from '../text/late.ts';
import { ExamplesLine, FirstVisit } from './examples/Examples.tsx';
import { useShownExamples } from './examples/useShownExamples.ts';
import { ImportReport } from './family/ImportReport.tsx';
import { Kept } from './family/Kept.tsx';
import styles from './networks.module.css';
import { Pictures } from './Pictures.tsx';
import { useKeptNetworks } from './useKeptNetworks.ts';

/** Every network that this browser keeps: what was made of which, what each costs and is worth, and what can be done with it. */
export function NetworksPanel() {
  const words = useLateWords('networks');
  const listing = useKeptNetworks();
  if (listing === 'reading') return <p role="status">{words.reading}</p>;
  return (
    <div className={styles.networks}>
      <h2>{words.title}</h2>
      <ImportReport />
      {listing === 'refused' ? <p className={styles.refused}>{words.refused}</p> : <Listing {...listing} />}
    </div>
  );
}

/** What was deleted last. */
interface Removed {
  readonly network: KeptNetworkCard;
  readonly state: 'deleted' | 'for-good' | 'no-room' | 'restored';
}

/** What takes the place of a button that had the focus. */
const focused = (element: HTMLElement | null) => element?.focus();

function Listing({ networks: listed, room, refused }: KeptNetworks) {
  const words = useLateWords('networks');
  const { deleteNetwork, undoDeleteNetwork } = useLabActions();
  const [removed, setRemoved] = useState<Removed>();
  const networks = useMemo(() => listed.filter(({ shipped }) => !shipped), [listed]);
  const examples = useShownExamples(listed);
  const shown = useMemo(() => [...networks, ...examples.shown], [networks, examples.shown]);
  const used = networks.reduce((sum, { fileBytes }) => sum + fileBytes, 0);
  const remove = async (network: KeptNetworkCard) => {
    const back = await deleteNetwork(network.id).catch(() => false);
    setRemoved({ network, state: back ? 'deleted' : 'for-good' });
  };
  const putBack = async (network: KeptNetworkCard) => {
    const back = await undoDeleteNetwork(network.id).catch(() => false);
    setRemoved({ network, state: back ? 'restored' : 'no-room' });
  };
  return (
    <>
      {refused ? <p className={styles.refused}>{words.refused}</p> : null}
      <div data-control="networksKept">
        {networks.length > 0 ? (
          <p className={styles.quiet}>{words.kept(networks.length, bytesText(used), bytesText(room))}</p>
        ) : null}
        <div role="status" className={styles.status}>
          {removed ? (
            <p>
              {removed.state === 'deleted'
                ? words.removed(removed.network.label)
                : removed.state === 'for-good'
                  ? words.removedForGood(removed.network.label)
                  : removed.state === 'restored'
                    ? words.restored(removed.network.label)
                    : words.noRoom}{' '}
              {removed.state === 'deleted' || removed.state === 'no-room' ? (
                <button
                  key={removed.network.id}
                  type="button"
                  ref={focused}
                  onClick={() => void putBack(removed.network)}
                >
                  {words.undo}
                </button>
              ) : null}
            </p>
          ) : null}
        </div>
      </div>
      {networks.length === 0 && examples.shown.length > 0 ? <FirstVisit /> : null}
      {networks.length > 0 && examples.any ? <ExamplesLine /> : null}
      {shown.length === 0 ? <Nothing /> : <Pictures networks={shown} onDelete={remove} />}
      {refused ? null : <Kept networks={networks} room={room} />}
    </>
  );
}

/** The first visit: what will be here, and what brings it. */
function Nothing() {
  const words = useLateWords('networks');
  const phase = useLab((lab) => lab.phase);
  const { run } = useLabActions();
  const busy = isBusy(phase);
  return (
    <section className={styles.empty} aria-label={words.emptyTitle}>
      <svg viewBox="0 0 320 96" aria-hidden="true">
        <path d="M 28 48 C 90 48 90 24 148 24 M 28 48 C 90 48 90 72 148 72 M 148 24 C 200 24 210 24 264 24" />
        <circle className={styles.ghostTeacher} cx="28" cy="48" r="20" />
        <circle cx="148" cy="24" r="13" />
        <circle cx="148" cy="72" r="13" />
        <circle cx="264" cy="24" r="7" />
      </svg>
      <h3>{words.emptyTitle}</h3>
      <p>{words.empty}</p>
      {busy ? (
        <p>{words.running}</p>
      ) : (
        <button type="button" disabled={phase === 'blocked'} onClick={run}>
          {words.run}
        </button>
      )}
    </section>
  );
}
