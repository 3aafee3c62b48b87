/**
 * The sentences of choosing a picture that is not of the dataset in English.
 */
export const picturesEn = {
  source: 'Where the picture comes from',
  sources: { dataset: 'Dataset', file: 'Your picture', draw: 'Draw', camera: 'Camera' },
  stays: 'The picture never leaves this computer.',
  dropPicture: 'Drop the picture, and the models look at it. It never leaves this computer.',
  dropEither:
    'Drop a picture, and the models look at it; drop a folder, and it becomes the dataset. Nothing leaves this computer.',
  asSeen: (size: string) => `As the models see it, ${size} × ${size}`,
  itIs: 'It is:',
  nobodyKnows: 'nobody knows',
  nothingYet: 'As soon as there is a picture, what the models say of it appears here.',
  teacherNotReady: 'The teacher is still being made ready; its answer appears here in a moment.',
  noLabel:
    'Nobody has said what this picture is, so there is no y and no hard gradient. Choose its class under “It is” to see both side by side.',
  hardNeedsLabel: 'needs the true class y',
  softLargest: (T: string, largest: string, scaled: boolean) =>
    `At T ${T} ${scaled ? 'with' : 'without'} T², the largest soft gradient is ${largest}.`,
  terms: {
    probability:
      'p_i: the softened probability of class i. The numbers are the teacher’s, for the class that it puts first.',
    label: 'y: 1 for the true class and 0 for all others. Nobody has said which class is true here.',
  },
  file: {
    choose: 'Choose a picture…',
    another: 'Another picture…',
    give: 'Choose a picture, drop one anywhere on this page, or paste one.',
    giveAnother: 'Or drop one on this page, or paste it. It never leaves this computer.',
    reading: 'Reading the picture',
    picture: (name: string) => `Your picture, ${name}`,
    kept: 'The picture before it is still here.',
  },
  draw: {
    sheet: 'Sheet to draw on',
    ink: 'Ink',
    inks: {
      black: 'black',
      brown: 'brown',
      red: 'red',
      orange: 'orange',
      yellow: 'yellow',
      green: 'green',
      blue: 'blue',
      white: 'white',
    },
    brush: 'Brush',
    brushes: { fine: 'Fine', medium: 'Medium', broad: 'Broad' },
    undo: 'Undo',
    clear: 'Clear',
    ground: 'What is painted on',
    grounds: { paper: 'Blank paper', image: 'Dataset image' },
    keys: 'Draw with a finger or the mouse. With the keyboard: arrow keys move the brush (with Shift further), Space paints, held it draws a line.',
  },
  camera: {
    off: 'The camera is off.',
    asking: 'The browser asks whether this page may use the camera.',
    start: 'Start the camera',
    freeze: 'Freeze',
    again: 'Start again',
    stop: 'Switch off',
    picture: 'What the camera sees',
    frozenPicture: 'The frozen picture',
    mirrored: 'You see it mirrored; the models see it as it is.',
    reasons: {
      insecure:
        'This page came over an insecure connection, and browsers give such pages no camera. Open it over https, or from this computer (localhost).',
      unsupported: 'This browser offers pages no camera. Open the page in another browser, or choose a file.',
      denied:
        'The camera was not allowed. Allow it for this page in the browser’s address bar, then start it again.',
      none: 'No camera was found. Connect one and start again, or choose a file.',
      busy: 'The camera is there but could not be opened; another program may be using it. Close that program, then start again.',
      failed: 'The camera could not be opened. Check that it works elsewhere, then start it again.',
      hidden: 'The camera was switched off because this page was out of sight. Start it again to go on.',
      ended: 'The camera was disconnected, or its permission was taken back. Start it again to go on.',
    },
  },
};

export type PicturesText = typeof picturesEn;
