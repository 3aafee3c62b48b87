import { useState } from 'react';
import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { hasWeight, type LayerRow, type NetworkInside } from '../../../protocol/networkInside.ts';
import type { FactoriseSpec } from '../../../spec/recipe/stages.ts';
import { newStage } from '../../recipe/recipeEdits.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { useViewState } from '../../viewState.ts';
import networks from '../networks.module.css';
import { shownWish } from '../smaller/usePreview.ts';
import { GraphList } from './GraphList.tsx';
import styles from './inside.module.css';
import { LayerTable } from './LayerTable.tsx';
import { layerTotals } from './layerSort.ts';
import { insideOpen, litLayers } from './litLayers.ts';
import { NetworkGraph } from './NetworkGraph.tsx';
import { SensitivityView } from './sensitivity/SensitivityView.tsx';
import { useInside } from './useInside.ts';
import { LayerWeightsView } from './weights/LayerWeightsView.tsx';

/** The layers of a network in figures, beside the graph of its forward pass; read once it is unfolded. */
export function Inside({ id, group }: { readonly id: string; readonly group: NetworkGroup }) {
  const words = useLateWords('inside');
  const say = useSay();
  const [open, setOpen] = useViewState(insideOpen);
  const inside = useInside(id, open);
  return (
    <details
      data-inside=""
      className={styles.inside}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{words.title}</summary>
      {!open ? null : inside === undefined ? (
        <p role="status" className={styles.reading}>
          {words.reading}
        </p>
      ) : 'what' in inside ? (
        <p role="alert" className={networks.refused}>
          {say(inside.what)} {say(inside.fix)}
        </p>
      ) : (
        <Shown key={id} {...{ id, group, inside }} />
      )}
    </details>
  );
}

interface ShownProps {
  readonly id: string;
  readonly group: NetworkGroup;
  readonly inside: NetworkInside;
}

function Shown({ id, group, inside }: ShownProps) {
  const words = useLateWords('inside');
  const { layers, keptOf, blocks } = inside;
  const [layer, setLayer] = useState<string>();
  const [lit] = useViewState(litLayers);
  const [wish] = useViewState(shownWish);
  const wished = wish?.group === group.key ? wish.stage : undefined;
  // Of layers that run as factors the ranks are known.
  const isFactored = group.stages.some(({ kind }) => kind === 'factorise');
  const factorising =
    wished?.kind === 'factorise'
      ? wished
      : isFactored || layers.filter(hasWeight).every(isQuick)
        ? (newStage('factorise') as FactoriseSpec)
        : undefined;
  // The scan computes in float32, without their grids.
  const isRounded = layers.some(({ form }) => form === 'fakeQuantised' || form === 'quantised');
  const sparse = layers.some(({ form }) => form === 'masked') || layerTotals(layers).sparsity >= 0.01;
  return (
    <>
      <div className={styles.room}>
        <div className={styles.pair}>
          <NetworkGraph blocks={blocks} layer={layer} lit={lit} onLayer={setLayer} />
          <LayerTable layers={layers} layer={layer} onLayer={setLayer} />
        </div>
      </div>
      <p className={networks.quiet}>
        {words.graphHelp} {keptOf ? words.help(keptOf) : words.foreignHelp}
      </p>
      {/* Of a network of other software they are not read. */}
      {keptOf ? (
        <LayerWeightsView
          id={id}
          layer={layers.find((row) => row.name === layer && hasWeight(row))?.name}
          stage={factorising}
        />
      ) : null}
      {keptOf && !isRounded ? <SensitivityView {...{ id, group, layers, layer }} onLayer={setLayer} /> : null}
      {keptOf && isRounded ? <p className={networks.quiet}>{words.alreadyRounded}</p> : null}
      {sparse ? <p className={styles.sparse}>{words.noFaster}</p> : null}
      <GraphList blocks={blocks} />
    </>
  );
}

/** Up to this length of a weight's shorter side its singular values take no time to speak of. */
const quickSide = 256;

function isQuick({ shape }: LayerRow): boolean {
  const [outputs = 1, ...rest] = shape;
  return (
    Math.min(
      outputs,
      rest.reduce((product, length) => product * length, 1),
    ) <= quickSide
  );
}
