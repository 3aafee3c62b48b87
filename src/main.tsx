/**
 * Boot: start the worker, then either show the lab or, for the command line, drive it without a window.
 */
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { addressOf } from './state/address.ts';
import { createLab } from './state/lab.ts';
import { openLinkedResults } from './state/linkedResults.ts';
import { askBeforeLeaving } from './state/pageLife.ts';
import { indexedRunShelf } from './state/runShelf.ts';
import { createSavedRuns } from './state/savedRuns.ts';
import { LabProvider } from './state/useLab.ts';
import { App } from './ui/App.tsx';
import { applyChosenTheme } from './ui/theme.ts';
import { type Client, createClient } from './worker/client.ts';

function startWorker(): Client {
  return createClient(
    new Worker(new URL('./worker/training.worker.ts', import.meta.url), { type: 'module' }),
  );
}

function showLab(client: Client) {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element with the id root.');
  const fragment = location.hash;
  const lab = createLab({
    client,
    savedRuns: createSavedRuns(indexedRunShelf(), Date.now),
    address: addressOf(window),
  });
  askBeforeLeaving(window, lab);
  void openLinkedResults(lab, fragment);
  applyChosenTheme();
  createRoot(root).render(
    <StrictMode>
      <LabProvider value={lab}>
        <App />
      </LabProvider>
    </StrictMode>,
  );
}

if (import.meta.env.DEV && location.hash === '#fake') {
  const { createFakeClient } = await import('./state/fakeClient.ts');
  showLab(createFakeClient());
} else if (location.hash === '#headless') {
  const { startHeadless } = await import('./cli/headless.ts');
  startHeadless(startWorker());
} else {
  showLab(startWorker());
}
