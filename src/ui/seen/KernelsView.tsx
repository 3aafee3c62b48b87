import { type PointerEvent, useId, useState } from 'react';
import type { KernelLayer, KernelsSeen } from '../../protocol/seen/seenInside.ts';
import { Picture } from '../temperature/Picture.tsx';
import temperature from '../temperature/temperature.module.css';
import { useLateWords } from '../text/late.ts';
import { plain } from '../text/numbers.ts';
import { kernelAt, kernelPicture, placeOf, toldOf } from './kernels.ts';
import styles from './seen.module.css';

/** The kernel that an involution made for the chosen pixel, beside a convolution's, which is the same at every pixel. */
export function KernelsView({ seen }: { readonly seen: KernelsSeen }) {
  const text = useLateWords('seen');
  const { layers, convolution, picture } = seen;
  const [chosen, setChosen] = useState(0);
  const [chosenGroup, setGroup] = useState(0);
  const [chosenFilter, setFilter] = useState(0);
  /** Of the picture, 0 … 1. */
  const [spot, setSpot] = useState({ x: 0.5, y: 0.5 });
  const ids = { layer: useId(), group: useId(), filter: useId() };
  const layer = layers[Math.min(chosen, layers.length - 1)];
  if (!layer) return null;
  const group = Math.min(chosenGroup, layer.groups - 1);
  const place = placeOf(spot, layer.places);
  const kernel = kernelAt(layer, place, group);
  const filters = convolution ? convolution.filters.length / convolution.kernel ** 2 : 0;
  const onPointer = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect();
    setSpot({ x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height });
  };
  const moved = (axis: 'x' | 'y', at: number) => setSpot({ ...spot, [axis]: (at + 0.5) / layer.places });
  return (
    <>
      <p className={styles.tools}>
        <label htmlFor={ids.layer}>{text.involution}</label>
        <select id={ids.layer} value={chosen} onChange={({ target }) => setChosen(+target.value)}>
          {layers.map(({ name }, i) => (
            <option key={name} value={i}>
              {name}
            </option>
          ))}
        </select>
        <Numbered id={ids.group} label={text.group} count={layer.groups} value={group} onChange={setGroup} />
        {convolution ? (
          <Numbered
            id={ids.filter}
            label={text.filter}
            count={filters}
            value={chosenFilter}
            onChange={setFilter}
          />
        ) : null}
      </p>
      <div className={styles.pair}>
        <div className={styles.place}>
          <div className={styles.over} onPointerDown={onPointer} onPointerMove={onPointer}>
            <Picture picture={picture} label={text.picture} className={styles.picture} />
            <Mark {...{ layer, place }} />
          </div>
          {(['row', 'column'] as const).map((axis) => (
            <label key={axis}>
              {text[axis]}
              <input
                type="range"
                min={1}
                max={layer.places}
                value={place[axis] + 1}
                onChange={({ target }) => moved(axis === 'row' ? 'y' : 'x', +target.value - 1)}
              />
            </label>
          ))}
        </div>
        <Kernel
          title={text.kernelHere(plain(place.row + 1), plain(place.column + 1), layer.name)}
          values={kernel}
          size={layer.kernel}
          live
        />
        {convolution ? (
          <Kernel
            title={text.kernelEverywhere(convolution.name)}
            values={convolution.filters.subarray(
              chosenFilter * convolution.kernel ** 2,
              (chosenFilter + 1) * convolution.kernel ** 2,
            )}
            size={convolution.kernel}
          />
        ) : null}
      </div>
      <p className={temperature.quiet}>{text.kernelsHelp}</p>
    </>
  );
}

function Numbered({
  id,
  label,
  count,
  value,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly value: number;
  onChange(value: number): void;
}) {
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(+target.value)}>
        {Array.from({ length: count }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: it has nothing but its number
          <option key={i} value={i}>
            {plain(i + 1)}
          </option>
        ))}
      </select>
    </>
  );
}

/** Where in the picture the kernel is. */
function Mark({
  layer: { places },
  place,
}: {
  readonly layer: KernelLayer;
  readonly place: { readonly row: number; readonly column: number };
}) {
  const side = 100 / places;
  return (
    <svg viewBox="0 0 100 100" className={styles.mark} aria-hidden="true">
      <rect x={place.column * side} y={place.row * side} width={side} height={side} />
    </svg>
  );
}

function Kernel({
  title,
  values,
  size,
  live = false,
}: {
  readonly title: string;
  /** [K, K] */
  readonly values: Float32Array;
  readonly size: number;
  readonly live?: boolean;
}) {
  const text = useLateWords('seen');
  const told = toldOf(values, size);
  return (
    <figure className={styles.kernel}>
      <Picture picture={kernelPicture(values, size)} className={styles.picture} />
      <figcaption>
        <strong>{title}</strong>
        <span aria-live={live ? 'polite' : undefined}>
          {text.kernelTold(told.most, told.mostAt, told.least, told.leastAt)}
        </span>
      </figcaption>
    </figure>
  );
}
