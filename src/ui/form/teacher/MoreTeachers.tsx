import { fields } from '../../../spec/experiment.ts';
import { readTeachers, teachersText } from '../../../spec/teachers/moreTeachers.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { TypedText } from '../../recipe/TypedText.tsx';
import { useSay } from '../../text/useSay.ts';
import { ChoiceRow } from '../ChoiceRow.tsx';
import { NumberRow } from '../NumberRow.tsx';

/** Teachers beside the first, as text, with how all of them are combined where there are any. */
export function MoreTeachers({ disabled }: { readonly disabled: boolean }) {
  const say = useSay();
  const teachers = useLab((lab) => lab.experiment.moreTeachers);
  const { setField } = useLabActions();
  return (
    <fieldset disabled={disabled} aria-label={say(fields.moreTeachers.label)}>
      <TypedText
        name="moreTeachers"
        label={say(fields.moreTeachers.label)}
        help={say(fields.moreTeachers.help)}
        text={teachersText(teachers, fields)}
        example="resnet20 epochs=9; mlp"
        read={(text) => {
          const read = readTeachers(text, fields);
          return 'fault' in read ? read : { value: read.teachers };
        }}
        onAccept={(next) => setField('moreTeachers', next)}
      />
      {teachers.length > 0 ? (
        <>
          <ChoiceRow name="teachersTogether" />
          <NumberRow name="teacherWeight" disabled={disabled} />
        </>
      ) : null}
    </fieldset>
  );
}
