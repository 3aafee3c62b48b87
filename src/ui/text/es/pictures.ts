import type { PicturesText } from '../en/pictures.ts';
import type { Partly } from '../partly.ts';

export const picturesEs = {
  source: 'De dónde viene la imagen',
  sources: { dataset: 'Datos', file: 'Tu imagen', draw: 'Dibujar', camera: 'Cámara' },
  stays: 'La imagen nunca sale de este equipo.',
  dropPicture: 'Suelta la imagen y los modelos la miran. Nunca sale de este equipo.',
  dropEither:
    'Suelta una imagen y los modelos la miran; suelta una carpeta y pasa a ser el conjunto de datos. Nada sale de este equipo.',
  asSeen: (size) => `Como la ven los modelos, ${size} × ${size}`,
  itIs: 'Es:',
  nobodyKnows: 'nadie lo sabe',
  nothingYet: 'En cuanto haya una imagen, aquí aparece lo que los modelos dicen de ella.',
  teacherNotReady: 'El profesor se está preparando; su respuesta aparece aquí en un momento.',
  noLabel:
    'Nadie ha dicho qué es esta imagen, así que no hay y ni gradiente duro. Elige su clase en «Es» para ver los dos juntos.',
  hardNeedsLabel: 'necesita la clase verdadera y',
  softLargest: (T, largest, scaled) =>
    `Con T ${T} ${scaled ? 'y con' : 'y sin'} T², el mayor gradiente blando es ${largest}.`,
  terms: {
    probability:
      'p_i: la probabilidad suavizada de la clase i. Los números son del profesor, para la clase que pone primero.',
    label: 'y: 1 para la clase verdadera y 0 para las demás. Aquí nadie ha dicho cuál es la verdadera.',
  },
  file: {
    choose: 'Elegir una imagen…',
    another: 'Otra imagen…',
    give: 'Elige una imagen, suéltala en cualquier parte de esta página o pégala.',
    giveAnother: 'O suelta una en esta página, o pégala. Nunca sale de este equipo.',
    reading: 'Leyendo la imagen',
    picture: (name) => `Tu imagen, ${name}`,
    kept: 'La imagen anterior sigue aquí.',
  },
  draw: {
    sheet: 'Hoja para dibujar',
    ink: 'Tinta',
    inks: {
      black: 'negro',
      brown: 'marrón',
      red: 'rojo',
      orange: 'naranja',
      yellow: 'amarillo',
      green: 'verde',
      blue: 'azul',
      white: 'blanco',
    },
    brush: 'Pincel',
    brushes: { fine: 'Fino', medium: 'Medio', broad: 'Grueso' },
    undo: 'Deshacer',
    clear: 'Borrar todo',
    ground: 'Sobre qué se pinta',
    grounds: { paper: 'Papel en blanco', image: 'Imagen elegida' },
    keys: 'Dibuja con el dedo o con el ratón. Con el teclado: las flechas mueven el pincel (con Mayús, más lejos) y la barra espaciadora pinta; si la mantienes pulsada, traza una línea.',
  },
  camera: {
    off: 'La cámara está apagada.',
    asking: 'El navegador pregunta si esta página puede usar la cámara.',
    start: 'Encender la cámara',
    freeze: 'Congelar',
    again: 'Encender otra vez',
    stop: 'Apagar',
    picture: 'Lo que ve la cámara',
    frozenPicture: 'La imagen congelada',
    mirrored: 'Tú la ves en espejo; los modelos, tal como es.',
    reasons: {
      insecure:
        'Esta página llegó por una conexión no segura, y los navegadores no dan cámara a esas páginas. Ábrela por https o desde este equipo (localhost).',
      unsupported:
        'Este navegador no ofrece cámara a las páginas. Abre la página en otro o elige un archivo.',
      denied:
        'No se permitió la cámara. Permítela para esta página en la barra de direcciones y vuelve a encenderla.',
      none: 'No se encontró ninguna cámara. Conecta una y vuelve a intentarlo, o elige un archivo.',
      busy: 'La cámara está, pero no se pudo abrir; quizá la usa otro programa. Ciérralo y vuelve a intentarlo.',
      failed: 'No se pudo abrir la cámara. Comprueba que funciona en otro sitio y vuelve a encenderla.',
      hidden: 'La cámara se apagó porque esta página no estaba a la vista. Enciéndela para seguir.',
      ended: 'La cámara se desconectó o se le retiró el permiso. Enciéndela para seguir.',
    },
  },
} satisfies Partly<PicturesText>;
