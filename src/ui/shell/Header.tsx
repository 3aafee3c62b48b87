import { Tabs } from 'radix-ui';
import { tabNames, viewPart } from '../../spec/pageView.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import app from '../App.module.css';
import { PresentButton } from '../present/PresentButton.tsx';
import { useWords } from '../text/useWords.ts';
import { chooseTheme, useTheme } from '../theme.ts';
import { BackendMenu } from './BackendMenu.tsx';
import styles from './Header.module.css';
import { Icon } from './Icon.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { ShareButton } from './ShareButton.tsx';

/** The name, the views, what trains, the language, the theme and the link. */
export function Header() {
  const { shell } = useWords('page');
  const view = usePageView((page) => page.view);
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <header className={styles.header}>
      <h1 className={styles.name}>{shell.name}</h1>
      <Tabs.List className={styles.tabs} aria-label={shell.views} data-control="tabs">
        {tabNames.map((view) => (
          <Tabs.Trigger
            key={view}
            className={styles.tab}
            value={view}
            data-control={viewPart(view)}
            // The primitive focuses by script, which the browser would show as keyboard focus.
            onMouseDown={(event) => event.currentTarget.focus({ focusVisible: false })}
          >
            {shell.tabs[view]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <a className={app.skip} href="#results">
        {shell.skipTo(shell.tabs[view])}
      </a>
      <div className={styles.tools}>
        <BackendMenu />
        <LanguageChoice />
        <button
          type="button"
          className={styles.icon}
          data-control="theme"
          aria-label={other === 'dark' ? shell.toDark : shell.toLight}
          title={other === 'dark' ? shell.toDark : shell.toLight}
          onClick={() => chooseTheme(other)}
        >
          <Icon shape={other === 'dark' ? 'moon' : 'sun'} />
        </button>
        <PresentButton />
        <ShareButton />
      </div>
    </header>
  );
}
