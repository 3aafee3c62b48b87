import { modelNames } from '../../../spec/choices.ts';
import { teachers } from '../../../spec/teachers/catalogue.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';

/** What a teacher can be; a file only where it is one. */
export function TeacherOptions({ named }: { readonly named: string }) {
  const { form, choices } = useWords('page');
  const say = useSay();
  const saved = useLab((lab) => lab.savedTeachers);
  return (
    <>
      <option value="auto">{say(teachers.auto.label)}</option>
      <option value="shipped">{say(teachers.shipped.label)}</option>
      <option value="rednet-shipped">{say(teachers['rednet-shipped'].label)}</option>
      {named === 'file' ? <option value="file">{say(teachers.file.label)}</option> : null}
      <optgroup label={say(teachers.here.label)}>
        {modelNames.map((model) => (
          <option key={model} value={model}>
            {choices[model]}
          </option>
        ))}
      </optgroup>
      {saved.length > 0 ? (
        <optgroup label={say(teachers.saved.label)}>
          {saved.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </optgroup>
      ) : null}
      {named.startsWith('saved-') && !saved.some((one) => one.id === named) ? (
        <option value={named}>{form.teacherGone}</option>
      ) : null}
    </>
  );
}
