import { useLabActions } from '../../../state/lab/useLab.ts';
import { givenFolder, teacherEndings } from '../../data/givenFiles.ts';
import { useWords } from '../../text/useWords.ts';
import { PickButton } from '../PickButton.tsx';

interface TeacherPickerProps {
  readonly disabled: boolean;
  /** Of the teacher that it becomes, from 0. */
  readonly place?: number;
  /** In place of what is said of the first. */
  readonly label?: string;
}

/** Opens a teacher from files of this computer. */
export function TeacherPicker({ disabled, place = 0, label }: TeacherPickerProps) {
  const { form } = useWords('page');
  const { useTeacherFiles: open } = useLabActions();
  return (
    <PickButton
      text={form.openTeacher}
      label={label ?? form.openTeacherLong}
      accept={teacherEndings}
      multiple
      disabled={disabled}
      onFiles={(files) => void open(givenFolder(files).files, place)}
    />
  );
}
