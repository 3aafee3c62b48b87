import { useEffect, useMemo, useState } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { previewImages } from '../../../protocol/stagePreview.ts';
import type { StageSpec } from '../../../spec/recipe/stages.ts';
import { useLabActions } from '../../../state/lab/useLab.ts';
import { useSay } from '../../text/useSay.ts';
import { useViewState, viewState } from '../../viewState.ts';
import type { NetworkPreview } from '../picture/preview.ts';
import { type Previewed, pictured, previewKey, remembered } from './previews.ts';
import type { Wish } from './wish.ts';

/** How long a slider must rest, ms: a preview that is under way is not worth every value that it passes. */
const rest = 40;
/** After an answer that did not come, ms: another one went before it. */
const restAgain = 400;

export const shownWish = viewState<Wish | undefined>(undefined);
const answered = viewState<ReadonlyMap<string, Previewed>>(new Map());

/** What is known of a network that is not made; asked for where it is not known and nothing else goes on. */
export function usePreview(
  network: string,
  stage: StageSpec | undefined,
  able: boolean,
): { readonly previewed: Previewed | undefined; readonly failure: unknown } {
  const { previewStage } = useLabActions();
  const [all] = useViewState(answered);
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState<{ readonly key: string; readonly failure: unknown }>();
  const key = stage && previewKey(network, stage);
  const previewed = key === undefined ? undefined : all.get(key);
  // What could not be tried then may be possible after other images were made ready.
  useEffect(() => {
    if (!able) setFailed(undefined);
  }, [able]);
  const wanted = able && key !== undefined && !previewed && failed?.key !== key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names network and stage.
  useEffect(() => {
    if (!wanted || !stage || key === undefined) return;
    let left = false;
    const waiting = setTimeout(
      () =>
        previewStage({ id: network, stage, ...previewImages }).then(
          (preview) => {
            if (preview) answered.set(remembered(answered.get(), { network, stage, preview }));
            else if (!left) setTries((count) => count + 1);
          },
          (failure: unknown) => left || setFailed({ key, failure }),
        ),
      tries === 0 ? rest : restAgain,
    );
    return () => {
      left = true;
      clearTimeout(waiting);
    };
  }, [key, wanted, tries, previewStage]);
  return { previewed, failure: failed?.key === key ? failed?.failure : undefined };
}

/** Of the chosen network, for the pictures; undefined while none of its verbs was taken. */
export function useNetworkPreview(chosen: NetworkGroup | undefined): NetworkPreview | undefined {
  const [wish] = useViewState(shownWish);
  const [all] = useViewState(answered);
  const say = useSay();
  return useMemo(
    () => (chosen && wish?.group === chosen.key ? pictured(all, wish, chosen, say) : undefined),
    [all, wish, chosen, say],
  );
}
