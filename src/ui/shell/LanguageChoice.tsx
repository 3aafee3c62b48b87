import { languageFor, languageNames, languages } from '../../lang/languages.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { chooseLanguage, useLanguage } from '../text/language.ts';
import { useWords } from '../text/useWords.ts';
import { Icon } from './Icon.tsx';
import styles from './LanguageChoice.module.css';

/** Every language under its own name, so that one who reads no other finds it; a link that names a language follows. */
export function LanguageChoice() {
  const { shell } = useWords('page');
  const language = useLanguage();
  const linked = usePageView((page) => page.lang);
  const show = usePageView((page) => page.show);
  const choose = (next: string) => {
    const chosen = languageFor([next]);
    if (linked) show({ lang: chosen });
    void chooseLanguage(chosen);
  };
  return (
    <span className={styles.choice} data-control="language" title={shell.language}>
      <span aria-hidden="true">{languages[language].short}</span>
      <Icon shape="down" />
      <select aria-label={shell.language} value={language} onChange={(event) => choose(event.target.value)}>
        {languageNames.map((name) => (
          <option key={name} value={name} lang={name}>
            {languages[name].label}
          </option>
        ))}
      </select>
    </span>
  );
}
