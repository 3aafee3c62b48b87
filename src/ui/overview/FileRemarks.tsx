import { useState } from 'react';
import type { Sentence } from '../../lang/sentence.ts';
import { useLab } from '../../state/lab/useLab.ts';
import styles from '../run/Banners.module.css';
import { Dismiss } from '../run/Dismiss.tsx';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';

/** Says how the files of weights were read, where there was something to decide. */
export function FileRemarks() {
  const words = useWords('given').remarks;
  const ofTeacher = useLab((lab) => lab.teacher?.remarks);
  const ofStudent = useLab((lab) =>
    lab.experiment.studentStart === 'file' ? lab.studentRemarks : undefined,
  );
  return (
    <>
      <Remarks title={words.teacher} remarks={ofTeacher} />
      <Remarks title={words.student} remarks={ofStudent} />
    </>
  );
}

interface RemarksProps {
  readonly title: string;
  readonly remarks: readonly Sentence[] | undefined;
}

function Remarks({ title, remarks = [] }: RemarksProps) {
  const say = useSay();
  const { shell } = useWords('page');
  const said = remarks.map(say);
  const [dismissed, setDismissed] = useState('');
  // The same file may be measured again: what was read stays read.
  if (said.length === 0 || said.join() === dismissed) return null;
  return (
    <div className={styles.banner}>
      <div className={styles.text}>
        <p className={styles.what}>{title}</p>
        {said.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <Dismiss label={shell.dismiss} onClick={() => setDismissed(said.join())} />
    </div>
  );
}
