import { useEffect, useRef, useState } from 'react';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import { offerPicture, usePictureChoice } from './choice.ts';
import styles from './picture.module.css';
import type { Look } from './useLooking.ts';

/** A picture from a file: picked here, dropped anywhere on the page, or pasted. */
export function FilePicture({ look }: { readonly look: Look }) {
  const text = useWords('pictures');
  const say = useSay();
  const { offered, file, refused } = usePictureChoice();
  const picker = useRef<HTMLInputElement>(null);
  const address = useAddress(file);
  const wanted = offered ?? file;
  useEffect(() => {
    if (wanted) look(() => wanted);
  }, [wanted, look]);
  return (
    <div className={styles.own}>
      <div className={styles.stage}>
        {file && address ? (
          <img src={address} alt={text.file.picture(file.name)} decoding="async" />
        ) : (
          <p className={styles.empty}>{offered ? text.file.reading : text.file.give}</p>
        )}
      </div>
      <div className={styles.tools}>
        <button type="button" onClick={() => picker.current?.click()}>
          {file ? text.file.another : text.file.choose}
        </button>
        <input
          ref={picker}
          hidden
          type="file"
          accept="image/*"
          aria-label={text.file.choose}
          onChange={(event) => {
            const [picked] = event.target.files ?? [];
            event.target.value = '';
            if (picked) offerPicture(picked);
          }}
        />
      </div>
      {refused ? (
        <p className={styles.problem} role="alert">
          {say(refused.what)} {say(refused.fix)} {file ? text.file.kept : ''}
        </p>
      ) : (
        <p className={styles.quiet}>{file ? text.file.giveAnother : text.stays}</p>
      )}
    </div>
  );
}

/** An address at which the page can show the file, for as long as it does. */
function useAddress(file: File | undefined): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!file) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
