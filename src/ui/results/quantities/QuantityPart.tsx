import { lazy, Suspense } from 'react';
import { useLab } from '../../../state/lab/useLab.ts';
import { Boundary } from '../../reach/Boundary.tsx';
import { useLateWords } from '../../text/late.ts';
import { useViewState, viewState } from '../../viewState.ts';
import { Waiting } from '../../Waiting.tsx';
import styles from './quantities.module.css';

/** Loaded when it is opened. */
const QuantityChart = lazy(async () => ({ default: (await import('./QuantityChart.tsx')).QuantityChart }));

/** Undefined until somebody opened or closed it. */
const chosenOpen = viewState<boolean | undefined>(undefined);

/** Any quantity against any other: open where a recipe gives networks of several sizes. */
export function QuantityPart() {
  const words = useLateWords('quantityChart');
  const isRecipe = useLab((lab) => (lab.measured ?? lab.experiment).recipe.length > 0);
  const finished = useLab((lab) => lab.runs.some(({ status }) => status === 'finished'));
  const [chosen, choose] = useViewState(chosenOpen);
  const open = chosen ?? (isRecipe && finished);
  return (
    <details
      className={styles.part}
      open={open}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== open) choose(currentTarget.open);
      }}
    >
      <summary>{words.title}</summary>
      {open ? (
        <Boundary>
          <Suspense fallback={<Waiting />}>
            <QuantityChart />
          </Suspense>
        </Boundary>
      ) : null}
    </details>
  );
}
