/**
 * The sentences of sharing (the link and what it contains, results that came with one, pictures, the printed report) in
 * English. Another language is another object of this shape.
 */
import type { FieldName } from '../../../spec/experiment.ts';
import type { PartName } from '../../../spec/pageView.ts';
import { dayText, fixed, grouped } from '../numbers.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;
const size = (characters: number) =>
  characters < 1000 ? `${characters} characters` : `${fixed(characters / 1000, 1)} KB`;

export const shareEn = {
  title: 'Share this experiment',
  networksTitle: 'Share this view',
  networksStay:
    'The link names networks and brings none: those that were trained here stay in this browser. Send them as a family (zip).',
  copied: 'The link is copied.',
  notCopied: 'This browser does not let the page copy. The link is selected below: copy it from there.',
  copy: 'Copy',
  link: 'Link',
  contents: 'What the link contains',
  asIs: 'No setting differs from the defaults.',
  differing: (count: number) =>
    `It carries ${plural(count, 'setting that differs', 'settings that differ')} from the defaults.`,
  dataset: 'Dataset',
  insects: (train: number, validation: number, pixels: number) =>
    `Insects, drawn by the lab: ${grouped(train)} to train on, ${grouped(validation)} to validate, ${pixels} × ${pixels} px`,
  folderNamed: (fingerprint: string, pixels: number) =>
    `A folder of images, fingerprint ${fingerprint}, ${pixels} × ${pixels} px`,
  teacher: 'Teacher',
  student: 'Student',
  objective: 'Objective',
  objectiveIs: (similarity: string, temperature: string) => `${similarity}; T = ${temperature}`,
  alphas: 'Alphas',
  seeds: 'Runs and seed',
  seedsAre: (runs: number, seed: number) => `${plural(runs, 'run', 'runs')} of each alpha, from seed ${seed}`,
  epochs: 'Epochs',
  results: 'Results',
  resultsAre: (runs: number, epochs: number, stride: number) =>
    `${plural(runs, 'student', 'students')} over ${plural(epochs, 'epoch', 'epochs')}: the validation curves${stride > 1 ? `, every ${stride} epochs` : ''}, rounded to less than can be seen, and the final figures in full`,
  noResults: 'None: whoever opens it trains anew',
  include: 'Include the results',
  includeHelp: (characters: number) =>
    `Others then see these curves and this table without training. The link has ${size(characters)}.`,
  guess: 'Ask for a guess first',
  guessHelp:
    'Results then wait behind a curtain until the reader has guessed which student is right most often.',
  guessInLesson: 'The lesson asks its own questions instead.',
  hide: (count: number) => (count === 0 ? 'Hide …' : `Hide … (${grouped(count)})`),
  hideHelp:
    'What is ticked is out of sight for whoever opens the link, who can show it again. Your page stays as it is.',
  parts: 'Parts of the page',
  partNames: {
    form: 'Form of the experiment',
    tabs: 'Views to choose from',
    still: 'What learns from what',
    headline: 'What came out',
    curves: 'Curves',
    table: 'Table of results',
    why: 'Why it learned',
    run: 'Run and its progress',
    share: 'Share',
    present: 'Present',
    downloads: 'Downloads',
    chartControls: 'Controls of the curves',
    theme: 'Theme',
    language: 'Language',
    benchView: 'View: Bench',
    temperatureView: 'View: Temperature',
    networksView: 'View: Networks',
    dataView: 'View: Data',
    runsView: 'View: Runs',
    lessonsView: 'View: Lessons',
    teacherCurve: 'Curve of the teacher',
    numbers: 'Numbers of the curves',
    ledger: 'Ledger of the loss',
    lead: 'Temperature: what it is for',
    pictureSource: 'Temperature: source of the picture',
    slider: 'Temperature: slider of T',
    useTemperature: 'Temperature: use T for the experiment',
    explained: 'Temperature: formula in words',
    temperatureTabs: 'Temperature: tabs',
    barOrder: 'Temperature: order of the bars',
    factor: 'Temperature: factor T²',
    reach: 'What this browser can do',
    networksTree: 'Networks: family tree',
    networksScatter: 'Networks: size and accuracy',
    networkCard: 'Networks: card of the chosen one',
    networksTable: 'Networks: table',
    networksControls: 'Networks: choice of the picture',
    networksKept: 'Networks: what is kept',
    examples: 'Networks: about the examples',
    smaller: 'Networks: make it smaller',
    compared: 'Networks: comparison',
  } satisfies Record<Exclude<PartName, FieldName>, string>,
  lesson: 'Lesson',
  selected: (count: number) => `${grouped(count)} selected`,
  asked: 'Asked first',
  askedIs: 'A guess, before the results are shown',
  hidden: 'Out of sight',
  nothingYet: 'There are none yet: run the experiment first.',
  busy: 'They can be included when training has ended.',
  otherSettings: 'The results on the page are of other settings than the form’s.',
  tooMany: 'There are too many runs for a link. Download the report instead.',
  folder: 'Your folder is named by its fingerprint only: the other person needs the same images.',
  ownStudent:
    'The file from which your students start stays on this computer: the other person needs a copy of it.',
  ownTeacher: 'Your teacher stays in this browser: the other person needs a copy of it.',
  never:
    'It holds no image and no trained network, and nothing is uploaded: all of it stands in the link itself.',
  qr: 'The link as a QR code',
  qrWithout:
    'The QR code has the settings without the results, which would make it too fine to be read across a room.',
  shared: {
    title: 'Shared results, not run here.',
    measured: (students: number, epochs: number, backend: string | undefined, time: string | undefined) =>
      `${plural(students, 'student', 'students')} over ${plural(epochs, 'epoch', 'epochs')}, measured${backend ? ` on ${backend}` : ''}${time ? ` in ${time}` : ''} by whoever made the link.`,
    run: 'Run measures the same here, in front of these curves.',
    reference: 'The faint lines are the shared results; the table and the other lines were measured here.',
    teacher: (accuracy: string) => `Their teacher was right on ${accuracy} % of validation.`,
    thinned: (stride: number) => `The link holds every ${stride}th epoch and the last.`,
    dismiss: 'Dismiss these results',
    legend: 'faint: shared results',
  },
  pictures: {
    menu: 'charts',
    menuLabel: 'Charts as pictures',
    item: (chart: string, kind: string) => `${chart}, ${kind}`,
    failed: {
      drawing: 'This browser could not draw the picture. The SVG has the same chart.',
      absent:
        'The charts are out of sight here, so none can be saved. Show what the link hides, then try again.',
    },
    title: (curve: string, term: string | undefined, unit: string, side: string) =>
      `${curve}${term ? `, ${term}` : ''}${unit ? ` (${unit})` : ''}, ${side.toLowerCase()}`,
  },
  report: {
    print: 'Print',
    printLabel: 'Print a one-page report',
    title: 'Distillation Lab: report',
    shared: 'Shared results: not measured on the machine that printed this.',
    settings: 'Settings',
    others: 'Every other setting is the lab’s default.',
    curves: 'Curves: mean over runs, band ± 1 standard deviation',
    results: 'Results',
    repeat: 'How to repeat it',
    open: 'Open the link and press Run:',
    command: 'Or without a window, from a checkout of the lab:',
    same: 'The same link on the same device and backend gives the same numbers.',
    backend: 'Measured on',
    seconds: 'Time',
    date: dayText,
  },
};

export type ShareText = typeof shareEn;
