import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { isBusy } from '../../../state/lab/phases.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import networks from '../networks.module.css';
import styles from './price.module.css';
import { RuntimeTable } from './RuntimeTable.tsx';
import { useTimings } from './useTimings.ts';

export interface NamedNetwork {
  readonly network: KeptNetworkCard;
  /** As the table calls it. */
  readonly name: string;
}

/** Times networks in every runtime, in turns, when it is asked to. */
export function TimeHere({ networks: named }: { readonly networks: readonly NamedNetwork[] }) {
  const words = useLateWords('price');
  const say = useSay();
  const busy = useLab((lab) => isBusy(lab.phase));
  const { found, isTiming, progress, time, stop } = useTimings(named.map(({ network }) => network.id));
  if (named.every(({ network }) => network.foreign)) return <p className={networks.quiet}>{words.foreign}</p>;
  const { done = 0, total = 1 } = progress ?? {};
  return (
    <section
      className={styles.times}
      aria-label={`${words.times}: ${named.map(({ name }) => name).join(', ')}`}
    >
      <h4>{words.times}</h4>
      {isTiming ? (
        <div className={styles.busy}>
          <progress value={done} max={Math.max(total, 1)} aria-label={words.timing} />
          <span role="status">{done > 0 ? words.timing : words.preparing}</span>
          <button type="button" onClick={stop}>
            {words.cancel}
          </button>
        </div>
      ) : (
        <button type="button" className={styles.begin} disabled={busy} onClick={time}>
          {typeof found === 'object' && 'networks' in found ? words.again : words.time}
        </button>
      )}
      {busy ? <p className={networks.quiet}>{words.busy}</p> : null}
      {found === undefined ? (
        <p className={networks.quiet}>{words.lead}</p>
      ) : found === 'ended' ? (
        isTiming ? null : (
          <p role="status">{words.ended}</p>
        )
      ) : 'what' in found ? (
        <p role="alert" className={networks.refused}>
          {say(found.what)} {say(found.fix)}
        </p>
      ) : (
        <RuntimeTable times={found} names={named.map(({ name }) => name)} />
      )}
    </section>
  );
}
