/**
 * What every stage of a recipe left, for a terminal.
 */

import type { QuantityName } from '../protocol/quantityNames.ts';
import { alphaOf } from '../protocol/record.ts';
import type { TeacherCard } from '../protocol/records.ts';
import { besideAlpha } from '../spec/point.ts';
import { isStageKind, stageOf } from '../spec/recipe/stages.ts';
import { alignedTable, formatMeanStd } from './results.ts';
import type { StageRow } from './stageTable.ts';
import type { TableRow } from './statistics.ts';

/** Of what a stage left, and with how many digits. */
const columns: readonly (readonly [name: QuantityName, title: string, digits: number])[] = [
  ['accuracy', 'accuracy', 4],
  ['parameters', 'parameters', 0],
  ['bytes', 'bytes', 0],
  ['multiplyAdds', 'multiply_adds', 0],
  ['milliseconds', 'ms', 2],
  ['bits', 'bits', 1],
];

/**
 * A line for the teacher, and one for every point and stage; what was to be reached and what was, beneath.
 *
 * @param rows of a sweep whose networks were measured stage by stage
 */
export function stagesText(rows: readonly TableRow[], teacher: TeacherCard): string {
  const axes = [...new Set(rows.flatMap(({ point }) => besideAlpha(point).map(([path]) => path)))];
  const header = ['alpha', ...axes, 'stage', 'n', ...columns.map(([, title]) => title)];
  const one = (value: number | undefined, digits: number) =>
    formatMeanStd({ mean: value ?? Number.NaN, std: Number.NaN }, digits);
  const ofTeacher = [
    ...['', ...axes.map(() => ''), 'teacher', '1', one(teacher.accuracy, 4)],
    ...[one(teacher.parameters, 0), one(teacher.bytes, 0), one(teacher.multiplyAdds, 0)],
    ...[one(teacher.milliseconds, 2), ''],
  ];
  const lines = rows.flatMap(({ point, stages }) =>
    stages.map((stage, i) => [
      String(alphaOf({ point })),
      ...axes.map((path) => String(point[path] ?? '')),
      `${i + 1} ${stage.kind}`,
      String(stage.n),
      ...columns.map(([name, , digits]) => formatMeanStd(stage.quantities[name] ?? none, digits)),
    ]),
  );
  return [
    ...alignedTable(header, [ofTeacher, ...lines]),
    '',
    'Whole validation set; ms: one image on this machine, from its bytes to its logits, the median of some passes.',
    ...(rows.some(({ stages }) => stages.some(isSimulated)) ? [simulated] : []),
    ...(rows.some(({ stages }) => stages.some(hasMasks)) ? [masked] : []),
    ...asksOf(rows.flatMap(({ stages }) => stages)),
    '',
  ].join('\n');
}

const none = { mean: Number.NaN, std: Number.NaN };
const isSimulated = ({ kind }: StageRow) => isStageKind(kind) && stageOf(kind).simulates === true;
const hasMasks = ({ kind }: StageRow) => isStageKind(kind) && stageOf(kind).masks === true;
const masked = 'Zeros are multiplied as well: networks with masks are no faster here.';
const simulated =
  'Quantised networks are run here with simulated integers, which are no faster; bytes are what their integers take.';

/** "prune: keep asked 0.5, reached 0.484", each once, layers of which almost nothing is left, and the bits of each. */
function asksOf(stages: readonly StageRow[]): readonly string[] {
  const said = stages.flatMap(({ kind, asked, reached }) =>
    Object.entries(asked).map(
      ([name, value]) =>
        `${kind}: ${name} asked ${tidy(value)}, reached ${tidy(reached[name] ?? Number.NaN)}.`,
    ),
  );
  const collapsed = stages.flatMap(({ kind, reached: { collapsed: layers = 0 } }) =>
    layers > 0 ? [`${kind}: layers down to one weight, row, column or block: ${tidy(layers)}.`] : [],
  );
  return [...new Set([...said, ...collapsed, ...stages.flatMap(bitsOf)])];
}

/** "quantise: 8 bits: conv1, linear; 3 bits: …", where not all layers have as many. */
function bitsOf({ kind, layerBits }: StageRow): readonly string[] {
  const layers = new Map<number, string[]>();
  for (const [layer, bits] of Object.entries(layerBits)) {
    layers.set(bits, [...(layers.get(bits) ?? []), layer]);
  }
  if (layers.size < 2) return [];
  const groups = [...layers].sort(([a], [b]) => b - a);
  return [`${kind}: ${groups.map(([bits, names]) => `${tidy(bits)} bits: ${names.join(', ')}`).join('; ')}.`];
}

const tidy = (value: number) => String(Number(value.toPrecision(4)));
