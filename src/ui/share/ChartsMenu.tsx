import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { useLabStore } from '../../state/lab/useLab.ts';
import styles from '../results/table/table.module.css';
import { type CurveName, curveNames } from '../results/view.ts';
import { useCatalogue } from '../text/language.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import type { ChartFile } from './saveChart.ts';

const kinds: readonly ChartFile[] = ['PNG', 'SVG'];

/** Each chart as it is shown now, with its title and a caption that says what was measured. */
export function ChartsMenu({ disabled }: { readonly disabled: boolean }) {
  const { pictures: words } = useWords('share');
  const { shortCurves } = useWords('results');
  const [failed, setFailed] = useState<'absent' | 'drawing'>();
  const catalogue = useCatalogue();
  const say = useSay();
  const lab = useLabStore();
  const save = async (curve: CurveName, kind: ChartFile) => {
    setFailed(
      await import('./saveChart.ts').then(
        ({ saveChart }) => saveChart(curve, kind, { catalogue, say, lab: lab.getState() }),
        () => 'drawing' as const,
      ),
    );
  };
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger aria-label={words.menuLabel} disabled={disabled}>
          {words.menu} <span aria-hidden="true">▾</span>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
            {curveNames.flatMap((curve) =>
              kinds.map((kind) => (
                <DropdownMenu.Item
                  key={`${curve} ${kind}`}
                  className={styles.menuItem}
                  onSelect={() => {
                    void save(curve, kind);
                  }}
                >
                  {words.item(shortCurves[curve], kind)}
                </DropdownMenu.Item>
              )),
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {failed ? (
        <p role="alert" className={styles.failure}>
          {words.failed[failed]}
        </p>
      ) : null}
    </>
  );
}
