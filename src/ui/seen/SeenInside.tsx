import { useState } from 'react';
import type { SquarePicture } from '../../protocol/records.ts';
import type { SeeingNetwork } from '../../protocol/seen/seenInside.ts';
import temperature from '../temperature/temperature.module.css';
import { useLateWords } from '../text/late.ts';
import { plain } from '../text/numbers.ts';
import { useSay } from '../text/useSay.ts';
import { AttentionView } from './AttentionView.tsx';
import { KernelsView } from './KernelsView.tsx';
import styles from './seen.module.css';
import { useSeenInside } from './useSeenInside.ts';

/** Where a network's tokens attend to in a picture, or the kernels that its involutions make there. */
export function SeenInside({
  of,
  picture,
  version,
  optional = false,
}: {
  readonly of: SeeingNetwork;
  /** A validation image, from 0, or one that nobody knows. */
  readonly picture: number | SquarePicture;
  /** Of the network, where it changes. */
  readonly version?: unknown;
  /** Whether nothing is said of a network that has neither. */
  readonly optional?: boolean;
}) {
  const text = useLateWords('seen');
  const say = useSay();
  const [epoch, setEpoch] = useState<number>();
  const asked = 'student' in of && epoch !== undefined ? { ...of, epoch } : of;
  const heard = useSeenInside(JSON.stringify(asked), picture, version);
  if (!heard && optional) return null;
  if (!heard) {
    return (
      <p role="status" className={temperature.quiet}>
        {text.asking}
      </p>
    );
  }
  if (heard.problem) {
    return (
      <p role="alert" className={temperature.problem}>
        {say(heard.problem)}
      </p>
    );
  }
  const { answer } = heard;
  if (!answer && optional) return null;
  if (!answer) return <p className={temperature.quiet}>{text.neither}</p>;
  const { epochs } = answer;
  const last = epochs.length - 1;
  const at = epoch === undefined ? last : epochs.indexOf(epoch);
  return (
    <div className={styles.seen} data-part="seen">
      {epochs.length > 1 ? (
        <label className={styles.epochs}>
          <span>{text.epoch(plain(epochs[Math.max(0, at)] ?? 0), at === last)}</span>
          <input
            type="range"
            min={0}
            max={last}
            value={Math.max(0, at)}
            aria-valuetext={text.epoch(plain(epochs[Math.max(0, at)] ?? 0), at === last)}
            // At the end it follows a training that goes on.
            onChange={({ target }) => setEpoch(+target.value === last ? undefined : epochs[+target.value])}
          />
        </label>
      ) : null}
      {answer.kind === 'attention' ? <AttentionView seen={answer} /> : <KernelsView seen={answer} />}
    </div>
  );
}
