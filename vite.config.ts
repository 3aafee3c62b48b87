import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium, quietFlags, softwareFlags } from './src/cli/setup/chromium.mjs';
import { chunkContents } from './src/cli/setup/chunkContents.mjs';
import { earlyLanguage } from './src/cli/setup/earlyLanguage.mjs';
import { firstChunk } from './src/cli/setup/firstChunk.mjs';
import { commonHeaders } from './src/cli/setup/headers.mjs';
import { keptOffline } from './src/cli/setup/keptOffline.mjs';
import { realFile, realFolder } from './src/cli/setup/realFolder.mjs';

/** How long each plugin took is of no interest to who builds. */
const quiet = { checks: { bundlerTimings: false } };

const chromiumPath = findChromium();

/** Real data for tests, outside the project; tests that use it skip where it is absent. */
const labData = resolve(import.meta.dirname, process.env.LAB_DATA ?? '../shared/data');

export default defineConfig({
  base: './',
  plugins: [react(), keptOffline(), earlyLanguage(), chunkContents()],
  worker: { format: 'es', rolldownOptions: quiet },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    // Every browser that speaks ES2023 preloads modules.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      ...quiet,
      input: ['index.html', 'bench.html'],
      output: {
        codeSplitting: {
          groups: [
            firstChunk({
              lab: join(import.meta.dirname, 'index.html'),
              bench: join(import.meta.dirname, 'bench.html'),
            }),
          ],
        },
      },
    },
  },
  // The policy of what may run is the built page's: vite puts scripts of its own into the one that it serves.
  server: { headers: commonHeaders },
  preview: { headers: commonHeaders },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.browser.test.{ts,tsx}'],
          // As many as there are cores; unless told, vitest leaves one to itself.
          maxWorkers: '100%',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        // Known beforehand, so that finding one late does not reload the page in the middle of a test.
        optimizeDeps: {
          include: [
            '@tensorflow/tfjs',
            '@tensorflow/tfjs-converter',
            '@tensorflow/tfjs-core',
            '@tensorflow/tfjs-backend-cpu',
            '@tensorflow/tfjs-backend-wasm',
            '@tensorflow/tfjs-backend-webgpu',
            '@tensorflow/tfjs-backend-webgpu/dist/webgpu_program',
            '@tensorflow/tfjs-converter',
            '@tensorflow/tfjs-layers',
            'fflate',
            'valibot',
            'idb',
            'onnxruntime-web/wasm',
            'react',
            'react/jsx-dev-runtime',
            'react-dom/client',
            'recharts',
          ],
        },
        server: { fs: { allow: [import.meta.dirname, labData] } },
        test: {
          name: 'browser',
          env: { LAB_DATA: labData },
          include: ['src/**/*.browser.test.{ts,tsx}'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: { realFile, realFolder },
            provider: playwright({
              launchOptions: {
                ...(chromiumPath ? { executablePath: chromiumPath } : {}),
                args: [...quietFlags, ...softwareFlags],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
