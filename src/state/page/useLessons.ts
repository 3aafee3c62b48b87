/**
 * How components read the lessons: `useLessons((lessons) => lessons.files)`.
 */
import { createContext, useContext } from 'react';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import type { LessonsActions, LessonsState } from './lessons.ts';

const LessonsContext = createContext<StoreApi<LessonsState> | undefined>(undefined);

export const LessonsProvider = LessonsContext.Provider;

/** `select` must return something that is in the state, or a plain value. */
export function useLessons<Part>(select: (lessons: LessonsState) => Part): Part {
  const store = useContext(LessonsContext);
  if (!store) throw new Error('useLessons needs a LessonsProvider above it.');
  return useStore(store, select);
}

const selectActions = (lessons: LessonsState) => lessons.actions;

export function useLessonsActions(): LessonsActions {
  return useLessons(selectActions);
}
