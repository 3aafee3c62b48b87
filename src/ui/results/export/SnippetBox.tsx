import { useState } from 'react';
import type { ExportSnippet } from '../../../protocol/exportedNetwork.ts';
import { copyText } from '../../copyText.ts';
import { useWords } from '../../text/useWords.ts';
import { download } from '../download.ts';
import { Segmented } from '../Segmented.tsx';
import styles from './export.module.css';

/** Names, the same in every language. */
const languageNames = { javascript: 'JavaScript', python: 'Python' } as const;

/** The program that classifies a picture with the file, to be read and copied. */
export function SnippetBox({ snippets }: { readonly snippets: readonly ExportSnippet[] | undefined }) {
  const text = useWords('exports');
  const [language, setLanguage] = useState<ExportSnippet['language']>('python');
  const [copied, setCopied] = useState<{ readonly code: string; readonly done: boolean }>();
  const shown = snippets?.find((one) => one.language === language) ?? snippets?.[0];
  const told = copied && copied.code === shown?.code ? copied.done : undefined;
  return (
    <section className={styles.snippet} aria-label={text.use}>
      <div className={styles.snippetBar}>
        <h3>{text.use}</h3>
        {snippets && snippets.length > 1 ? (
          <Segmented
            label={text.language}
            options={snippets.map((one) => ({ name: one.language, text: languageNames[one.language] }))}
            value={shown?.language ?? language}
            onChange={setLanguage}
          />
        ) : (
          <span className={styles.quiet}>{shown ? languageNames[shown.language] : ''}</span>
        )}
        <button
          type="button"
          disabled={!shown}
          onClick={async () => {
            if (shown) setCopied({ code: shown.code, done: await copyText(shown.code) });
          }}
        >
          {text.copy}
        </button>
        <button
          type="button"
          disabled={!shown}
          onClick={() => shown && download(shown.name, 'text/plain', shown.code)}
        >
          {shown ? text.download(shown.name) : text.making}
        </button>
        <span role="status" className={styles.quiet}>
          {told === undefined ? '' : told ? text.copied : text.notCopied}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get to it. */}
      <section className={styles.code} dir="ltr" tabIndex={0} aria-label={text.program}>
        <pre>{shown?.code ?? ''}</pre>
      </section>
    </section>
  );
}
