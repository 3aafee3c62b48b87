import { DropdownMenu } from 'radix-ui';
import { useId, useRef, useState } from 'react';
import { outcomeOf } from '../../analysis/statistics.ts';
import type { RunRecord } from '../../protocol/records.ts';
import type { RunName } from '../../protocol/runId.ts';
import { alphaAt, type Point } from '../../spec/point.ts';
import { hasOwnImages } from '../../spec/recipe/points.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { besideText } from '../seriesStyle.ts';
import { useWords } from '../text/useWords.ts';
import { ExportOpener } from './export/ExportOpener.tsx';
import { percent } from './format.ts';
import styles from './table/table.module.css';

/** One point's finished students, each to be taken away as a file: those whose weights are in memory. */
export function WeightsMenu({
  point,
  runs,
  inMemory,
}: {
  readonly point: Point;
  readonly runs: readonly RunRecord[];
  /** Undefined until it is known. */
  readonly inMemory: readonly RunName[] | undefined;
}) {
  const text = useWords('results');
  const button = useRef<HTMLButtonElement>(null);
  const why = useId();
  const [chosen, setChosen] = useState<RunName>();
  const isThere = ({ id }: RunRecord) => inMemory?.some((one) => one.id === id) ?? false;
  const elsewhere = useLab(({ measured }) => measured !== undefined && !hasOwnImages(measured, point));
  const lacking = inMemory !== undefined && !runs.every(isThere);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          ref={button}
          className={styles.menuButton}
          aria-label={text.table.weightsOf(alphaAt(point), besideText(point))}
        >
          {text.table.weights} <span aria-hidden="true">▾</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className={styles.menu}
            align="end"
            sideOffset={4}
            aria-describedby={lacking ? why : undefined}
          >
            {lacking ? (
              <DropdownMenu.Label id={why} className={styles.menuNote}>
                {elsewhere ? text.table.weightsElsewhere : text.table.weightsGone}
              </DropdownMenu.Label>
            ) : null}
            {runs.map((run) => (
              <DropdownMenu.Item
                key={run.id}
                className={styles.menuItem}
                disabled={!isThere(run)}
                onSelect={() => setChosen({ id: run.id, point: run.point, run: run.run })}
              >
                {text.table.run(run.run, percent(outcomeOf(run, 'final')?.accuracy))}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <ExportOpener first={chosen} opener={button} onClose={() => setChosen(undefined)} />
    </>
  );
}
