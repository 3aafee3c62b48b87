/**
 * What this browser cannot do for the lab, most important first. Pure: `useFacts` looks, this judges.
 */
import type { BackendCard, GpuRefusal } from '../../protocol/records.ts';
import type { Browser } from './browser.ts';
import { type GpuWay, wayToGpu } from './wayToGpu.ts';

export type Storage =
  | 'kept'
  /** No database can be opened. */
  | 'refused'
  /** A database can be opened and the page's own files cannot: browsers do so in private windows. */
  | 'temporary';

export interface Facts {
  readonly browser: Browser;
  /** https, or this machine. */
  readonly isSecure: boolean;
  /** A service worker of ours has a copy of the page, and will serve it. */
  readonly hasCopy: boolean;
  readonly isOnline: boolean;
  readonly savesData: boolean;
  /** GiB, rounded by the browser to 0.25 … 8 or more; undefined where it does not say. */
  readonly deviceMemory: number | undefined;
  /** Undefined until looked at. */
  readonly storage: Storage | undefined;
  /** Bytes that the browser lets the page keep. */
  readonly quota: number | undefined;
  readonly backend: Pick<BackendCard, 'name' | 'refusal' | 'simd'> | undefined;
  /** Of a GPU that was asked for by name. */
  readonly refused: GpuRefusal | 'lost' | undefined;
  /** Bytes that the images and models on the bench take while they train, roughly. */
  readonly needs: number;
}

export type Finding =
  | { readonly name: 'slow'; readonly way: 'webassembly-lockdown' | 'webassembly' }
  | { readonly name: GpuFinding; readonly way: GpuWay }
  | { readonly name: 'storage-refused' | 'storage-temporary'; readonly way: 'ordinary-window' }
  | { readonly name: 'storage-small'; readonly way: 'free-space'; readonly megabytes: number }
  | { readonly name: 'memory-small'; readonly way: 'use-less'; readonly gigabytes: number }
  | {
      readonly name: 'memory-tight';
      readonly way: 'use-less';
      readonly gigabytes: number;
      readonly megabytes: number;
    }
  | { readonly name: 'no-simd'; readonly way: 'update' }
  | { readonly name: 'offline' | 'offline-without-copy'; readonly way: 'network' }
  | { readonly name: 'saves-data'; readonly way: 'data-saver' };

export type GpuFinding = 'gpu-missing' | 'gpu-no-adapter' | 'gpu-software' | 'gpu-failed' | 'gpu-lost';
export type FindingName = Finding['name'];
export type Way = Finding['way'];

/** A device of so many GiB has little for one tab. */
const littleMemory = 2;
/** Part of a device's memory that the bench may take before it is worth a word. */
const memoryShare = 0.25;
/** The copy of the page and a small folder fit into so much; below it, not much is kept. */
const littleRoom = 100e6;

export function findingsOf(facts: Facts): readonly Finding[] {
  return [...computing(facts), ...keeping(facts), ...memory(facts), ...network(facts)];
}

function computing(facts: Facts): readonly Finding[] {
  const { browser, backend, isSecure } = facts;
  const found: Finding[] = [];
  const refusal = facts.refused ?? backend?.refusal;
  // Chosen by name, plain JavaScript is no finding.
  if (backend?.name === 'cpu' && backend.refusal) {
    found.push({
      name: 'slow',
      way: browser.engine === 'webkit' ? 'webassembly-lockdown' : 'webassembly',
    });
  }
  if (refusal === 'lost') found.push({ name: 'gpu-lost', way: 'restart' });
  else if (refusal) {
    found.push({ name: `gpu-${refusal}`, way: wayToGpu(browser, refusal, isSecure) });
  }
  if (backend?.name === 'wasm' && backend.simd === false) found.push({ name: 'no-simd', way: 'update' });
  return found;
}

function keeping({ storage, quota }: Facts): readonly Finding[] {
  if (storage === 'refused' || storage === 'temporary') {
    return [{ name: `storage-${storage}`, way: 'ordinary-window' }];
  }
  return quota !== undefined && quota < littleRoom
    ? [{ name: 'storage-small', way: 'free-space', megabytes: Math.round(quota / 1e6) }]
    : [];
}

function memory({ deviceMemory: gigabytes, needs }: Facts): readonly Finding[] {
  if (gigabytes === undefined) return [];
  if (needs > memoryShare * gigabytes * 2 ** 30) {
    return [{ name: 'memory-tight', way: 'use-less', gigabytes, megabytes: Math.round(needs / 1e6) }];
  }
  return gigabytes <= littleMemory ? [{ name: 'memory-small', way: 'use-less', gigabytes }] : [];
}

function network({ isOnline, hasCopy, savesData }: Facts): readonly Finding[] {
  if (!isOnline) return [{ name: hasCopy ? 'offline' : 'offline-without-copy', way: 'network' }];
  return savesData && !hasCopy ? [{ name: 'saves-data', way: 'data-saver' }] : [];
}
