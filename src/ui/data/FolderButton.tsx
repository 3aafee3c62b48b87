import { useRef } from 'react';
import { useWords } from '../text/useWords.ts';
import styles from './FolderButton.module.css';
import { givenFolder } from './givenFiles.ts';
import { useGivenFolder } from './useGivenFolder.ts';

/** Every browser knows the attribute; React's types do not. */
const wholeFolder = { webkitdirectory: '' };

interface FolderButtonProps {
  readonly disabled: boolean;
  /** Where there is no room for the whole sentence. */
  readonly short?: boolean;
  /** Its images are there to distil on; the button says so by this name. */
  readonly toDistilOn?: string;
}

/** Opens the system's folder picker and loads what was picked. */
export function FolderButton({ disabled, short = false, toDistilOn }: FolderButtonProps) {
  const { form, data } = useWords('page');
  const give = useGivenFolder();
  const name = toDistilOn ?? form.openFolder;
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        disabled={disabled}
        aria-label={name}
        title={short ? name : undefined}
        onClick={() => picker.current?.click()}
      >
        {short ? form.openFolderShort : name}
      </button>
      <input
        ref={picker}
        className={styles.picker}
        type="file"
        multiple
        {...wholeFolder}
        tabIndex={-1}
        aria-label={name}
        disabled={disabled}
        onChange={(event) => {
          const { label, files } = givenFolder([...(event.target.files ?? [])]);
          event.target.value = '';
          if (files.length > 0) give(label ?? data.untitled, files, undefined, toDistilOn ? true : undefined);
        }}
      />
    </>
  );
}
