import { DropdownMenu } from 'radix-ui';
import { useId, useRef, useState } from 'react';
import type { StudentName } from '../../shared/protocol.ts';
import type { RunRecord } from '../../shared/records.ts';
import { useWords } from '../text/useWords.ts';
import { ExportOpener } from './export/ExportOpener.tsx';
import { percent } from './format.ts';
import styles from './table.module.css';

/** One alpha's finished students, each to be taken away as a file: those whose weights are in memory. */
export function WeightsMenu({
  alpha,
  runs,
  inMemory,
}: {
  readonly alpha: number;
  readonly runs: readonly RunRecord[];
  /** Undefined until it is known. */
  readonly inMemory: readonly StudentName[] | undefined;
}) {
  const text = useWords('results');
  const button = useRef<HTMLButtonElement>(null);
  const why = useId();
  const [chosen, setChosen] = useState<number>();
  const isThere = ({ run }: RunRecord) =>
    inMemory?.some((one) => one.alpha === alpha && one.run === run) ?? false;
  const lacking = inMemory !== undefined && !runs.every(isThere);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          ref={button}
          className={styles.menuButton}
          aria-label={text.table.weightsOf(alpha)}
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
                {text.table.weightsGone}
              </DropdownMenu.Label>
            ) : null}
            {runs.map((run) => (
              <DropdownMenu.Item
                key={run.run}
                className={styles.menuItem}
                disabled={!isThere(run)}
                onSelect={() => setChosen(run.run)}
              >
                {text.table.run(run.run, percent(run.history.at(-1)?.validation.accuracy))}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <ExportOpener
        first={chosen === undefined ? undefined : { alpha, run: chosen }}
        opener={button}
        onClose={() => setChosen(undefined)}
      />
    </>
  );
}
