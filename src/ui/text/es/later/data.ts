/** Sentences of what is trained on, in Spanish. */
export const dataEs: Readonly<Record<string, string>> = {
  'Mixup α': 'Mixup α',
  'CutMix α': 'CutMix α',
  'Random erasing': 'Borrado aleatorio',
  RandAugment: 'RandAugment',
  'Every training image is blended with another, λ ~ Beta(α, α) for a batch, and so are their labels; 0 is off. The teacher is run on the mixed images.':
    'Cada imagen de entrenamiento se mezcla con otra, λ ~ Beta(α, α) por lote, y también sus etiquetas; 0 lo desactiva. El profesor se ejecuta con las imágenes mezcladas.',
  'A box of another image, 1 − λ of the area, λ ~ Beta(α, α), is pasted in, and labels are mixed by area; 0 is off. With mixup, each batch has one of the two.':
    'Se pega un recuadro de otra imagen, 1 − λ del área, λ ~ Beta(α, α), y las etiquetas se mezclan según el área; 0 lo desactiva. Con mixup, cada lote recibe uno de los dos.',
  'The probability that a box of 2 to 33 % of a training image is set to the mean colour, as torchvision’s RandomErasing.':
    'La probabilidad de que un recuadro del 2 al 33 % de una imagen de entrenamiento tome el color medio, como RandomErasing de torchvision.',
  'The magnitude (torchvision’s is 9 of 30) of two operations drawn for each image from brightness, colour, contrast, posterise, solarise, shifts and none; 0 is off.':
    'La magnitud (9 de 30 en torchvision) de dos operaciones sorteadas para cada imagen entre brillo, color, contraste, posterización, solarización, desplazamientos y ninguna; 0 lo desactiva.',
  'Mixup, CutMix, random erasing and RandAugment change the images of every batch, and this teacher (a tfjs or ONNX network, or stored logits) is asked about each image once, before training.':
    'Mixup, CutMix, el borrado aleatorio y RandAugment cambian las imágenes de cada lote, y a este profesor (una red tfjs u ONNX) se le pregunta por cada imagen una sola vez, antes de entrenar.',
  'Set all four to 0, or choose a teacher whose weights this lab runs itself.':
    'Pon los cuatro a 0, o elige un profesor cuyos pesos ejecute este laboratorio.',
};
