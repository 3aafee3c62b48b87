/** User agent strings as browsers send them, for the tests of what is said to each. */
const mozilla = 'Mozilla/5.0';
const khtml = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const mac = '(Macintosh; Intel Mac OS X 10_15_7)';
const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';

export const userAgents = {
  chromeLinux: `${mozilla} (X11; Linux x86_64) ${khtml} Chrome/146.0.0.0 Safari/537.36`,
  headlessLinux: `${mozilla} (X11; Linux x86_64) ${khtml} HeadlessChrome/146.0.0.0 Safari/537.36`,
  chromeWindows: `${mozilla} (Windows NT 10.0; Win64; x64) ${khtml} Chrome/146.0.0.0 Safari/537.36`,
  oldChromeMac: `${mozilla} ${mac} ${khtml} Chrome/109.0.0.0 Safari/537.36`,
  edge: `${mozilla} (Windows NT 10.0; Win64; x64) ${khtml} Chrome/146.0.0.0 Safari/537.36 Edg/146.0.0.0`,
  opera: `${mozilla} (Windows NT 10.0; Win64; x64) ${khtml} Chrome/144.0.0.0 Safari/537.36 OPR/128.0.0.0`,
  chromebook: `${mozilla} (X11; CrOS x86_64 14541.0.0) ${khtml} Chrome/146.0.0.0 Safari/537.36`,
  chromeAndroid: `${mozilla} (Linux; Android 10; K) ${khtml} Chrome/146.0.0.0 Mobile Safari/537.36`,
  oldChromeAndroid: `${mozilla} (Linux; Android 10; K) ${khtml} Chrome/119.0.0.0 Mobile Safari/537.36`,
  samsung: `${mozilla} (Linux; Android 10; K) ${khtml} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
  firefoxWindows: `${mozilla} (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0`,
  oldFirefoxWindows: `${mozilla} (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0`,
  firefoxMac: `${mozilla} (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0`,
  newFirefoxMac: `${mozilla} (Macintosh; Intel Mac OS X 10.15; rv:150.0) Gecko/20100101 Firefox/150.0`,
  firefoxLinux: `${mozilla} (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0`,
  firefoxAndroid: `${mozilla} (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0`,
  safariMac: `${mozilla} ${mac} ${webkit} Version/26.0 Safari/605.1.15`,
  oldSafariMac: `${mozilla} ${mac} ${webkit} Version/17.6 Safari/605.1.15`,
  iphone: `${mozilla} (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${webkit} Version/26.0 Mobile/15E148 Safari/604.1`,
  oldIphone: `${mozilla} (iPhone; CPU iPhone OS 17_6 like Mac OS X) ${webkit} Version/17.6 Mobile/15E148 Safari/604.1`,
  chromeIphone: `${mozilla} (iPhone; CPU iPhone OS 17_6 like Mac OS X) ${webkit} CriOS/130.0.6723.90 Mobile/15E148 Safari/604.1`,
  firefoxIphone: `${mozilla} (iPhone; CPU iPhone OS 17_6 like Mac OS X) ${webkit} FxiOS/131.0 Mobile/15E148 Safari/605.1.15`,
  /** With a touch screen, which is all that tells it from a Mac. */
  ipad: `${mozilla} ${mac} ${webkit} Version/17.6 Safari/605.1.15`,
  unknown: 'Lynx/2.9.2 libwww-FM/2.14',
} as const;
