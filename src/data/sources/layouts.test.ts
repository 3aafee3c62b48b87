/**
 * Folders as people keep them: what is trained on, what is validated on, and what is asked.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../lang/problem.ts';
import { inEnglish } from '../../lang/sentence.ts';
import type { GivenFile } from '../../protocol/protocol.ts';
import { checkClasses, listFolder } from './folder.ts';

const jpeg = new Blob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)]);

/**
 * Paths from a short form: `train/{a,b}/2` are two images in each of train/a and train/b, numbered on. A name with a dot in it
 * is a file.
 */
function given(layout: string): GivenFile[] {
  let number = 0;
  return layout
    .trim()
    .split(/\s+/)
    .flatMap((pattern) => spread(pattern.replaceAll('_', ' ').replaceAll('~', '_')))
    .flatMap((path) => {
      const [, folder, count] = /^(.*)\/(\d+)$/.exec(path) ?? [];
      if (folder === undefined) return [{ path, blob: jpeg }];
      return Array.from({ length: Number(count) }, () => ({ path: `${folder}/${number++}.jpg`, blob: jpeg }));
    });
}

function spread(pattern: string): readonly string[] {
  const [, before = '', inside, after = ''] = /^(.*?)\{([^}]*)\}(.*)$/.exec(pattern) ?? [];
  if (inside === undefined) return [pattern];
  return inside.split(',').flatMap((one) => spread(`${before}${one}${after}`));
}

/** "a b: 4 + 2" — classes, images for training and for validation (– where it is drawn); or the code of what is asked. */
async function outcome(files: readonly GivenFile[]): Promise<string> {
  try {
    const { classes, train, validation } = await listFolder(files);
    return `${classes.join(' ')}: ${train.length} + ${validation?.length ?? '–'}`;
  } catch (thrown) {
    if (thrown instanceof ProblemError) return thrown.problem.code;
    throw thrown;
  }
}

const ab = 'a b: 4 + 2';

