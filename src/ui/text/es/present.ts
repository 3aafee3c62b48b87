import type { PresentText } from '../en/present.ts';
import { fixed, grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const pairs = (count: number) => (count === 1 ? 'un solo par' : `${grouped(count)} pares`);
const percent = (share: number) => `${fixed(share * 100, 1)} %`;

export const presentEs = {
  present: 'Presentar',
  presentLong: 'Presentar ante un público: letra grande, líneas gruesas',
  places: {
    overview: 'Todo el banco',
    still: 'Quién aprende de quién',
    headline: 'Qué resultó',
    loss: 'Pérdida',
    accuracy: 'Exactitud',
    difference: 'Diferencia de logits',
    table: 'Tabla',
    temperature: 'Temperatura',
    why: 'Por qué aprendió',
    runs: 'Ejecuciones',
    tree: 'Árbol familiar de las redes',
    scatter: 'Tamaño y exactitud de las redes',
  },
  footer: 'Presentación',
  stations: 'Estaciones',
  station: (sign, name) => `${sign}, ${name}`,
  previous: 'Estación anterior',
  next: 'Estación siguiente',
  awake: 'Sigue encendida',
  mayDim: 'Puede apagarse',
  leave: 'Salir',
  leaveLong: 'Salir de la presentación; el experimento se queda como está',
  fullscreen: 'Pantalla completa',
  qrButton: 'Código QR',
  help: 'Teclas',
  helpTitle: 'Teclas durante la presentación',
  keys: [
    { keys: '1 … 9, T, S', what: 'ir a una estación' },
    { keys: '0', what: 'todo el banco' },
    { keys: '→ AvPág', what: 'estación siguiente' },
    { keys: '← RePág', what: 'estación anterior' },
    { keys: 'G', what: 'levantar o bajar el telón' },
    { keys: 'Q', what: 'el enlace como código QR' },
    { keys: 'H', what: 'mostrar lo que el enlace oculta, o volver a ocultarlo' },
    { keys: 'F', what: 'pantalla completa' },
    { keys: 'Esc', what: 'salir de la presentación' },
  ],
  close: 'Cerrar',
  qr: {
    title: 'Abre este experimento en tu dispositivo',
    label: 'Código QR del enlace',
    tooLong:
      'El enlace es demasiado largo para un código QR que una cámara lea desde el fondo de la sala; la dirección está abajo.',
    guess: 'Los resultados esperan tras un telón hasta que cada cual haya dicho qué espera.',
  },
  hidden: (count) =>
    count === 1
      ? 'El enlace oculta una parte de esta página.'
      : `El enlace oculta ${grouped(count)} partes de esta página.`,
  showAll: 'Mostrar todo',
  curtain: {
    title: 'Primero, adivina',
    question: '¿Qué estudiante acertará más a menudo?',
    single: '¿Con qué frecuencia acertará el estudiante?',
    alpha: (alpha) => `α ${alpha}`,
    alone: 'α 1, solo',
    none: 'Ninguna diferencia',
    why: 'Los resultados aparecen en cuanto hayas elegido.',
    hands: 'Cuenta las manos y después levanta el telón.',
    more: (choice) => `Una mano más para ${choice}`,
    fewer: (choice) => `Una mano menos para ${choice}`,
    lift: 'Levantar el telón',
    liftShort: 'Revelar',
    lowerShort: 'Ocultar',
    skip: 'Mostrar los resultados sin adivinar',
    lower: 'Bajar el telón',
    students:
      'Las respuestas de los estudiantes esperan tras el telón hasta que hayas dicho qué crees que resultará.',
  },
  outcome: {
    title: 'Lo adivinado y lo medido',
    own: (choice) => `Tu respuesta: ${choice}.`,
    ownNothing: 'No elegiste ninguna respuesta.',
    hands: 'Manos',
    student: 'Estudiante',
    accuracy: 'Exactitud',
    yours: 'tu respuesta',
    noneYet:
      'Dos de estos estudiantes deben tener una ejecución terminada antes de poder juzgar una respuesta.',
    soFar: 'Por ahora: ',
    clear: (best, accuracy, rival, rivals, count) =>
      `${best} acertó más a menudo, en el ${percent(accuracy)} de las imágenes; le siguió ${rival} con el ${percent(rivals)} (${pairs(count)}).`,
    unclear: (best, accuracy, rival, rivals, count) =>
      `${best} quedó más alto con el ${percent(accuracy)}, pero ${count === 1 ? 'un solo par no basta' : `${pairs(count)} no bastan`} para distinguirlo de ${rival} con el ${percent(rivals)}.`,
    tied: (best, accuracy, rival, count) =>
      `${best} y ${rival} quedaron iguales, con el ${percent(accuracy)} (${pairs(count)}).`,
    verdicts: {
      right: 'La respuesta era correcta.',
      wrong: 'La respuesta no era correcta.',
      open: 'No se ha mostrado que la respuesta sea correcta ni que no lo sea: más ejecuciones podrían decidirlo.',
      openNone:
        'Estas ejecuciones no distinguen a ningún estudiante de los demás, así que la respuesta no queda desmentida; tampoco probada.',
    },
    correction:
      'Al 95 %, repartido entre todos los pares de estudiantes, porque el mejor se eligió a posteriori.',
  },
} satisfies Partly<PresentText>;
