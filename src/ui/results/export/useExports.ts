/**
 * A network's files as they are made, one at a time: first the format that is looked at, then, where they are small enough to be
 * made without being asked for, the others.
 */
import { useEffect, useState } from 'react';
import { asProblem } from '../../../lang/problem.ts';
import { type Sentence, together } from '../../../lang/sentence.ts';
import type { ExportedNetwork } from '../../../protocol/exportedNetwork.ts';
import type { RunId, RunName } from '../../../protocol/runId.ts';
import { type ExportFormat, exportFormats } from '../../../spec/choices.ts';
import { useLabActions } from '../../../state/lab/useLab.ts';

/** A network that the browser keeps. */
export interface KeptName {
  readonly network: string;
  /** For people. */
  readonly label: string;
}

export type NetworkName = RunName | 'teacher' | KeptName;

export const isKept = (name: NetworkName): name is KeptName => typeof name === 'object' && 'network' in name;

export const networkKey = (name: NetworkName): string =>
  name === 'teacher' ? name : isKept(name) ? name.network : name.id;

export type Made =
  | { readonly file: ExportedNetwork; readonly problem?: undefined }
  | { readonly file?: undefined; readonly problem: Sentence };

/** Larger files are made when their format is chosen. */
const effortless = 16 * 2 ** 20;

/** @returns undefined for formats that are not made yet. */
export function useExports(
  name: NetworkName,
  looked: ExportFormat,
): Readonly<Partial<Record<ExportFormat, Made>>> {
  const { exportNetwork } = useLabActions();
  const key = networkKey(name);
  const kept = isKept(name);
  const [all, setAll] = useState<{
    readonly key: string;
    readonly made: Partial<Record<ExportFormat, Made>>;
  }>({ key, made: {} });
  const made = all.key === key ? all.made : {};
  const missing = exportFormats.find((format) => !made[format]);
  const small = (made[looked]?.file?.bytes.length ?? Number.POSITIVE_INFINITY) <= effortless;
  const wanted = made[looked] ? (small ? missing : undefined) : looked;
  useEffect(() => {
    if (!wanted) return;
    let isCurrent = true;
    const hear = (one: Made) => {
      if (!isCurrent) return;
      setAll((before) => ({ key, made: { ...(before.key === key ? before.made : {}), [wanted]: one } }));
    };
    exportNetwork(kept ? { network: key } : (key as RunId | 'teacher'), wanted).then(
      (file) => hear({ file }),
      (thrown: unknown) => {
        const { what, fix } = asProblem(thrown);
        hear({ problem: together([what, fix]) });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [key, kept, wanted, exportNetwork]);
  return made;
}
