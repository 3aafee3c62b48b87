import { useId } from 'react';
import { fields } from '../../../spec/experiment.ts';
import { matters } from '../../../spec/keys.ts';
import {
  freshTeacher,
  mostMoreTeachers,
  readTeachers,
  teachersText,
} from '../../../spec/teachers/moreTeachers.ts';
import { withTeacherAt } from '../../../spec/teachers/teachersOf.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { TypedText } from '../../recipe/TypedText.tsx';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { ChoiceRow } from '../ChoiceRow.tsx';
import { NumberRow } from '../NumberRow.tsx';
import { helpId, Row } from '../Row.tsx';
import { TeacherOptions } from './TeacherOptions.tsx';
import { TeacherPicker } from './TeacherPicker.tsx';
import styles from './TeacherRow.module.css';

/** Teachers beside the first, each with its choice and all as text, and how they are combined where there are any. */
export function MoreTeachers({ disabled }: { readonly disabled: boolean }) {
  const say = useSay();
  const teachers = useLab((lab) => lab.experiment.moreTeachers);
  const hasNu = useLab((lab) => matters('teachersNu', lab.experiment));
  const { setField } = useLabActions();
  const words = useLateWords('teachers');
  // Teachers of the same settings are told apart by their places alone.
  const placed = teachers.map(({ teacher }, i) => ({ teacher, place: i + 1 }));
  return (
    <fieldset disabled={disabled} aria-label={say(fields.moreTeachers.label)}>
      {placed.map(({ teacher, place }) => (
        <MoreTeacher key={place} place={place} named={teacher} disabled={disabled} />
      ))}
      {teachers.length < mostMoreTeachers ? (
        <button
          type="button"
          data-add=""
          onClick={() => setField('moreTeachers', [...teachers, freshTeacher(fields)])}
        >
          {words.add}
        </button>
      ) : null}
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
          {hasNu ? <NumberRow name="teachersNu" disabled={disabled} /> : null}
          <NumberRow name="teacherWeight" disabled={disabled} />
        </>
      ) : null}
    </fieldset>
  );
}

interface MoreTeacherProps {
  /** From 1; the first teacher is at 0. */
  readonly place: number;
  readonly named: string;
  readonly disabled: boolean;
}

/** Where one of them comes from. */
function MoreTeacher({ place, named, disabled }: MoreTeacherProps) {
  const words = useLateWords('teachers');
  const id = useId();
  const experiment = useLab((lab) => lab.experiment);
  const { setExperiment, setField } = useLabActions();
  const others = experiment.moreTeachers.filter((_, i) => i + 1 !== place);
  // A file is known by the place of its teacher.
  const movesFile = experiment.moreTeachers.slice(place).some(({ teacher }) => teacher === 'file');
  return (
    <>
      <Row
        name={`teacher ${place + 1}`}
        field={{ ...fields.teacher, label: words.teacher(place + 1) }}
        id={id}
      >
        <select
          id={id}
          value={named}
          aria-describedby={helpId(id)}
          onChange={({ target }) => setExperiment(withTeacherAt(experiment, place, target.value))}
        >
          <TeacherOptions named={named} />
        </select>
        <TeacherPicker disabled={disabled} place={place} label={words.open(place + 1)} />
      </Row>
      <div className={styles.actions}>
        <button
          type="button"
          aria-label={words.removeLong(place + 1)}
          disabled={movesFile}
          title={movesFile ? words.removeLater : undefined}
          onClick={({ currentTarget }) => {
            currentTarget.closest('fieldset')?.querySelector<HTMLElement>('[data-add]')?.focus();
            setField('moreTeachers', others);
          }}
        >
          {words.remove}
        </button>
      </div>
    </>
  );
}
