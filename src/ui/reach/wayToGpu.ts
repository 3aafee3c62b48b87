/**
 * How to get WebGPU in this browser.
 *
 * Sources: https://github.com/gpuweb/gpuweb/wiki/Implementation-Status (8 April 2026) and MDN's browser-compat-data for
 * `GPU`. What they do not say is not said here either.
 */
import type { GpuRefusal } from '../../protocol/records.ts';
import type { Browser } from './browser.ts';

export type GpuWay =
  /** Browsers keep WebGPU from pages that came over plain http from another machine. */
  | 'secure'
  | 'update'
  | 'chromium-linux'
  | 'chromium-android'
  | 'chromium-desktop'
  | 'firefox-mac'
  | 'firefox-config'
  | 'firefox-android'
  | 'firefox-settings'
  | 'safari-mac'
  | 'safari-ios'
  | 'restart'
  | 'another';

/** The first version that has WebGPU by itself on (some machines of) this system; undefined where none is known. */
export function firstWithWebgpu({ engine, system }: Browser): number | undefined {
  switch (engine) {
    case 'chromium':
      return system === 'android' ? 121 : system === 'linux' ? 144 : 113;
    case 'firefox':
      return system === 'windows' ? 141 : system === 'mac' ? 145 : undefined;
    case 'webkit':
      return 26;
    case 'other':
      return undefined;
  }
}

export function wayToGpu(browser: Browser, refusal: GpuRefusal, isSecure: boolean): GpuWay {
  if (refusal === 'missing' && !isSecure) return 'secure';
  if (refusal === 'failed') return 'restart';
  const first = firstWithWebgpu(browser);
  const isOld = first !== undefined && browser.version !== undefined && browser.version < first;
  switch (browser.engine) {
    case 'chromium':
      if (browser.system === 'linux') return 'chromium-linux';
      if (isOld) return 'update';
      return browser.system === 'android' ? 'chromium-android' : 'chromium-desktop';
    case 'firefox':
      if (browser.system === 'android') return 'firefox-android';
      if (browser.system === 'windows' && isOld) return 'update';
      if (refusal !== 'missing') return 'firefox-settings';
      return browser.system === 'mac' ? 'firefox-mac' : 'firefox-config';
    case 'webkit':
      if (refusal !== 'missing') return 'restart';
      return browser.system === 'ios' ? 'safari-ios' : 'safari-mac';
    case 'other':
      return 'another';
  }
}
