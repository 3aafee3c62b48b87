import { describe, expect, it } from 'vitest';
import { sha256 } from '../base/sha256.ts';
import { bytesInMemory } from '../engine/weights/byteSource.ts';
import { openSafetensors } from '../engine/weights/safetensors.ts';
import { alphaRunId } from '../protocol/runId.ts';
import type { ModelName } from '../spec/choices.ts';
import type { Experiment } from '../spec/experiment.ts';
import { onWasm } from './onWasmForTests.ts';
import { memoryStore, open, tiny } from './sessionForTests.ts';

const experimentOf = (teacher: ModelName): Experiment => ({
  ...tiny,
  ...{ teacher, student: 'teacher', studentFreeze: 'head', augmentation: 'flip' },
  ...{ alphas: [0.5], runs: 2, epochs: 2 },
});

const backends = { cpu: () => ({}), wasm: onWasm } as const;

async function headOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { tensors } = await openSafetensors(bytesInMemory(bytes));
  const last = [...tensors].slice(-2);
  const values = await Promise.all(last.map(async ([, tensor]) => tensor.values()));
  const joined = values.flatMap((part) => [...new Uint8Array(part.buffer, part.byteOffset, part.byteLength)]);
  return (await sha256(Uint8Array.from(joined))).slice(0, 16);
}

/** What heads come to: each epoch's losses, and a checksum of the weights. */
async function heads(teacher: ModelName, on: keyof typeof backends) {
  const experiment = experimentOf(teacher);
  const first = open(memoryStore(), backends[on]);
  await first.obey({ type: 'train-teacher', experiment });
  const blob = new Blob([await first.ask({ type: 'export-teacher' })]);
  const { obey, ask, of } = open(memoryStore(), backends[on]);
  const given = { ...experiment, teacherHead: 'new', teacherEpochs: 2, seed: 7 } as const;
  await obey({ type: 'prepare', experiment: given });
  await ask({ type: 'use-teacher-file', name: 'mine', blob, experiment: given });
  await obey({ type: 'run', experiment: { ...given, teacher: 'file' }, finished: [] });
  expect(of('problem')).toEqual([]);
  return {
    teacher: of('teacher-epoch').map(({ record }) => [record.train.loss, record.validation.loss]),
    teacherHead: await headOf(await ask({ type: 'export-teacher' })),
    student: of('epoch').map(({ record }) => [
      record.train.loss,
      record.validation.loss,
      record.validation.difference,
    ]),
    studentHead: await headOf(await ask({ type: 'export-student', id: alphaRunId(0.5, 2) })),
  };
}

/** As they were when teachers, sweeps and stages each had a training of heads to themselves. */
const before: Readonly<
  Record<keyof typeof backends, Readonly<Record<string, Awaited<ReturnType<typeof heads>>>>>
> = {
  cpu: {
    mlp: {
      teacher: [
        [2.3230220079421997, 2.3012310028076173],
        [2.3190754652023315, 2.300003433227539],
      ],
      teacherHead: 'e5e39e2668f1548c',
      student: [
        [1.159885823726654, 1.1497417449951173, 0.0021458923816680907],
        [1.1579017043113708, 1.1495431900024413, 0.003377353772521019],
        [1.1592137217521667, 1.1498014450073242, 0.002134186588227749],
        [1.158067226409912, 1.149573516845703, 0.0032395757734775543],
      ],
      studentHead: '9563364e4ba0d146',
    },
    cnn: {
      teacher: [
        [2.3092271089553833, 2.3414140701293946],
        [2.3210394382476807, 2.3401540756225585],
      ],
      teacherHead: '196201e85a434817',
      student: [
        [1.1618067622184753, 1.1698808670043945, 0.001657945103943348],
        [1.1648591756820679, 1.1696112632751465, 0.003127608448266983],
        [1.1501127481460571, 1.1698544502258301, 0.0022184278815984724],
        [1.1567783951759338, 1.169604778289795, 0.0034926939755678178],
      ],
      studentHead: '7084342c852376cf',
    },
    resnet8: {
      teacher: [
        [2.6359673738479614, 2.6837932586669924],
        [2.431892991065979, 2.5635032653808594],
      ],
      teacherHead: '341a2a912f53c4e2',
      student: [
        [1.1826406717300415, 1.2686744689941407, 0.04248303771018982],
        [1.17354017496109, 1.2586790084838868, 0.08738713264465332],
        [1.1832143664360046, 1.2696361541748047, 0.0586436927318573],
        [1.1755388379096985, 1.2581562995910645, 0.10639387369155884],
      ],
      studentHead: 'f6e5765f1863b852',
    },
  },
  wasm: {
    mlp: {
      teacher: [
        [2.3230220079421997, 2.3012310028076173],
        [2.3190754652023315, 2.300003433227539],
      ],
      teacherHead: '5a92860dfec26f71',
      student: [
        [1.159885823726654, 1.1497417449951173, 0.002145892567932606],
        [1.1579017043113708, 1.1495431900024413, 0.0033773541450500487],
        [1.1592137217521667, 1.1498014450073242, 0.0021341873332858087],
        [1.158067226409912, 1.149573516845703, 0.003239576891064644],
      ],
      studentHead: 'e3f10f1339de00c3',
    },
    cnn: {
      teacher: [
        [2.3092271089553833, 2.3414140701293946],
        [2.3210394382476807, 2.3401540756225585],
      ],
      teacherHead: '9a50b3135d2ffab8',
      student: [
        [1.1618067622184753, 1.1698808670043945, 0.001657944545149803],
        [1.1648591756820679, 1.1696112632751465, 0.0031276077032089235],
        [1.150112807750702, 1.1698544502258301, 0.0022184282541275026],
        [1.1567783951759338, 1.169604778289795, 0.003492693230509758],
      ],
      studentHead: '229335902fbfbcaf',
    },
    resnet8: {
      teacher: [
        [2.6359673738479614, 2.683793067932129],
        [2.431892991065979, 2.5635032653808594],
      ],
      teacherHead: '9de93f38324b10c8',
      student: [
        [1.1826406717300415, 1.268674373626709, 0.04248303174972534],
        [1.17354017496109, 1.2586790084838868, 0.08738712072372437],
        [1.1832143664360046, 1.2696361541748047, 0.05864369869232178],
        [1.1755388379096985, 1.2581562995910645, 0.10639386177062989],
      ],
      studentHead: '07c4f4b9314852d4',
    },
  },
};

describe('heads on cached features', () => {
  for (const on of ['cpu', 'wasm'] as const) {
    it.each(['mlp', 'cnn', 'resnet8'] as const)(
      `are to the last digit what they were: %s on ${on}`,
      async (family) => {
        expect(await heads(family, on)).toEqual(before[on][family]);
      },
    );
  }
});
