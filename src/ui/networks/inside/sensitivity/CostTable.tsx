import { settingText } from '../../../quantities.ts';
import { useLateWords } from '../../../text/late.ts';
import networks from '../../networks.module.css';
import type { LayerCosts } from './layerCosts.ts';
import { bitsTried } from './scans.ts';
import styles from './sensitivity.module.css';

interface CostTableProps {
  readonly rows: readonly LayerCosts[];
  readonly layer: string | undefined;
  /** That a budget would give each layer, where one was tried. */
  readonly bits: Readonly<Record<string, number>> | undefined;
  onLayer(name: string): void;
}

export function CostTable({ rows, layer, bits, onLayer }: CostTableProps) {
  const words = useLateWords('sensitivity');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys.
    <section className={styles.costs} tabIndex={0} aria-label={words.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.layer}</th>
            {bitsTried.map((one) => (
              <th key={one} scope="col">
                {words.bits(one)}
              </th>
            ))}
            {bits ? <th scope="col">{words.given}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ layer: name, costs }) => (
            <tr key={name} data-chosen={name === layer ? '' : undefined}>
              <th scope="row">
                <button
                  type="button"
                  className={networks.link}
                  aria-pressed={name === layer}
                  onClick={() => onLayer(name)}
                >
                  {name}
                </button>
              </th>
              {bitsTried.map((one) => (
                <td key={one}>{costText(costs.get(one))}</td>
              ))}
              {bits ? <td>{bits[name] === undefined ? '–' : settingText(bits[name])}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Nats with two digits that count; next to nothing as 0. */
function costText(cost: number | undefined): string {
  if (cost === undefined) return '–';
  return cost < 1e-5 ? '0' : settingText(Number(cost.toPrecision(2)));
}
