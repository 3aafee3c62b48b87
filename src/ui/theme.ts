/**
 * Light or dark: the system's wish until a person chooses; the choice is kept in this browser.
 */
import { useSyncExternalStore } from 'react';

export type Theme = 'light' | 'dark';

const storageName = 'distillation-lab-theme';
const systemIsDark = () => window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

/** What was chosen; storage may be forbidden, and then nothing was. */
function chosenTheme(): Theme | undefined {
  try {
    const stored = localStorage.getItem(storageName);
    return stored === 'light' || stored === 'dark' ? stored : undefined;
  } catch {
    return undefined;
  }
}

function shownTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  if (theme === 'light' || theme === 'dark') return theme;
  return systemIsDark().matches ? 'dark' : 'light';
}

/** Before the first paint, so that nobody sees the other theme flash by. */
export function applyChosenTheme() {
  const theme = chosenTheme();
  if (theme) document.documentElement.dataset.theme = theme;
}

export function chooseTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(storageName, theme);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  const system = systemIsDark();
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, shownTheme);
}
