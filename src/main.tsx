/**
 * Boot: start the worker, then either show the lab or, for the command line, drive it without a window.
 */
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/page.css';
import { Direction } from 'radix-ui';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { moments } from './base/moments.ts';
import { addressOf } from './state/address.ts';
import { createLab } from './state/lab/lab.ts';
import { followLinkedResults, openLinkedResults, restoreIn } from './state/lab/linkedResults.ts';
import { LabProvider } from './state/lab/useLab.ts';
import { createLessons } from './state/page/lessons.ts';
import { keepCopyWhenReady } from './state/page/offlineCopy.ts';
import { askBeforeLeaving, markReady } from './state/page/pageLife.ts';
import { createPageView } from './state/page/pageView.ts';
import { LessonsProvider } from './state/page/useLessons.ts';
import { PageViewProvider } from './state/page/usePageView.ts';
import { indexedRunStore } from './state/runs/runStore.ts';
import { createSavedRuns } from './state/runs/savedRuns.ts';
import { SavedRunsProvider } from './state/runs/useSavedRuns.ts';
import { App } from './ui/App.tsx';
import { nextPaint } from './ui/nextPaint.ts';
import { Boundary } from './ui/reach/Boundary.tsx';
import { openLanguage, useLanguage } from './ui/text/language.ts';
import { useDirection } from './ui/text/useDirection.ts';
import { applyChosenTheme } from './ui/theme.ts';
import { type Client, createClient } from './worker/client.ts';

function startWorker(): Client {
  return createClient(
    new Worker(new URL('./worker/training.worker.ts', import.meta.url), { type: 'module' }),
  );
}

/** Another language is another page: everything on it is written anew. */
function Page() {
  useEffect(() => {
    void nextPaint().then(() => performance.mark(moments.drawn));
  }, []);
  return (
    <Direction.Provider dir={useDirection()}>
      <App key={useLanguage()} />
    </Direction.Provider>
  );
}

/** Of the tab: predictions are nobody else's. */
const tabStore = {
  read: () => sessionStorage.getItem('distillation-lab-lessons'),
  write: (text: string) => sessionStorage.setItem('distillation-lab-lessons', text),
};

async function showLab(client: Client) {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element with the id root.');
  const fragment = location.hash;
  const address = addressOf(window);
  const savedRuns = createSavedRuns(indexedRunStore(), Date.now);
  const lab = createLab({ client, savedRuns, address });
  const pageView = createPageView(address, restoreIn(lab));
  for (const notice of pageView.getState().notices) lab.getState().actions.addNotice(notice);
  const lessons = createLessons({
    load: async (slug) => (await import('./state/page/lessonFiles.ts')).loadLesson(slug),
    storage: tabStore,
  });
  markReady(performance, lab);
  askBeforeLeaving(window, lab);
  if (import.meta.env.PROD) keepCopyWhenReady(window, lab);
  void openLinkedResults(lab, fragment);
  followLinkedResults(window, lab);
  applyChosenTheme();
  await openLanguage(pageView.getState().lang);
  createRoot(root).render(
    <StrictMode>
      <LabProvider value={lab}>
        <PageViewProvider value={pageView}>
          <SavedRunsProvider value={savedRuns}>
            <LessonsProvider value={lessons}>
              <Boundary>
                <Page />
              </Boundary>
            </LessonsProvider>
          </SavedRunsProvider>
        </PageViewProvider>
      </LabProvider>
    </StrictMode>,
  );
}

if (document.documentElement.dataset.cannot !== undefined) {
  // The script in index.html found something missing, and says so.
} else if (import.meta.env.DEV && location.hash === '#fake') {
  const { createFakeClient } = await import('./state/lab/fakeClient.ts');
  await showLab(createFakeClient());
} else if (location.hash === '#headless') {
  const { startHeadless } = await import('./cli/headless.ts');
  startHeadless(startWorker());
} else {
  await showLab(startWorker());
}