/** `~` stands for `_`, and `_` for a blank. */
const layouts: readonly (readonly [layout: string, right: string])[] = [
  // Words of splits, however they are written.
  ['Training/{a,b}/2 Testing/{a,b}/1', ab],
  ['TRAINING/{a,b}/2 TESTING/{a,b}/1', ab],
  ['train~set/{a,b}/2 test~set/{a,b}/1', ab],
  ['trainset/{a,b}/2 testset/{a,b}/1', ab],
  ['TrainSet/{a,b}/2 ValSet/{a,b}/1', ab],
  ['Training_Data/{a,b}/2 Test_Data/{a,b}/1', ab],
  ['Train/{a,b}/2 Validation/{a,b}/1', ab],
  ['train/{a,b}/2 dev/{a,b}/1', ab],
  ['train/{a,b}/2 eval/{a,b}/1', ab],
  ['train/{a,b}/2 evaluation/{a,b}/1', ab],
  ['train/{a,b}/2 holdout/{a,b}/1', ab],
  ['train/{a,b}/2 Hold-Out/{a,b}/1', ab],
  ['trn/{a,b}/2 tst/{a,b}/1', ab],
  ['tr/{a,b}/2 te/{a,b}/1', ab],
  ['imagesTr/{a,b}/2 imagesTs/{a,b}/1', ab],
  ['train2017/{a,b}/2 val2017/{a,b}/1', ab],
  ['01~train/{a,b}/2 02~test/{a,b}/1', ab],
  ['trains/{a,b}/2 tests/{a,b}/1', ab],
  ['my_train_images/{a,b}/2 my_test_images/{a,b}/1', ab],
  ['chest~train/{a,b}/2 chest~val/{a,b}/1', ab],
  ['ILSVRC2012~img~train/{a,b}/2 ILSVRC2012~img~val/{a,b}/1', ab],
  ['entrenamiento/{a,b}/2 prueba/{a,b}/1', ab],
  ['Trainingsdaten/{a,b}/2 Validierung/{a,b}/1', ab],
  ['训练集/{a,b}/2 测试集/{a,b}/1', ab],
  ['Training/{a,b}/2 PublicTest/{a,b}/1', ab],
  ['train1/{a,b}/1 train2/{a,b}/1 test/{a,b}/1', ab],
  // The same folders are splits, where one name says which.
  ['train/{a,b}/2 mystery/{a,b}/1', ab],
  ['data/{a,b}/2 test/{a,b}/1', ab],
  ['flowers/{a,b}/2 flowers~val/{a,b}/1', ab],
  ['seg~train/{a,b}/2 other/{a,b}/1', ab],
  // Of several to validate on, one is taken.
  ['train/{a,b}/2 val/{a,b}/1 test/{a,b}/3', ab],
  ['train/{a,b}/2 dev/{a,b}/1 test/{a,b}/3', ab],
  ['Training/{a,b}/2 Testing/{a,b}/3 Validation/{a,b}/1', ab],
  // A part without classes is left out.
  ['train/{a,b}/2 test/3', 'a b: 4 + –'],
  ['train/{a,b}/2 test/unknown/3', 'a b: 4 + –'],
  ['Train/{a,b}/2 Test/3 Meta/2', 'a b: 4 + –'],
  ['train/{a,b}/2 val/{a,b}/1 unlabeled/3', ab],
  // Wrapped, once, twice, and within.
  ['seg~train/seg~train/{a,b}/2 seg~test/seg~test/{a,b}/1 seg~pred/seg~pred/3', ab],
  ['archive/seg~train/seg~train/{a,b}/2 archive/seg~test/seg~test/{a,b}/1 archive/seg~pred/3', ab],
  ['x/y/Training/{a,b}/2 x/y/Testing/{a,b}/1 x/readme.txt', ab],
  ['train/images/{a,b}/2 test/images/{a,b}/1', ab],
  ['c/train/{a,b}/2 c/val/{a,b}/1 c/c/train/{a,b}/2 c/c/val/{a,b}/1', ab],
  ['dataset/train/{a,b}/2 dataset/val/{a,b}/1 docs/figure.png', ab],
  // Each class has its splits.
  ['{a,b}/train/2 {a,b}/test/1', ab],
  ['{a,b}/Training/2 {a,b}/Validation/1', ab],
  // What lies beside images.
  ['images/{a,b}/2 masks/{a,b}/2', 'a b: 4 + –'],
  ['images/{a,b}/2 annotations/{a,b}/{1.xml,2.xml}', 'a b: 4 + –'],
  ['{a,b}/images/2 {a,b}/masks/2', 'a b: 4 + –'],
  ['train/{a,b}/images/2 val/{a,b}/images/1 train/{a,b}/labels/1.txt', ab],
  ['{a,b}/2 annotations/1.xml', 'a b: 4 + –'],
  ['images/{a,b}/2 attributes/1.txt parts/2.txt segmentations/{a,b}/2', 'a b: 4 + –'],
  ['{a,b}/{x_(1).png,x_(1)~mask.png,x_(1)~mask~1.png,y.png}', 'a b: 4 + –'],
  // What is left behind.
  ['{a,b}/2 {a,b}/@eaDir/1.jpg/SYNOPHOTO~THUMB~XL.jpg', 'a b: 4 + –'],
  ['{a,b}/2 @eaDir/3 #recycle/{a,c}/1 .thumbnails/2', 'a b: 4 + –'],
  ['{a,b}/2 {a,b}/{.AppleDouble,~thumb,.ipynb~checkpoints,thumbs,@~~thumb}/x.jpg', 'a b: 4 + –'],
  ['{a,b}/{x.jpg,y.jpg,x~thumb.jpg,thumb~y.jpg,x-150x150.jpg}', 'a b: 4 + –'],
  ['train/{a,b}/2 val/{a,b}/1 .git/objects/x.png ~~MACOSX/train/a/.~0.jpg', ab],
  ['train/{a,b}/2 val/{a,b}/1 train/.ipynb~checkpoints/x.jpg', ab],
  // Names that differ only by case, blanks or how an accent is written are one class.
  ['train/{Round,Square}/2 val/{round,square}/1', 'Round Square: 4 + 2'],
  ['train/{caf\u00e9,b}/2 val/{cafe\u0301,b}/1', 'b caf\u00e9: 4 + 2'],
  ['{Round,round,Square}/2', 'Round Square: 6 + –'],
  ['{A,a,B}/2', 'A B a: 6 + –'],
  // Classes that are called nearly as splits are.
  ['{valley,hill}/2', 'hill valley: 4 + –'],
  ['{evaluators,validators,testers,trainers}/2', 'evaluators testers trainers validators: 8 + –'],
  ['{training_shoes,running_shoes}/2', 'running shoes training shoes: 4 + –'],
  ['{freight~train,passenger~train}/2', 'freight_train passenger_train: 4 + –'],
  ['{valid,invalid}/2', 'invalid valid: 4 + –'],
  ['{train,car,bus}/2', 'bus car train: 6 + –'],
  ['{test_tube,training_shoes,valve}/2', 'test tube training shoes valve: 6 + –'],
  ['{masks,hats}/2', 'hats masks: 4 + –'],
  ['images/2 with~mask/2 without~mask/2', 'images with_mask without_mask: 6 + –'],
  ['{thumb,index}/{thumb~1.jpg,thumb~2.jpg}', 'index thumb: 4 + –'],
  ['cats/{indoor,outdoor}/2 dogs/{park,beach}/2', 'cats dogs: 8 + –'],
  ['{new,used}/2', 'new used: 4 + –'],
  ['{class_1,class_2}/2', 'class 1 class 2: 4 + –'],
  ['{test,control}/2', 'control test: 4 + –'],
  // Public datasets as they unpack.
  [
    't/train/{n1,n2}/images/2 t/train/n1/boxes.txt t/val/images/2 t/val/notes.txt t/test/images/3',
    'n1 n2: 4 + –',
  ],
  ['{training~set/training~set,test~set/test~set}/{a,b}/2 x/readme.txt', 'a b: 4 + 4'],
  ['f/Training/{a,b}/2 f/Test/{a,b}/1 f/test-multiple~fruits/9 f/papers/1', ab],
  ['Images/{n1-Pug,n2-Husky}/2 Annotation/{n1-Pug,n2-Husky}/{n1~1,n1~2}', 'n1-Pug n2-Husky: 4 + –'],
  // What nothing can be learned from, or what can be read in two ways, is asked.
  ['Training/4 Testing/2', 'splits-without-classes'],
  ['train/{cat.0.jpg,cat.1.jpg,dog.2.jpg,dog.3.jpg} test1/4', 'splits-without-classes'],
  ['seg~train/4 seg~test/4', 'splits-without-classes'],
  ['train/4 val/{a,b}/2', 'splits-without-classes'],
  ['images/4 masks/4', 'splits-without-classes'],
  ['images/4 test/4', 'splits-without-classes'],
  ['images/{train,val}/2 labels/{train,val}/1.txt', 'splits-without-classes'],
  ['{train,valid}/images/2 {train,valid}/labels/1.txt', 'splits-without-classes'],
  ['images/{Abyssinian~1.jpg,Abyssinian~2.jpg,pug~1.jpg,pug~2.jpg}', 'splits-without-classes'],
  ['{cat.0.jpg,cat.1.jpg,dog.2.jpg,dog.3.jpg}', 'splits-without-classes'],
  ['train/steam/2 car/2', 'splits-unclear'],
  ['{cats,dogs}/{indoor,outdoor}/2', 'splits-unclear'],
  ['{part~1,part~2}/{a,b}/2', 'splits-unclear'],
  ['{val,test}/{a,b}/2', 'splits-unclear'],
  ['train/{steam,diesel}/2 test/{tube,paper}/2', 'splits-unclear'],
  ['train/{steam,diesel}/2 car/2 bus/2', 'splits-unclear'],
  ['{train,test,car}/2', 'splits-unclear'],
  ['skin~images~part~1/2 skin~images~part~2/2', 'splits-without-classes'],
  ['{trainA,trainB,testA,testB}/2', 'splits-without-classes'],
  ['{val,test,car}/2', 'splits-unclear'],
  ['{fold1,fold2}/{train,val}/{a,b}/2', 'splits-unclear'],
  ['{ir~train,depth~train,ir~test,depth~test}/{a,b}/2', 'splits-unclear'],
];

