/**
 * The words by which people name the splits of a dataset. A word alone proves little (`freight_train`, `test tube` and
 * `valid` may be classes), so what is said here is what a name may mean; `layout.ts` weighs it against what the folders hold.
 */

export type Role = 'train' | 'validation' | 'test' | 'unlabelled';

export interface SplitName {
  readonly role: Role;
  /** What stands beside the word and says something: `seg` in `seg_train`; '' in `train_set`, `Train2017`, `my test images`. */
  readonly rest: string;
  /** Two letters that are many other things: `tr`, `te`. */
  readonly weak: boolean;
}

/** English, then Spanish, French, Portuguese, Italian, German, Dutch, Russian, Chinese, Japanese, Korean, without accents. */
const wordsOf: Readonly<Record<Role, string>> = {
  train:
    'train trains training trainings trn tr trainval learn entrenamiento entreno entrainement apprentissage treino treinamento addestramento обучение обучающая тренировка 训练 訓練 学習 훈련 학습',
  validation:
    'val vals valid valids validation validations validate validating vali vld vl va dev devel development eval evals evaluation evaluations evaluate evaluating holdout holdouts heldout crossval crossvalidation xval cv validacion validacao validazione validierung validatie evaluacion avaliacao валидация 验证 驗證 検証 검증',
  test: 'test tests testing testings tst tsts te ts prueba pruebas teste testes prova prove essai essais тест тестовая тестирование 测试 測試 テスト 테스트 시험',
  unlabelled:
    'pred preds predict prediction predictions unlabeled unlabelled unlabel unsup unsupervised inference submission',
};

/** A folder of images to distil on that lies beside classes or splits. */
export const isUnlabelledFolder = ({ name }: { readonly name: string }): boolean =>
  /^unlabell?ed$/i.test(name);

const roles = new Map<string, Role>();
for (const role of ['train', 'validation', 'test', 'unlabelled'] as const) {
  for (const word of wordsOf[role].split(' ')) roles.set(word, role);
}

const weakWords = new Set(['tr', 'te', 'ts', 'vl', 'va', 'cv']);

const imageWords = new Set(
  'image images img imgs jpegimages jpegs jpgs pngs picture pictures pic pics photo photos rgb imagenes bilder 图像 图片'.split(
    ' ',
  ),
);

const collections = new Set([
  ...imageWords,
  ...'set sets split splits data dataset datasets daten dir dirs folder folders part parts fold folds batch batches subset sample samples file files 集 数据 数据集 資料'.split(
    ' ',
  ),
]);

/** What stands beside a split's word without saying anything. */
const fillers = new Set([
  ...collections,
  ...'full small mini sub my the for of to used new final public private raw x y copy version v size'.split(
    ' ',
  ),
]);

const isCjk = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hiragana}\p{Script=Hangul}]/u;

/** Without accents and case; `hold-out` is one word. */
function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replaceAll(/(hold|held)[\s_-]*out/gi, (_, verb: string) => `${verb}out`)
    .replaceAll(/cross[\s_-]*val/gi, 'crossval');
}

const tokensOf = (text: string) => text.toLowerCase().match(/\p{L}+/gu) ?? [];

/** As written, then with `TrainSet` and `imagesTr` taken apart where a capital begins a word. */
const readings = (name: string) => [
  tokensOf(plain(name)),
  tokensOf(plain(name).replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')),
];

interface Found {
  readonly word: string;
  readonly rest: string;
}

/** The word of a split in one token: itself, or with a filler written to it (`testset`, `xtrain`, `训练集`). */
function wordIn(token: string): Found | undefined {
  if (roles.has(token)) return { word: token, rest: '' };
  if (isCjk.test(token)) {
    const word = [...roles.keys()].find((known) => isCjk.test(known) && token.includes(known));
    if (word === undefined) return undefined;
    const rest = token.replace(word, '');
    return { word, rest: fillers.has(rest) ? '' : rest };
  }
  for (const filler of fillers) {
    const others = [
      token.startsWith(filler) ? token.slice(filler.length) : '',
      token.endsWith(filler) ? token.slice(0, -filler.length) : '',
    ];
    const word = others.find((other) => roles.has(other) && !weakWords.has(other));
    if (word !== undefined) return { word, rest: '' };
  }
  return undefined;
}

function readTokens(tokens: readonly string[]): SplitName | undefined {
  const found = tokens.map(wordIn);
  const words = found.flatMap((one) => one?.word ?? []);
  const named = new Set(words.map((word) => roles.get(word)));
  // "trainval" is trained on; any other two in one name ("train_test_split") say nothing.
  const isTrainval = named.size === 2 && named.has('train') && named.has('validation');
  const [role] = isTrainval ? (['train'] as const) : named;
  if (role === undefined || (named.size > 1 && !isTrainval)) return undefined;
  const rest = tokens
    .map((token, i) => found[i]?.rest ?? (fillers.has(token) ? '' : token))
    .filter((token) => token !== '')
    .join(' ');
  return { role, rest, weak: words.every((word) => weakWords.has(word)) };
}

/** Which split a folder of this name may be; undefined where no word says one. */
export function splitNameOf(name: string): SplitName | undefined {
  for (const tokens of readings(name)) {
    const read = readTokens(tokens);
    if (read) return read;
  }
  return undefined;
}

/** Before others of the same role: the names that torchvision's and Keras's examples have. */
const usual = ['val', 'valid', 'validation', 'test'];
const byRole: Readonly<Record<Role, number>> = { train: 0, validation: 1, test: 2, unlabelled: 3 };

/** Of two folders to validate on, the one with the lower number is taken. */
export function preferenceOf(name: string, { role, rest }: SplitName): number {
  const place = usual.indexOf(name.toLowerCase());
  return 100 * byRole[role] + (rest === '' ? 0 : 50) + (place < 0 ? usual.length : place);
}

/** `images`, `Photos`: a folder of this name holds pictures of no class in particular. */
export const isImageWord = (name: string) => imageWords.has(tokensOf(plain(name)).join(''));

/** A name that says nothing: `images`, `my data`, `dataset 2`. Of `new` and `used`, each may be a class. */
export function saysNothing(name: string): boolean {
  const tokens = tokensOf(plain(name));
  return tokens.some((token) => collections.has(token)) && tokens.every((token) => fillers.has(token));
}

/** Whether names count the parts of one collection: `skin_part_1` and `skin_part_2`. */
export function isCounted(names: readonly string[]): boolean {
  const [first = [], ...rest] = names.map((name) => tokensOf(plain(name)));
  return (
    first.some((token) => collections.has(token)) &&
    rest.every((tokens) => tokens.join(' ') === first.join(' '))
  );
}
