import { useMemo } from 'react';
import { encode } from 'uqr';
import styles from './share.module.css';

/** Links longer than this make squares that a camera cannot tell apart across a room. */
export const longestQr = 700;

/** Black on white in either theme, as cameras expect, with the quiet zone of four squares that ISO/IEC 18004 asks for. */
export function QrCode({ link, label }: { readonly link: string; readonly label: string }) {
  const { size, path } = useMemo(() => pathOf(link), [link]);
  return (
    <svg className={styles.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="white" />
      <path d={path} fill="black" shapeRendering="crispEdges" />
    </svg>
  );
}

/** Each run of dark squares in a row as one rectangle. */
function pathOf(link: string) {
  const { data, size } = encode(link, { ecc: 'M', border: 4 });
  const rows = data.map((row, y) => {
    let path = '';
    for (let x = 0; x < size; x++) {
      const from = x;
      while (row[x]) x++;
      if (x > from) path += `M${from},${y}h${x - from}v1H${from}Z`;
    }
    return path;
  });
  return { size, path: rows.join('') };
}
