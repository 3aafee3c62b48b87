import { describe, expect, it } from 'vitest';
import { browserOf } from './browser.ts';
import { userAgents } from './userAgents.ts';
import { wayToGpu } from './wayToGpu.ts';

const way = (agent: keyof typeof userAgents, refusal: Parameters<typeof wayToGpu>[1], isSecure = true) =>
  wayToGpu(browserOf(userAgents[agent], agent === 'ipad' ? 5 : 0), refusal, isSecure);

describe('wayToGpu', () => {
  it.each([
    ['chromeLinux', 'chromium-linux'],
    ['oldChromeMac', 'update'],
    ['chromeWindows', 'chromium-desktop'],
    ['edge', 'chromium-desktop'],
    ['chromebook', 'chromium-desktop'],
    ['oldChromeAndroid', 'update'],
    ['chromeAndroid', 'chromium-android'],
    ['samsung', 'chromium-android'],
    ['oldFirefoxWindows', 'update'],
    ['firefoxWindows', 'firefox-config'],
    ['firefoxMac', 'firefox-mac'],
    ['newFirefoxMac', 'firefox-mac'],
    ['firefoxLinux', 'firefox-config'],
    ['firefoxAndroid', 'firefox-android'],
    ['oldSafariMac', 'safari-mac'],
    ['safariMac', 'safari-mac'],
    ['oldIphone', 'safari-ios'],
    ['chromeIphone', 'safari-ios'],
    ['ipad', 'safari-ios'],
    ['unknown', 'another'],
  ] as const)('without WebGPU in %s is %s', (agent, expected) => {
    expect(way(agent, 'missing')).toBe(expected);
  });

  it.each([
    ['headlessLinux', 'no-adapter', 'chromium-linux'],
    ['chromeWindows', 'software', 'chromium-desktop'],
    ['chromeAndroid', 'no-adapter', 'chromium-android'],
    ['firefoxWindows', 'no-adapter', 'firefox-settings'],
    ['firefoxAndroid', 'no-adapter', 'firefox-android'],
    ['iphone', 'no-adapter', 'restart'],
    ['edge', 'failed', 'restart'],
  ] as const)('without a GPU in %s (%s) is %s', (agent, refusal, expected) => {
    expect(way(agent, refusal)).toBe(expected);
  });

  it('is https before anything else where the page is insecure, but not for what WebGPU itself refused', () => {
    expect(way('chromeLinux', 'missing', false)).toBe('secure');
    expect(way('oldChromeMac', 'missing', false)).toBe('secure');
    expect(way('chromeWindows', 'no-adapter', false)).toBe('chromium-desktop');
  });
});
