import { useMemo } from 'react';
import { groupNetworks } from '../../analysis/networks/groups.ts';
import type { KeptNetworkCard } from '../../protocol/keptNetworks.ts';
import { useLab } from '../../state/lab/useLab.ts';
import { useLateWords } from '../text/late.ts';
import { useWords } from '../text/useWords.ts';
import { useViewState, viewState } from '../viewState.ts';
import { NetworkCard } from './card/NetworkCard.tsx';
import { Compared } from './compare/Compared.tsx';
import { CompareWith } from './compare/CompareWith.tsx';
import { type CostName, costNames } from './costs.ts';
import styles from './networks.module.css';
import { NetworkScatter } from './picture/NetworkScatter.tsx';
import { NetworkTable } from './picture/NetworkTable.tsx';
import { NetworkTree } from './picture/NetworkTree.tsx';
import { useSelection } from './selection.ts';

const shownPicture = viewState<'tree' | 'scatter'>('tree');
const shownCost = viewState<CostName>('bytes');
const shownImages = viewState<string | undefined>(undefined);

interface PicturesProps {
  readonly networks: readonly KeptNetworkCard[];
  onDelete(network: KeptNetworkCard): void;
}

/** The pictures of one set of images, and what is chosen in them. */
export function Pictures({ networks, onDelete }: PicturesProps) {
  const words = useLateWords('networks');
  const { form } = useWords('page');
  const [picture, setPicture] = useViewState(shownPicture);
  const [wantedCost, setCost] = useViewState(shownCost);
  const [wantedImages, setImages] = useViewState(shownImages);
  const dataset = useLab((lab) => lab.dataset);
  const teacher = useLab((lab) => lab.teacher);
  const all = useMemo(() => groupNetworks(networks), [networks]);
  const datasets = [...new Set(all.map((group) => group.dataset))];
  const images =
    datasets.find((id) => id === wantedImages) ?? datasets.find((id) => id === dataset?.id) ?? datasets[0];
  const groups = all.filter((group) => group.dataset === images);
  const costs = costNames.filter((name) => groups.some((group) => group.quantities[name]));
  const cost = costs.find((name) => name === wantedCost) ?? 'bytes';
  const selection = useSelection(groups);
  const { chosen, choose } = selection;
  const parentIds = new Set(chosen?.networks.flatMap(({ parent }) => parent ?? []));
  const parent = groups.find(
    (group) => group !== chosen && group.networks.some(({ id }) => parentIds.has(id)),
  );
  const imagesName = (id: string) =>
    id === 'insects' ? form.insects : id === dataset?.id ? dataset.label : id || '–';
  const teacherAccuracy = dataset?.id === images ? teacher?.accuracy : undefined;
  return (
    <>
      <div className={styles.controls}>
        <fieldset className={styles.switch} aria-label={words.picture}>
          {(['tree', 'scatter'] as const).map((name) => (
            <button key={name} type="button" aria-pressed={picture === name} onClick={() => setPicture(name)}>
              {words[name]}
            </button>
          ))}
        </fieldset>
        {picture === 'scatter' ? (
          <label>
            {words.cost}{' '}
            <select
              value={cost}
              onChange={(event) => setCost(costNames.find((name) => name === event.target.value) ?? 'bytes')}
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
        <div className={styles.picture}>
          {picture === 'tree' ? (
            <NetworkTree groups={groups} chosen={chosen?.key} onChoose={choose} />
          ) : (
            <NetworkScatter {...{ groups, cost, teacherAccuracy }} chosen={chosen?.key} onChoose={choose} />
          )}
          <p className={styles.quiet}>
            {picture === 'tree' ? words.treeHelp : `${words.scatterHelp} ${words.notComparable}`}
          </p>
        </div>
        {chosen ? (
          <NetworkCard
            key={chosen.key}
            {...{ parent, onDelete }}
            group={chosen}
            images={imagesName(chosen.dataset)}
            onChoose={choose}
          >
            <CompareWith groups={groups} selection={selection} />
          </NetworkCard>
        ) : null}
      </div>
      <NetworkTable groups={groups} selection={selection} />
      <Compared groups={groups} selection={selection} />
    </>
  );
}
