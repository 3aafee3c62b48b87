/**
 * The sentences of what a browser cannot do, what still works in it and how to get the rest, in English. What stands
 * between backticks is to be typed.
 */
import type { FindingName, Way } from '../../reach/findings.ts';

export interface Amounts {
  readonly gigabytes: string;
  readonly megabytes: string;
}

interface FindingText {
  readonly what: (amounts: Amounts) => string;
  readonly works: string;
}

const findings: Readonly<Record<FindingName, FindingText>> = {
  slow: {
    what: () => 'Neither WebGPU nor WebAssembly starts here; plain JavaScript trains.',
    works: 'Everything works, but slowly: choose few images and a small student.',
  },
  'gpu-missing': {
    what: () => 'There is no WebGPU here; the processor can train instead.',
    works: 'Everything: WebAssembly trains on the processor. Small students on small images suit it best.',
  },
  'gpu-no-adapter': {
    what: () => 'The browser gives WebGPU no GPU here; the processor can train instead.',
    works: 'Everything: WebAssembly trains on the processor. Small students on small images suit it best.',
  },
  'gpu-software': {
    what: () => 'The only GPU that WebGPU reaches is imitated by the processor.',
    works:
      'Everything: WebAssembly trains on the processor, without the detour. Small students on small images suit it best.',
  },
  'gpu-failed': {
    what: () => 'WebGPU is there but did not start; the processor trains instead.',
    works: 'Everything: WebAssembly trains on the processor. Small students on small images suit it best.',
  },
  'gpu-lost': {
    what: () => 'The browser lost the GPU while it was in use.',
    works: 'Finished runs are kept, and the next run opens the GPU anew.',
  },
  'storage-refused': {
    what: () => 'The browser lets this page keep nothing, as in a private window.',
    works:
      'Everything works until the page is closed. Finished runs, teachers trained here and folders are not there at the next visit: download what you want to keep.',
  },
  'storage-temporary': {
    what: () => 'The browser gives this page no files of its own, as in a private window.',
    works:
      'Everything works. Finished runs, teachers trained here and folders may be gone once the window is closed: download what you want to keep.',
  },
  'storage-small': {
    what: ({ megabytes }) => `The browser has room for only ${megabytes} MB of this page.`,
    works:
      'Everything works. Folders and teachers that do not fit are not kept for the next visit, and the page may not open without a network.',
  },
  'memory-small': {
    what: ({ gigabytes }) => `This device has little memory (${gigabytes} GB).`,
    works: 'Small experiments work as they do anywhere; a large folder may not fit.',
  },
  'memory-tight': {
    what: ({ megabytes, gigabytes }) =>
      `These images and models take about ${megabytes} MB of this device’s ${gigabytes} GB.`,
    works: 'It may work; where memory runs out, the lab says so and keeps the finished runs.',
  },
  'no-simd': {
    what: () => 'WebAssembly computes one number at a time here, where it might compute four.',
    works: 'Everything works, more slowly: choose few images and a small student.',
  },
  offline: {
    what: () => 'There is no network; the lab runs from the copy in this browser.',
    works: 'Everything works: images, teachers and training are all on this machine.',
  },
  'offline-without-copy': {
    what: () => 'There is no network, and this browser has no copy of the page yet.',
    works: 'What is open goes on working; parts that were not opened yet may not load.',
  },
  'saves-data': {
    what: () => 'The browser saves data, so the page is not copied for use without a network.',
    works: 'Everything works as long as there is a network.',
  },
};

