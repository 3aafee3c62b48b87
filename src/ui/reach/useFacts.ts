/**
 * Looks at what this browser has. Storage is tried once, when the page is idle.
 */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ProblemCode } from '../../lang/problem.ts';
import type { Lab } from '../../state/lab/labState.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { offlineCopy, savesData } from '../../state/page/offlineCopy.ts';
import { browserOf } from './browser.ts';
import type { Facts } from './findings.ts';
import { type Kept, lookAtStorage } from './storage.ts';

const refusedBy: Partial<Record<ProblemCode, NonNullable<Facts['refused']>>> = {
  'webgpu-missing': 'missing',
  'webgpu-no-adapter': 'no-adapter',
  'device-lost': 'lost',
};

/** Decoded images lie in memory, and training needs as much again; a student has gradients and the optimiser's state. */
const needsOf = ({ dataset, student, teacher }: Pick<Lab, 'dataset' | 'student' | 'teacher'>) =>
  2 * (dataset?.bytes ?? 0) + 4 * (student?.bytes ?? 0) + (teacher?.bytes ?? 0);

export function useFacts(): Facts {
  const backend = useLab((lab) => lab.backend);
  const problem = useLab((lab) => lab.problem?.code);
  const needs = useLab(needsOf);
  const isOnline = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  const copy = useSyncExternalStore(offlineCopy.subscribe, offlineCopy.getState).state;
  const [kept, setKept] = useState<Kept>();
  useEffect(() => {
    let left = false;
    const look = () => void lookAtStorage(window).then((found) => left || setKept(found));
    const waiting = setTimeout(look, 500);
    return () => {
      left = true;
      clearTimeout(waiting);
    };
  }, []);
  return useMemo(
    () => ({
      browser: browserOf(navigator.userAgent, navigator.maxTouchPoints),
      isSecure: isSecureContext,
      hasCopy: copy !== 'none' || Boolean(navigator.serviceWorker?.controller),
      isOnline,
      savesData: savesData(navigator),
      deviceMemory: (navigator as { readonly deviceMemory?: number }).deviceMemory,
      storage: kept?.storage,
      quota: kept?.quota,
      backend,
      refused: problem && refusedBy[problem],
      needs,
    }),
    [backend, problem, needs, isOnline, copy, kept],
  );
}

function subscribeToNetwork(listener: () => void) {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
