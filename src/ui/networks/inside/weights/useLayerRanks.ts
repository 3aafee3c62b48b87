/**
 * The ranks of one layer of a network, asked when it is chosen and again when what would choose them changes.
 */
import { useEffect, useState } from 'react';
import { asProblem, type Problem } from '../../../../lang/problem.ts';
import type { LayerRanks } from '../../../../protocol/layerRanks.ts';
import { recipeLink } from '../../../../spec/recipe/spelling.ts';
import type { FactoriseSpec } from '../../../../spec/recipe/stages.ts';
import { isBusy } from '../../../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../../../state/lab/useLab.ts';

/** After an answer that did not come, ms: another question went before it. */
const restAgain = 400;

interface Found {
  readonly key: string;
  readonly found: LayerRanks | Problem;
}

/** What is found is undefined while they are asked for, and where nothing is asked. */
export function useLayerRanks(
  id: string,
  layer: string,
  stage: FactoriseSpec | undefined,
): { readonly found: LayerRanks | Problem | undefined; readonly asking: boolean } {
  const { layerRanks } = useLabActions();
  const able = useLab(({ phase }) => !isBusy(phase) && phase !== 'opening');
  const [all, setFound] = useState<Found>();
  const [tries, setTries] = useState(0);
  const key = stage && `${id} ${layer} ${recipeLink([stage])}`;
  const isFound = all?.key === key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the stage.
  useEffect(() => {
    if (!able || !stage || key === undefined || isFound) return;
    let left = false;
    const keep = (found: LayerRanks | Problem) => setFound({ key, found });
    const waiting = setTimeout(
      () =>
        layerRanks({ id, layer, stage }).then(
          (ranks) => {
            if (left) return;
            if (ranks) keep(ranks);
            else setTries((count) => count + 1);
          },
          (thrown: unknown) => left || keep(asProblem(thrown)),
        ),
      tries === 0 ? 0 : restAgain,
    );
    return () => {
      left = true;
      clearTimeout(waiting);
    };
  }, [key, able, isFound, tries, layerRanks]);
  return { found: isFound ? all?.found : undefined, asking: able && key !== undefined && !isFound };
}
