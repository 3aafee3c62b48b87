import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { hasWeight, type LayerRow } from '../../../protocol/networkInside.ts';
import { bytesText, countText, settingText } from '../../quantities.ts';
import type { InsideText } from '../../text/en/networks/inside.ts';
import { useLateWords } from '../../text/late.ts';
import networks from '../networks.module.css';
import { isShort, longest, RowBlocks, rowIndex } from '../rows/RowBlocks.tsx';
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
  const totals = useMemo(() => layerTotals(layers), [layers]);
  const rows = useMemo(() => sortedLayers(layers, order), [layers, order]);
  const widest = useMemo(() => widestOf(layers, words), [layers, words]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys.
    <section ref={scroll} className={styles.layers} tabIndex={0} aria-label={words.layers}>
      <table className={styles.table} aria-rowcount={layers.length + 2}>
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
        <RowBlocks
          count={rows.length}
          {...{ scroll, widest }}
          kept={rows.findIndex(({ name }) => name === layer)}
          row={(index) => {
            const row = rows[index];
            return row ? (
              <Layer key={row.name} {...{ index, row, onLayer }} chosen={row.name === layer} />
            ) : null;
          }}
        />
        <tfoot>
          <tr {...rowIndex(layers.length)}>
            <th scope="row">{words.total(layers.length)}</th>
            <td />
            <td />
            <td />
            <td>{countText(totals.parameters)}</td>
            <td>
              {layers.some((row) => Number.isNaN(row.multiplyAdds)) ? '≥\u202f' : ''}
              {countText(totals.multiplyAdds)}
            </td>
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

/** Of a network of other software not everything is known. */
const known = (value: number, text: (value: number) => string) => (Number.isNaN(value) ? '–' : text(value));

/** What a row says in words and figures, but for its name. */
function cellsOf(row: LayerRow): readonly string[] {
  const isBare = !hasWeight(row);
  return [
    torchText(row.shape),
    row.output.length > 0 ? shapeText(row.output) : '–',
    countText(row.parameters),
    isBare ? '–' : known(row.multiplyAdds, countText),
    known(row.kept, shareText),
    settingText(row.bits),
    isBare ? '–' : known(row.sparsity, shareText),
    bytesText(row.bytes),
  ];
}

const kindOf = (row: LayerRow, words: InsideText) =>
  row.kind === 'other' ? (row.operator ?? '') : words.kinds[row.kind];

const formOf = ({ form }: LayerRow, words: InsideText) =>
  form === 'dense' || form === 'fakeQuantised' ? '' : words.forms[form];

function widestOf(rows: readonly LayerRow[], words: InsideText): readonly string[] {
  if (isShort(rows.length)) return [];
  const texts = rows.map((row) => [
    row.name,
    [kindOf(row, words), formOf(row, words)].join(' '),
    ...cellsOf(row),
  ]);
  return layerColumns.map((_, column) => longest(texts.map((cells) => cells[column] ?? '')));
}

const Layer = memo(function Layer({
  index,
  row,
  chosen,
  onLayer,
}: {
  readonly index: number;
  readonly row: LayerRow;
  readonly chosen: boolean;
  onLayer(name: string): void;
}) {
  const words = useLateWords('inside');
  const form = formOf(row, words);
  return (
    <tr data-chosen={chosen ? '' : undefined} {...rowIndex(index)}>
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
        {kindOf(row, words)}
        {form === '' ? null : <small> {form}</small>}
      </td>
      {cellsOf(row).map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column.
        <td key={i}>{text}</td>
      ))}
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
