import { describe, expect, it } from 'vitest';
import { browserOf } from './browser.ts';
import { userAgents } from './userAgents.ts';

describe('browserOf', () => {
  it.each([
    ['chromeLinux', 'chromium', 146, 'linux', 'Chrome'],
    ['headlessLinux', 'chromium', 146, 'linux', 'Chrome'],
    ['chromeWindows', 'chromium', 146, 'windows', 'Chrome'],
    ['oldChromeMac', 'chromium', 109, 'mac', 'Chrome'],
    ['edge', 'chromium', 146, 'windows', 'Edge'],
    ['opera', 'chromium', 144, 'windows', 'Opera'],
    ['chromebook', 'chromium', 146, 'chromeos', 'Chrome'],
    ['chromeAndroid', 'chromium', 146, 'android', 'Chrome'],
    ['samsung', 'chromium', 130, 'android', 'Samsung Internet'],
    ['firefoxWindows', 'firefox', 145, 'windows', 'Firefox'],
    ['firefoxLinux', 'firefox', 145, 'linux', 'Firefox'],
    ['firefoxAndroid', 'firefox', 145, 'android', 'Firefox'],
    ['safariMac', 'webkit', 26, 'mac', 'Safari'],
    ['iphone', 'webkit', 26, 'ios', 'Safari'],
    ['chromeIphone', 'webkit', undefined, 'ios', 'Chrome'],
    ['firefoxIphone', 'webkit', undefined, 'ios', 'Firefox'],
    ['unknown', 'other', undefined, 'other', ''],
  ] as const)('reads %s', (agent, engine, version, system, name) => {
    expect(browserOf(userAgents[agent], 0)).toEqual({ engine, version, system, name });
  });

  it('tells an iPad from the Mac that it says it is', () => {
    expect(browserOf(userAgents.ipad, 5).system).toBe('ios');
    expect(browserOf(userAgents.ipad, 0).system).toBe('mac');
  });
});
