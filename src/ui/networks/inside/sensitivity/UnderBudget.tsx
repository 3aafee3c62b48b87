import { useState } from 'react';
import type { NetworkGroup } from '../../../../analysis/networks/groups.ts';
import { stageOf } from '../../../../spec/recipe/stages.ts';
import { useLab } from '../../../../state/lab/useLab.ts';
import { NumberSetting } from '../../../form/NumberSetting.tsx';
import { useLateWords } from '../../../text/late.ts';
import networks from '../../networks.module.css';
import { shownWish } from '../../smaller/usePreview.ts';
import { beginningOf, firstWish, lastOf, setWish } from '../../smaller/wish.ts';
import styles from './sensitivity.module.css';

/** What is proposed: between three and six bits a weight, where the first and the last layer have eight. */
const proposed = 0.15;

/** Hands a budget of bytes on to where the network is made smaller. */
export function UnderBudget({ group }: { readonly group: NetworkGroup }) {
  const words = useLateWords('sensitivity');
  const lab = useLab(({ experiment }) => experiment);
  const [budget, setBudget] = useState(proposed);
  const from = beginningOf(group);
  const field = stageOf('quantise').fields.budget;
  if (lastOf(group) || from === undefined || field?.kind !== 'number') return null;
  const handOn = () => {
    const shown = shownWish.get();
    const own = shown?.group === group.key ? shown : undefined;
    const wish = firstWish(group, from, lab, 'quantise', own);
    shownWish.set(setWish(wish, 0, 'budget', budget));
    document.querySelector('[data-smaller]')?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <>
      <p className={networks.quiet}>{words.budgetHelp}</p>
      <div className={styles.controls}>
        <NumberSetting name="sensitivity.budget" field={field} value={budget} onChange={setBudget} />
        <button type="button" onClick={handOn} disabled={budget >= 1}>
          {words.handOn}
        </button>
      </div>
    </>
  );
}
