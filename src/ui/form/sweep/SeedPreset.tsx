import { isSeedExperiment, seedExperiment } from '../../../spec/presets.ts';
import type { LabState } from '../../../state/lab/labState.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { FolderButton } from '../../data/FolderButton.tsx';
import { useWords } from '../../text/useWords.ts';
import unseen from '../../unseen.module.css';
import { StudentPicker } from '../student/StudentPicker.tsx';
import { TeacherPicker } from '../teacher/TeacherPicker.tsx';
import styles from './SeedPreset.module.css';
import { seedParts } from './seedParts.ts';

const pickers = {
  folder: ({ disabled }: { readonly disabled: boolean }) => <FolderButton disabled={disabled} short />,
  teacher: TeacherPicker,
  student: StudentPicker,
} as const;

/** The experiment that the lab reproduces: its settings at one press, and the files that it wants, ticked where they are there. */
export function SeedPreset({ disabled }: { readonly disabled: boolean }) {
  const { seed } = useWords('given');
  const { setExperiment } = useLabActions();
  const experiment = useLab((lab) => lab.experiment);
  const isSet = isSeedExperiment(experiment);
  const set = () => {
    const { dataset, backend, kernels, capture } = experiment;
    setExperiment({ ...seedExperiment, dataset, backend, kernels, capture });
  };
  return (
    <details className={styles.preset}>
      <summary>{seed.title}</summary>
      <p>{seed.lead}</p>
      <div className={styles.set}>
        <button type="button" disabled={disabled} onClick={set}>
          {seed.set}
        </button>
        <p role="status">{isSet ? seed.isSet : null}</p>
      </div>
      <p id="seed-wants">{seed.wants}</p>
      <ul className={styles.parts} aria-labelledby="seed-wants">
        {(['folder', 'teacher', 'student'] as const).map((part) => (
          <Part key={part} part={part} disabled={disabled} />
        ))}
      </ul>
    </details>
  );
}

function Part({ part, disabled }: { readonly part: keyof typeof pickers; readonly disabled: boolean }) {
  const { seed } = useWords('given');
  const isThere = useLab((lab: LabState) => seedParts(lab)[part]);
  const Picker = pickers[part];
  return (
    <li data-there={isThere ? '' : undefined}>
      <span className={styles.tick} aria-hidden="true">
        {isThere ? '✓' : '○'}
      </span>
      <span className={styles.words}>
        {seed[part]} <span className={unseen.unseen}>({isThere ? seed.there : seed.missing})</span>
      </span>
      <Picker disabled={disabled} />
    </li>
  );
}
