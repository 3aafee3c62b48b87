/**
 * Which part of a formula a person points at: the formulas say, the panel lights up what it stands for.
 */
import { createContext, useContext } from 'react';

export type TermName =
  | 'probability'
  | 'logit'
  | 'temperature'
  | 'sum'
  | 'teacher'
  | 'student'
  | 'label'
  | 'factor'
  | 'images'
  | 'mean'
  | 'divergence'
  | 'centred';

export interface Pointing {
  readonly term: TermName | undefined;
  readonly point: (term: TermName | undefined) => void;
  /** What is said of a term in place of what is said of it everywhere. */
  readonly explained: Partial<Readonly<Record<TermName, string>>>;
}

const PointingContext = createContext<Pointing>({ term: undefined, point: () => undefined, explained: {} });

export const PointingProvider = PointingContext.Provider;

export function usePointing(): Pointing {
  return useContext(PointingContext);
}
