import { asProblem } from '../../../lang/problem.ts';
import { useSay } from '../../text/useSay.ts';
import networks from '../networks.module.css';

/** What went wrong, and what to do. */
export function Refusal({ thrown }: { readonly thrown: unknown }) {
  const say = useSay();
  const { what, fix } = asProblem(thrown);
  return (
    <p role="alert" className={networks.refused}>
      {say(what)} {say(fix)}
    </p>
  );
}
