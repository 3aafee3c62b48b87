import { useDeferredValue, useMemo } from 'react';
import { groupNetworks, isTeacher } from '../../analysis/networks/groups.ts';
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import { costNames, pictureNames } from '../../spec/pageView.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { outOfSight } from '../../state/page/pageView.ts';
import { usePageView } from '../../state/page/usePageView.ts';
import { useLateWords } from '../text/late.ts';
import { useWords } from '../text/useWords.ts';
import { useViewState, viewState } from '../viewState.ts';
import { NetworkCard } from './card/NetworkCard.tsx';
import { Compared } from './compare/Compared.tsx';
import { CompareWith } from './compare/CompareWith.tsx';
import { CameFrom } from './family/CameFrom.tsx';
import { FamilyButton } from './family/FamilyButton.tsx';
import { goTo } from './goTo.ts';
import styles from './networks.module.css';
import { NetworkPicture } from './picture/NetworkPicture.tsx';
import { NetworkTable } from './picture/NetworkTable.tsx';
import { useUnderWay } from './picture/useUnderWay.ts';
import { groupNamed, useSelection } from './selection.ts';
import { useMade } from './smaller/useMade.ts';
import { useNetworkPreview } from './smaller/usePreview.ts';

const shownImages = viewState<string | undefined>(undefined);

/** As a link hides them. */
const partOf = { tree: 'networksTree', scatter: 'networksScatter' } as const;

interface PicturesProps {
  readonly networks: readonly KeptNetworkCard[];
  onDelete(network: KeptNetworkCard): void;
}

/** The pictures of one set of images, and what is chosen in them. */
export function Pictures({ networks, onDelete }: PicturesProps) {
  const words = useLateWords('networks');
  const { form } = useWords('page');
  const show = usePageView((page) => page.show);
  const hide = usePageView(outOfSight);
  const wantedPicture = usePageView((page) => page.picture);
  const wantedCost = usePageView((page) => page.cost);
  const named = usePageView((page) => page.networks);
  const [wantedImages, setImages] = useViewState(shownImages);
  const dataset = useLab((lab) => lab.dataset);
  const teacher = useLab((lab) => lab.teacher);
  const all = useMemo(() => groupNetworks(networks), [networks]);
  const datasets = [...new Set(all.map((group) => group.dataset))];
  const ofLink = named.flatMap((name) => groupNamed(name, all) ?? []);
  const images =
    datasets.find((id) => id === wantedImages) ??
    ofLink[0]?.dataset ??
    datasets.find((id) => id === dataset?.id) ??
    datasets[0];
  const pictures = pictureNames.filter((name) => !hide.includes(partOf[name]));
  const picture = pictures.find((name) => name === wantedPicture) ?? pictures[0];
  const groups = useMemo(() => all.filter((group) => group.dataset === images), [all, images]);
  const costs = costNames.filter((name) => groups.some((group) => group.quantities[name]));
  const cost = costs.find((name) => name === wantedCost) ?? 'bytes';
  const selection = useSelection(groups);
  const { chosen, choose } = selection;
  const preview = useNetworkPreview(chosen);
  useMade(groups, chosen?.key, choose);
  const keys = selection.all.map(({ key }) => key).join('\n\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: what else is selected, or among what, makes it another.
  const held = useMemo(() => selection, [keys, groups]);
  // The picture answers at once, the card of the chosen network when there is time.
  const later = useDeferredValue(held);
  const parentIds = new Set(later.chosen?.networks.flatMap(({ parent }) => parent ?? []));
  const parent = groups.find(
    (group) => group !== later.chosen && group.networks.some(({ id }) => parentIds.has(id)),
  );
  const underWay = useUnderWay(groups, images);
  const imagesName = (id: string) =>
    id === 'insects' ? form.insects : id === dataset?.id ? dataset.label : id || '–';
  const ofTeachers = groups.flatMap((group) =>
    isTeacher(group) ? (group.quantities.accuracy?.mean ?? []) : [],
  );
  const teacherAccuracy =
    (dataset?.id === images ? teacher?.accuracy : undefined) ??
    (ofTeachers.length > 0 ? Math.max(...ofTeachers) : undefined);
  const imagesOfCard = imagesName(later.chosen?.dataset ?? '');
  const card = useMemo(
    () =>
      later.chosen ? (
        <NetworkCard
          key={later.chosen.key}
          {...{ parent, groups, onDelete }}
          group={later.chosen}
          images={imagesOfCard}
          onChoose={later.choose}
          further={<FamilyButton groups={groups} chosen={later.chosen} />}
        >
          <CameFrom group={later.chosen} />
          <CompareWith groups={groups} selection={later} />
        </NetworkCard>
      ) : null,
    [later, groups, parent, imagesOfCard, onDelete],
  );
  return (
    <>
      {ofLink.length < named.length ? (
        <p role="status" className={styles.refused}>
          {words.notKeptHere(named.length - ofLink.length, named.length)}
        </p>
      ) : null}
      <div className={styles.controls} data-control="networksControls">
        <fieldset className={styles.switch} aria-label={words.picture}>
          {pictures.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={picture === name}
              onClick={() => show({ picture: name })}
            >
              {words[name]}
            </button>
          ))}
        </fieldset>
        {picture === 'scatter' ? (
          <label>
            {words.cost}{' '}
            <select
              value={cost}
              onChange={(event) =>
                show({ cost: costNames.find((name) => name === event.target.value) ?? 'bytes' })
              }
            >
              {costs.map((name) => (
                <option key={name} value={name}>
                  {words.costs[name]}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {datasets.length > 1 ? (
          <label>
            {words.images}{' '}
            <select value={images} onChange={(event) => setImages(event.target.value)}>
              {datasets.map((id) => (
                <option key={id} value={id}>
                  {imagesName(id)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      <div className={styles.both}>
        {picture ? (
          <div className={styles.picture} data-control={partOf[picture]}>
            <NetworkPicture
              {...{ picture, cost, teacherAccuracy, selection }}
              // What is being made is drawn as it grows: not a second time as it was tried.
              preview={underWay.growth.size > 0 ? undefined : preview}
              groups={underWay.groups}
              live={underWay.growth}
            />
            <p className={styles.quiet}>
              {picture === 'tree' ? words.treeHelp : `${words.scatterHelp} ${words.notComparable}`}
            </p>
            <details className={styles.howTo}>
              <summary>{words.howToRead}</summary>
              <p>{picture === 'tree' ? `${words.bracketHelp} ${words.severalHelp}` : words.severalHelp}</p>
            </details>
            {chosen ? (
              <button type="button" className={styles.toCard} onClick={() => goTo('network-card')}>
                {words.toCard}
              </button>
            ) : null}
          </div>
        ) : null}
        {card}
      </div>
      <NetworkTable groups={groups} selection={later} />
      <Compared groups={groups} selection={later} />
    </>
  );
}
