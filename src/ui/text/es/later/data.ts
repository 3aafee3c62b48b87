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
  'Students see': 'Los estudiantes ven',
  'The training images; with them, or alone, those of a folder named unlabelled beside the classes; a held-out half, of which a teacher that learns from them sees the other half; or noise, Gaussian or uniform, with each channel’s mean and deviation.':
    'Las imágenes de entrenamiento; con ellas, o solas, las de una carpeta llamada unlabelled junto a las clases; una mitad apartada, de modo que un profesor que aprenda de ellas ve la otra mitad; o ruido, gaussiano o uniforme, con la media y la desviación de cada canal.',
  'Hidden labels': 'Etiquetas ocultas',
  'The share of each class whose labels are hidden: no cross entropy, which is still divided by all images, but the teacher’s similarity. Training accuracy counts agreement with the teacher there.':
    'La parte de cada clase cuyas etiquetas se ocultan: sin entropía cruzada, que sigue dividiéndose entre todas las imágenes, pero con la similitud con el profesor. Ahí la exactitud de entrenamiento cuenta el acuerdo con el profesor.',
  'Pseudo-labels (FixMatch)': 'Pseudoetiquetas (FixMatch)',
  'Confidence τ': 'Confianza τ',
  'At alpha 1 students learn from labels alone, and here they see none: they stay as they were drawn.':
    'Con alpha 1 los estudiantes aprenden solo de las etiquetas y aquí no ven ninguna: se quedan como fueron sorteados.',
  'Pseudo-labels: an image teaches only where the teacher’s largest probability is τ at least; the sum is divided by all images of the batch.':
    'Pseudoetiquetas: una imagen enseña solo donde la mayor probabilidad del profesor es al menos τ; la suma se divide entre todas las imágenes del lote.',
  'Without labels: {0} images.': 'Sin etiquetas: {0} imágenes.',
  'This dataset has no images without labels.': 'Este conjunto de datos no tiene imágenes sin etiqueta.',
  'Put them into a folder named unlabelled beside the class folders, or let students see the training images.':
    'Ponlas en una carpeta llamada unlabelled junto a las carpetas de clases, o deja que los estudiantes vean las imágenes de entrenamiento.',
};
