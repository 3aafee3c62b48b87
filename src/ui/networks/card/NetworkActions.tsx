import { type ReactNode, useState } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { asProblem } from '../../../lang/problem.ts';
import { fileEnding, type KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { stageOf } from '../../../spec/recipe/stages.ts';
import { isBusy } from '../../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { usePageView } from '../../../state/page/usePageView.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { useViewState, viewState } from '../../viewState.ts';
import { saveFile } from '../family/saveFile.ts';
import { TakeButton } from '../family/TakeButton.tsx';
import styles from '../networks.module.css';
import own from './card.module.css';

const unfolded = viewState(false);

interface NetworkActionsProps {
  readonly group: NetworkGroup;
  readonly network: KeptNetworkCard;
  readonly trying: boolean;
  onTry(): void;
  onDelete(network: KeptNetworkCard): void;
  /** Among what is rarer. */
  readonly children?: ReactNode;
}

/** What can be done with a network: the usual in a row, the rarer folded beneath. */
export function NetworkActions({ group, network, onDelete, trying, onTry, children }: NetworkActionsProps) {
  const words = useLateWords('networks');
  const family = useLateWords('family');
  const busy = useLab((lab) => isBusy(lab.phase));
  const open = useLab((lab) => lab.dataset?.id);
  const show = usePageView((page) => page.show);
  const { networkFile, pinNetwork, useTeacherFiles: teachWith, useStudentFile: startFrom } = useLabActions();
  const [failure, setFailure] = useState<unknown>();
  const [more, setMore] = useViewState(unfolded);
  const say = useSay();
  const { id, label, pinned, shipped, foreign } = network;
  const name = `${label.replaceAll(/[^\w.-]+/g, '-')}-${id.slice(0, 8)}${fileEnding(network)}`;
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
  const remarks = [
    busy ? words.busy : '',
    changed ? words.noStart : '',
    otherImages ? words.otherImages : '',
  ].filter(Boolean);
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
        <button type="button" aria-expanded={trying} onClick={onTry}>
          {words.tryIt}
        </button>
        {foreign ? (
          <button
            type="button"
            onClick={() => void attempting(async () => saveFile(name, new Blob([await networkFile(id)])))}
          >
            {family.takeFile}
          </button>
        ) : (
          <TakeButton network={network} />
        )}
      </div>
      <details className={own.more} open={more} onToggle={(event) => setMore(event.currentTarget.open)}>
        <summary>{words.more}</summary>
        <div className={own.rarer}>
          <div className={own.actions}>
            <button
              type="button"
              disabled={busy || changed || foreign !== undefined}
              onClick={() => void use(startFrom)}
            >
              {words.useAsStart}
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
          <p className={styles.quiet}>{shipped ? words.shippedHelp : words.keepHelp}</p>
          {children}
        </div>
      </details>
      {/* Its room is always there, so that nothing moves when a recipe begins or ends. */}
      <p className={`${styles.quiet} ${own.busy}`}>{remarks.join(' ')}</p>
      {failure === undefined ? null : (
        <p role="alert" className={styles.refused}>
          {say(asProblem(failure).what)} {say(asProblem(failure).fix)}
        </p>
      )}
    </>
  );
}
