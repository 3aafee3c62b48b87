import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { AttentionSeen } from '../../protocol/seen/seenInside.ts';
import { percentText } from '../quantities.ts';
import { gridStep } from '../temperature/gridStep.ts';
import { Picture } from '../temperature/Picture.tsx';
import temperature from '../temperature/temperature.module.css';
import { useLateWords } from '../text/late.ts';
import { fixed } from '../text/numbers.ts';
import { useViewState, viewState } from '../viewState.ts';
import styles from './seen.module.css';
import {
  greyPicture,
  type Head,
  largest,
  patchParts,
  sharesOf,
  spreadOf,
  type Token,
  tokensOf,
} from './shares.ts';

const chosenLayer = viewState<number | undefined>(undefined);
const chosenHead = viewState<Head>('mean');
/** Told in words. */
const mostTold = 3;

/** One token's attention over the picture, and that of every layer and head in small. */
export function AttentionView({ seen }: { readonly seen: AttentionSeen }) {
  const text = useLateWords('seen');
  const { layers, first, grid, pooling } = seen;
  const [wantedLayer, setLayer] = useViewState(chosenLayer);
  const [wantedHead, setHead] = useViewState(chosenHead);
  const [wantedToken, setToken] = useState<Token>(pooling ? 'pooling' : 0);
  const [pointed, setPointed] = useState<number>();
  const ids = { layer: useId(), head: useId(), token: useId() };
  const tokens = tokensOf(seen);
  const at = Math.min(wantedLayer ?? layers.length - 1, layers.length - 1);
  const layer = layers[at];
  if (!layer) return null;
  const head = wantedHead === 'mean' || wantedHead >= layer.heads ? 'mean' : wantedHead;
  const kept = wantedToken === 'pooling' ? (pooling ? wantedToken : 0) : Math.min(wantedToken, tokens - 1);
  const token: Token = pointed ?? kept;
  const own = (one: Token, where: typeof layer, by: Head) =>
    one === 'pooling' ? (pooling ?? new Float32Array(tokens)) : sharesOf(where, by, one, tokens);
  const shares = own(token, layer, head);
  const patch = token === 'pooling' || token < first ? undefined : token - first;
  const nameOf = (one: number) =>
    one < first
      ? text.firstToken(one, first)
      : text.patch(Math.floor((one - first) / grid) + 1, ((one - first) % grid) + 1);
  const [most, ...next] = largest(shares, mostTold);
  const special = [
    ...(pooling ? [{ value: 'pooling', name: text.pooling }] : []),
    ...Array.from({ length: first }, (_, i) => ({ value: String(i), name: text.firstToken(i, first) })),
  ];
  return (
    <>
      <p className={styles.tools}>
        <label htmlFor={ids.token}>{text.token}</label>
        <select
          id={ids.token}
          value={kept === 'pooling' || kept < first ? String(kept) : 'patch'}
          onChange={({ target: { value } }) =>
            setToken(value === 'pooling' ? value : value === 'patch' ? first : +value)
          }
        >
          {special.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
          <option value="patch">{kept === 'pooling' || kept < first ? text.aPatch : nameOf(kept)}</option>
        </select>
        <label htmlFor={ids.layer}>{text.layer}</label>
        <select
          id={ids.layer}
          value={at}
          disabled={token === 'pooling'}
          onChange={({ target }) => setLayer(+target.value)}
        >
          {layers.map(({ name }, i) => (
            <option key={name} value={i}>
              {text.layerName(i + 1, name)}
            </option>
          ))}
        </select>
        <label htmlFor={ids.head}>{text.head}</label>
        <select
          id={ids.head}
          value={head}
          disabled={token === 'pooling'}
          onChange={({ target: { value } }) => setHead(value === 'mean' ? value : +value)}
        >
          <option value="mean">{text.meanOfHeads}</option>
          {Array.from({ length: layer.heads }, (_, h) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a head has nothing but its number
            <option key={h} value={h}>
              {text.headName(h + 1)}
            </option>
          ))}
        </select>
      </p>
      <div className={styles.pair}>
        <Overlay
          seen={seen}
          parts={patchParts(shares, first)}
          shares={shares}
          patch={patch}
          onPatch={(one) => setToken(first + one)}
          onPoint={(one) => setPointed(one === undefined ? undefined : first + one)}
        />
        {token === 'pooling' ? null : (
          <table className={styles.maps}>
            <caption className={temperature.quiet}>{text.maps}</caption>
            <tbody>
              {layers.map((one, l) => (
                <tr key={one.name}>
                  <th scope="row">{text.short(l + 1)}</th>
                  {Array.from({ length: one.heads }, (_, h) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a head has nothing but its number
                    <td key={h}>
                      <button
                        type="button"
                        // The two lists above say the same to whoever has no pointer.
                        tabIndex={-1}
                        className={styles.map}
                        aria-label={`${text.layerName(l + 1, one.name)}, ${text.headName(h + 1)}`}
                        aria-pressed={l === at && h === head}
                        onClick={() => {
                          setLayer(l);
                          setHead(h);
                        }}
                      >
                        <Picture
                          picture={greyPicture(patchParts(own(token, one, h), first), grid)}
                          className={styles.small}
                        />
                      </button>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <p aria-live="polite" data-part="attentionWords">
        {text.takes(
          token === 'pooling' ? text.pooling : nameOf(token),
          [most, ...next].flatMap((one) =>
            one ? [text.share(percentText(one.share), nameOf(one.token))] : [],
          ),
          fixed(spreadOf(shares), 1),
          tokens,
        )}
      </p>
      <p className={temperature.quiet}>{text.help}</p>
    </>
  );
}

interface OverlayProps {
  readonly seen: AttentionSeen;
  /** [grid²] */
  readonly parts: Float32Array;
  /** [N] */
  readonly shares: Float32Array;
  /** Whose attention is shown, where it is a patch's. */
  readonly patch: number | undefined;
  onPatch(patch: number): void;
  /** While the pointer is on one. */
  onPoint(patch: number | undefined): void;
}

/** The picture, brighter where more of the attention is; one patch is in the tab order, and arrow keys move to others. */
function Overlay({ seen, parts, shares, patch, onPatch, onPoint }: OverlayProps) {
  const text = useLateWords('seen');
  const { picture, first, grid, covered } = seen;
  const cells = useRef<HTMLFieldSetElement>(null);
  const stop = patch ?? 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const next = gridStep(event.key, stop, grid * grid, grid, grid);
    if (next === undefined) return;
    event.preventDefault();
    onPoint(undefined);
    onPatch(next);
    cells.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div className={styles.over}>
      <Picture picture={picture} label={text.picture} className={styles.picture} />
      <fieldset
        ref={cells}
        className={styles.cells}
        style={{
          gridTemplateColumns: `repeat(${grid}, 1fr)`,
          width: `${covered * 100}%`,
          height: `${covered * 100}%`,
        }}
        aria-label={text.patches}
        onKeyDown={onKeyDown}
        onPointerLeave={() => onPoint(undefined)}
      >
        {Array.from(parts, (part, i) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a patch is its place
            key={i}
            type="button"
            className={styles.cell}
            style={{ '--dim': fixedDim(part) } as object}
            tabIndex={i === stop ? 0 : -1}
            aria-pressed={i === patch}
            aria-label={text.patchGets(
              text.patch(Math.floor(i / grid) + 1, (i % grid) + 1),
              percentText(shares[first + i] ?? 0),
            )}
            onPointerEnter={({ pointerType }) => pointerType === 'mouse' && onPoint(i)}
            onClick={() => onPatch(i)}
          />
        ))}
      </fieldset>
    </div>
  );
}

/** How much of the picture is hidden where it gets a part of the largest share. */
const fixedDim = (part: number): string => `${Math.round(85 * (1 - part))}%`;
