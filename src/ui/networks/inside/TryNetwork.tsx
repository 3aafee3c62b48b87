import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { Boundary } from '../../reach/Boundary.tsx';
import { Segmented } from '../../results/Segmented.tsx';
import { Picture } from '../../temperature/Picture.tsx';
import { CameraPicture } from '../../temperature/picture/CameraPicture.tsx';
import { chooseSource, type Source, sources, usePictureChoice } from '../../temperature/picture/choice.ts';
import { DrawnPicture } from '../../temperature/picture/DrawnPicture.tsx';
import { FilePicture } from '../../temperature/picture/FilePicture.tsx';
import picture from '../../temperature/picture/picture.module.css';
import { useLooking } from '../../temperature/picture/useLooking.ts';
import { usePastedPicture } from '../../temperature/picture/usePastedPicture.ts';
import { useLateWords } from '../../text/late.ts';
import { plain } from '../../text/numbers.ts';
import { useDatasetNames } from '../../text/useDatasetNames.ts';
import { useSay } from '../../text/useSay.ts';
import { useWords } from '../../text/useWords.ts';
import { firstChoices } from '../../tryit/firstChoices.ts';
import { Said } from '../../tryit/Said.tsx';
import tryIt from '../../tryit/tryIt.module.css';
import { Waiting } from '../../Waiting.tsx';
import networks from '../networks.module.css';
import { DatasetPicture } from './DatasetPicture.tsx';
import styles from './try.module.css';

const SeenInside = lazy(async () => ({ default: (await import('../../seen/SeenInside.tsx')).SeenInside }));

const none: readonly string[] = [];

interface TryNetworkProps {
  readonly network: KeptNetworkCard;
  /** What it was made of, where that is kept. */
  readonly parent: { readonly id: string; readonly title: string } | undefined;
  /** Of its images, by their id. */
  readonly dataset: string;
}

/** An image of its own, or a picture that a person brings, and what the network says of it beside the one that it was made of, or the open teacher. */
export function TryNetwork({ network, parent, dataset }: TryNetworkProps) {
  const words = useLateWords('inside');
  const pictures = useWords('pictures');
  const say = useSay();
  const open = useLab((lab) => lab.dataset);
  const names = useDatasetNames(open);
  const chosen = usePictureChoice().source;
  const ofOpen = open?.id === dataset;
  // Its own images where they are open; a picture that a person brings of any.
  const offered = ofOpen ? sources : sources.filter((one) => one !== 'dataset');
  const source: Source = chosen === 'dataset' && !ofOpen ? 'file' : chosen;
  const [image, setImage] = useState(0);
  const [label, setLabel] = useState<number>();
  usePastedPicture();
  const ids = [network.id, ...(parent ? [parent.id] : [])].join(' ');
  const { seen, problem, look } = useLooking(source, ids);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const mine = seen?.networks?.find(({ id }) => id === network.id);
  const other = seen?.networks?.find(({ id }) => id === parent?.id);
  const teacher = !parent && ofOpen && !network.teacher ? seen?.teacher : undefined;
  const beside = parent ? words.itsParent(parent.title) : teacher ? words.itsTeacher : undefined;
  /** The lab's own classes have names in every language. */
  const namesOf = (said: readonly string[] = none) =>
    ofOpen && open && said.join('\n') === open.classes.join('\n') ? (names?.classes ?? said) : said;
  const classes = namesOf(mine?.classes);
  const columns = [
    { who: words.thisOne, isTeacher: network.teacher !== undefined, logits: mine?.logits, classes },
    ...(beside
      ? [
          {
            who: beside,
            isTeacher: !parent,
            logits: other?.logits ?? teacher,
            classes: other ? namesOf(other.classes) : classes,
          },
        ]
      : []),
  ];
  return (
    <section className={styles.try} aria-label={words.tryTitle}>
      <h4 ref={heading} tabIndex={-1}>
        {words.tryTitle}
      </h4>
      <Segmented
        label={pictures.source}
        options={offered.map((one) => ({ name: one, text: pictures.sources[one] }))}
        value={source}
        onChange={chooseSource}
      />
      <div className={styles.tried}>
        <div className={picture.pair}>
          {source === 'dataset' && open ? (
            <DatasetPicture dataset={open} {...{ image, look }} onImage={setImage} onLabel={setLabel} />
          ) : null}
          {source === 'file' ? <FilePicture look={look} /> : null}
          {source === 'draw' ? (
            <DrawnPicture look={look} size={open?.imageSize ?? 32} image={undefined} />
          ) : null}
          {source === 'camera' ? <CameraPicture look={look} /> : null}
          {seen ? (
            <figure className={picture.asSeen}>
              <Picture
                picture={seen.picture}
                label={pictures.asSeen(plain(seen.picture.size))}
                className={picture.pixels}
              />
              <figcaption className={picture.quiet}>{pictures.asSeen(plain(seen.picture.size))}</figcaption>
            </figure>
          ) : null}
        </div>
        <div aria-live="polite">
          <table className={tryIt.table} aria-label={words.said}>
            <thead>
              <tr>
                <td />
                {columns.map(({ who }) => (
                  <th key={who} scope="col" className={styles.who}>
                    {who}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {words.choices.map((name, place) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {columns.map(({ who, isTeacher, logits, classes }) => (
                    <td key={who} data-kind={isTeacher ? 'teacher' : 'student'}>
                      <Said
                        choice={firstChoices(logits ?? [], words.choices.length)[place]}
                        classes={classes}
                        label={source === 'dataset' && classes.length > 0 ? label : undefined}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {seen ? null : <p className={networks.quiet}>{words.nothingYet}</p>}
          {problem ? (
            <p role="alert" className={networks.refused}>
              {say(problem.what)} {say(problem.fix)}
            </p>
          ) : null}
        </div>
      </div>
      {seen && !network.foreign ? (
        <Boundary>
          <Suspense fallback={<Waiting />}>
            <SeenInside of={{ network: network.id }} picture={seen.picture} optional />
          </Suspense>
        </Boundary>
      ) : null}
    </section>
  );
}
