/**
 * The weight of one layer of a network, asked when it is chosen.
 */
import { useEffect, useState } from 'react';
import { asProblem, type Problem } from '../../../../lang/problem.ts';
import type { LayerWeights } from '../../../../protocol/layerWeights.ts';
import { useLabActions } from '../../../../state/lab/useLab.ts';

interface Read {
  readonly id: string;
  readonly layer: string;
  readonly found: LayerWeights | Problem;
}

/** Undefined while they are read. */
export function useLayerWeights(id: string, layer: string | undefined): LayerWeights | Problem | undefined {
  const { layerWeights } = useLabActions();
  const [read, setRead] = useState<Read>();
  const isRead = read?.id === id && read.layer === layer;
  useEffect(() => {
    if (layer === undefined || isRead) return;
    let isCurrent = true;
    const keep = (found: LayerWeights | Problem) => isCurrent && setRead({ id, layer, found });
    layerWeights(id, layer).then(keep, (thrown: unknown) => keep(asProblem(thrown)));
    return () => {
      isCurrent = false;
    };
  }, [id, layer, isRead, layerWeights]);
  return isRead ? read.found : undefined;
}
