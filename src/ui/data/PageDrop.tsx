import { fromEvent } from 'file-selector';
import { useEffect, useState } from 'react';
import { useLabActions } from '../../state/useLab.ts';
import { useText } from '../text/useText.ts';
import { droppedEntries, emptyFolders } from './emptyFolders.ts';
import { givenFolder, weightsFile } from './givenFiles.ts';
import styles from './PageDrop.module.css';

const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes a folder (or a file of weights) that is dropped anywhere on the page, and shows so while it hovers. */
export function PageDrop() {
  const { data } = useText();
  const { loadFolder, useTeacherFile: openTeacher } = useLabActions();
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const take = async (event: DragEvent) => {
      const entries = droppedEntries(event);
      const dropped = await fromEvent(event);
      const files = dropped.filter((item) => item instanceof File);
      const weights = weightsFile(files);
      if (weights) return openTeacher(weights);
      const { label, files: given } = givenFolder(files);
      // An empty folder goes to the lab as well, which says what is wrong with it.
      loadFolder(label ?? data.untitled, given, await emptyFolders(entries));
    };
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      // Only when the pointer leaves the window is there nothing that it goes to.
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHovering(false);
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
  }, [loadFolder, openTeacher, data]);
  return hovering ? (
    <div className={styles.veil}>
      <p className={styles.words}>{data.drop}</p>
    </div>
  ) : null;
}
