/**
 * How components read what of the page is shown: `usePageView((page) => page.present)`.
 */
import { createContext, useContext } from 'react';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import type { PageViewState } from './pageView.ts';

const PageViewContext = createContext<StoreApi<PageViewState> | undefined>(undefined);

export const PageViewProvider = PageViewContext.Provider;

/** `select` must return something that is in the state, or a plain value. */
export function usePageView<Part>(select: (page: PageViewState) => Part): Part {
  const store = useContext(PageViewContext);
  if (!store) throw new Error('usePageView needs a PageViewProvider above it.');
  return useStore(store, select);
}
