import { said, words } from '../../lang/sentence.ts';
import { lacks } from '../families/catalogue.ts';
import { choiceField, numberField } from '../fields.ts';
import { holdsZeros, percent, recalibrate } from './commonFields.ts';
import { declareStage } from './declare.ts';

/** What shares: values of a codebook, numbers by a hash, blocks of a stage their weights. */
export const sharingNames = ['codebook', 'hashed', 'blocks'] as const;
export type SharingName = (typeof sharingNames)[number];

/** Where a codebook’s values begin. */
export const codebookInits = ['linear', 'density', 'random', 'plusplus'] as const;
export type CodebookInit = (typeof codebookInits)[number];

/** Whether every layer has a codebook of its own, or one serves them all. */
export const codebookScopes = ['layer', 'network'] as const;
export type CodebookScope = (typeof codebookScopes)[number];

const moreGrids = words`Every shared value would be rounded to as many grids as there are channels, and be shared no more. Choose one of the two, or put them into two networks.`;

/** Why a network’s blocks cannot share weights, and what to do. */
export const unlike = {
  what: 'No stage of this network has two blocks of the same shapes, so none can share weights.',
  fix: 'Choose a deeper network, such as ResNet-20, or share values (Sharing: codebook).',
} as const;

/** Why blocks do not share their weights twice, and what to do. */
export const sharedTwice = {
  what: 'The blocks of this network share their weights already.',
  fix: 'Share values (Sharing: codebook), or remove the second sharing of blocks.',
} as const;

/** Why shared weights are not factorised, and what to do. */
export const factorisedShared = {
  what: 'Weights of this network are shared; products of factors would share them no more.',
  fix: 'Factorise the network that it was made of, before weights are shared.',
} as const;

const isCodebook = ({ method }: Readonly<Record<string, unknown>>) => method === 'codebook';
const drawsStart = ({ init }: Readonly<Record<string, unknown>>) => init === 'random' || init === 'plusplus';
export const share = declareStage({
  kind: 'share',
  label: 'Share weights',
  // Two rings that overlap.
  glyph: 'M6 4.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6ZM10 4.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6Z',
  help: 'Lets many weights have one value, so that fewer numbers are stored and trained. All of them are multiplied as before: no faster here.',
  act: ({ method, entries, ratio }) => {
    if (method === 'hashed') return words`sharing ${percent(ratio)} % of the numbers by a hash`;
    return method === 'blocks'
      ? words`sharing weights among the blocks of a stage`
      : words`sharing ${Number(entries)} values`;
  },
  brief: ({ method, entries, ratio }) => {
    if (method === 'hashed') return words`${percent(ratio)} % hashed`;
    return method === 'blocks' ? words`blocks shared` : words`${Number(entries)} values`;
  },
  formula: 'codebook: w = c[k], k nearest; hashed: w_i = ξ(i)·r[h(i)]',
  source:
    'Han, Mao & Dally 2016, Deep Compression (codebook); Chen et al. 2015, HashedNets (hashed); Liao & Poggio 2016 (blocks)',
  smaller: {
    ...{ verb: words`Share weights`, slider: 'entries', label: words`Shared values`, as: 'number' },
    ...{ least: 2, most: 256, step: 1, curve: [256, 64, 16, 4] },
  },
  wantsTrained: 'Which weights are alike cannot be told from weights that were drawn at random.',
  fault({ method }, { student }, before) {
    if (method !== 'blocks') return undefined;
    if (lacks(student, 'alike')) return words`${said(unlike.what)} ${said(unlike.fix)}`;
    const twice = before.some((stage) => stage.kind === 'share' && stage.method === 'blocks');
    return twice ? words`${said(sharedTwice.what)} ${said(sharedTwice.fix)}` : undefined;
  },
  advice: ({ method }, _, before) =>
    method !== 'codebook' && holdsZeros(before)
      ? words`The zeros of Sparsify do not last: only a codebook holds them at 0. Share values (Sharing: codebook), or leave Sparsify out.`
      : undefined,
  notBefore: {
    prune: words`Channels that go would leave shared values behind that nobody ranked. Put Prune before Share weights, as Han et al. 2016 do.`,
    sparsify: words`Weights that go would still have a shared value. Put Sparsify before Share weights: what it holds at 0 stays 0.`,
    depth: words`A block that goes may be the one whose weights others use. Put Remove blocks before Share weights.`,
    quantise: moreGrids,
    qat: moreGrids,
    factorise: words`Products of factors would share values no more. Put Factorise before Share weights.`,
  },
  fields: {
    method: choiceField({
      label: 'Sharing',
      help: 'codebook gives every weight the nearest of a few values (k-means); hashed lets a hash choose, and stores no indices; blocks gives all alike blocks of a stage the first one’s weights, each with its own batch norm.',
      group: 'recipe',
      default: 'codebook',
      choices: sharingNames,
    }),
    entries: numberField({
      label: 'Shared values',
      help: 'Values of a codebook, for all layers, the first and the last too (Han et al. 2016). Every weight keeps which one it has, in ⌈log2⌉ of so many bits.',
      group: 'recipe',
      default: 16,
      minimum: 2,
      maximum: 256,
      integer: true,
      scale: 'log',
    }),
    init: choiceField({
      label: 'Start of the values',
      help: 'Where k-means begins: evenly between the extremes (linear, the best in Han et al. 2016), at quantiles (density), at weights drawn at random, or drawn far from one another (plusplus).',
      group: 'recipe',
      default: 'linear',
      choices: codebookInits,
    }),
    scope: choiceField({
      label: 'Codebooks',
      help: 'layer: every layer has values of its own; network: one codebook serves all layers.',
      group: 'recipe',
      default: 'layer',
      choices: codebookScopes,
    }),
    ratio: numberField({
      label: 'Share of numbers',
      help: 'How many numbers a hashed layer has, as a share of its weights.',
      group: 'recipe',
      default: 0.125,
      minimum: 0.001,
      maximum: 1,
    }),
    seed: numberField({
      label: 'Seed of the hash',
      help: 'Decides which weights share a number by the hash, and what is drawn where k-means begins at random.',
      group: 'recipe',
      default: 1,
      minimum: 0,
      maximum: 1_000_000,
      integer: true,
    }),
    recalibrate,
  },
  matters: {
    entries: isCodebook,
    init: isCodebook,
    scope: isCodebook,
    ratio: ({ method }) => method === 'hashed',
    seed: (values) => values.method === 'hashed' || (isCodebook(values) && drawsStart(values)),
  },
  overrides: {},
});
