/**
 * One addition of each kind, as the README says that it is made: a declaration, an implementation, and a line in each one's
 * list. They do little, and nothing that is there does the same.
 */
import type { Addition } from './overlay.ts';

const objective: Addition = {
  what: 'an objective',
  files: {
    'spec/objectives/doubled.ts': `import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const doubled = declare({
  label: 'Twice the error',
  term: '2·MSE(z_s, z_t)',
  source: 'for a test',
  fields: [],
}) satisfies ObjectiveDeclaration;
`,
    'engine/objectives/doubled.ts': `import { mean, mul, type Scalar, square, sub } from '@tensorflow/tfjs-core';
import type { LogitLoss } from './logitLoss.ts';

export const doubled: LogitLoss = {
  value: ({ student, teacher }) => mul<Scalar>(mean<Scalar>(square(sub(student, teacher))), 2),
};
`,
  },
  lines: [
    {
      file: 'spec/objectives/catalogue.ts',
      before: '  mse,',
      line: '  doubled,',
      import: "import { doubled } from './doubled.ts';",
    },
    {
      file: 'engine/objectives/catalogue.ts',
      before: '  mse:',
      line: '  doubled: onLogits(doubled),',
      import: "import { doubled } from './doubled.ts';",
    },
  ],
};

const lossInside: Addition = {
  what: 'a loss with a regressor',
  files: {
    'spec/objectives/projected.ts': `import { declare, type ObjectiveDeclaration } from '../declare.ts';

export const projected = declare({
  label: 'Projected features',
  term: 'MSE(W·f_s, f_t)',
  features: true,
  source: 'for a test',
  fields: [],
}) satisfies ObjectiveDeclaration;
`,
    'engine/objectives/projected.ts': `import { mean, type Scalar, square, sub, type Tensor2D } from '@tensorflow/tfjs-core';
import { linear, linearSpecs } from '../layers/linear.ts';
import { studentWithoutMaps, teacherWithoutMaps } from './maps.ts';
import type { Objective, Term } from './term.ts';

const name = 'loss.projected';

export const projected: Objective = {
  terms(_, { student, teachers: [teacher] }) {
    const [mine] = student.features ?? [];
    const [theirs] = teacher?.features ?? [];
    if (!theirs) throw teacherWithoutMaps('projected');
    if (!mine) throw studentWithoutMaps('projected');
    const term: Term = {
      needs: { student: ['features'], teachers: [['features']] },
      parameters: linearSpecs(name, mine, theirs),
      value(seen, own) {
        const guessed = linear(own, name, seen.student.taps.features as Tensor2D);
        return mean<Scalar>(square(sub(guessed, seen.teachers[0]?.taps.features as Tensor2D)));
      },
    };
    return [{ term, weight: 1 }];
  },
};
`,
  },
  lines: [
    {
      file: 'spec/objectives/catalogue.ts',
      before: '  mse,',
      line: '  projected,',
      import: "import { projected } from './projected.ts';",
    },
    {
      file: 'engine/objectives/catalogue.ts',
      before: '  mse:',
      line: '  projected,',
      import: "import { projected } from './projected.ts';",
    },
  ],
};

const family: Addition = {
  what: 'a family',
  files: {
    'spec/families/perceptron.ts': `import { declare, type FamilyDeclaration } from '../declare.ts';

export const perceptron = declare({
  label: 'Perceptron',
  source: 'for a test',
  fields: [],
}) satisfies FamilyDeclaration;
`,
    'engine/families/perceptron.ts': `import { relu, reshape, type Tensor2D } from '@tensorflow/tfjs-core';
import { costsAt } from '../layers/layerCost.ts';
import { linear, linearSpecs } from '../layers/linear.ts';
import { channelAxis } from './familyOf.ts';
import { type FamilyDefinition, widened } from './model.ts';
import { chained, headPart } from './parts.ts';

export const perceptron: FamilyDefinition = {
  channels: ({ width }) => ({ hidden: widened(32, width) }),
  optionsOf: () => [],
  network(architecture) {
    const inputs = architecture.imageSize ** 2 * 3;
    const hidden = channelAxis(architecture, 'hidden');
    const { classes } = architecture;
    const parameters = linearSpecs('hidden', inputs, hidden);
    return chained(
      [
        {
          name: 'hidden',
          stage: 'layer1',
          parameters,
          layers: costsAt(1, parameters),
          taps: ['features'],
          run: (weights, x, context) =>
            relu(linear(weights, 'hidden', reshape(x, [-1, inputs]) as Tensor2D, context)),
        },
        headPart('linear', hidden, classes),
      ],
      { classes },
    );
  },
};
`,
  },
  lines: [
    {
      file: 'spec/families/catalogue.ts',
      before: '  mlp,',
      line: '  perceptron,',
      import: "import { perceptron } from './perceptron.ts';",
    },
    {
      file: 'engine/families/catalogue.ts',
      before: '  mlp:',
      line: "  perceptron: familyOf('perceptron', perceptron),",
      import: "import { perceptron } from './perceptron.ts';",
    },
  ],
};