const ways: Readonly<Record<Way, (browser: string, version: string) => string>> = {
  secure: () =>
    'Open the lab over https, or as `localhost` on the machine that serves it: browsers keep this from other addresses.',
  update: (browser, version) =>
    version
      ? `Update ${browser}: it has this from version ${version} on.`
      : `Update ${browser || 'the browser'}: current versions have this.`,
  'chromium-linux': (browser) =>
    `On Linux, ${browser} reaches Intel graphics of generation 12 or newer from version 144 on, and NVIDIA’s with driver 535.183.01 or newer from version 147 on. For other graphics, start it with \`--enable-unsafe-webgpu --ozone-platform=x11 --use-angle=vulkan --enable-features=Vulkan,VulkanFromANGLE\`. \`chrome://gpu\` says what stands in the way.`,
  'chromium-android': (browser) =>
    `${browser} reaches graphics by Arm, Qualcomm and Intel with Android 12 or newer, and by Imagination with Android 16 or newer (from version 139 on). \`chrome://gpu\` says what stands in the way.`,
  'chromium-desktop': (browser) =>
    `Switch on graphics acceleration in \`chrome://settings/system\`, update the graphics driver and start ${browser} again; \`chrome://gpu\` says what stands in the way. On Windows for ARM, switch on \`chrome://flags/#enable-unsafe-webgpu\`.`,
  'firefox-mac': () =>
    'On a Mac with Apple silicon, update Firefox: it has WebGPU from version 147 on, and from 145 on with macOS 26. On a Mac with an Intel processor, use a current Chrome or Edge.',
  'firefox-config': () =>
    'Open `about:config`, set `dom.webgpu.enabled` to true and start Firefox again; where that changes nothing, a current Chrome or Edge may reach the GPU.',
  'firefox-android': () =>
    'Use Chrome: from version 121 on it reaches graphics by Arm, Qualcomm and Intel with Android 12 or newer.',
  'firefox-settings': () =>
    'In the settings, under General and Performance, let Firefox use hardware acceleration; update the graphics driver. `about:support` says under Graphics what stands in the way.',
  'safari-mac': () =>
    'Safari has WebGPU with macOS 26. On an older macOS, use a current Chrome or Edge. On macOS 26, look in Safari’s settings whether WebGPU is off among the feature flags.',
  'safari-ios': () => 'Update to iOS 26 or iPadOS 26, whose Safari has WebGPU.',
  restart: () => 'Reload the page; if that changes nothing, start the browser again.',
  another: () =>
    'Use a current Chrome or Edge, Firefox on Windows or on a Mac with Apple silicon, or Safari on macOS 26 or iOS 26.',
  'webassembly-lockdown': () =>
    'Lockdown Mode switches WebAssembly off: where it is on, leave this site out of it in Safari’s website settings. Otherwise update the system.',
  webassembly: () =>
    'Update the browser; where an administrator manages it, ask for WebAssembly to be allowed.',
  'ordinary-window': () =>
    'Use an ordinary window, and let this address keep data in the browser’s settings.',
  'free-space': () => 'Free some space on the disk, or use an ordinary, not a private, window.',
  'use-less': () =>
    'Use fewer images, a smaller image size or a smaller batch, and close other tabs and programs.',
  network: () => 'Once there is a network again, nothing needs to be done.',
  'data-saver': () => 'Switch off data saving for a visit: the copy takes about 5 MB.',
};

export const reachEn = {
  title: 'What works here',
  findings,
  ways,
  details: 'Details',
  more: (count: string) => `(and ${count} more)`,
  still: 'What works',
  how: (browser: string) => (browser ? `For the rest, in ${browser}` : 'For the rest'),
  allWell: 'Nothing that the lab uses is missing in this browser.',
  dismiss: 'Hide this',
  link: 'What works in this browser',
  newer: 'A new version of the lab is ready.',
  reload: 'Reload',
  notLoaded:
    'This part of the page could not be loaded: there is no network, or the lab has a new version. What is trained and shown elsewhere is still there.',
  broken: (message: string) =>
    `This part of the page failed (${message}). What is trained and shown elsewhere is still there.`,
  reloadKeeps: 'Reloading keeps finished runs; it stops what is being trained.',
};

export type ReachText = typeof reachEn;
