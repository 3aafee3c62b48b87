import { defineConfig } from '@playwright/test';
import { findChromium, quietFlags } from './src/cli/setup/chromium.mjs';

const chromiumPath = findChromium();
const port = Number(process.env.LAB_TEST_PORT ?? 4273);
/** A lab that is served already, to be visited instead of one that is built and served for the tests. */
const served = process.env.LAB_TEST_URL;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 180_000,
  expect: { timeout: 20_000 },
  workers: 1,
  // In `npm test`, which names every journey that needed its second try; alone, a journey fails at once.
  retries: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: served ?? `http://localhost:${port}/`,
    screenshot: 'only-on-failure',
    viewport: { width: 1280, height: 800 },
    // The journey that goes offline allows them; the others need no copy of the page each.
    serviceWorkers: 'block',
    // The full browser without a window: the headless shell has no WebGPU.
    channel: chromiumPath ? undefined : 'chromium',
    launchOptions: {
      ...(chromiumPath ? { executablePath: chromiumPath } : {}),
      args: [...quietFlags, '--headless=new'],
    },
  },
  ...(served
    ? {}
    : {
        webServer: {
          command: `node src/cli/setup/start.mjs --port ${port}`,
          url: `http://localhost:${port}/`,
          timeout: 180_000,
          reuseExistingServer: false,
        },
      }),
});
