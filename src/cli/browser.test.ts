import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { defaultExperiment } from '../spec/experiment.ts';
import { openHeadless } from './browser.ts';
import { findChromium, quietFlags } from './setup/chromium.mjs';

const executablePath = findChromium();

/** A port on which nobody listens: it was just given up. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

it.skipIf(!executablePath)(
  'closes the browser and says one line when the page does not open',
  async () => {
    const flags = { quiet: [...quietFlags, '--headless=new'], hardware: [], software: [] };
    const failures: string[] = [];
    const opened = openHeadless({
      executablePath: executablePath ?? '',
      flags,
      backend: 'cpu',
      origin: `http://127.0.0.1:${await freePort()}`,
      job: {
        task: 'sweep',
        experiment: defaultExperiment,
        open: [],
        teachers: [],
        weights: false,
        networks: false,
        logits: false,
      },
      report: () => undefined,
      failed: (reason) => failures.push(reason),
      say: () => undefined,
    });
    await expect(opened).rejects.toThrow(
      /^The browser could not open the page: [^\n]*ERR_CONNECTION_REFUSED[^\n]*\.$/,
    );
    // It was open, and is closed: the only reason for it to end is that it was told to.
    expect(failures).toEqual(['The browser ended early.']);
  },
  60_000,
);
