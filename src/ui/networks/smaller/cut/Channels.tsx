import { type KeyboardEvent, useMemo, useState } from 'react';
import type { PlannedChannels } from '../../../../protocol/channelPlan.ts';
import { settingText } from '../../../quantities.ts';
import { useLateWords } from '../../../text/late.ts';
import { insideOpen, litLayers } from '../../inside/litLayers.ts';
import networks from '../../networks.module.css';
import { byImportance, byLayer, className, stepOf } from './channelOrder.ts';
import styles from './cut.module.css';

/** The channels of a group, the least important first: one is chosen, and what hangs on it is told. */
export function Channels({ group }: { readonly group: PlannedChannels }) {
  const words = useLateWords('cut');
  const [chosen, setChosen] = useState<number>();
  const order = useMemo(() => byImportance(group), [group]);
  const kept = useMemo(() => new Set(group.kept), [group]);
  const choose = (channel: number) => {
    setChosen(channel);
    litLayers.set(new Set(group.members.map(({ layer }) => layer)));
  };
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const place = chosen === undefined ? -1 : order.indexOf(chosen);
    const next = stepOf(event.key, place, order.length);
    const channel = next === undefined ? undefined : order[next];
    if (channel === undefined) return;
    event.preventDefault();
    choose(channel);
    event.currentTarget.querySelector<HTMLElement>(`[data-channel="${channel}"]`)?.focus();
  };
  return (
    <>
      <div
        role="listbox"
        aria-label={words.channels(group.space)}
        aria-orientation="horizontal"
        className={styles.channels}
        tabIndex={-1}
        onKeyDown={walk}
      >
        {order.map((channel, place) => (
          <div
            key={channel}
            role="option"
            data-channel={channel}
            data-stays={kept.has(channel) ? '' : undefined}
            aria-label={words.option(channel + 1, kept.has(channel))}
            aria-selected={channel === chosen}
            tabIndex={channel === (chosen ?? order[0]) ? 0 : -1}
            aria-posinset={place + 1}
            aria-setsize={order.length}
            onClick={() => choose(channel)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              choose(channel);
            }}
          />
        ))}
      </div>
      {chosen === undefined ? (
        <p className={networks.quiet}>{words.pick}</p>
      ) : (
        <Chosen group={group} channel={chosen} stays={kept.has(chosen)} />
      )}
    </>
  );
}

interface ChosenProps {
  readonly group: PlannedChannels;
  readonly channel: number;
  readonly stays: boolean;
}

function Chosen({ group, channel, stays }: ChosenProps) {
  const words = useLateWords('cut');
  const { scores, ranks, rankedWith, members } = group;
  const [score, rank = -1] = [scores?.[channel], ranks[channel]];
  const show = () => {
    insideOpen.set(true);
    // It is drawn once it is unfolded.
    setTimeout(() => document.querySelector('[data-inside]')?.scrollIntoView({ block: 'nearest' }), 0);
  };
  return (
    <div className={styles.chosen} aria-live="polite">
      <p>
        {words.facts({
          ...{ channel: channel + 1, stays, of: rankedWith, class: className(group.class) },
          score: score === undefined ? undefined : settingText(score),
          rank: rank < 0 ? undefined : rank + 1,
        })}{' '}
        {words.members(stays)}
      </p>
      <ul>
        {byLayer(members).map(({ layer, side, parameters }) => (
          <li key={`${layer} ${side}`}>
            <strong>{layer}</strong> {words.member(parameters.join(', '), side)}
          </li>
        ))}
      </ul>
      <button type="button" onClick={show}>
        {words.show}
      </button>
    </div>
  );
}
