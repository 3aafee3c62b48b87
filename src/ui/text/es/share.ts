import type { ShareText } from '../en/share.ts';
import { dayText, fixed, grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const plural = (count: number, one: string, many: string) => `${grouped(count)} ${count === 1 ? one : many}`;
const students = (count: number) => plural(count, 'estudiante', 'estudiantes');
const epochs = (count: number) => plural(count, 'época', 'épocas');
const size = (characters: number) =>
  characters < 1000 ? `${characters} caracteres` : `${fixed(characters / 1000, 1)} KB`;

export const shareEs = {
  title: 'Compartir este experimento',
  networksTitle: 'Compartir esta vista',
  networksStay:
    'El enlace nombra redes y no trae ninguna: las que se entrenaron aquí se quedan en este navegador. Envíalas como familia (zip).',
  copied: 'El enlace está copiado.',
  notCopied: 'Este navegador no deja copiar a la página. El enlace está seleccionado abajo: cópialo de ahí.',
  copy: 'Copiar',
  link: 'Enlace',
  contents: 'Lo que contiene el enlace',
  asIs: 'Ningún ajuste difiere de los valores iniciales.',
  differing: (count) =>
    `Lleva ${plural(count, 'ajuste que difiere', 'ajustes que difieren')} de los valores iniciales.`,
  dataset: 'Datos',
  insects: (train, validation, pixels) =>
    `Insectos dibujados por el laboratorio: ${grouped(train)} para entrenar, ${grouped(validation)} para validar, ${pixels} × ${pixels} px`,
  folderNamed: (fingerprint, pixels) =>
    `Una carpeta de imágenes, huella ${fingerprint}, ${pixels} × ${pixels} px`,
  teacher: 'Profesor',
  student: 'Estudiante',
  objective: 'Objetivo',
  objectiveIs: (similarity, temperature) => `${similarity}; T = ${temperature}`,
  alphas: 'Alfas',
  seeds: 'Ejecuciones y semilla',
  seedsAre: (runs, seed) =>
    `${plural(runs, 'ejecución', 'ejecuciones')} de cada alfa, desde la semilla ${seed}`,
  epochs: 'Épocas',
  results: 'Resultados',
  resultsAre: (runs, count, stride) =>
    `${students(runs)} durante ${epochs(count)}: las curvas de validación${stride > 1 ? `, cada ${stride} épocas` : ''}, redondeadas por debajo de lo que se ve, y las cifras finales completas`,
  noResults: 'Ninguno: quien lo abra entrena de nuevo',
  include: 'Incluir los resultados',
  includeHelp: (characters) =>
    `Así otros ven estas curvas y esta tabla sin entrenar. El enlace tiene ${size(characters)}.`,
  guess: 'Pedir antes una respuesta',
  guessHelp:
    'Los resultados esperan entonces tras un telón hasta que quien lo abre diga qué estudiante cree que acierta más.',
  guessInLesson: 'La lección hace en su lugar sus propias preguntas.',
  hide: (count) => (count === 0 ? 'Ocultar…' : `Ocultar… (${grouped(count)})`),
  hideHelp:
    'Lo marcado queda fuera de la vista de quien abra el enlace, que puede volver a mostrarlo. Tu página sigue como está.',
  parts: 'Partes de la página',
  partNames: {
    form: 'Formulario del experimento',
    tabs: 'Elección de vistas',
    still: 'Quién aprende de quién',
    headline: 'Lo que resultó',
    curves: 'Curvas',
    table: 'Tabla de resultados',
    why: 'Por qué aprendió',
    run: 'Entrenar y su progreso',
    share: 'Compartir',
    present: 'Presentar',
    downloads: 'Descargas',
    chartControls: 'Controles de las curvas',
    theme: 'Tema',
    language: 'Idioma',
    benchView: 'Vista: Banco',
    temperatureView: 'Vista: Temperatura',
    networksView: 'Vista: Redes',
    dataView: 'Vista: Datos',
    runsView: 'Vista: Ejecuciones',
    lessonsView: 'Vista: Lecciones',
    teacherCurve: 'Curva del profesor',
    numbers: 'Números de las curvas',
    ledger: 'Libro de la pérdida',
    lead: 'Temperatura: para qué sirve',
    pictureSource: 'Temperatura: origen de la imagen',
    slider: 'Temperatura: deslizador de T',
    useTemperature: 'Temperatura: usar T en el experimento',
    explained: 'Temperatura: la fórmula en palabras',
    temperatureTabs: 'Temperatura: pestañas',
    barOrder: 'Temperatura: orden de las barras',
    factor: 'Temperatura: factor T²',
    reach: 'Lo que puede este navegador',
    networksTree: 'Redes: árbol familiar',
    networksScatter: 'Redes: tamaño y exactitud',
    networkCard: 'Redes: ficha de la elegida',
    networksTable: 'Redes: tabla',
    networksControls: 'Redes: elección de la imagen',
    networksKept: 'Redes: lo que está guardado',
    examples: 'Redes: sobre los ejemplos',
    smaller: 'Redes: hazla más pequeña',
    compared: 'Redes: comparación',
  },
  lesson: 'Lección',
  selected: (count) => `${grouped(count)} ${count === 1 ? 'elegida' : 'elegidas'}`,
  asked: 'Se pide antes',
  askedIs: 'Una respuesta, antes de mostrar los resultados',
  hidden: 'Fuera de la vista',
  nothingYet: 'Todavía no hay: ejecuta antes el experimento.',
  busy: 'Se podrán incluir cuando termine el entrenamiento.',
  otherSettings: 'Los resultados de la página son de otros ajustes que los del formulario.',
  tooMany: 'Hay demasiadas ejecuciones para un enlace. Descarga en su lugar el informe.',
  folder: 'Tu carpeta solo se nombra por su huella: la otra persona necesita las mismas imágenes.',
  ownStudent:
    'El archivo del que parten tus estudiantes se queda en este equipo: la otra persona necesita una copia.',
  ownTeacher: 'Tu profesor se queda en este navegador: la otra persona necesita una copia.',
  never:
    'No contiene ninguna imagen ni ninguna red entrenada, y no se sube nada: todo está en el propio enlace.',
  qr: 'El enlace como código QR',
  qrWithout:
    'El código QR lleva los ajustes sin los resultados, que lo harían demasiado fino para leerlo desde el otro lado del aula.',
  shared: {
    title: 'Resultados compartidos, no medidos aquí.',
    measured: (count, epochCount, backend, time) =>
      `${students(count)} durante ${epochs(epochCount)}, medidos${backend ? ` con ${backend}` : ''}${time ? ` en ${time}` : ''} por quien hizo el enlace.`,
    run: 'El botón Entrenar mide lo mismo aquí, delante de estas curvas.',
    reference:
      'Las líneas tenues son los resultados compartidos; la tabla y las demás líneas se midieron aquí.',
    teacher: (accuracy) => `Su profesor acertó en el ${accuracy} % de la validación.`,
    thinned: (stride) => `El enlace lleva una de cada ${stride} épocas y la última.`,
    dismiss: 'Descartar estos resultados',
    legend: 'tenue: resultados compartidos',
  },
  pictures: {
    menu: 'gráficas',
    menuLabel: 'Gráficas como imágenes',
    item: (chart, kind) => `${chart}, ${kind}`,
    failed: {
      drawing: 'Este navegador no pudo dibujar la imagen. El SVG tiene la misma gráfica.',
      absent:
        'Aquí las gráficas no están a la vista, así que no se puede guardar ninguna. Muestra lo que el enlace oculta e inténtalo de nuevo.',
    },
    title: (curve, term, unit, side) =>
      `${curve}${term ? `, ${term}` : ''}${unit ? ` (${unit})` : ''}, ${side.toLowerCase()}`,
  },
  report: {
    print: 'Imprimir',
    printLabel: 'Imprimir un informe de una página',
    title: 'Distillation Lab: informe',
    shared: 'Resultados compartidos: no se midieron en la máquina que imprimió esto.',
    settings: 'Ajustes',
    others: 'Todos los demás ajustes tienen el valor inicial del laboratorio.',
    curves: 'Curvas: media de las ejecuciones, banda de ± 1 desviación típica',
    results: 'Resultados',
    repeat: 'Cómo repetirlo',
    open: 'Abre el enlace y pulsa Entrenar:',
    command: 'O sin ventana, desde una copia del laboratorio:',
    same: 'El mismo enlace en el mismo dispositivo y motor de cálculo da los mismos números.',
    backend: 'Medido con',
    seconds: 'Tiempo',
    date: dayText,
  },
} satisfies Partly<ShareText>;
