import { type ReactNode, useState } from 'react';
import { recipeActs } from '../../../analysis/networks/act.ts';
import { isTeacher, type NetworkGroup, runOf } from '../../../analysis/networks/groups.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { bytesText, percentText, settingText } from '../../quantities.ts';
import { whenText } from '../../runs/whenText.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { Inside } from '../inside/Inside.tsx';
import { TryNetwork } from '../inside/TryNetwork.tsx';
import styles from '../networks.module.css';
import { Price } from '../price/Price.tsx';
import { MakeSmaller } from '../smaller/MakeSmaller.tsx';
import { useNetworkNames } from '../useNetworkNames.ts';
import own from './card.module.css';
import { NetworkActions } from './NetworkActions.tsx';

interface NetworkCardProps {
  readonly group: NetworkGroup;
  readonly parent: NetworkGroup | undefined;
  /** All that are in the picture. */
  readonly groups: readonly NetworkGroup[];
  /** Its images, as they are called. */
  readonly images: string;
  onChoose(key: string): void;
  onDelete(network: KeptNetworkCard): void;
  /** Among what can be done with it more rarely. */
  readonly further?: ReactNode;
  /** Beneath what can be done with it. */
  readonly children?: ReactNode;
}

/** What is known of a network, and what can be done with it. */
export function NetworkCard({
  group,
  parent,
  groups,
  images,
  onChoose,
  onDelete,
  further,
  children,
}: NetworkCardProps) {
  const words = useLateWords('networks');
  const names = useNetworkNames();
  const say = useSay();
  const [run, setRun] = useState(0);
  const [trying, setTrying] = useState(false);
  const network = group.networks.find((one) => runOf(one) === run) ?? group.networks[0];
  if (!network) return null;
  const { quantities } = group;
  const acts = recipeActs(group).map(say);
  const [bits, sparsity] = [quantities.bits?.mean, quantities.sparsity?.mean ?? 0];
  const made = parent?.networks.find(({ id }) => id === network.parent);
  const facts: readonly (readonly [name: string, value: string])[] = [
    [words.facts.recipe, isTeacher(group) ? names.act(group) : acts.join(words.andThen) || network.recipe],
    [words.facts.images, images],
    ...(quantities.accuracy
      ? [[words.facts.accuracy, `${names.accuracy(group)} (${words.count(quantities.accuracy.n)})`] as const]
      : []),
    ...(quantities.bytes
      ? [
          [
            words.facts.bytes,
            weightsText(
              bytesText(quantities.bytes.mean),
              network.foreign
                ? ''
                : bits !== undefined && bits < 32
                  ? words.atBits(settingText(bits))
                  : 'float32',
            ),
          ] as const,
        ]
      : []),
    // Fewer than one in a hundred are no cut, but weights that came out as 0.
    ...(sparsity >= 0.01 ? [[words.facts.zeros, words.zeros(percentText(sparsity))] as const] : []),
    [
      network.shipped ? words.facts.shipped : words.facts.file,
      network.foreign ? bytesText(network.fileBytes) : words.asSaved(bytesText(network.fileBytes)),
    ],
    [words.facts.when, whenText(network.createdAt)],
  ];
  return (
    <section className={own.card} aria-label={words.chosen} data-control="networkCard">
      <div className={own.about}>
        <h3 id="network-card" tabIndex={-1}>
          {names.title(group)}
        </h3>
        <dl>
          {parent ? (
            <div>
              <dt>{words.facts.parent}</dt>
              <dd>
                <button type="button" className={styles.link} onClick={() => onChoose(parent.key)}>
                  {names.title(parent)}
                </button>
              </dd>
            </div>
          ) : network.parent === undefined ? null : (
            <div>
              <dt>{words.facts.parent}</dt>
              <dd>{words.orphan}</dd>
            </div>
          )}
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {network.origin ? (
          <label className={own.choice}>
            {words.which}{' '}
            <select value={runOf(network)} onChange={(event) => setRun(Number(event.target.value))}>
              {group.networks.map((one) => (
                <option key={one.id} value={runOf(one)}>
                  {words.oneRun(
                    runOf(one),
                    one.measurements.accuracy === undefined
                      ? undefined
                      : percentText(one.measurements.accuracy),
                  )}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {network.foreign ? (
          <p className={styles.quiet}>{words.foreignHelp}</p>
        ) : (
          <MakeSmaller group={group} />
        )}
        <Price {...{ group, network, groups }} />
        <NetworkActions
          group={group}
          network={network}
          onDelete={onDelete}
          trying={trying}
          onTry={() => setTrying(!trying)}
        >
          {further}
        </NetworkActions>
        {children}
      </div>
      <div className={own.wide}>
        {trying ? (
          <TryNetwork
            network={network}
            parent={parent && made ? { id: made.id, title: names.title(parent) } : undefined}
            dataset={group.dataset}
          />
        ) : null}
        <Inside id={network.id} group={group} />
      </div>
    </section>
  );
}

const weightsText = (size: string, kept: string) => [size, kept].filter(Boolean).join(', ');
