import { useRef, useState } from 'react';
import { asProblem } from '../../../lang/problem.ts';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { useLabActions } from '../../../state/lab/useLab.ts';
import { bytesText } from '../../quantities.ts';
import { useLateWords } from '../../text/late.ts';
import { useSay } from '../../text/useSay.ts';
import own from './family.module.css';

/** What takes the place of a button that had the focus. */
const focused = (element: HTMLElement | null) => element?.focus();

/** Deletes all that is not pinned, once it was confirmed: together they are too large to be put back. */
export function FreeRoom({ unpinned }: { readonly unpinned: readonly KeptNetworkCard[] }) {
  const words = useLateWords('family');
  const say = useSay();
  const { deleteUnpinnedNetworks } = useLabActions();
  const [state, setState] = useState<'at-rest' | 'asking' | 'left'>('at-rest');
  const [told, setTold] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  const bytes = unpinned.reduce((sum, { fileBytes }) => sum + fileBytes, 0);
  const free = async () => {
    setState('at-rest');
    status.current?.focus();
    try {
      setTold(words.freed(await deleteUnpinnedNetworks()));
    } catch (thrown) {
      setTold(say(asProblem(thrown).what));
    }
  };
  return (
    <>
      {state === 'asking' ? (
        <fieldset className={own.asking}>
          <legend>{words.reallyFree(unpinned.length, bytesText(bytes))}</legend>
          <button type="button" onClick={() => void free()}>
            {words.freeThem}
          </button>
          <button type="button" ref={focused} onClick={() => setState('left')}>
            {words.leaveThem}
          </button>
        </fieldset>
      ) : (
        <button
          type="button"
          ref={state === 'left' ? focused : null}
          disabled={unpinned.length === 0}
          onClick={() => {
            setTold('');
            setState('asking');
          }}
        >
          {words.free}
        </button>
      )}
      <p role="status" ref={status} tabIndex={-1} className={own.freed}>
        {told}
      </p>
    </>
  );
}
