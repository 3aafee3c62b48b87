import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { asProblem } from '../../shared/problem.ts';
import type { RunRecord } from '../../shared/records.ts';
import { together } from '../../shared/sentence.ts';
import { useLabActions } from '../../state/useLab.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { download } from './download.ts';
import { percent } from './format.ts';
import styles from './table.module.css';

/** One alpha's finished students, each downloaded as safetensors. */
export function WeightsMenu({
  alpha,
  runs,
}: {
  readonly alpha: number;
  readonly runs: readonly RunRecord[];
}) {
  const text = useWords('results');
  const say = useSay();
  const { exportNetwork } = useLabActions();
  const [failure, setFailure] = useState('');
  const save = async (run: number) => {
    setFailure('');
    try {
      const { name, bytes } = await exportNetwork({ alpha, run }, 'safetensors');
      download(name, 'application/octet-stream', bytes);
    } catch (thrown) {
      const { what, fix } = asProblem(thrown);
      setFailure(say(together([what, fix])));
    }
  };
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className={styles.menuButton} aria-label={text.table.weightsOf(alpha)}>
          {text.table.weights} <span aria-hidden="true">▾</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
            {runs.map((run) => (
              <DropdownMenu.Item
                key={run.run}
                className={styles.menuItem}
                onSelect={() => {
                  void save(run.run);
                }}
              >
                {text.table.run(run.run, percent(run.history.at(-1)?.validation.accuracy))}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {failure ? (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      ) : null}
    </>
  );
}
