import { memo, useEffect, useRef, useState } from 'react';
import type { LayerRow } from '../../../protocol/networkInside.ts';
import { bytesText, countText, settingText } from '../../quantities.ts';
import { useLateWords } from '../../text/late.ts';
import networks from '../networks.module.css';
import { type LayerOrder, layerColumns, layerTotals, nextOrder, sortedLayers } from './layerSort.ts';
import styles from './layers.module.css';
import { shapeText, shareText, torchText } from './shapeText.ts';

interface LayerTableProps {
  readonly layers: readonly LayerRow[];
  /** The one that is chosen here or in the graph. */
  readonly layer: string | undefined;
  onLayer(name: string): void;
}

/** Every module with parameters, in the order of any column. */
export const LayerTable = memo(function LayerTable({ layers, layer, onLayer }: LayerTableProps) {
  const words = useLateWords('inside');
  const [order, setOrder] = useState<LayerOrder>();
  const scroll = useRef<HTMLElement>(null);
  useEffect(() => {
    if (layer !== undefined) show(scroll.current, '[data-chosen]');
  }, [layer]);
  const totals = layerTotals(layers);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys.
    <section ref={scroll} className={styles.layers} tabIndex={0} aria-label={words.layers}>
      <table className={styles.table}>
        <thead>
          <tr>
            {layerColumns.map((column) => (
              <th
                key={column}
                scope="col"
                aria-sort={
                  order?.column === column ? (order.descending ? 'descending' : 'ascending') : undefined
                }
              >
                <button type="button" onClick={() => setOrder(nextOrder(order, column))}>
                  {words.columns[column]}
                  <span aria-hidden="true">
                    {order?.column === column ? (order.descending ? ' ↓' : ' ↑') : ''}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortedLayers(layers, order).map((row) => (
            <Layer key={row.name} row={row} chosen={row.name === layer} onLayer={onLayer} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total(layers.length)}</th>
            <td />
            <td />
            <td />
            <td>{countText(totals.parameters)}</td>
            <td>{countText(totals.multiplyAdds)}</td>
            <td />
            <td>{settingText(totals.bits)}</td>
            <td>{shareText(totals.sparsity)}</td>
            <td>{bytesText(totals.bytes)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
});

const Layer = memo(function Layer({
  row,
  chosen,
  onLayer,
}: {
  readonly row: LayerRow;
  readonly chosen: boolean;
  onLayer(name: string): void;
}) {
  const words = useLateWords('inside');
  const isNorm = row.kind === 'batchNorm';
  return (
    <tr data-chosen={chosen ? '' : undefined}>
      <th scope="row">
        <button
          type="button"
          className={networks.link}
          aria-pressed={chosen}
          title={words.pick(row.name)}
          onClick={() => onLayer(row.name)}
        >
          {row.name}
        </button>
      </th>
      <td>
        {words.kinds[row.kind]}
        {row.form === 'dense' || row.form === 'fakeQuantised' ? null : (
          <small> {words.forms[row.form]}</small>
        )}
      </td>
      <td>{torchText(row.shape)}</td>
      <td>{shapeText(row.output)}</td>
      <td>{countText(row.parameters)}</td>
      <td>{isNorm ? '–' : countText(row.multiplyAdds)}</td>
      <td>{shareText(row.kept)}</td>
      <td>{settingText(row.bits)}</td>
      <td>{isNorm ? '–' : shareText(row.sparsity)}</td>
      <td>{bytesText(row.bytes)}</td>
    </tr>
  );
});

/** Scrolls within `scroll` alone, so that the page stays where it is. */
export function show(scroll: HTMLElement | null, selector: string): void {
  const found = scroll?.querySelector<HTMLElement>(selector);
  if (!scroll || !found) return;
  const [view, box] = [scroll.getBoundingClientRect(), found.getBoundingClientRect()];
  const margin = 2 * box.height;
  if (box.top < view.top + margin) scroll.scrollTop -= view.top + margin - box.top;
  else if (box.bottom > view.bottom - margin) scroll.scrollTop += box.bottom - view.bottom + margin;
}
