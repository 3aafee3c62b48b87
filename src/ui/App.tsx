import { useLab, useLabActions } from '../state/useLab.ts';

/** The page: what is known of the experiment, and Run. */
export function App() {
  const phase = useLab((lab) => lab.phase);
  const problem = useLab((lab) => lab.problem);
  const { run } = useLabActions();
  return (
    <main>
      <h1>Distillation Lab</h1>
      <p>{problem ? `${problem.what} ${problem.fix}` : phase}</p>
      <button type="button" onClick={run}>
        Run
      </button>
    </main>
  );
}
