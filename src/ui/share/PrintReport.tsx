import { useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { tableOf } from '../../analysis/statistics.ts';
import { linkOf } from '../../spec/link.ts';
import type { Lab } from '../../state/lab/labState.ts';
import { measuredImages } from '../../state/lab/measuredImages.ts';
import { measuredTeacher } from '../../state/lab/measuredTeacher.ts';
import { useLabStore } from '../../state/lab/useLab.ts';
import { secondsText } from '../quantities.ts';
import { figuresSpread, gainText, percent, percentSpread } from '../results/format.ts';
import { headlineOf } from '../results/headline/headline.ts';
import { curveNames } from '../results/view.ts';
import { seriesLabel } from '../seriesStyle.ts';
import { useCatalogue } from '../text/language.ts';
import { useSay } from '../text/useSay.ts';
import { useWords } from '../text/useWords.ts';
import { chartOf, inLightTheme, standaloneSvg } from './chartPicture.ts';
import { contentsOf } from './contents.ts';
import styles from './PrintReport.module.css';
import { wordsOfChart } from './pictureWords.ts';
import { longestQr, QrCode } from './QrCode.tsx';

interface Taken {
  readonly lab: Lab;
  readonly pictures: readonly SVGElement[];
  readonly when: Date;
}

/** Stands on the page only while it is printed: what was measured then, and how to measure it again. */
export function PrintReport() {
  const store = useLabStore();
  const catalogue = useCatalogue();
  const say = useSay();
  const [taken, setTaken] = useState<Taken>();
  useEffect(() => {
    let restoreTheme = () => {};
    const take = () => {
      const lab = store.getState();
      const pictures = curveNames.flatMap((curve) => {
        const chart = chartOf(curve);
        return chart
          ? [
              printable(
                standaloneSvg(chart, { ...wordsOfChart(catalogue, say, curve, chart, lab), caption: '' }),
                curve,
              ),
            ]
          : [];
      });
      restoreTheme = inLightTheme();
      // The browser lays the page out as soon as this listener returns.
      flushSync(() => setTaken({ lab, pictures, when: new Date() }));
    };
    const drop = () => {
      setTaken(undefined);
      restoreTheme();
    };
    window.addEventListener('beforeprint', take);
    window.addEventListener('afterprint', drop);
    return () => {
      window.removeEventListener('beforeprint', take);
      window.removeEventListener('afterprint', drop);
    };
  }, [store, catalogue, say]);
  return taken ? createPortal(<Page {...taken} />, document.body) : null;
}

function Page({ lab, pictures, when }: Taken) {
  const text = useWords('share');
  const words = text.report;
  const results = useWords('results');
  const { choices } = useWords('page');
  const { gap } = useWords('flow');
  const say = useSay();
  const experiment = lab.measured ?? lab.experiment;
  const elsewhere = lab.shared !== undefined && lab.runs === lab.shared.runs;
  const rows = tableOf(lab.runs, 'final');
  const headline = headlineOf(experiment, lab.runs, false, measuredImages(lab));
  const link = `${location.origin}${location.pathname}${linkOf(experiment)}`;
  const seconds = lab.measuredOn?.seconds === undefined ? undefined : secondsText(lab.measuredOn.seconds);
  const backend = lab.measuredOn?.backendLabel;
  const lines = [
    ...contentsOf(experiment, text, choices, say),
    ...(backend && !elsewhere ? [{ label: words.backend, value: say(backend) }] : []),
    ...(seconds && !elsewhere ? [{ label: words.seconds, value: seconds }] : []),
  ];
  const { table } = results;
  return (
    <article className={styles.report}>
      <header>
        <h1>{words.title}</h1>
        <p>{words.date(when)}</p>
      </header>
      {elsewhere ? <p className={styles.shared}>{words.shared}</p> : null}
      <p className={styles.headline}>{results.headline(headline)}</p>
      <p className={styles.quiet}>{results.headlineNote(headline)}</p>
      <h2>{words.settings}</h2>
      <dl>
        {lines.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>{words.others}</p>
      <h2>{words.curves}</h2>
      <div className={styles.charts}>
        {pictures.map((picture, i) => (
          <div key={curveNames[i]} ref={(node) => node?.replaceChildren(picture)} />
        ))}
      </div>
      <h2>{words.results}</h2>
      <table>
        <thead>
          <tr>
            {[
              table.alpha,
              table.n,
              table.accuracy,
              table.gain,
              table.teacher,
              table.difference,
              table.loss,
              table.hard,
              table.soft,
            ].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{seriesLabel(row.point)}</th>
              <td>{row.n}</td>
              <td>{percentSpread(row.accuracy)}</td>
              <td>{row.gain ? gainText(row.gain) : results.none}</td>
              <td>{percent(measuredTeacher(lab))}</td>
              <td>{figuresSpread(row.difference)}</td>
              <td>{figuresSpread(row.loss)}</td>
              <td>{row.terms.hard ? figuresSpread(row.terms.hard) : results.none}</td>
              <td>{row.terms.soft ? figuresSpread(row.terms.soft) : results.none}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.quiet}>{[table.spreadNote, table.lossNote].join(gap)}</p>
      <h2>{words.repeat}</h2>
      <div className={styles.repeat}>
        <div>
          <p>{words.open}</p>
          <p className={styles.code}>{link}</p>
          <p>{words.command}</p>
          <p className={styles.code}>{`npm run distill -- --url '${link}'`}</p>
          {experiment.dataset === 'insects' ? null : <p>{text.folder}</p>}
          <p className={styles.quiet}>{words.same}</p>
        </div>
        {link.length <= longestQr ? <QrCode link={link} label={text.qr} /> : null}
      </div>
    </article>
  );
}

/** As a node of this document, with names that no other chart on the page has. */
function printable(svg: string, curve: string): SVGElement {
  const own = svg.replaceAll(/(\bid="|url\(#)/g, `$1print-${curve}-`);
  const parsed = new DOMParser().parseFromString(own, 'image/svg+xml').documentElement;
  return document.adoptNode(parsed) as unknown as SVGElement;
}
