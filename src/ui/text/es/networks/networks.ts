/**
 * Las frases de las redes guardadas en español.
 */
import type { NetworksText } from '../../en/networks/networks.ts';
import { grouped, plain } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;

export const networksEs: Partly<NetworksText> = {
  title: 'Redes',
  reading: 'Leyendo qué redes están guardadas',
  refused:
    'Este navegador no quiso guardar redes, como hacen las ventanas privadas o cuando el almacenamiento está lleno. Descarga lo que necesites desde el Banco.',
  kept: (count, used, room) =>
    `${plural(count, 'red guardada', 'redes guardadas')} en este navegador: ${used} de ${room}. Cuando se llena, se va primero la que lleva más tiempo sin tocarse; las fijadas se quedan.`,
  emptyTitle: 'Aún no hay ninguna red guardada',
  empty:
    'Cada red que un experimento entrena o reduce se guarda aquí, en este navegador. Entonces ves cuál se hizo de cuál, qué cuesta y qué vale cada una, y puedes seguir desde cualquiera de ellas.',
  run: 'Ejecutar el experimento',
  running: 'La primera aparece en cuanto esté entrenada.',
  firstTitle: 'En esta visita no se ha entrenado nada',
  first:
    'Estos ejemplos vienen con el laboratorio: un profesor, copias suyas con cada vez menos canales y estudiantes pequeños. Lo que entrenes aparece a su lado.',
  examples:
    'También se muestran ejemplos. No se entrenaron aquí, así que nada dice cuánto tardan en este dispositivo.',
  hideExamples: 'Ocultar los ejemplos',
  showExamples: 'Mostrar los ejemplos',
  shippedHelp: 'Un ejemplo no ocupa sitio aquí y nunca se borra.',
  notKeptHere: (missing, named) =>
    `${grouped(missing)} de ${plural(named, 'red', 'redes')} que nombra el enlace no ${missing === 1 ? 'está guardada' : 'están guardadas'} aquí.`,
  picture: 'Imagen',
  tree: 'Árbol familiar',
  scatter: 'Tamaño y exactitud',
  cost: 'En horizontal',
  images: 'Imágenes',
  costs: {
    bytes: 'tamaño al guardar',
    multiplyAdds: 'multiplicaciones-sumas',
    milliseconds: 'ms por imagen aquí',
    parameters: 'parámetros',
  },
  accuracy: 'exactitud con imágenes de validación',
  treeLabel: 'Árbol familiar de las redes',
  treeHelp:
    'Qué se hizo de qué. Área: tamaño al guardar; tono: exactitud; grosor de una línea: multiplicaciones-sumas, como parte de las máximas en la imagen; a trazos: sin el profesor.',
  howToRead: 'Cómo se lee',
  bracketHelp:
    'Un corchete compara la exactitud con la de su primera red, ejecución a ejecución, donde ambas tienen dos ejecuciones o más: media ± error estándar; en negrita donde su intervalo del 95 % deja fuera el 0. Reúne las respuestas a una pregunta: otros ajustes para la misma red, u otros caminos a la misma arquitectura con tantas épocas al final.',
  severalHelp:
    'Las flechas recorren, Intro elige. Varias: Mayús o Ctrl con un clic, Mayús con una flecha; Espacio añade o quita.',
  scatterLabel: (cost) => `Exactitud frente a ${cost}`,
  scatterHelp:
    'Línea: el frente de Pareto, las redes que ninguna otra supera en ambas cosas; las demás son pálidas. Barras: ± 1 desviación estándar entre ejecuciones.',
  notComparable:
    'Las redes de experimentos distintos pueden haberse medido con imágenes de validación distintas.',
  unnamed: (count) =>
    `${plural(count, 'nombre', 'nombres')} no ${count === 1 ? 'cabía' : 'cabían'} aquí: la tabla de abajo los tiene todos.`,
  unplaced: (count) => `${plural(count, 'red', 'redes')} sin estas medidas: mira la tabla.`,
  teacherLine: (accuracy) => `profesor ${accuracy}`,
  source: (teacher) => `Profesor: ${teacher}`,
  node: ({ label, act, from, accuracy, bytes, advantage, orphan, runs, children }) =>
    [
      label,
      from === undefined ? act : `${act}, a partir de ${from}`,
      accuracy === undefined ? '' : `exactitud ${accuracy}`,
      bytes === undefined ? '' : `${bytes} al guardar`,
      advantage ?? '',
      orphan ? 'aquello de lo que se hizo no está guardado' : '',
      runs > 1 ? `${grouped(runs)} ejecuciones` : '',
      children > 0 ? plural(children, 'derivada', 'derivadas') : '',
    ]
      .filter(Boolean)
      .join(', '),
  gain: (gain, pairs) => `${gain} puntos, ${plural(pairs, 'par', 'pares')}`,
  gainOver: (gain, over) => `${gain} respecto a ${over}`,
  folded: (count) => `… ${grouped(count)} más`,
  foldedSaid: (count, acts) =>
    `${plural(count, 'red', 'redes')} seguidas por ${acts.length > 1 ? 'las mismas etapas' : 'la misma etapa'}: ${acts.join(', después ')}`,
  underWay: 'se entrena ahora',
  atEpoch: (epoch) => `tras la época ${grouped(epoch)}`,
  onFront: 'en el frente de Pareto',
  trainedTeacher: 'profesor, entrenado aquí',
  shippedTeacher: 'profesor, un ejemplo',
  importedTeacher: 'profesor, importado',
  openedTeacher: 'profesor, de un archivo',
  unknownAct: 'hecha con una receta que aquí no se conoce',
  orphan: 'aquello de lo que se hizo no está guardado',
  pinned: 'fijada',
  chosen: 'Red elegida',
  toCard: 'A la red elegida',
  choose: 'Elige una red en la imagen o en la tabla.',
  oneRun: (run, accuracy) =>
    accuracy === undefined ? `ejecución ${grouped(run)}` : `ejecución ${grouped(run)}, ${accuracy}`,
  which: 'Ejecución',
  facts: {
    parent: 'Hecha de',
    recipe: 'Receta',
    accuracy: 'Exactitud',
    bytes: 'Pesos',
    file: 'Archivo aquí',
    shipped: 'Archivo del ejemplo',
    zeros: 'Ceros',
    images: 'Imágenes',
    when: 'Cuándo',
  },
  count: (n) => `n = ${grouped(n)}`,
  path: (parts) => parts.join(', '),
  stageEpochs: (epochs) => (epochs === 1 ? '1 época' : `${grouped(epochs)} épocas`),
  stageRate: (rate) => `tasa de aprendizaje ${plain(rate)}`,
  andThen: ', después ',
  zeros: (share) => `${share} de los pesos. También se multiplican: aquí no es más rápida.`,
  asSaved: (bytes) => `${bytes}, float32 tal como se guarda`,
  tryIt: 'Pruébala',
  atBits: (bits) => `${bits} bits por peso, simulados aquí`,
  useAsTeacher: 'Usar como profesor',
  useAsStart: 'Usar como inicio del estudiante',
  noStart:
    'Una red cuantizada no se entrena ni se hace más pequeña otra vez en esta versión: empieza desde aquella de la que se hizo.',
  otherImages:
    'Se entrenó con otras imágenes que las abiertas: como profesor puede necesitar una cabeza nueva.',
  busy: 'Espera a que termine el entrenamiento para usarla.',
  more: 'Más',
  foreignHelp:
    'La hizo otro programa y funciona aquí tal como dice su archivo: enseña y se muestra. No se puede hacer más pequeña ni ser el inicio de un estudiante; destila en su lugar un estudiante del laboratorio.',
  keep: 'Fijar',
  keepHelp: 'Una red fijada nunca deja sitio a otras.',
  remove: 'Eliminar',
  removed: (name) => `Eliminada: ${name}.`,
  removedForGood: (name) => `Eliminada: ${name}. Su archivo estaba dañado, así que no se puede recuperar.`,
  undo: 'Deshacer',
  noRoom: 'No hay sitio para recuperarla: suelta o borra otras e inténtalo de nuevo.',
  restored: (name) => `Recuperada: ${name}.`,
  table: 'Los números de la imagen',
  columns: { network: 'Red', n: 'n' },
  pick: (name) => `Elegir: ${name}`,
};
