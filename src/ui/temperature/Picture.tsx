import { useEffect, useRef } from 'react';
import type { SquarePicture } from '../../protocol/records.ts';

/** A picture's pixels as they are; CSS gives the size. */
export function Picture({
  picture,
  label,
  className,
}: {
  readonly picture: SquarePicture;
  readonly label?: string;
  readonly className?: string | undefined;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    context?.putImageData(new ImageData(picture.rgba, picture.size, picture.size), 0, 0);
  }, [picture]);
  const names = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true };
  return <canvas ref={canvas} width={picture.size} height={picture.size} className={className} {...names} />;
}
