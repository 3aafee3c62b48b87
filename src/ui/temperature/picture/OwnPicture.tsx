import type { Seen } from '../../../protocol/protocol.ts';
import type { DatasetSummary, SquarePicture } from '../../../protocol/records.ts';
import { useDatasetNames } from '../../text/useDatasetNames.ts';
import type { Models } from '../useModels.ts';
import { CameraPicture } from './CameraPicture.tsx';
import { type OwnSource, sayLabel } from './choice.ts';
import { DrawnPicture } from './DrawnPicture.tsx';
import { FilePicture } from './FilePicture.tsx';
import styles from './picture.module.css';
import { SeenPicture } from './SeenPicture.tsx';
import type { Look } from './useLooking.ts';

/** A picture that a person brings, beside what the models get of it. */
export function OwnPicture({
  source,
  dataset,
  image,
  seen,
  look,
  models,
  label,
}: {
  readonly source: OwnSource;
  readonly dataset: DatasetSummary;
  /** The dataset's chosen image, once it is known. */
  readonly image: SquarePicture | undefined;
  readonly seen: Seen | undefined;
  readonly look: Look;
  readonly models: Models;
  readonly label: number | undefined;
}) {
  const size = dataset.imageSize;
  const classes = useDatasetNames(dataset)?.classes ?? dataset.classes;
  return (
    <div className={styles.room}>
      <div className={styles.pair}>
        {source === 'file' ? <FilePicture look={look} /> : null}
        {source === 'draw' ? <DrawnPicture look={look} size={size} image={image} /> : null}
        {source === 'camera' ? <CameraPicture look={look} /> : null}
        <SeenPicture
          seen={seen}
          size={size}
          models={models}
          classes={classes}
          label={label}
          onLabel={(name) =>
            sayLabel(source, name === undefined ? name : dataset.classes[classes.indexOf(name)])
          }
        />
      </div>
    </div>
  );
}
