import { useEffect, useEffectEvent, useState } from 'react';
import { useLabActions } from '../../state/lab/useLab.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { offerPicture } from '../temperature/picture/choice.ts';
import { useWords } from '../text/useWords.ts';
import { droppedFiles, expectDrop } from './droppedFiles.ts';
import { droppedEntries, emptyFolders } from './emptyFolders.ts';
import { givenFolder, pictureFile } from './givenFiles.ts';
import styles from './PageDrop.module.css';
import { useGivenFolder } from './useGivenFolder.ts';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** What hovers, as far as browsers tell before it is dropped. */
/** Dropped on the setting of images to distil on. */
const isForStudents = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[data-field="distilImages"]') !== null;

function hoveringIs(event: DragEvent): 'picture' | 'folder' | 'either' {
  const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  if (items.length > 1) return 'folder';
  return items[0]?.type.startsWith('image/') ? 'picture' : 'either';
}

/**
 * Takes a folder of images, a teacher, or both, dropped anywhere on the page, and shows so while it hovers. While the
 * temperature is in view, a single file is a picture for its bench.
 */
export function PageDrop() {
  const { data } = useWords('page');
  const { useTeacherFiles: openTeacher, importNetworks } = useLabActions();
  const show = usePageView((page) => page.show);
  const give = useEffectEvent(useGivenFolder());
  const pictures = useWords('pictures');
  const bench = usePageView((page) => page.view === 'temperature');
  const [hovering, setHovering] = useState<ReturnType<typeof hoveringIs>>();
  useEffect(() => {
    const take = async (event: DragEvent) => {
      const toDistilOn = isForStudents(event.target) || undefined;
      const entries = droppedEntries(event);
      const files = await notFamilies(await droppedFiles(event));
      if (!files) return;
      const { sortedDrop } = await import('./sortedDrop.ts');
      const [empty, { teacher, dataset }] = await Promise.all([emptyFolders(entries), sortedDrop(files)]);
      const picture = bench && teacher.length === 0 ? pictureFile(dataset) : undefined;
      if (picture) return offerPicture(picture);
      const { label, files: given } = givenFolder(dataset);
      // An empty folder goes to the lab as well, which says what is wrong with it.
      if (dataset.length > 0 || teacher.length === 0) give(label ?? data.untitled, given, empty, toDistilOn);
      if (teacher.length > 0) await openTeacher(givenFolder(teacher).files);
    };
    /** What is dropped beside zips of networks, which go to those that are kept; undefined where there is nothing else. */
    const notFamilies = async (files: readonly File[]) => {
      const zips = files.filter(({ name }) => /\.zip$/i.test(name));
      if (zips.length === 0) return files;
      const { importFamily, isFamily } = await import('../networks/family/importing.ts');
      const families = new Set<File>();
      for (const zip of zips) if (await isFamily(zip)) families.add(zip);
      if (families.size === 0) return files;
      show({ view: 'networks' });
      for (const zip of families) void importFamily(zip, importNetworks);
      const others = files.filter((file) => !families.has(file));
      return others.length > 0 ? others : undefined;
    };
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      expectDrop();
      setHovering(hoveringIs(event));
    };
    const leave = (event: DragEvent) => {
      // Only when the pointer leaves the window is there nothing that it goes to.
      if (event.relatedTarget === null) setHovering(undefined);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHovering(undefined);
      void take(event);
    };
    window.addEventListener('dragenter', over);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', over);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [openTeacher, importNetworks, show, data, bench]);
  const words =
    bench && hovering !== 'folder'
      ? hovering === 'picture'
        ? pictures.dropPicture
        : pictures.dropEither
      : data.drop;
  return hovering ? (
    <div className={styles.veil}>
      <p className={styles.words}>{words}</p>
    </div>
  ) : null;
}