describe('a folder of', () => {
  it.each(layouts)('%s is read as %s', async (layout, right) => {
    expect(await outcome(given(layout))).toBe(right);
    const wrapped = given(layout).map(({ path, blob }) => ({ path: `my data/${path}`, blob }));
    // Pictures that lie loose have the dropped folder for a class, which is one.
    expect(await outcome(wrapped)).toBe(right);
  });
});

describe('what was understood', () => {
  const understood = async (layout: string) => inEnglish((await listFolder(given(layout))).understood);

  it('says what is used for what, and what is left out', async () => {
    expect(await understood('Training/{a,b}/2 Testing/{a,b}/1')).toBe(
      'Trained on “Training”, validated on “Testing”.',
    );
    expect(await understood('train/{a,b}/2 dev/{a,b}/1 test/{a,b}/3 pred/9')).toBe(
      'Trained on “train”, validated on “dev”. Left out: “pred”, “test”.',
    );
    expect(await understood('train/{a,b}/2 test/3')).toBe(
      'Trained on “train”, of which a part is kept for validation. Left out: “test”.',
    );
    expect(await understood('{a,b}/train/2 {a,b}/test/1')).toBe(
      'Of each class, trained on its folder “train” and validated on “test”.',
    );
    expect(await understood('{a,b}/{1,2}.jpg {a,b}/@eaDir/1.jpg/x.jpg')).toBe(
      'Each folder is a class; a part of every class is kept for validation. Left out: “@eaDir”.',
    );
    expect(await understood('{a,b}/2')).toBe(
      'Each folder is a class; a part of every class is kept for validation.',
    );
    expect(await understood('train/{Round,Square}/2 val/{round,Square}/1')).toBe(
      'Trained on “train”, validated on “val”. Names that differ only by case, blanks or accents’ spelling are one class: “round”.',
    );
  });

  it('names what is left out, with counts', async () => {
    const { rejected } = await listFolder(
      given('{a,b}/{1,2}.jpg {a,b}/@eaDir/1.jpg/x.jpg {a,b}/1~thumb.jpg labels/{1,2,3}.txt .git/x.png'),
    );
    expect(rejected.map(({ path, reason }) => `${path}: ${inEnglish(reason)}`)).toEqual([
      '@eaDir: Left out (2 files): left behind by a system or a program.',
      '.git: Left out (1 files): left behind by a system or a program.',
      'a/1_thumb.jpg: Left out (1 files): thumbnails or masks of images beside them.',
      'b/1_thumb.jpg: Left out (1 files): thumbnails or masks of images beside them.',
      'labels: Left out (3 files): it holds no image.',
    ]);
  });

  it('names the classes that seem to be in file names', async () => {
    const files = given('train/{cat.0.jpg,cat.1.jpg,dog.2.jpg,dog.3.jpg} test1/4');
    await expect(listFolder(files)).rejects.toThrow(/“train”.*file names: “cat”, “dog”/);
    await expect(listFolder(given('train/4 test/4'))).rejects.toThrow(
      /“test”, “train” lie in no class folders/,
    );
    const photos = given('{IMG~1.jpg,IMG~2.jpg,DSC~1.jpg,DSC~2.jpg}');
    await expect(listFolder(photos)).rejects.toThrow(/The 4 images lie in no class folders/);
  });

  it('asks with both readings where either is as good', async () => {
    await expect(listFolder(given('{cats,dogs}/{in,out}/2'))).rejects.toThrow(
      /“cats”, “dogs” hold the same folders \(“in”, “out”\).*If they are splits.*if they are classes/,
    );
  });

  it('tells another reading of the same files by another name, and the usual one by none', async () => {
    const reading = async (layout: string) => (await listFolder(given(layout))).reading;
    expect(await reading('train/{a,b}/2 val/{a,b}/1')).toBeUndefined();
    expect(await reading('Train/{a,b}/2 Test/{a,b}/1')).toBeUndefined();
    expect(await reading('{a,b}/2')).toBeUndefined();
    expect(await reading('Training/{a,b}/2 Testing/{a,b}/1')).toBeDefined();
    expect(await reading('{a,b}/train/2 {a,b}/test/1')).toBeDefined();
    expect(await reading('train/{Ab,Cd}/2 val/{ab,Cd}/1')).toBeDefined();
  });
});

