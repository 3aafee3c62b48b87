/**
 * What systems and programs leave among images: thumbnails, forks, recycle bins, checkpoints.
 */

const systemFiles = /^(thumbs\.db|ehthumbs(_vista)?\.db|desktop\.ini|picasa\.ini|icon\r)$/i;

/** Folders of systems and programs. Hidden ones begin with a dot and need no list. */
const systemFolders =
  /^(__macosx|__pycache__|node_modules|@eadir|@__thumb|@recycle|@recently-snapshot|@syno\w*|@tmp|#recycle|#snapshot|\$recycle\.bin|recycler|system volume information|lost\+found|_vti_cnf|_?_thumb(nail)?s?_?_?)$/i;

/** Folders whose name may be a class's (a finger, for one) and that are thumbnails where images lie beside them. */
export const mayBeThumbnails = (name: string) => /^(thumb|thumbnail)s?$/i.test(name);

/**
 * By what name a file is left behind: the part of its path that says so, `._…` for the forks that macOS writes beside each
 * file; undefined where nothing says so.
 */
export function leftBehindAs(parts: readonly string[]): string | undefined {
  const last = parts.length - 1;
  const folder = parts.find(
    (part, i) => i < last && (systemFolders.test(part) || (part.startsWith('.') && part.length > 1)),
  );
  if (folder !== undefined) return folder;
  const name = parts[last] ?? '';
  if (name.startsWith('._')) return '._…';
  return name.startsWith('.') || name.startsWith('~$') || systemFiles.test(name) ? name : undefined;
}

const derivedNames = [
  /^(.+)[-_. ]masks?(?:[-_. ]?\d+)?$/i,
  /^(.+)[-_. ]thumb(?:nail)?s?$/i,
  /^(?:thumb(?:nail)?s?|tn)[-_. ](.+)$/i,
  /^(.+)-\d{2,4}x\d{2,4}$/,
];

const stemOf = (name: string) => name.replace(/\.[^.]*$/, '').toLowerCase();

/**
 * Those of the names in one folder that are thumbnails or masks of others there: `1_thumb.jpg` beside `1.jpg`. Alone they are
 * images: a thumb may be what a class is about.
 */
export function derivedAmong(names: readonly string[]): ReadonlySet<string> {
  const stems = new Set(names.map(stemOf));
  const isDerived = (name: string) =>
    derivedNames.some((pattern) => {
      const original = pattern.exec(stemOf(name))?.[1];
      return original !== undefined && stems.has(original);
    });
  return new Set(names.filter(isDerived));
}

/** What is kept beside images and says something about them, in folders of its own. */
const companions =
  /^((?!with|no\b).*(mask|segmentation|annotation|label|bbox|trimap|keypoint)s?|ground ?truths?|gts?|xmls?|jsons?|csvs?|meta|metadata|thumb(nail)?s?)$/i;
const asides = /^(docs?|code|src|scripts?|notebooks?|logs?|tools?|licen[cs]es?)$/i;

const words = (name: string) => name.replaceAll(/[_\-.\s]+/g, ' ').trim();

/** A folder of this name beside one of images is about those images. */
export const isCompanion = (name: string) => companions.test(words(name));

/** A folder of this name that holds no image is no class without images. */
export const isAside = (name: string) => isCompanion(name) || asides.test(words(name));

const notes =
  /\.(txt|xml|json|jsonl|csv|tsv|md|rst|ya?ml|html?|pdf|docx?|xlsx?|py|ipynb|sh|m|mat|pkl|npz?|h5|log|cfg|ini|toml|names|data|cache|db|lst|pbtxt|tfrecord)$/i;

/** By its name alone: anything else may be told to be an image by its bytes. */
export const isNote = (name: string) => notes.test(name);
