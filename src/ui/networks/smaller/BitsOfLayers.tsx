import { settingText } from '../../quantities.ts';
import { useLateWords } from '../../text/late.ts';
import networks from '../networks.module.css';

/** Which layers a budget of bytes gives how many bits; nothing where all have as many. */
export function BitsOfLayers({ bits }: { readonly bits: Readonly<Record<string, number>> | undefined }) {
  const words = useLateWords('smaller');
  const layers = new Map<number, string[]>();
  for (const [layer, of] of Object.entries(bits ?? {})) layers.set(of, [...(layers.get(of) ?? []), layer]);
  if (layers.size < 2) return null;
  const groups = [...layers].sort(([a], [b]) => b - a);
  return (
    <dl className={networks.quiet} aria-label={words.layerBits} data-layer-bits="">
      {groups.map(([of, names]) => (
        <div key={of}>
          <dt>{words.bitsOf(settingText(of))}</dt>
          <dd>{names.join(', ')}</dd>
        </div>
      ))}
    </dl>
  );
}
