import type { GivenText } from '../en/given.ts';
import { grouped } from '../numbers.ts';
import type { Partly } from '../partly.ts';

const images = (count: number) => `${grouped(count)} ${count === 1 ? 'imagen' : 'imágenes'} de validación`;

export const givenEs = {
  teacher: {
    address: 'Dirección web',
    addressHelp:
      'La dirección http o https de un model.json de tfjs que será el profesor. Nada se descarga hasta que pulses Abrir.',
    addressOpen: 'Abrir',
    addressOpenLong: 'Abrir el profesor de esta dirección web',
    withoutHead: 'Cargar todo menos la cabeza',
    newHead: ', cabeza nueva',
    reordered: ', salidas reordenadas',
    takes: (scale: string) => `, píxeles: ${scale}`,
  },
  student: {
    open: 'Abrir pesos…',
    openLong: 'Abrir los pesos de los que parten los estudiantes: safetensors o PyTorch',
    file: (name) => `Los estudiantes parten de ${name}.`,
    none: 'En esta visita no se ha abierto ningún archivo para ello.',
  },
  remarks: {
    teacher: 'Cómo se leyó el archivo del profesor',
    student: 'Cómo se leyó el archivo del estudiante',
  },
  order: {
    permuted: (given, best, heldOut, count) =>
      `El profesor acierta en el ${given} de ${images(count)} con sus salidas tal como están, y en el ${best} con el mejor orden de las clases (${heldOut} si cada mitad se juzga en el orden que eligió la otra).`,
    permutedMeans:
      'Parece conocer estas clases con otros números. El orden se halló con las imágenes de validación, así que la exactitud con él queda algo favorecida.',
    use: 'Usar ese orden',
    unrelated: (given, count, chance) =>
      `El profesor acierta en el ${given} de ${images(count)}, no claramente más que por azar (${chance}).`,
    unrelatedMeans:
      'Parece conocer otras cosas y no estas clases; los estudiantes no aprenderían nada de ellas con él.',
    few: 'Con tan pocas imágenes esto puede decirse también de un buen profesor.',
    train: 'Entrenar una cabeza nueva',
    allTheSame: 'Entrenar de todos modos',
    another: 'Elegir otro profesor',
    note: 'Las salidas del profesor están en un orden hallado con las imágenes de validación.',
  },
  seed: {
    title: 'El experimento de partida',
    lead: 'Una ResNet-50 de ImageNet, afinada con hormigas y abejas, enseña a una ResNet-18 de la que solo se entrena la nueva cabeza: 25 épocas y cuatro ejecuciones para cada una de tres α. Los resultados publicados quedan entonces junto a los tuyos.',
    set: 'Prepararlo',
    isSet: 'Los ajustes son los del experimento de partida.',
    wants: 'Necesita',
    there: 'está',
    missing: 'falta',
    folder: 'una carpeta con train/ y val/ de hormigas y abejas',
    teacher: 'una ResNet-50 de dos clases, como profesor',
    student: 'una ResNet-18, de la que parten los estudiantes',
  },
} satisfies Partly<GivenText>;
