import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problem } from '../../lang/problem.ts';
import { runNameOf } from '../../protocol/runId.ts';
import { defaultExperiment, type Experiment, fields } from '../../spec/experiment.ts';
import { linkOf } from '../../spec/link.ts';
import { pointOf } from '../../spec/point.ts';
import { freshTeacher } from '../../spec/teachers/moreTeachers.ts';
import type { Report } from '../../worker/client.ts';
import { mapStore } from '../runs/mapStore.ts';
import { createSavedRuns } from '../runs/savedRuns.ts';
import { dropped, open, ready, smallLink } from './labForTests.ts';
import {
  runReports,
  sampleDataset,
  sampleProblem,
  sampleRun,
  sampleTeacher,
  smallExperiment,
} from './sampleReports.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a teacher that is right no more often than chance', () => {
  it('fails runs of a sweep that has others, which a person may train all the same beside the finished ones', () => {
    const { actions, say, sent, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    const name = runNameOf(pointOf(1), 1);
    say(
      { type: 'sweep-started', experiment: smallExperiment, total: 4 },
      ...runReports(0, 1, 2),
      { type: 'run-started', ...name, seed: 1 },
      { type: 'run-ended', id: name.id, status: 'failed', problem: refused.problem },
      { type: 'sweep-ended', status: 'finished', seconds: 1 },
    );
    expect(state().runs.map(({ status }) => status)).toEqual(['finished', 'failed']);
    actions.runRefused();
    expect(sent.at(-1)).toMatchObject({ type: 'run', finished: [{ id: 'alpha=0#1' }], anyTeacher: true });
    say({ type: 'sweep-started', experiment: smallExperiment, total: 4 });
    expect(state().runs.map(({ id }) => id)).toEqual(['alpha=0#1']);
  });

  const refused = {
    type: 'problem',
    problem: { code: 'teacher-at-chance', what: 'It is right on 60 of 600.', fix: 'Choose another.' },
  } as const satisfies Report;
  const refusing: readonly Report[] = [
    { type: 'sweep-started', experiment: smallExperiment, total: 4 },
    { type: 'sweep-ended', status: 'failed', seconds: 1 },
    refused,
  ];

  it('stops the sweep, which a person may start all the same', () => {
    const { actions, say, sent, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    say(...refusing);
    expect(state()).toMatchObject({ phase: 'blocked', problem: { code: 'teacher-at-chance' }, runs: [] });
    actions.runFromAnyTeacher();
    expect(sent.at(-1)).toEqual({
      ...{ type: 'run', experiment: smallExperiment, finished: [], anyTeacher: true },
    });
    expect(state()).toMatchObject({ phase: 'running', problem: undefined });
  });

  it('leaves the lab ready for another one', () => {
    const { actions, say, sent, state } = open({ search: smallLink });
    say(ready(smallExperiment));
    actions.run();
    say(...refusing);
    actions.dismissProblem();
    expect(sent.at(-1)).toMatchObject({ type: 'prepare' });
    say(ready(smallExperiment));
    expect(state()).toMatchObject({ phase: 'ready', problem: undefined });
  });
});

describe('teachers', () => {
  const given = (path: string) => ({ path, blob: new Blob() });
  const ofFile = { ...sampleTeacher, source: 'file', id: 'file' } as const;

  it('come from a file, which the experiment then names', async () => {
    const teacher = { ...sampleTeacher, source: 'file', id: 'file' } as const;
    const { actions, rest, sent, state } = open({ answers: { 'use-teacher-file': teacher } });
    await actions.useTeacherFiles([given('teacher.safetensors')]);
    expect(state()).toMatchObject({ teacher, experiment: { teacher: 'file' } });
    await rest();
    expect(sent.at(-1)).toMatchObject({ type: 'prepare', experiment: { teacher: 'file' } });
  });

  it('beside the first come from files too, each at its place', async () => {
    const { actions, asked, state } = open({ answers: { 'use-teacher-file': ofFile } });
    const [cnn, mlp] = ['cnn', 'mlp'].map((teacher) => ({ ...freshTeacher(fields), teacher }));
    if (!cnn || !mlp) throw new Error('two teachers');
    actions.setField('moreTeachers', [cnn, mlp]);
    const { teacher } = state();
    await actions.useTeacherFiles([given('second.safetensors')], 2);
    expect(asked.at(-1)).toMatchObject({ type: 'use-teacher-file', name: 'second.safetensors', place: 2 });
    expect(state().experiment.moreTeachers).toEqual([cnn, { ...mlp, teacher: 'file' }]);
    // What is said of the first teacher stays.
    expect(state()).toMatchObject({ teacher, experiment: { teacher: defaultExperiment.teacher } });
  });

  it('that are refused become a problem and change nothing', async () => {
    const { actions, state } = open();
    await actions.useTeacherFiles([given('teacher.safetensors')]);
    expect(state()).toMatchObject({ problem: { code: 'teacher-missing' }, experiment: defaultExperiment });
  });

  it('are one file, the parts of a model, or an address', async () => {
    const { actions, asked } = open();
    const parts = [given('net/weights.bin'), given('net/model.json')];
    await actions.useTeacherFiles([]);
    await actions.useTeacherFiles([given('hub/net.onnx')]);
    await actions.useTeacherFiles(parts);
    await actions.useTeacherFiles([given('model.json')]);
    await actions.useTeacherUrl('https://a.example/model.json');
    expect(asked.filter(({ type }) => type.startsWith('use-'))).toMatchObject([
      { type: 'use-teacher-file', name: 'net.onnx' },
      { type: 'use-teacher-model', model: { name: 'model.json', files: parts } },
      { type: 'use-teacher-model', model: { name: 'model.json' } },
      { type: 'use-teacher-model', model: { url: 'https://a.example/model.json' } },
    ]);
  });

  it('that are refused for their head can be opened again without it', async () => {
    let refusing = true;
    const { actions, asked, state } = open({
      answers: { 'use-teacher-file': ofFile },
      refusal: () =>
        refusing ? problem('teacher-head', 'It tells 10 classes apart.', 'Load less.') : undefined,
    });
    await actions.useTeacherFiles([given('ten.pth')]);
    expect(state()).toMatchObject({
      ...{ problem: { code: 'teacher-head' }, offeredTeacher: { name: 'ten.pth' } },
      experiment: { teacher: 'auto', teacherHead: 'keep' },
    });
    refusing = false;
    await actions.useTeacherWithoutHead();
    expect(asked.at(-1)).toMatchObject({ name: 'ten.pth', experiment: { teacherHead: 'new' } });
    expect(state()).toMatchObject({ experiment: { teacher: 'file', teacherHead: 'new' }, teacher: ofFile });
    expect(state().offeredTeacher).toBeUndefined();
    expect(state().problem).toBeUndefined();
  });

  it('are forgotten with the problem, and a teacher that is open already only loses its head', async () => {
    const { actions, asked, state } = open({
      refusal: () => problem('teacher-head', 'It tells 10 classes apart.', 'Load less.'),
    });
    await actions.useTeacherFiles([given('ten.pth')]);
    actions.dismissProblem();
    expect(state().offeredTeacher).toBeUndefined();
    const before = asked.length;
    await actions.useTeacherWithoutHead();
    expect(asked).toHaveLength(before);
    expect(state().experiment.teacherHead).toBe('new');
  });

  it('are forgotten when a sweep begins: what is said of its teacher is not said of them', async () => {
    let refusing = false;
    const { actions, asked, say, state } = open({
      answers: { 'use-teacher-file': ofFile },
      refusal: () =>
        refusing ? problem('teacher-head', 'It tells 10 classes apart.', 'Load less.') : undefined,
    });
    await actions.useTeacherFiles([given('in-use.pth')]);
    say(ready(state().experiment));
    refusing = true;
    await actions.useTeacherFiles([given('refused.pth')]);
    refusing = false;
    actions.run();
    say(
      { type: 'sweep-ended', status: 'failed', seconds: 1 },
      {
        type: 'problem',
        problem: problem('teacher-at-chance', 'It is right on 60 of 600.', 'Choose.').problem,
      },
    );
    const before = asked.length;
    await actions.useTeacherWithoutHead();
    expect(asked.slice(before)).toEqual([]);
    expect(state().experiment).toMatchObject({ teacher: 'file', teacherHead: 'new' });
  });

  it('wait for the folder that was given with them', async () => {
    const { actions, asked, say, rest } = open({ answers: { 'use-teacher-file': ofFile } });
    const teachers = () => asked.filter(({ type }) => type === 'use-teacher-file');
    actions.loadFolder('pets', []);
    const opening = actions.useTeacherFiles([given('ten.pth')]);
    await rest();
    expect(teachers()).toEqual([]);
    say({ type: 'dataset', dataset: sampleDataset(dropped) });
    await opening;
    expect(teachers()).toMatchObject([{ experiment: { dataset: dropped } }]);

    actions.loadFolder('empty', []);
    const other = actions.useTeacherFiles([given('ten.pth')]);
    say({ type: 'problem', problem: sampleProblem('folder-empty') });
    await other;
    expect(teachers()).toHaveLength(1);
    // A folder that was refused is waited for no longer.
    await actions.useTeacherFiles([given('ten.pth')]);
    expect(teachers()).toHaveLength(2);
  });

  it.each(['before', 'after'])(
    'that are refused %s their folder was prepared stay refused when it is again',
    async (when) => {
      const refusal = () => problem('teacher-head', 'It tells 10 classes apart.', 'Load all but the head.');
      const { actions, say, rest, state } = open({ refusal });
      actions.loadFolder('pets', []);
      const opening = actions.useTeacherFiles([given('ten.pth')]);
      say({ type: 'dataset', dataset: sampleDataset(dropped) });
      // With the folder, which the form names by now too; the form has not rested yet.
      if (when === 'after') say(ready(state().experiment));
      await opening;
      expect(state()).toMatchObject({ problem: { code: 'teacher-head' } });
      await rest();
      say(ready(state().experiment));
      expect(state()).toMatchObject({ phase: 'ready', problem: { code: 'teacher-head' } });
      expect(state().offeredTeacher).toBeDefined();
      // Later news is of something else.
      actions.setField('epochs', 3);
      await rest();
      say(ready(state().experiment));
      expect(state().problem).toBeUndefined();
    },
  );

  it('are saved, and forgotten also by the experiment that names them', async () => {
    const saved = { id: 'saved-1', label: 'mine', dataset: 'insects', accuracy: 0.9, savedAt: 'today' };
    const { actions, state } = open({ answers: { 'save-teacher': saved, 'forget-teacher': [] } });
    await actions.saveTeacher('mine');
    expect(state().savedTeachers).toEqual([saved]);
    actions.setField('teacher', 'saved-1');
    await actions.forgetTeacher('saved-1');
    expect(state()).toMatchObject({ savedTeachers: [], experiment: { teacher: 'auto' } });
  });

  it('are trained on request, and can be stopped', () => {
    const { actions, say, sentTypes, state } = open();
    say(ready(defaultExperiment));
    actions.trainTeacher();
    // What was being prepared when the teacher's turn was asked for says nothing about the training.
    say(ready(defaultExperiment));
    expect(state().phase).toBe('training-teacher');
    actions.stop();
    say({ type: 'ready', experiment: defaultExperiment, trained: true });
    expect(state().phase).toBe('ready');
    expect(sentTypes()).toEqual(['prepare', 'train-teacher', 'stop']);
  });
});

describe('a student’s file', () => {
  it('says what the student is', async () => {
    const card = { ...sampleTeacher, name: 'resnet18', label: 'ResNet-18', width: 0.5 } as const;
    const { actions, rest, sent, state } = open({ answers: { 'use-student-file': card } });
    await actions.useStudentFile(new File([], 'resnet18.pth'));
    const settings = { student: 'resnet18', studentWidth: 0.5, studentStart: 'file' };
    expect(state()).toMatchObject({ experiment: settings, studentFile: 'resnet18.pth' });
    await rest();
    expect(sent.at(-1)).toMatchObject({ type: 'prepare', experiment: settings });
  });

  it('that is refused changes nothing', async () => {
    const { actions, state } = open();
    await actions.useStudentFile(new File([], 'notes.bin'));
    expect(state()).toMatchObject({ experiment: defaultExperiment, problem: { code: 'teacher-missing' } });
    expect(state().studentFile).toBeUndefined();
  });

  it('may be another one at the next visit, so its sweep is not gone on with', async () => {
    const savedRuns = createSavedRuns(mapStore(), () => 0);
    const experiment: Experiment = { ...smallExperiment, studentStart: 'file' };
    await savedRuns.add(experiment, sampleRun(0, 1, 2));
    const { rest, state } = open({ search: linkOf(experiment), savedRuns });
    await rest();
    expect(state().unfinished).toBeUndefined();
  });
});
