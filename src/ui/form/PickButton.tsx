import { useRef } from 'react';
import unseen from '../unseen.module.css';

interface PickButtonProps {
  readonly text: string;
  /** All that it does, where the text has no room for it. */
  readonly label: string;
  readonly accept: readonly string[];
  readonly multiple?: boolean;
  readonly disabled: boolean;
  /** At least one. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** Opens the system's file picker. */
export function PickButton({ text, label, accept, multiple, disabled, onFiles }: PickButtonProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        disabled={disabled}
        title={label}
        aria-label={label}
        onClick={() => picker.current?.click()}
      >
        {text}
      </button>
      <input
        ref={picker}
        // Not display: none, which some browsers refuse to open.
        className={unseen.unseen}
        type="file"
        accept={accept.join(',')}
        multiple={multiple}
        tabIndex={-1}
        aria-label={label}
        disabled={disabled}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
