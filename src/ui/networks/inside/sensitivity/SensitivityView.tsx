import { useState } from 'react';
import type { NetworkGroup } from '../../../../analysis/networks/groups.ts';
import { hasWeight, type LayerRow } from '../../../../protocol/networkInside.ts';
import { isBusy } from '../../../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../../../state/lab/useLab.ts';
import { useLateWords } from '../../../text/late.ts';
import { useSay } from '../../../text/useSay.ts';
import { useViewState } from '../../../viewState.ts';
import networks from '../../networks.module.css';
import { CostChart } from './CostChart.tsx';
import { CostTable } from './CostTable.tsx';
import { type CostOrder, layerCosts } from './layerCosts.ts';
import { runScan, scans, stopScan } from './scans.ts';
import styles from './sensitivity.module.css';
import { UnderBudget } from './UnderBudget.tsx';
import { useBudgetBits } from './useBudgetBits.ts';

interface SensitivityProps {
  readonly id: string;
  readonly group: NetworkGroup;
  readonly layers: readonly LayerRow[];
  /** The one that is chosen. */
  readonly layer: string | undefined;
  onLayer(name: string): void;
}

/** What each layer alone costs at few bits, and how a budget of bytes would share bits out. */
export function SensitivityView({ id, group, layers, layer, onLayer }: SensitivityProps) {
  const words = useLateWords('sensitivity');
  const say = useSay();
  const { layerSensitivity } = useLabActions();
  const waits = useLab(({ phase }) => isBusy(phase) || phase === 'opening');
  const [all] = useViewState(scans);
  const [order, setOrder] = useState<CostOrder>('place');
  const bits = useBudgetBits(id, group);
  const names = layers.flatMap((row) => (hasWeight(row) ? [row.name] : []));
  const scan = all.get(id);
  const rows = layerCosts(names, scan?.found ?? [], order);
  const isRunning = scan?.state === 'running';
  const press = () => (isRunning ? stopScan(id) : void runScan(id, names, layerSensitivity));
  return (
    <section className={styles.sensitivity} aria-label={words.title} data-sensitivity="">
      <h5>{words.title}</h5>
      <p className={networks.quiet}>{words.help}</p>
      <div className={styles.controls}>
        {scan?.state === 'ended' ? null : (
          <button type="button" onClick={press}>
            {isRunning ? words.stop : rows.length > 0 ? words.goOn : words.start}
          </button>
        )}
        {isRunning ? (
          <progress
            value={rows.length}
            max={names.length}
            aria-label={words.progress(rows.length, names.length)}
          />
        ) : null}
        <span className={networks.quiet} role="status">
          {isRunning
            ? waits
              ? words.waits
              : words.progress(rows.length, names.length)
            : rows.length > 0
              ? words.of(rows.length, names.length, scan?.images ?? 0)
              : ''}
        </span>
        {rows.length > 1 ? (
          <label>
            {words.order}{' '}
            <select value={order} onChange={({ target }) => setOrder(target.value as CostOrder)}>
              {(['place', 'cost'] as const).map((one) => (
                <option key={one} value={one}>
                  {words.orders[one]}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      {scan?.problem ? (
        <p role="alert" className={networks.refused}>
          {say(scan.problem.what)} {say(scan.problem.fix)}
        </p>
      ) : null}
      {rows.length > 0 ? (
        <>
          <CostChart {...{ rows, layer }} />
          <CostTable {...{ rows, layer, bits, onLayer }} />
        </>
      ) : null}
      <UnderBudget group={group} />
    </section>
  );
}
