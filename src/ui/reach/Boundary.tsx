/**
 * Keeps what fails to load or to draw to its own part of the page: the lab's state lives outside of what is drawn, so
 * that everything else goes on.
 */
import { Component, type ReactNode } from 'react';
import { useWords } from '../text/useWords.ts';
import styles from './Boundary.module.css';

interface BoundaryProps {
  /** What fails has no room of its own on the page: a dialog, a menu. */
  readonly floating?: boolean;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failed: boolean;
  readonly thrown?: unknown;
}

export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: false };

  static getDerivedStateFromError(thrown: unknown): BoundaryState {
    return { failed: true, thrown };
  }

  override render() {
    const { failed, thrown } = this.state;
    return failed ? <Failed thrown={thrown} floating={this.props.floating ?? false} /> : this.props.children;
  }
}

/** What Chromium, Firefox and Safari say of a module that does not load, and Vite of a style sheet. */
const notLoaded =
  /dynamically imported module|loading dynamically|Importing a module script failed|Unable to preload/i;

function Failed({ thrown, floating }: { readonly thrown: unknown; readonly floating: boolean }) {
  const words = useWords('reach');
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return (
    <div className={floating ? `${styles.failed} ${styles.floating}` : styles.failed} role="alert">
      <p>{notLoaded.test(message) ? words.notLoaded : words.broken(message.slice(0, 200))}</p>
      <p className={styles.quiet}>{words.reloadKeeps}</p>
      <ReloadButton />
    </div>
  );
}

export function ReloadButton() {
  const { reload } = useWords('reach');
  return (
    <button type="button" onClick={() => location.reload()}>
      {reload}
    </button>
  );
}
