import { useRef, useState } from 'react';
import type { KeptNetworkCard } from '../../../protocol/keptNetworks.ts';
import { ExportOpener } from '../../results/export/ExportOpener.tsx';
import { useLateWords } from '../../text/late.ts';

/** Opens the dialog of a kept network's files, in every format. */
export function TakeButton({ network: { id, label } }: { readonly network: KeptNetworkCard }) {
  const words = useLateWords('family');
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button ref={button} type="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.take}
      </button>
      <ExportOpener
        first={isOpen ? { network: id, label } : undefined}
        opener={button}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