describe('names of splits', () => {
  const words = {
    train: ['train', 'training', 'trn', 'trains', 'entrenamiento'],
    held: [
      'val',
      'valid',
      'validation',
      'dev',
      'eval',
      'evaluation',
      'holdout',
      'test',
      'testing',
      'tst',
      'prueba',
    ],
  };
  const anyCase = (word: string) =>
    fc
      .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
      .map((upper) => [...word].map((letter, i) => (upper[i] ? letter.toUpperCase() : letter)).join(''));
  const separator = fc.constantFrom('_', '-', ' ', '.');
  const around = fc.tuple(
    fc.constantFrom('', 'seg', 'chest', 'my', 'data', 'v2', '01', 'Fundus'),
    fc.constantFrom('', 'set', 'images', 'data', '2017', '1', 'folder'),
    separator,
  );
  const pair = fc
    .tuple(fc.constantFrom(...words.train), fc.constantFrom(...words.held))
    .chain(([train, held]) => fc.tuple(anyCase(train), anyCase(held), around))
    .map(([train, held, [before, after, between]]) =>
      [train, held].map((word) => [before, word, after].filter((part) => part !== '').join(between)),
    );
  const classNames = fc.uniqueArray(
    fc.oneof(
      fc.constantFrom('valley', 'ants', 'training shoes', 'test tube', '0', '1', 'validators'),
      fc.string({ unit: fc.constantFrom(...'abcxyz'), minLength: 1, maxLength: 6 }),
    ),
    { minLength: 2, maxLength: 6 },
  );

  it('are known in any case, with anything around them, over any classes', async () => {
    await fc.assert(
      fc.asyncProperty(pair, classNames, async ([train = '', held = ''], classes) => {
        const files = [train, held].flatMap((split) =>
          classes.map((name) => ({ path: `${split}/${name}/${split}.jpg`, blob: jpeg })),
        );
        const listed = await listFolder(files);
        expect(listed.classes).toEqual([...classes].sort());
        expect(listed.train.every(({ path }) => path.startsWith(`${train}/`))).toBe(true);
        expect(listed.validation).toHaveLength(classes.length);
      }),
    );
  });

  it('without classes in them are never classes', async () => {
    await fc.assert(
      fc.asyncProperty(pair, fc.integer({ min: 1, max: 4 }), async ([train, held], count) => {
        const files = [train, held].flatMap((split) =>
          Array.from({ length: count }, (_, i) => ({ path: `${split}/${i}.jpg`, blob: jpeg })),
        );
        expect(await outcome(files)).toBe('splits-without-classes');
      }),
    );
  });

  it('are not found in the names of classes that hold images', async () => {
    const notSplits = fc.constantFrom(
      'valley',
      'evaluators',
      'trainers',
      'testament',
      'device',
      'validity',
      'trained dogs',
      'contest',
      'strain',
      'evil',
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(notSplits, { minLength: 2 }), async (classes) => {
        const files = classes.flatMap((name) =>
          [1, 2].map((i) => ({ path: `${name}/${i}.jpg`, blob: jpeg })),
        );
        const listed = await listFolder(files);
        expect(listed.classes).toEqual([...classes].sort());
        expect(listed.validation).toBeUndefined();
      }),
    );
  });
});

