import { useLabActions } from '../../../state/lab/useLab.ts';
import { givenFolder, teacherEndings } from '../../data/givenFiles.ts';
import { useWords } from '../../text/useWords.ts';
import { PickButton } from '../PickButton.tsx';

/** Opens a teacher from files of this computer. */
export function TeacherPicker({ disabled }: { readonly disabled: boolean }) {
  const { form } = useWords('page');
  const { useTeacherFiles: open } = useLabActions();
  return (
    <PickButton
      text={form.openTeacher}
      label={form.openTeacherLong}
      accept={teacherEndings}
      multiple
      disabled={disabled}
      onFiles={(files) => void open(givenFolder(files).files)}
    />
  );
}
