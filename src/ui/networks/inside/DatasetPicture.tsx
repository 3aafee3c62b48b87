import { useEffect } from 'react';
import type { DatasetSummary } from '../../../protocol/records.ts';
import { PictureGrid } from '../../temperature/PictureGrid.tsx';
import type { Look } from '../../temperature/picture/useLooking.ts';
import { usePictures } from '../../temperature/useExample.ts';

interface DatasetPictureProps {
  readonly dataset: DatasetSummary;
  /** A validation image, from 0. */
  readonly image: number;
  readonly look: Look;
  onImage(image: number): void;
  /** What the image is of. */
  onLabel(label: number): void;
}

/** One of the validation images that are open. */
export function DatasetPicture({ dataset, image, look, onImage, onLabel }: DatasetPictureProps) {
  const { answer } = usePictures(image, 1);
  const [picture] = answer ?? [];
  useEffect(() => {
    if (picture?.index !== image) return;
    const { size, rgba } = picture;
    onLabel(picture.label);
    look(() => ({ width: size, height: size, rgba, isCut: true }));
  }, [picture, image, look, onLabel]);
  return <PictureGrid dataset={dataset} chosen={image} onChoose={onImage} />;
}