describe('checkClasses', () => {
  it('looks at each image as often whether there are two classes or hundreds', () => {
    const readsWith = (classes: number) => {
      let reads = 0;
      const images = Array.from({ length: 2000 }, (_, i) => ({
        get className() {
          reads++;
          return String(i % classes);
        },
      }));
      const names = Array.from({ length: classes }, (_, i) => String(i));
      checkClasses(names, images, images);
      return reads;
    };
    expect(readsWith(500)).toBe(readsWith(2));
  });
});

const cases = process.env.LAB_CASES ?? resolve('../shared/cases');
const filesOf = (folder: string): GivenFile[] =>
  readdirSync(join(cases, 'folders', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const blob = new Blob([readFileSync(path)]);
      return { path: path.slice(join(cases, 'folders').length + 1), blob };
    });

const shapes = 'round square: 24 + 12';
const realCases: readonly (readonly [folder: string, right: string])[] = [
  ['f00-plain', shapes],
  ['f01-Training-Testing', shapes],
  ['f03-flat-splits', 'splits-without-classes'],
  ['f04a-train-dev', shapes],
  ['f04d-doubled', 'round square: 24 + 4'],
  ['f11-eaDir', 'round square: 16 + –'],
  ['f12-left-behind', shapes],
  ['f15-case', 'Round Square: 24 + 12'],
  ['f18-annotations', 'round square: 16 + –'],
];

describe.skipIf(!existsSync(cases))(
  'reported folders (skipped where there is no LAB_CASES or ../shared/cases)',
  () => {
    it.each(realCases)('%s is read as %s', async (folder, right) => {
      expect(await outcome(filesOf(folder))).toBe(right);
    });
  },
);
