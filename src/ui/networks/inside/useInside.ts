/**
 * What is inside a network, asked once it is wanted.
 */
import { startTransition, useEffect, useState } from 'react';
import { asProblem, type Problem } from '../../../lang/problem.ts';
import type { NetworkInside } from '../../../protocol/networkInside.ts';
import { useLabActions } from '../../../state/lab/useLab.ts';

type Heard = { readonly id: string } & ({ readonly inside: NetworkInside } | { readonly problem: Problem });

export function useInside(id: string, wanted: boolean): NetworkInside | Problem | undefined {
  const { networkInside } = useLabActions();
  const [heard, setHeard] = useState<Heard>();
  const isHeard = heard?.id === id;
  useEffect(() => {
    if (!wanted || isHeard) return;
    let isCurrent = true;
    networkInside(id).then(
      // Hundreds of rows and boxes are made in pieces, between which the page answers.
      (inside) => startTransition(() => (isCurrent ? setHeard({ id, inside }) : undefined)),
      (thrown: unknown) => isCurrent && setHeard({ id, problem: asProblem(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [id, wanted, isHeard, networkInside]);
  if (!isHeard) return undefined;
  return 'inside' in heard ? heard.inside : heard.problem;
}
