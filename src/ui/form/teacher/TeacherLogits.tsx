import { useState } from 'react';
import { asProblem } from '../../../lang/problem.ts';
import { useLab, useLabActions } from '../../../state/lab/useLab.ts';
import { bytesText } from '../../quantities.ts';
import { download } from '../../results/download.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import styles from '../Row.module.css';
import { TeacherPicker } from './TeacherPicker.tsx';

/** Writes what each teacher says of every view of the images as a file, from which others learn without it. */
export function TeacherLogits({ disabled }: { readonly disabled: boolean }) {
  const words = useLateWords('teachers');
  const say = useSay();
  const teacher = useLab((lab) => lab.teacher);
  const { exportLogits } = useLabActions();
  const [told, setTold] = useState<string>();
  const [making, setMaking] = useState(false);
  const teachers = teacher?.members ?? (teacher ? [teacher] : []);
  const save = async (place: number) => {
    setMaking(true);
    setTold(undefined);
    try {
      const bytes = await exportLogits(place);
      const name = place === 0 ? 'logits.safetensors' : `logits-${place + 1}.safetensors`;
      download(name, 'application/octet-stream', bytes);
      setTold(words.logitsSaved(name, bytesText(bytes.length)));
    } catch (thrown) {
      const { what, fix } = asProblem(thrown);
      setTold(`${say(what)} ${say(fix)}`);
    }
    setMaking(false);
  };
  const placed = teachers.map(({ label }, place) => ({ label, place }));
  return (
    <fieldset disabled={disabled} aria-label={words.logits}>
      {placed.map(({ label, place }) => (
        <button
          key={place}
          type="button"
          aria-disabled={making}
          title={words.logitsHelp}
          onClick={() => making || void save(place)}
        >
          {words.saveLogits(label)}
        </button>
      ))}
      <TeacherPicker disabled={disabled} label={words.openLogits} />
      <p className={styles.note} role="status">
        {making ? words.makingLogits : (told ?? words.logitsHelp)}
      </p>
    </fieldset>
  );
}
