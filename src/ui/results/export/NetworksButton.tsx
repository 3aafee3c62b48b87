import { useRef, useState } from 'react';
import { useLab } from '../../../state/lab/useLab.ts';
import { useWords } from '../../text/useWords.ts';
import { ExportOpener } from './ExportOpener.tsx';

/** Opens the dialog of networks as files at the teacher, which may be there before any student. */
export function NetworksButton() {
  const text = useWords('exports');
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const hasTeacher = useLab((lab) => lab.teacher?.accuracy !== undefined);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        disabled={!hasTeacher}
        onClick={() => setOpen(true)}
      >
        {text.open}
      </button>
      <ExportOpener first={isOpen ? 'teacher' : undefined} opener={button} onClose={() => setOpen(false)} />
    </>
  );
}
