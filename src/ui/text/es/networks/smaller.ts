/**
 * Las frases de los verbos que hacen más pequeña una red, en español.
 */

import type { SmallerText } from '../../en/networks/smaller.ts';
import { grouped } from '../../numbers.ts';
import type { Partly } from '../../partly.ts';

export const smallerEs: Partly<SmallerText> = {
  title: 'Hazla más pequeña',
  verbs: 'Maneras de hacerla más pequeña',
  unknown:
    'No se guarda nada de lo que la hizo, así que no hay receta con la que seguir. Úsala como inicio del estudiante y entrénalo.',
  final: (verb) => `Esta está acabada: en esta versión nada puede seguir a «${verb}».`,
  comesLast: 'Va al final: en esta versión, después no se entrena ni se reduce nada.',
  tooLong: (most) => `Su receta tiene ${grouped(most)} etapas, y ninguna tiene más.`,
  asking: 'Midiendo una vista previa',
  busy: 'La vista previa espera a que acabe el entrenamiento.',
  opening: 'La vista previa espera a que el laboratorio esté listo.',
  otherImages: 'Las imágenes de esta red no son las del formulario, así que no hay vista previa.',
  ownImages: (count, retrains) =>
    `El formulario tiene otras imágenes. Esta ${retrains ? 'se vuelve a entrenar' : 'se hace y se mide'} con sus propias${count === undefined ? '' : ` ${grouped(count)}`} imágenes de entrenamiento:`,
  openIts: 'Abrir su experimento',
  untrained: (run) =>
    run === undefined
      ? 'Antes de volver a entrenar'
      : `Antes de volver a entrenar, ejecución ${grouped(run)}`,
  asMade: (run) => (run === undefined ? 'Tal como quedará' : `Tal como quedará, ejecución ${grouped(run)}`),
  quantity: 'Magnitud',
  now: 'ahora',
  smaller: 'más pequeña',
  accuracy: 'Exactitud',
  bytes: (bits) => `Tamaño al guardar, ${bits} bits`,
  multiplyAdds: 'Multiplicaciones-sumas',
  images: ({ accuracy, before, images, retrains }) =>
    `${retrains ? 'Antes de volver a entrenar, acierta' : 'Acierta'} el ${accuracy} de ${grouped(images)} imágenes de validación; esta red acierta ahora el ${before} de las mismas ${grouped(images)}.`,
  reached: (asked, reached) => `Pedido: ${asked}; alcanzado: ${reached}.`,
  reachedMean: (asked, reached) =>
    `Pedido: ${asked}; alcanzado: ${reached} de media, pues no todas las capas ganan con ello o tienen tantos.`,
  zeros: (share) =>
    `El ${share} de sus pesos son ceros. Los ceros también se multiplican: aquí no es más rápida.`,
  simulated: 'Aquí los enteros se simulan: en esta página no es más rápida.',
  also: 'También con',
  runs: 'Ejecuciones',
  heard: (alpha, temperature) => `α ${alpha}, T ${temperature}`,
  arms: {
    title: 'Vuelve a aprender',
    names: { 'fine-tuned': 'con ajuste fino', distilled: 'destilada', scratch: 'desde cero' },
    lead: ({ arms, heard, epochs, total, runs }) =>
      [
        arms.length === 3
          ? 'Tres brazos, emparejados ejecución a ejecución'
          : arms.length === 2
            ? 'Dos brazos, emparejados ejecución a ejecución'
            : 'Un brazo',
        ': ',
        arms
          .map(
            (arm) =>
              ({
                'fine-tuned': 'solo con las etiquetas',
                distilled: `con el profesor (${heard})`,
                scratch: 'la misma red pequeña, con los pesos sorteados de nuevo, solo con las etiquetas',
              })[arm],
          )
          .join('; '),
        `. ${arms.length > 1 ? 'Los mismos lotes en cada uno. ' : ''}${grouped(epochs)} ${epochs === 1 ? 'época' : 'épocas'}${arms.length > 1 ? ' cada uno' : ''}${
          total > epochs
            ? `, ${grouped(total)} en total${runs > 1 ? ` en ${grouped(runs)} ejecuciones` : ''}`
            : ''
        }.`,
      ].join(''),
  },
  make: ({ networks, epochs, arm }) =>
    [
      networks > 1 ? `Hacer ${grouped(networks)}` : 'Hacerla',
      epochs > 0
        ? arm === 'scratch'
          ? ' y entrenar desde cero'
          : ` y volver a entrenar${arm === undefined ? ' cada una' : ''}`
        : '',
      epochs > 0 ? ` ${grouped(epochs)} ${epochs === 1 ? 'época' : 'épocas'}` : '',
      epochs > 0 && arm === 'distilled' ? ' con el profesor' : '',
    ].join(''),
  checking: 'Comprobando si puede seguir desde sus propios pesos…',
  wait: 'Se está entrenando algo: espera a que acabe o detenlo.',
  fromFile: 'Lo que la hizo no se puede repetir aquí, así que cada ejecución empieza con estos pesos.',
  inForm: 'El formulario tiene ahora el experimento de lo que se ha hecho más pequeño.',
  back: 'Recuperar el anterior',
  rateRule: (share, scratch) =>
    `La tasa de aprendizaje es ${share} de la del experimento, salvo que indiques otra: los pesos ya entrenados se vuelven a entrenar con pasos más pequeños (Han et al. 2015 usaron una décima parte con una LeNet podada).${
      scratch
        ? ' Desde cero es la misma, para que solo difiera una cosa cada vez; los pesos sorteados suelen ganar con una mayor y con más épocas (Liu et al. 2019): prueba ambas antes de creer una diferencia.'
        : ''
    }`,
  layerBits: 'Bits de un peso en cada capa',
  bitsOf: (bits) => `${bits} bits`,
  how: 'Cómo se hace',
};
