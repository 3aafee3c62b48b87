/**
 * Whether the details of what works here are open, and which findings a person has hidden; the latter is kept in this
 * browser. A finding that was not there when they were hidden shows again.
 */
import { useSyncExternalStore } from 'react';

const storageName = 'distillation-lab-reach';
const listeners = new Set<() => void>();

interface Panel {
  readonly open: boolean;
  readonly hidden: readonly string[];
}

let panel: Panel | undefined;

function shown(): Panel {
  panel ??= { open: false, hidden: hiddenBefore() };
  return panel;
}

function hiddenBefore(): readonly string[] {
  try {
    return localStorage.getItem(storageName)?.split(',') ?? [];
  } catch {
    return [];
  }
}

function change(part: Partial<Panel>) {
  panel = { ...shown(), ...part };
  for (const listener of listeners) listener();
}

export const showDetails = (open: boolean) => change({ open });

export function hide(names: readonly string[]) {
  const hidden = [...new Set([...shown().hidden, ...names])];
  change({ open: false, hidden });
  try {
    localStorage.setItem(storageName, hidden.join(','));
  } catch {
    // Private windows may refuse storage: what is hidden then is so as long as the page is open.
  }
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePanel = () => useSyncExternalStore(subscribe, shown);
