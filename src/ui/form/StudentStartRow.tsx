import { useLab } from '../../state/useLab.ts';
import { useWords } from '../text/useWords.ts';
import { ChoiceRow } from './ChoiceRow.tsx';
import { StudentPicker } from './StudentPicker.tsx';

/** Where the student's weights begin, and where that is a file, what opens it. */
export function StudentStartRow({ disabled }: { readonly disabled: boolean }) {
  const { student } = useWords('given');
  const fromFile = useLab((lab) => lab.experiment.studentStart === 'file');
  const file = useLab((lab) => lab.studentFile);
  if (!fromFile) return <ChoiceRow name="studentStart" />;
  return (
    <ChoiceRow name="studentStart" note={file === undefined ? student.none : student.file(file)}>
      <StudentPicker disabled={disabled} />
    </ChoiceRow>
  );
}