const stage: Addition = {
  what: 'a stage',
  files: {
    'spec/recipe/shrink.ts': `import { words } from '../../lang/sentence.ts';
import { numberField } from '../fields.ts';
import { declareStage } from './declare.ts';

export const shrink = declareStage({
  kind: 'shrink',
  label: 'Shrink',
  help: 'Multiplies every weight by one number.',
  act: ({ factor }) => words\`multiplying weights by \${Number(factor)}\`,
  source: 'for a test',
  fields: {
    factor: numberField({
      label: 'Factor',
      help: 'What every weight is multiplied by.',
      group: 'recipe',
      default: 0.5,
      minimum: 0,
      maximum: 1,
    }),
  },
  overrides: {},
});
`,
    'worker/stages/shrinkStage.ts': `import type { SpecOf } from '../../spec/recipe/declare.ts';
import type { shrink } from '../../spec/recipe/shrink.ts';
import type { Stage } from './stage.ts';

export const shrinkStage: Stage<SpecOf<typeof shrink>> = {
  async *run(from, { factor }) {
    const tensors = Object.fromEntries(
      Object.entries(from.tensors).map(([name, tensor]) => [
        name,
        { ...tensor, values: tensor.values.map((value) => value * factor) },
      ]),
    );
    return { checkpoint: { ...from, tensors }, asked: { factor } };
  },
};
`,
  },
  lines: [
    {
      file: 'spec/recipe/stages.ts',
      before: '  quantise,',
      line: '  shrink,',
      import: "import { shrink } from './shrink.ts';",
    },
    {
      file: 'worker/stages/catalogue.ts',
      before: '  quantise:',
      line: '  shrink: shrinkStage,',
      import: "import { shrinkStage } from './shrinkStage.ts';",
    },
  ],
};

const optimiser: Addition = {
  what: 'an optimiser',
  files: {
    'spec/optimisers/sign.ts': `import { declare, type OptimiserDeclaration } from '../declare.ts';

export const sign = declare({
  label: 'Sign',
  formula: 'w ← w − rate·sign(g)',
  source: 'for a test',
  statePerWeight: 0,
  fields: [],
}) satisfies OptimiserDeclaration;
`,
    'engine/training/sign.ts': `import { mul, sign as signOf, sub, tidy } from '@tensorflow/tfjs-core';
import type { Optimizer } from './optimizers.ts';

export function sign(): Optimizer {
  let rate = 0;
  return {
    prepare(_, learningRate) {
      rate = learningRate;
    },
    apply(parameters, gradients) {
      for (const [name, gradient] of gradients) {
        parameters.replace(
          name,
          tidy(() => sub(parameters.get(name), mul(signOf(gradient), rate))),
        );
      }
    },
    state: async () => ({}),
    restore: () => undefined,
    dispose: () => undefined,
  };
}
`,
  },
  lines: [
    {
      file: 'spec/optimisers/catalogue.ts',
      before: '  adam,',
      line: '  sign,',
      import: "import { sign } from './sign.ts';",
    },
    {
      file: 'engine/training/optimizers.ts',
      before: '  adam,',
      line: '  sign,',
      import: "import { sign } from './sign.ts';",
    },
  ],
};

const op: Addition = {
  what: 'an operation',
  files: {
    'engine/ops/twice/twice.ts': `import { engine, mul, type Tensor } from '@tensorflow/tfjs-core';
import type { Op } from '../op.ts';

/** 2·x */
export const twice = (x: Tensor): Tensor => engine().runKernel('Twice', { x }) as Tensor;

export const twiceOp: Op = {
  name: 'Twice',
  shapes: ({ x }) => ({ shape: x?.shape ?? [] }),
  composed: ({ inputs }) => mul(inputs.x as Tensor, 2),
  gradient: { of: (dy) => ({ x: () => mul(dy, 2) }) },
};
`,
  },
  lines: [
    {
      file: 'engine/ops/catalogue.ts',
      before: '  accumulateOp,',
      line: '  twiceOp,',
      import: "import { twiceOp } from './twice/twice.ts';",
    },
  ],
};

const reader: Addition = {
  what: 'a reader of weights',
  files: {
    'engine/weights/oneNumber.ts': `import type { ByteSource } from './byteSource.ts';
import type { WeightsFile } from './storedTensor.ts';

/** The byte 7, and a number: the tensor \`only\`. */
export const isOneNumber = (head: Uint8Array, size: number) => size === 2 && head[0] === 7;

export async function openOneNumber(source: ByteSource): Promise<WeightsFile> {
  const values = async () => Float32Array.from(await source.read(1, 2));
  const tensors = new Map([['only', { shape: [1], dtype: 'uint8', values }]]);
  return { networks: [{ key: '', tensors }], metadata: {} };
}
`,
  },
  lines: [
    {
      file: 'engine/weights/readers.ts',
      before: '  { recognises: looksLikeTorch',
      line: '  { recognises: isOneNumber, open: openOneNumber },',
      import: "import { isOneNumber, openOneNumber } from './oneNumber.ts';",
    },
  ],
};

const inAllLanguages = (text: string) => ({ en: text, es: text, zh: text });

const lesson: Addition = {
  what: 'a lesson',
  files: {
    'lessons/added.json': JSON.stringify({
      order: 99,
      title: inAllLanguages('Added'),
      promise: inAllLanguages('It is there.'),
      minutes: 1,
      needs: inAllLanguages('nothing'),
      experiments: { one: 'similarity=doubled' },
      steps: [
        {
          kind: 'read',
          title: inAllLanguages('Read'),
          experiment: 'one',
          view: 'bench',
          text: inAllLanguages('…'),
        },
      ],
    }),
  },
  lines: [],
};

export const additions: readonly Addition[] = [
  objective,
  lossInside,
  family,
  stage,
  optimiser,
  op,
  reader,
  lesson,
];
