/**
 * What this browser cannot do here, what still works, and how to get the rest: nothing where all is well, else one quiet
 * line with the most important, and the rest where it is asked for.
 */
import { useId, useMemo } from 'react';
import { Icon } from '../shell/Icon.tsx';
import { grouped, plain } from '../text/numbers.ts';
import { useWords } from '../text/useWords.ts';
import type { Browser } from './browser.ts';
import { Coded } from './Coded.tsx';
import { type Finding, findingsOf } from './findings.ts';
import { NewVersion } from './NewVersion.tsx';
import { hide, showDetails, usePanel } from './panel.ts';
import styles from './Reach.module.css';
import { useFacts } from './useFacts.ts';
import { firstWithWebgpu } from './wayToGpu.ts';

export function Reach() {
  const words = useWords('reach');
  const facts = useFacts();
  const { open, hidden } = usePanel();
  const details = useId();
  const findings = useMemo(() => findingsOf(facts), [facts]);
  const [first] = findings.filter(({ name }) => open || !hidden.includes(name));
  const more = findings.length - 1;
  return (
    <>
      <NewVersion />
      {first || open ? (
        <section className={styles.reach} aria-label={words.title}>
          <div className={styles.line}>
            <p className={styles.text}>
              {first
                ? open
                  ? words.title
                  : words.findings[first.name].what(amountsOf(first))
                : words.allWell}
              {more > 0 && !open ? <span className={styles.quiet}> {words.more(grouped(more))}</span> : null}
            </p>
            {first ? (
              <button
                type="button"
                className={styles.toggle}
                aria-expanded={open}
                aria-controls={details}
                onClick={() => showDetails(!open)}
              >
                {words.details}
                <Icon shape="down" />
              </button>
            ) : null}
            <button
              type="button"
              className={styles.dismiss}
              aria-label={words.dismiss}
              title={words.dismiss}
              onClick={() => hide(findings.map(({ name }) => name))}
            >
              <Icon shape="close" />
            </button>
          </div>
          {first && open ? (
            <ul id={details} className={styles.details}>
              {findings.map((finding) => (
                <Detail key={finding.name} finding={finding} browser={facts.browser} />
              ))}
            </ul>
          ) : null}
        </section>
      ) : null}
    </>
  );
}

function Detail({ finding, browser }: { readonly finding: Finding; readonly browser: Browser }) {
  const words = useWords('reach');
  const { what, works } = words.findings[finding.name];
  const version = finding.name.startsWith('gpu-') ? firstWithWebgpu(browser) : undefined;
  return (
    <li>
      <p className={styles.what}>{what(amountsOf(finding))}</p>
      <dl className={styles.parts}>
        <dt>{words.still}</dt>
        <dd>{works}</dd>
        <dt>{words.how(browser.name)}</dt>
        <dd>
          <Coded text={words.ways[finding.way](browser.name, version ? plain(version) : '')} />
        </dd>
      </dl>
    </li>
  );
}

function amountsOf(finding: Finding) {
  return {
    gigabytes: 'gigabytes' in finding ? plain(finding.gigabytes) : '',
    megabytes: 'megabytes' in finding ? grouped(finding.megabytes) : '',
  };
}
