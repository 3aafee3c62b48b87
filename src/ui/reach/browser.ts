/**
 * Which browser this is, as far as advice about it needs to know.
 *
 * Read from the user agent string: the only thing that every browser has. Its system versions are frozen (macOS 10.15.7,
 * iOS 18.6, Android 10) and are not read.
 */
export interface Browser {
  /** On iPhone and iPad every browser is WebKit. */
  readonly engine: 'chromium' | 'firefox' | 'webkit' | 'other';
  /** Major: of Chromium whatever the brand, of Firefox, of Safari. */
  readonly version: number | undefined;
  readonly system: 'windows' | 'mac' | 'linux' | 'chromeos' | 'android' | 'ios' | 'other';
  /** As a person calls it. */
  readonly name: string;
}

/** @param touchPoints `navigator.maxTouchPoints`: an iPad says that it is a Mac, but no Mac has a touch screen. */
export function browserOf(userAgent: string, touchPoints: number): Browser {
  const version = (token: string) => {
    const digits = new RegExp(`\\b${token}/(\\d+)`).exec(userAgent)?.[1];
    return digits === undefined ? undefined : Number(digits);
  };
  const system = systemOf(userAgent, touchPoints);
  const safari = version('Version');
  if (system === 'ios') return { engine: 'webkit', version: safari, system, name: nameOf(userAgent) };
  const chromium = version('(?:Headless)?Chrome');
  if (chromium !== undefined)
    return { engine: 'chromium', version: chromium, system, name: nameOf(userAgent) };
  const firefox = version('Firefox');
  if (firefox !== undefined) return { engine: 'firefox', version: firefox, system, name: 'Firefox' };
  if (/\bSafari\//.test(userAgent)) return { engine: 'webkit', version: safari, system, name: 'Safari' };
  return { engine: 'other', version: undefined, system, name: nameOf(userAgent) };
}

const systems: readonly (readonly [RegExp, Browser['system']])[] = [
  [/\b(iPhone|iPad|iPod)\b/, 'ios'],
  [/\bAndroid\b/, 'android'],
  [/\bCrOS\b/, 'chromeos'],
  [/\bWindows\b/, 'windows'],
  [/\bMacintosh\b/, 'mac'],
  [/\bLinux\b/, 'linux'],
];

function systemOf(userAgent: string, touchPoints: number): Browser['system'] {
  const found = systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other';
  return found === 'mac' && touchPoints > 1 ? 'ios' : found;
}

const brands: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPT)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFxiOS\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

function nameOf(userAgent: string): string {
  return brands.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
}
