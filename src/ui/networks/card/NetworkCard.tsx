import { type ReactNode, useState } from 'react';
import { recipeActs } from '../../../analysis/networks/act.ts';
import { isTeacher, type NetworkGroup, runOf } from '../../../analysis/networks/groups.ts';
import { asProblem } from '../../../lang/problem.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { stageOf } from '../../../spec/recipe/stages.ts';
import { isBusy } from '../../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { usePageView } from '../../../state/page/usePageView.ts';
import { bytesText, countText, percentText, settingText } from '../../quantities.ts';
import { figuresSpread } from '../../results/format.ts';
import { whenText } from '../../runs/whenText.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { TakeButton } from '../family/TakeButton.tsx';
import { Inside } from '../inside/Inside.tsx';
import { TryNetwork } from '../inside/TryNetwork.tsx';
import styles from '../networks.module.css';
import { MakeSmaller } from '../smaller/MakeSmaller.tsx';
import { useNetworkNames } from '../useNetworkNames.ts';
import own from './card.module.css';

interface NetworkCardProps {
  readonly group: NetworkGroup;
  readonly parent: NetworkGroup | undefined;
  /** Its images, as they are called. */
  readonly images: string;
  onChoose(key: string): void;
  onDelete(network: KeptNetworkCard): void;
  /** Beneath what can be done with it. */
  readonly children?: ReactNode;
}

/** What is known of a network, and what can be done with it. */
export function NetworkCard({ group, parent, images, onChoose, onDelete, children }: NetworkCardProps) {
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
            `${bytesText(quantities.bytes.mean)}, ${bits !== undefined && bits < 32 ? words.atBits(settingText(bits)) : 'float32'}`,
          ] as const,
        ]
      : []),
    ...(quantities.multiplyAdds
      ? [[words.facts.multiplyAdds, countText(quantities.multiplyAdds.mean)] as const]
      : []),
    // Another machine's, in what earlier releases imported.
    ...(quantities.milliseconds && network.imported === undefined
      ? [[words.facts.milliseconds, words.msHere(figuresSpread(quantities.milliseconds))] as const]
      : []),
    // Fewer than one in a hundred are no cut, but weights that came out as 0.
    ...(sparsity >= 0.01 ? [[words.facts.zeros, words.zeros(percentText(sparsity))] as const] : []),
    [network.shipped ? words.facts.shipped : words.facts.file, words.asSaved(bytesText(network.fileBytes))],
    [words.facts.when, whenText(network.createdAt)],
  ];
  return (
    <section className={own.card} aria-label={words.chosen} data-control="networkCard">
      <div className={own.about}>
        <h3>{names.title(group)}</h3>
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
        <MakeSmaller group={group} />
        <NetworkActions
          group={group}
          network={network}
          onDelete={onDelete}
          trying={trying}
          onTry={() => setTrying(!trying)}
        />
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
        <Inside id={network.id} />
      </div>
    </section>
  );
}

function NetworkActions({
  group,
  network,
  onDelete,
  trying,
  onTry,
}: Pick<NetworkCardProps, 'group' | 'onDelete'> & {
  readonly network: KeptNetworkCard;
  readonly trying: boolean;
  onTry(): void;
}) {
  const words = useLateWords('networks');
  const busy = useLab((lab) => isBusy(lab.phase));
  const open = useLab((lab) => lab.dataset?.id);
  const show = usePageView((page) => page.show);
  const { networkFile, pinNetwork, useTeacherFiles: teachWith, useStudentFile: startFrom } = useLabActions();
  const [failure, setFailure] = useState<unknown>();
  const say = useSay();
  const { id, label, pinned, shipped } = network;
  const name = `${label.replaceAll(/[^\w.-]+/g, '-')}-${id.slice(0, 8)}.safetensors`;
  const attempting = async (attempt: () => Promise<void>) => {
    setFailure(undefined);
    await attempt().catch(setFailure);
  };
  const use = (take: (file: File) => Promise<void>) =>
    attempting(async () => {
      const file = new File([await networkFile(id)], name);
      // What comes of it, or why it does not fit, is told on the bench.
      show({ view: 'bench' });
      await take(file);
    });
  const changed = group.stages.some(({ kind }) => stageOf(kind).simulates);
  const otherImages = open !== undefined && group.dataset !== '' && open !== group.dataset;
  return (
    <>
      <div className={own.actions}>
        <button
          type="button"
          disabled={busy}
          onClick={() => void use((file) => teachWith([{ path: name, blob: file }]))}
        >
          {words.useAsTeacher}
        </button>
        <button type="button" disabled={busy || changed} onClick={() => void use(startFrom)}>
          {words.useAsStart}
        </button>
        <TakeButton network={network} />
        <button type="button" aria-expanded={trying} onClick={onTry}>
          {words.tryIt}
        </button>
        {shipped ? null : (
          <>
            <button
              type="button"
              title={words.keepHelp}
              aria-pressed={pinned}
              onClick={() => void attempting(() => pinNetwork(id, !pinned))}
            >
              {words.keep}
            </button>
            <button type="button" onClick={() => onDelete(network)}>
              {words.remove}
            </button>
          </>
        )}
      </div>
      {/* Its room is always there, so that nothing moves when a recipe begins or ends. */}
      <div className={styles.quiet}>
        <p className={own.busy}>{busy ? words.busy : null}</p>
        <p>
          {[
            changed ? words.noStart : '',
            otherImages ? words.otherImages : '',
            shipped ? words.shippedHelp : words.keepHelp,
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      </div>
      {failure === undefined ? null : (
        <p role="alert" className={styles.refused}>
          {say(asProblem(failure).what)} {say(asProblem(failure).fix)}
        </p>
      )}
    </>
  );
}
