import { type ReactNode, useEffect, useState } from 'react';
import { isBusy } from '../../state/lab/phases.ts';
import { useLab, useLabActions } from '../../state/lab/useLab.ts';
import { sameExperiment } from '../../state/runs/experimentKey.ts';
import { Icon } from '../shell/Icon.tsx';
import { grouped } from '../text/numbers.ts';
import { useWords } from '../text/useWords.ts';
import styles from './RunBar.module.css';
import { paceWords, restWords, shareDone, teacherWords } from './status.ts';

/** Where training is, and its controls; at rest, what Run would do. `children` stand beside the controls on a narrow page. */
export function RunBar({ children }: { readonly children?: ReactNode }) {
  const { run: words } = useWords('page');
  const phase = useLab((lab) => lab.phase);
  return (
    <section className={styles.bar} aria-label={words.progress} data-control="run">
      <Progress />
      <div className={styles.line}>
        <Status />
        {isBusy(phase) ? <Controls /> : null}
      </div>
      {children ? <div className={styles.beside}>{children}</div> : null}
    </section>
  );
}

function Progress() {
  const { run: words } = useWords('page');
  const share = useLab((lab) => {
    if (isBusy(lab.phase)) return lab.pace ? shareDone(lab.pace) : 0;
    const { stage } = lab;
    // What is prepared ahead of Run goes on quietly: a bar that fills under "Ready" would need explaining.
    if (stage && lab.phase === 'opening') return stage.total > 0 ? stage.done / stage.total : 0;
    return lab.phase === 'done' ? 1 : undefined;
  });
  const percent = Math.round((share ?? 0) * 1000) / 10;
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={words.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className={styles.done} style={{ transform: `scaleX(${percent / 100})` }} />
    </div>
  );
}

function Status() {
  const { run: words, stages } = useWords('page');
  const phase = useLab((lab) => lab.phase);
  const pace = useLab((lab) => lab.pace);
  const stage = useLab((lab) => lab.stage);
  const experiment = useLab((lab) => lab.experiment);
  const measured = useLab((lab) => lab.measured);
  const runs = useLab((lab) => lab.runs);
  const seconds = useLab((lab) => lab.seconds);
  const problem = useLab((lab) => lab.problem);
  const teacherUse = useLab((lab) => lab.teacherUse);
  if (isBusy(phase) && pace) {
    const { where, speed } = paceWords(pace, words);
    const doing =
      phase === 'paused'
        ? words.paused
        : phase === 'stopping'
          ? words.stopping
          : pace.kind === 'teacher'
            ? words.trainingTeacher
            : undefined;
    return (
      <p className={styles.status}>
        <span className={styles.where}>{doing ? `${doing}: ${where}` : where}</span>
        <span className={styles.speed}>{speed}</span>
      </p>
    );
  }
  if (isBusy(phase) || phase === 'opening') {
    const now = stage
      ? stages[stage.stage](stage.total)
      : phase === 'stopping'
        ? words.stopping
        : words.opening;
    const count = stage && stage.total > 1 ? ` ${grouped(stage.done)}/${grouped(stage.total)}` : '';
    return <p className={styles.status}>{`${now}…${count}`}</p>;
  }
  const changed = measured !== undefined && !sameExperiment(measured, experiment) && runs.length > 0;
  return (
    <p className={styles.status}>
      <span>{restWords({ phase, problem, experiment, measured, runs, seconds }, changed, words)}</span>
      <span className={styles.speed}>{teacherWords({ phase, teacherUse }, words)}</span>
    </p>
  );
}

function Controls() {
  const { run: words } = useWords('page');
  const phase = useLab((lab) => lab.phase);
  const { pause, resume, stepEpoch, stop } = useLabActions();
  const stopping = phase === 'stopping';
  const paused = phase === 'paused';
  return (
    <div className={styles.controls}>
      <button type="button" disabled={stopping} onClick={paused ? resume : pause}>
        <Icon shape={paused ? 'resume' : 'pause'} />
        <span className={styles.steady}>{paused ? words.resume : words.pause}</span>
      </button>
      <button type="button" disabled={stopping} title={words.stepEpochLong} onClick={stepEpoch}>
        <Icon shape="step" />
        {words.stepEpoch}
      </button>
      <button type="button" disabled={stopping} onClick={stop}>
        <Icon shape="stop" />
        {words.stop}
      </button>
    </div>
  );
}

/** Says milestones to those who listen: beginnings, quarters, ends; never every step. */
export function Milestones() {
  const { run } = useWords('page');
  const words = run.milestones;
  const phase = useLab((lab) => lab.phase);
  const quarter = useLab(({ pace }) =>
    pace?.kind === 'student' && pace.runsTotal > 0 ? Math.floor((4 * pace.runsDone) / pace.runsTotal) : 0,
  );
  const isLost = useLab((lab) => lab.problem?.code === 'device-lost');
  const runsDone = useLab((lab) => (lab.pace?.kind === 'student' ? lab.pace.runsDone : 0));
  const total = useLab((lab) => lab.experiment.alphas.length * lab.experiment.runs);
  const [said, setSaid] = useState({ phase, quarter, text: '' });
  useEffect(() => {
    setSaid((before) => {
      if (before.phase === phase && before.quarter === quarter) return before;
      let text = before.text;
      if (phase === 'running' && before.phase === 'paused') text = words.resumed;
      else if (phase === 'running' && before.phase !== 'running') text = words.started(total);
      else if (phase === 'running' && quarter > before.quarter) text = words.part(runsDone, total);
      else if (phase !== before.phase) {
        const byPhase: Partial<Record<typeof phase, string>> = {
          'training-teacher': words.teacher,
          paused: words.paused,
          done: words.done,
          ready: words.ready,
          blocked: isLost ? run.lost : words.blocked,
        };
        text = byPhase[phase] ?? text;
      }
      return { phase, quarter, text };
    });
  }, [phase, quarter, runsDone, total, words, isLost, run.lost]);
  return (
    <p className={styles.milestones} role="status">
      {said.text}
    </p>
  );
}
