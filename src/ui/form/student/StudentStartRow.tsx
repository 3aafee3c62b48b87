import { useLab } from '../../../state/lab/useLab.ts';
import { useWords } from '../../text/useWords.ts';
import { ChoiceRow } from '../ChoiceRow.tsx';
import { StudentPicker } from './StudentPicker.tsx';
import styles from './StudentStartRow.module.css';

/** Where the student's weights begin, and where that is a file, what opens it. */
export function StudentStartRow({ disabled }: { readonly disabled: boolean }) {
  const { student } = useWords('given');
  const fromFile = useLab((lab) => lab.experiment.studentStart === 'file');
  const file = useLab((lab) => lab.studentFile);
  return (
    <>
      <ChoiceRow name="studentStart" />
      {fromFile ? (
        <div className={styles.file}>
          <StudentPicker disabled={disabled} />
          <p>{file === undefined ? student.none : student.file(file)}</p>
        </div>
      ) : null}
    </>
  );
}
