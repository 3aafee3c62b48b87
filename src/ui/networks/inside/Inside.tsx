import { useState } from 'react';
import type { NetworkInside } from '../../../protocol/networkInside.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { useViewState } from '../../viewState.ts';
import networks from '../networks.module.css';
import { GraphList } from './GraphList.tsx';
import styles from './inside.module.css';
import { LayerTable } from './LayerTable.tsx';
import { LayerWeightsView } from './LayerWeightsView.tsx';
import { layerTotals } from './layerSort.ts';
import { insideOpen, litLayers } from './litLayers.ts';
import { NetworkGraph } from './NetworkGraph.tsx';
import { useInside } from './useInside.ts';

/** The layers of a network in figures, beside the graph of its forward pass; read once it is unfolded. */
export function Inside({ id }: { readonly id: string }) {
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
        <Shown key={id} id={id} inside={inside} />
      )}
    </details>
  );
}

function Shown({ id, inside }: { readonly id: string; readonly inside: NetworkInside }) {
  const words = useLateWords('inside');
  const { layers, keptOf, blocks } = inside;
  const [layer, setLayer] = useState<string>();
  const [lit] = useViewState(litLayers);
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
          layer={layers.find(({ name, kind }) => name === layer && kind !== 'batchNorm')?.name}
        />
      ) : null}
      {sparse ? <p className={styles.sparse}>{words.noFaster}</p> : null}
      <GraphList blocks={blocks} />
    </>
  );
}
