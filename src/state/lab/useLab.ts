/**
 * How components read the lab: `useLab((lab) => lab.phase)` renders again only when what was selected changes.
 */
import { createContext, useContext } from 'react';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import type { Lab, LabActions } from './labState.ts';

const LabContext = createContext<StoreApi<Lab> | undefined>(undefined);

/** `<LabProvider value={store}>` around everything that calls `useLab`. */
export const LabProvider = LabContext.Provider;

/**
 * The part of the lab that `select` picks. `select` must return something that is in the state, or a plain value:
 * a list or object made afresh on each call would render for ever.
 */
export function useLab<Part>(select: (lab: Lab) => Part): Part {
  return useStore(useLabStore(), select);
}

/** The store itself, for a component that reads it at its own pace. */
export function useLabStore(): StoreApi<Lab> {
  const store = useContext(LabContext);
  if (!store) throw new Error('useLab needs a LabProvider above it.');
  return store;
}

const selectActions = (lab: Lab) => lab.actions;

/** What a person can do; the same object for as long as the page lives. */
export function useLabActions(): LabActions {
  return useLab(selectActions);
}
