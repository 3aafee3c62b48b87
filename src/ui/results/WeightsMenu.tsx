import { DropdownMenu } from 'radix-ui';
import { useRef, useState } from 'react';
import type { RunRecord } from '../../shared/records.ts';
import { useWords } from '../text/useWords.ts';
import { ExportOpener } from './export/ExportOpener.tsx';
import { percent } from './format.ts';
import styles from './table.module.css';

/** One alpha's finished students, each to be taken away as a file. */
export function WeightsMenu({
  alpha,
  runs,
}: {
  readonly alpha: number;
  readonly runs: readonly RunRecord[];
}) {
  const text = useWords('results');
  const button = useRef<HTMLButtonElement>(null);
  const [chosen, setChosen] = useState<number>();
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
          <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
            {runs.map((run) => (
              <DropdownMenu.Item
                key={run.run}
                className={styles.menuItem}
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
