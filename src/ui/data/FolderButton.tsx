import { useRef } from 'react';
import { useLabActions } from '../../state/useLab.ts';
import { useText } from '../text/useText.ts';
import styles from './FolderButton.module.css';
import { givenFolder } from './givenFiles.ts';

/** Every browser knows the attribute; React's types do not. */
const wholeFolder = { webkitdirectory: '' };

/** Opens the system's folder picker and loads what was picked. */
export function FolderButton({ disabled }: { readonly disabled: boolean }) {
  const { form, data } = useText();
  const { loadFolder } = useLabActions();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" disabled={disabled} onClick={() => picker.current?.click()}>
        {form.openFolder}
      </button>
      <input
        ref={picker}
        className={styles.picker}
        type="file"
        multiple
        {...wholeFolder}
        tabIndex={-1}
        aria-label={form.openFolder}
        disabled={disabled}
        onChange={(event) => {
          const { label, files } = givenFolder([...(event.target.files ?? [])]);
          event.target.value = '';
          if (files.length > 0) loadFolder(label ?? data.untitled, files);
        }}
      />
    </>
  );
}
