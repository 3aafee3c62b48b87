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
  'The training images; with them, or alone, those of a folder named unlabelled beside the classes; another dataset’s, without its labels; a held-out half, of which a teacher that learns from them sees the other half; or noise, Gaussian or uniform, with each channel’s mean and deviation.':
    'Las imágenes de entrenamiento; con ellas, o solas, las de una carpeta llamada unlabelled junto a las clases; las de otro conjunto, sin sus etiquetas; una mitad apartada, de modo que un profesor que aprenda de ellas ve la otra mitad; o ruido, gaussiano o uniforme, con la media y la desviación de cada canal.',
  'Hidden labels': 'Etiquetas ocultas',
  'The share of each class whose labels are hidden: no cross entropy, which is still divided by all images, but the teacher’s similarity. Training accuracy counts agreement with the teacher there.':
    'La parte de cada clase cuyas etiquetas se ocultan: sin entropía cruzada, que sigue dividiéndose entre todas las imágenes, pero con la similitud con el profesor. Ahí la exactitud de entrenamiento cuenta el acuerdo con el profesor.',
  'Pseudo-labels (FixMatch)': 'Pseudoetiquetas (FixMatch)',
  'Confidence τ': 'Confianza τ',
  'At alpha 1 students learn from labels alone, and here they see none: they stay as they were drawn.':
    'Con alpha 1 los estudiantes aprenden solo de las etiquetas y aquí no ven ninguna: se quedan como fueron sorteados.',
  'Pseudo-labels: an image teaches only where the largest probability of the teacher, or in FixMatch of the student itself, is τ at least; the sum is divided by all images of the batch.':
    'Pseudoetiquetas: una imagen enseña solo donde la mayor probabilidad del profesor, o en FixMatch del propio estudiante, es al menos τ; la suma se divide entre todas las imágenes del lote.',
  'Without labels: {0} images.': 'Sin etiquetas: {0} imágenes.',
  'This dataset has no images without labels.': 'Este conjunto de datos no tiene imágenes sin etiqueta.',
  'Put them into a folder named unlabelled beside the class folders, or let students see the training images.':
    'Ponlas en una carpeta llamada unlabelled junto a las carpetas de clases, o deja que los estudiantes vean las imágenes de entrenamiento.',
  'Images to distil on': 'Imágenes con las que destilar',
  'The fingerprint of the images without labels that students see, so that a link is not taken for one on other images; none: those that are given.':
    'La huella de las imágenes sin etiquetas que ven los estudiantes, para que un enlace no se confunda con uno sobre otras imágenes; none: las que se den.',
  'none, or images- followed by the 16 hexadecimal digits of a folder’s images':
    'none, o images- seguido de los 16 dígitos hexadecimales de las imágenes de una carpeta',
  'By its name {0} is taken for images without labels and is no class; if it is one, rename it.':
    'Por su nombre, {0} se toma por imágenes sin etiquetas y no es una clase; si lo es, cámbiale el nombre.',
  '{0} Images without classes can be given as images to distil on (--distil-dir).':
    '{0} Las imágenes sin clases pueden darse como imágenes con las que destilar (--distil-dir).',
  'Give another folder of images to distil on; they need no class folders.':
    'Da otra carpeta de imágenes con las que destilar; no necesitan carpetas de clases.',
  'None of the images to distil on could be decoded.':
    'No se pudo decodificar ninguna de las imágenes con las que destilar.',
  'No images to distil on were given, which students of this experiment see.':
    'No se dieron las imágenes con las que destilar, que ven los estudiantes de este experimento.',
  'Give a folder of images to distil on (--distil-dir), or let students see the training images.':
    'Da una carpeta de imágenes con las que destilar (--distil-dir), o deja que los estudiantes vean las imágenes de entrenamiento.',
  'Students of this experiment saw other images without labels ({0}) than those that are here ({1}).':
    'Los estudiantes de este experimento vieron otras imágenes sin etiquetas ({0}) que las que hay aquí ({1}).',
  'Give the folder that it was made with, or set Images to distil on to none to take those that are here.':
    'Da la carpeta con la que se hizo, o pon «Imágenes con las que destilar» en none para tomar las que hay.',
  'Own pseudo-labels (FixMatch)': 'Pseudoetiquetas propias (FixMatch)',
  'FixMatch labels one image by the student’s own word on a weaker view of it: neither mixed images nor fellow students go with that. Set mixup and CutMix to 0 and Fellow students to 1, or choose another similarity.':
    'FixMatch etiqueta cada imagen por lo que el propio estudiante dice de una vista más débil de ella: ni las imágenes mezcladas ni los compañeros son compatibles. Pon mixup y CutMix a 0 y los compañeros a 1, o elige otra similitud.',
  'FixMatch without RandAugment or random erasing sees one view twice. Set RandAugment ({0} is torchvision’s) for a strong one.':
    'FixMatch sin RandAugment ni borrado aleatorio ve dos veces la misma vista. Activa RandAugment ({0} en torchvision) para una vista fuerte.',
};
