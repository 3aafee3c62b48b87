/**
 * What `--help` prints.
 */
import { inEnglish } from '../lang/sentence.ts';
import type { Declaration } from '../spec/declare.ts';
import { type FieldName, fieldNames, fieldOf } from '../spec/experiment.ts';
import { fieldAliases, flagOf } from './flagName.ts';
import { stagesHelp } from './stagesHelp.ts';

const usage = `npm run distill -- [flags]

Trains small networks from a big one, as the page does, in a browser without a window; prints the table.

Files
  --data-dir DIR          folder of images: train/<class>/… and val/<class>/…, or <class>/… alone
  --distil-dir DIR        folder of images, in any folders or none, that students see without labels (--distil-on other)
  --teacher-file PATH     a teacher: weights (safetensors, PyTorch), .onnx, or a tfjs model.json, its folder or its address
                          PATH::KEY where a file of weights holds several networks
                          Of --teacher and --teacher-file each is one more teacher: --teacher resnet56 --teacher "mlp epochs=9"
  --logits FILE           stored logits in place of the teacher, as --out-logits wrote them: it is not run again
  --teacher-any           train students also from a teacher that is right no more often than chance
  --student-file FILE     weights from which students start; FILE::KEY likewise
  --url LINK              start from a shared link; other flags override it
  --preset seed           start from the experiment that the lab reproduces; other flags override it
  --out DIR               write results.csv (final epoch), results-best-epoch.csv, results-pooled.csv, history.csv,
                          experiment.json and the students, each with a program that loads it in PyTorch, as runs end
  --out-networks DIR      write the network of every stage and run, and index.json, which says what each is: beside those
                          that are listed there already
  --out-logits FILE       write the teacher's logits of all views of all images (a second teacher's as FILE-2), for --logits and the page
  --json                  print one JSON object instead of the table
  --teacher-only, --out-teacher FILE
                          train the teacher that --teacher names, write its weights, and nothing else
  --help, --version

Settings (underscores and hyphens are the same; defaults in brackets)
`;

const declarationLine = ([name, { label, formula, source }]: readonly [string, Declaration]) =>
  `    ${name.padEnd(16)} ${[inEnglish(label), formula, source].filter((text) => text !== undefined).join('; ')}`;

/** Every flag with its default and what it takes. */
export function helpText(): string {
  const aliases = (name: FieldName) =>
    Object.entries(fieldAliases).flatMap(([alias, field]) => (field === name ? [`--${alias}`] : []));
  const lines = fieldNames.map((name) => {
    const field = fieldOf(name);
    const spelling = [flagOf(name), ...aliases(name)].join(', ');
    const initial = (field.format as (value: unknown) => string)(field.default);
    return `  ${spelling.padEnd(24)}${spelling.length > 23 ? `\n${' '.repeat(26)}` : ''}${inEnglish(field.allowed)} [${initial}]`;
  });
  const declared = fieldNames.flatMap((name) => {
    const choices = Object.entries(fieldOf(name).declared ?? {});
    return choices.length === 0 ? [] : [`  ${flagOf(name)}`, ...choices.map(declarationLine)];
  });
  const codes =
    '\nExit codes: 0 done; 1 failed; 2 bad usage, a flag without effect, or unusable input; 130 interrupted, partial results written.\n';
  return `${usage}${lines.join('\n')}\n\nWhat their choices stand for\n${declared.join('\n')}\n\nStages of --recipe\n${stagesHelp().join('\n')}\n${codes}`;
}
