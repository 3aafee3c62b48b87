import { useId } from 'react';
import { fields } from '../../../spec/experiment.ts';
import { trainsTeacher } from '../../../spec/teachers/trainsTeacher.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { modelTitle } from '../../overview/ModelColumn.tsx';
import { percentText } from '../../quantities.ts';
import { useDatasetNames } from '../../text/useDatasetNames.ts';
import { useWords } from '../../text/useWords.ts';
import { helpId, Row } from '../Row.tsx';
import { TeacherOptions } from './TeacherOptions.tsx';
import { TeacherPicker } from './TeacherPicker.tsx';
import styles from './TeacherRow.module.css';
import { TeacherSparkline } from './TeacherSparkline.tsx';

const field = fields.teacher;

/** Where the teacher comes from, and what can be done with it: train it, keep it, forget it, open one from a file. */
export function TeacherRow({ disabled }: { readonly disabled: boolean }) {
  const text = useWords('page');
  const { form } = text;
  const id = useId();
  const experiment = useLab((lab) => lab.experiment);
  const teacher = useLab((lab) => lab.teacher);
  const names = useDatasetNames(useLab((lab) => lab.dataset));
  const { setField, trainTeacher, saveTeacher, forgetTeacher } = useLabActions();
  const named = experiment.teacher;
  const isSaved = named.startsWith('saved-');
  const toTrain = trainsTeacher(experiment);
  // What other software runs stays in its own files.
  const savable =
    teacher?.accuracy !== undefined &&
    teacher.name !== 'foreign' &&
    (teacher.source === 'trained' || teacher.source === 'file');
  const save = () => {
    if (!teacher) return;
    const accuracy = teacher.accuracy === undefined ? '' : percentText(teacher.accuracy);
    void saveTeacher(
      form.savedLabel(modelTitle(teacher, text), names?.label ?? experiment.dataset, accuracy),
    );
  };
  return (
    <>
      <Row name="teacher" field={field} id={id}>
        <select
          id={id}
          value={named}
          aria-describedby={helpId(id)}
          onChange={(event) => setField('teacher', event.target.value)}
        >
          <TeacherOptions named={named} />
        </select>
        <TeacherPicker disabled={disabled} />
      </Row>
      {toTrain || savable || isSaved ? (
        <div className={styles.actions}>
          {toTrain ? (
            <button type="button" disabled={disabled} onClick={trainTeacher}>
              {form.trainTeacher}
            </button>
          ) : null}
          {savable ? (
            <button type="button" disabled={disabled} title={form.saveTeacherLong} onClick={save}>
              {form.saveTeacher}
            </button>
          ) : null}
          {isSaved ? (
            <button
              type="button"
              disabled={disabled}
              title={form.forgetTeacherLong}
              onClick={() => void forgetTeacher(named)}
            >
              {form.forgetTeacher}
            </button>
          ) : null}
          <TeacherSparkline />
        </div>
      ) : null}
    </>
  );
}
