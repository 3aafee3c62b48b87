import type { NetworkGroup } from '../../../analysis/networks/groups.ts';
import { smallerKinds, stageOf } from '../../../spec/recipe/stages.ts';
import { useLab } from '../../../state/lab/useLab.ts';
import { StageGlyph } from '../../recipe/StageGlyph.tsx';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import { useViewState } from '../../viewState.ts';
import networks from '../networks.module.css';
import { Begun } from './Begun.tsx';
import styles from './smaller.module.css';
import { shownWish } from './usePreview.ts';
import { WishForm } from './WishForm.tsx';
import { beginningOf, firstWish, lastOf } from './wish.ts';

/** The verbs that make the chosen network smaller, each drawn from what its stage declares. */
export function MakeSmaller({ group }: { readonly group: NetworkGroup }) {
  const words = useLateWords('smaller');
  const say = useSay();
  const lab = useLab(({ experiment }) => experiment);
  const [shown, setWish] = useViewState(shownWish);
  const wish = shown?.group === group.key ? shown : undefined;
  const from = beginningOf(group);
  const last = lastOf(group);
  return (
    <section className={styles.smaller} aria-label={words.title} data-smaller="" data-control="smaller">
      <h4>{words.title}</h4>
      {last ? (
        <p className={networks.quiet}>{words.final(say(last.smaller?.verb ?? last.label))}</p>
      ) : from === undefined ? (
        <p className={networks.quiet}>{words.unknown}</p>
      ) : (
        <>
          <fieldset className={styles.verbs} aria-label={words.verbs}>
            {smallerKinds.map((kind) => {
              const { label, smaller } = stageOf(kind);
              const isTaken = wish?.stage.kind === kind;
              return (
                <button
                  key={kind}
                  type="button"
                  aria-pressed={isTaken}
                  onClick={() => setWish(isTaken ? undefined : firstWish(group, from, lab, kind, wish))}
                >
                  <StageGlyph kind={kind} /> {say(smaller?.verb ?? label)}
                </button>
              );
            })}
          </fieldset>
          {wish ? <WishForm key={wish.stage.kind} {...{ group, from, wish }} onWish={setWish} /> : null}
        </>
      )}
      <Begun />
    </section>
  );
}
