import { useLabActions } from '../../../state/lab/useLab.ts';
import { weightsEndings } from '../../data/givenFiles.ts';
import { useWords } from '../../text/useWords.ts';
import { PickButton } from '../PickButton.tsx';

/** Opens the weights from which students start; the student becomes their network. */
export function StudentPicker({ disabled }: { readonly disabled: boolean }) {
  const { student } = useWords('given');
  const { useStudentFile: open } = useLabActions();
  return (
    <PickButton
      text={student.open}
      label={student.openLong}
      accept={weightsEndings}
      disabled={disabled}
      onFiles={([file]) => file && void open(file)}
    />
  );
}
