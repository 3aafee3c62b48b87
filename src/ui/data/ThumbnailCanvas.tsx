import { memo, useEffect, useRef } from 'react';
import type { Thumbnail } from '../../protocol/records.ts';
import styles from './ThumbnailCanvas.module.css';

/** A small picture, pixel by pixel. */
export const ThumbnailCanvas = memo(function ThumbnailCanvas({
  thumbnail,
}: {
  readonly thumbnail: Thumbnail;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { size, rgba } = thumbnail;
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, size, size), 0, 0);
  }, [rgba, size]);
  return (
    <canvas
      ref={canvas}
      className={size < 48 ? `${styles.picture} ${styles.coarse}` : styles.picture}
      width={size}
      height={size}
    />
  );
});
