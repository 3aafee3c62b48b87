/** Sentences of what is wrong with files and kept networks, in Spanish. */
export const problemsEs: Readonly<Record<string, string>> = {
  'open what this browser keeps for the lab': 'abrir lo que este navegador guarda para él',
  'read the kept images': 'leer las imágenes guardadas',
  'keep the images': 'guardar las imágenes',
  'list the kept teachers': 'listar los profesores guardados',
  'read the kept teacher': 'leer el profesor guardado',
  'keep the teacher': 'guardar el profesor',
  'remove the teacher': 'quitar el profesor',
  'Training goes on without it; free some disk space, or use an ordinary (not private) window, to keep things between visits.':
    'El entrenamiento sigue sin ello; libera espacio en el disco, o usa una ventana normal (no privada), para conservar cosas entre visitas.',
  'The lab could not {0}: {1}.': 'El laboratorio no pudo {0}: {1}.',
  'Check the connection, and ask again.': 'Comprueba la conexión y vuelve a pedirlo.',
  'The weights of this example ({0}) could not be fetched.':
    'No se pudieron traer los pesos de este ejemplo ({0}).',
  'The file of this example is not the one that the lab lists.':
    'El archivo de este ejemplo no es el que figura en la lista del laboratorio.',
  'Reload the page, or choose another network.': 'Vuelve a cargar la página o elige otra red.',
  'Only {0} % of the student’s weights have a counterpart of the same shape in the teacher, so the student cannot start from the teacher’s layers.':
    'Solo el {0} % de los pesos del estudiante tienen en el profesor una contraparte de la misma forma, así que el estudiante no puede partir de las capas del profesor.',
  'Choose two networks of one family and width, of which the teacher is the deeper, as ResNet-56 and ResNet-20 or ResNet-34 and ResNet-18; or let the student start from random weights.':
    'Elige dos redes de la misma familia y anchura, con el profesor más profundo, como ResNet-56 y ResNet-20 o ResNet-34 y ResNet-18; o deja que el estudiante parta de pesos aleatorios.',
  'No dataset is open yet.': 'Todavía no hay datos abiertos.',
  'Wait until the dataset is ready, or drop a folder.':
    'Espera a que los datos estén listos, o suelta una carpeta.',
  'Nothing has been made ready yet.': 'Todavía no se ha preparado nada.',
  'This network is damaged: {0}': 'Esta red está dañada: {0}',
  'Use it as the teacher, or choose a network of the lab.':
    'Úsala como profesor, o elige una red del laboratorio.',
  '{0} is a network of other software: it is run as its file says, and nothing can be made of it.':
    '{0} es una red de otro programa: funciona como dice su archivo, y de ella no se puede hacer nada.',
  'There is no model.json of a tfjs model in {0}.': 'En {0} no hay ningún model.json de un modelo de tfjs.',
  'The file of this network does not say its architecture.':
    'El archivo de esta red no dice su arquitectura.',
  'Take the family with you once more where it is kept, and bring that file.':
    'Llévate la familia otra vez desde donde se guarda, y trae ese archivo.',
  '{0} in {1} is no index of networks, or is damaged.': '{0} en {1} no es un índice de redes, o está dañado.',
  'Reload this page to have its latest release, and bring the file again.':
    'Recarga esta página para tener su última versión, y trae el archivo otra vez.',
  '{0} was written by a later release of this page (version {1}; this one reads up to {2}).':
    '{0} lo escribió una versión posterior de esta página (versión {1}; esta lee hasta la {2}).',
  'What is told of it is damaged (at “{0}”).': 'Lo que se dice de ella está dañado (en «{0}»).',
  'It is named twice.': 'Se nombra dos veces.',
  '{0} is no family of networks: there is no {1} in it.': '{0} no es una familia de redes: no contiene {1}.',
  '{0} in {1} is too large.': '{0} en {1} es demasiado grande.',
  'There is no such file in the zip.': 'Ese archivo no está en el zip.',
  'Another network of the zip has the same file.': 'Otra red del zip tiene el mismo archivo.',
  'It has {0} MB, more than all networks together may take here.':
    'Tiene {0} MB, más de lo que aquí pueden ocupar todas las redes juntas.',
  'Choose the zip that “Take the whole family” wrote in another browser.':
    'Elige el zip que escribió «Llevarse toda la familia» en otro navegador.',
  'Its file has another checksum than {0} says.':
    'Su archivo tiene otra suma de comprobación que la que dice {0}.',
  'Its file is damaged.': 'Su archivo está dañado.',
  'None of these networks can be read any more: they were deleted in another tab, or are damaged.':
    'Ya no se puede leer ninguna de estas redes: se borraron en otra pestaña, o están dañadas.',
  'Run their experiment again, or choose another network.':
    'Ejecuta otra vez su experimento, o elige otra red.',
  'This network is not kept any more: it was deleted in another tab, or made room for later ones.':
    'Esta red ya no está guardada: se eliminó en otra pestaña o dejó sitio a otras posteriores.',
  'Run its experiment again, or choose another network.': 'Ejecuta de nuevo su experimento o elige otra red.',
  'This network has no layer {0} with a weight.': 'Esta red no tiene ninguna capa {0} con pesos.',
  'Choose another layer.': 'Elige otra capa.',
  'This browser does not let the page keep files (a private window, perhaps).':
    'Este navegador no deja que la página guarde archivos (quizá sea una ventana privada).',
  'Download the weights instead, or use an ordinary window.':
    'Descarga en su lugar los pesos, o usa una ventana normal.',
  'Run the sweep again and ask then.': 'Ejecuta el barrido otra vez y pregunta entonces.',
  'The weights of run {0} at alpha {1} are not in memory: it did not finish, made room for later runs, or this browser did not keep it.':
    'Los pesos de la ejecución {0} con alfa {1} no están en memoria: no terminó, dejó sitio a ejecuciones posteriores, o este navegador no la guardó.',
  'This student was trained on other images than those that are open.':
    'Este estudiante se entrenó con otras imágenes que las que están abiertas.',
  'Choose its dataset again, or run a sweep on this one.':
    'Elige otra vez sus datos, o ejecuta un barrido con estos.',
  'Kept networks are not asked while something is trained or made ready: they would hold it up.':
    'No se pregunta a las redes guardadas mientras algo se entrena o se prepara: lo retrasarían.',
  'Ask again when it has come to its end.': 'Pregunta de nuevo cuando haya terminado.',
  'Other networks were asked for meanwhile.': 'Mientras tanto se preguntó a otras redes.',
  'Choose this one again to ask it.': 'Elige esta de nuevo para preguntarle.',
  'This network was trained on other images than those that are open.':
    'Esta red se entrenó con imágenes distintas de las que están abiertas.',
  'Open its experiment, or drop its folder again.': 'Abre su experimento, o suelta su carpeta de nuevo.',
  'This network tells {0} other classes apart than those of the images that are open.':
    'Esta red distingue otras clases ({0}) que las de las imágenes que están abiertas.',
  'This network takes images of {0} × {1} pixels, and these are {2} × {3}.':
    'Esta red toma imágenes de {0} × {1} píxeles, y estas son de {2} × {3}.',
  'Networks are not timed while something is trained or made ready: they would wait for its steps.':
    'No se mide el tiempo de las redes mientras algo se entrena o se prepara: esperarían a sus pasos.',
  'Ask again when it has come to its end, or pause it.':
    'Pregunta de nuevo cuando haya terminado, o ponlo en pausa.',
  'This teacher is a network of other software, or its stored logits: there is nothing to see inside of it here.':
    'Este profesor es una red de otro programa, o sus logits guardados: aquí no se puede ver nada dentro de él.',
  'Choose another network.': 'Elige otra red.',
  'This network has so many tokens that its attention is not drawn here.':
    'Esta red tiene tantos tokens que su atención no se dibuja aquí.',
  'Choose a network for smaller images, or one of larger patches.':
    'Elige una red para imágenes más pequeñas, o una de parches más grandes.',
  'There is no trained teacher yet.': 'Todavía no hay ningún profesor entrenado.',
  'Train one, or choose the shipped one.': 'Entrena uno, o elige el incluido.',
  'There is no trained teacher to save yet.': 'Todavía no hay ningún profesor entrenado que guardar.',
  'Train one first.': 'Entrena uno antes.',
  'This teacher tells {0} classes apart, but the dataset has {1} ({2}{3}).':
    'Este profesor distingue {0} clases, pero los datos tienen {1} ({2}{3}).',
  'This teacher’s class {0} is “{1}”, but the dataset’s is “{2}”.':
    'La clase {0} de este profesor es «{1}», pero la de los datos es «{2}».',
  'Its file is missing.': 'Falta su archivo.',
  'Its file has {0} bytes instead of {1}.': 'Su archivo tiene {0} bytes en lugar de {1}.',
  'Its file has another checksum than when it was kept.':
    'Su archivo tiene otra suma de comprobación que cuando se guardó.',
  'What was noted of it cannot be read.': 'No se puede leer lo que se anotó de él.',
  'The images of {0} that this browser kept are damaged, so they were removed.':
    'Las imágenes de {0} que este navegador conservaba están dañadas, así que se quitaron.',
  'Drop that folder on the page again.': 'Suelta otra vez esa carpeta en la página.',
  'Give a folder that holds one folder of images per class, or train and val folders that do.':
    'Da una carpeta que tenga una carpeta de imágenes por clase, o carpetas train y val que las tengan.',
  'The folder is empty.': 'La carpeta está vacía.',
  'It lies beside the class folders, so it has no class.':
    'Está junto a las carpetas de clase, así que no tiene clase.',
  'Left out ({0} files): {1} is used for validation.': 'Fuera ({0} archivos): para validar se usa {1}.',
  'Names that differ only by case, blanks or accents’ spelling are one class: {0}.':
    'Los nombres que solo difieren en mayúsculas, espacios o la escritura de los acentos son una misma clase: {0}.',
  'Trained on {0}, validated on {1}.': 'Se entrena con {0} y se valida con {1}.',
  'Trained on {0}, of which a part is kept for validation.':
    'Se entrena con {0}, de donde se reserva una parte para validar.',
  'Left out: {0}.': 'Queda fuera: {0}.',
  'Of each class, trained on its folder {0} and validated on {1}.':
    'De cada clase, se entrena con su carpeta {0} y se valida con {1}.',
  'Each folder is a class; a part of every class is kept for validation.':
    'Cada carpeta es una clase; de cada una se reserva una parte para validar.',
  'If they are splits, name them train and val and give both the same class folders; if they are classes, give them names that no split has and put their images into them without further folders.':
    'Si son divisiones, llámalas train y val y da a ambas las mismas carpetas de clase; si son clases, dales nombres que ninguna división tenga y pon sus imágenes dentro sin más carpetas.',
  'The images in {0} lie in no class folders, so nothing says what is in which.':
    'Las imágenes de {0} no están en carpetas de clase, así que nada dice qué hay en cada una.',
  'Put the images of each class into a folder of its name: {0}':
    'Pon las imágenes de cada clase en una carpeta con su nombre: {0}',
  'the classes seem to be in the file names: {0}':
    'las clases parecen estar en los nombres de los archivos: {0}',
  'The images in {0} lie in no class folders; {1}.':
    'Las imágenes de {0} no están en carpetas de clase; {1}.',
  'The images lie in no class folders; {0}.': 'Las imágenes no están en carpetas de clase; {0}.',
  'Put the images of each class into a folder of its name, {0} and so on, inside each split.':
    'Pon las imágenes de cada clase en una carpeta con su nombre, {0} y así con las demás, dentro de cada división.',
  '{0} are named as splits are, but hold no folders of the same names: {1}.':
    '{0} se llaman como divisiones, pero no tienen carpetas con los mismos nombres: {1}.',
  '{0} may be splits by name, but beside them are images in {1}, as in a class.':
    '{0} podrían ser divisiones por su nombre, pero a su lado hay imágenes en {1}, como en una clase.',
  '{0} hold the same folders ({1}), as splits of one dataset do, but no name says which is for training.':
    '{0} tienen las mismas carpetas ({1}), como las divisiones de unos mismos datos, pero ningún nombre dice cuál es para entrenar.',
  'Give the folder of one of them, or put their images together.':
    'Da la carpeta de uno de ellos, o junta sus imágenes.',
  '{0} each look like a dataset of their own, with a part for training.':
    '{0} parecen cada una un conjunto de datos propio, con una parte para entrenar.',
  'Left out ({0} files): left behind by a system or a program.':
    'Fuera ({0} archivos): restos de un sistema o de un programa.',
  'Left out ({0} files): thumbnails or masks of images beside them.':
    'Fuera ({0} archivos): miniaturas o máscaras de imágenes que están a su lado.',
  'Left out ({0} files): they belong to the images beside them and are no class.':
    'Fuera ({0} archivos): acompañan a las imágenes de al lado y no son una clase.',
  'Left out ({0} files): it holds no image.': 'Fuera ({0} archivos): no contiene ninguna imagen.',
  'The class has no validation image, so nothing is measured on it.':
    'La clase no tiene ninguna imagen de validación, así que no se mide nada en ella.',
  'There is only one class, {0}, so there is nothing to tell apart.':
    'Solo hay una clase, {0}, así que no hay nada que distinguir.',
  'The validation folder has a class {0} that the training folder lacks.':
    'La carpeta de validación tiene una clase {0} que falta en la de entrenamiento.',
  'Add training images of {0}, or take that folder out of validation; training has {1}.':
    'Añade imágenes de entrenamiento de {0}, o quita esa carpeta de la validación; el entrenamiento tiene {1}.',
  'The class {0} has no image that can be read for training.':
    'La clase {0} no tiene ninguna imagen legible para entrenar.',
  'The class {0} has only one image, which cannot be both trained and validated on.':
    'La clase {0} tiene una sola imagen, que no puede servir a la vez para entrenar y validar.',
  'Add images to the folder {0}, or remove it.': 'Añade imágenes a la carpeta {0}, o quítala.',
  'The validation folder holds no image that can be read.':
    'La carpeta de validación no tiene ninguna imagen legible.',
  'Add images to it, or remove it so that part of the training images is used for validation.':
    'Añádele imágenes, o quítala para que parte de las imágenes de entrenamiento sirva para validar.',
  'part of train': 'una parte de train',
  'It lies in no class folder.': 'No está en ninguna carpeta de clase.',
  'The file could not be read.': 'No se pudo leer el archivo.',
  'The {0} images lie in no class folders, so there is nothing to tell apart.':
    'Las {0} imágenes no están en carpetas de clase, así que no hay nada que distinguir.',
  'None of the {0} files is an image that can be read; {1}: {2}':
    'Ninguno de los {0} archivos es una imagen legible; {1}: {2}',
  'None of the {0} files is an image that can be read.': 'Ninguno de los {0} archivos es una imagen legible.',
  '{0} and {1} more': '{0} y {1} más',
  'JPEG, PNG, WebP, BMP and AVIF are read': 'se leen JPEG, PNG, WebP, BMP y AVIF',
  'GIF is not read, as in torchvision; {0}.': 'GIF no se lee, como en torchvision; {0}.',
  'It has no extension that says it is an image; {0}.':
    'No tiene una extensión que diga que es una imagen; {0}.',
  '.{0} is not an image format that is read here; {1}.':
    '.{0} no es un formato de imagen que se lea aquí; {1}.',
  'The file is empty.': 'El archivo está vacío.',
  'It is named .{0} but holds a GIF, which is not read, as in torchvision.':
    'Se llama .{0} pero contiene un GIF, que no se lee, como en torchvision.',
  'It is named .{0} but holds {1}; {2}.': 'Se llama .{0} pero contiene {1}; {2}.',
  'a HEIC photograph': 'una fotografía HEIC',
  'a video': 'un vídeo',
  'a PDF document': 'un documento PDF',
  'a TIFF': 'un TIFF',
  'a web page or XML': 'una página web o XML',
  '{0} NaN among the {1} numbers of {2}': '{0} NaN entre los {1} números de {2}',
  '{0} infinite ones among the {1} numbers of {2}': '{0} infinitos entre los {1} números de {2}',
  '{0} variances below 0 among the {1} numbers of {2}':
    '{0} varianzas por debajo de 0 entre los {1} números de {2}',
  'No network can compute with these weights: there are {0}, and so in {1} more tensors.':
    'Ninguna red puede calcular con estos pesos: hay {0}, y así en {1} tensores más.',
  'No network can compute with these weights: there are {0}.':
    'Ninguna red puede calcular con estos pesos: hay {0}.',
  'Use a checkpoint from before its training diverged, or copy the file again if it was damaged on the way.':
    'Usa un punto de control anterior a que su entrenamiento divergiera, o copia otra vez el archivo si se dañó por el camino.',
  '{0} holds no network of the name {1}; it holds: {2}.':
    '{0} no contiene ninguna red llamada {1}; contiene: {2}.',
  'Write one of these names behind {0}, or leave both away.':
    'Escribe uno de estos nombres detrás de {0}, o quita ambos.',
  'This file holds several networks, and nothing says which of them is meant: {0}.':
    'Este archivo contiene varias redes y nada dice a cuál se refiere: {0}.',
  'Save the one that you mean alone, as with {0}, or on the command line write {1} behind the file’s name.':
    'Guarda sola la que quieres, por ejemplo con {0}, o en la línea de comandos escribe {1} detrás del nombre del archivo.',
  'This file holds several networks: {0}. {1} was taken. To have another, save it alone, as with {2}, or on the command line write {3} behind the file’s name.':
    'Este archivo contiene varias redes: {0}. Se tomó {1}. Para usar otra, guárdala sola, por ejemplo con {2}, o en la línea de comandos escribe {3} detrás del nombre del archivo.',
  '{0} was left out: {1}.': '{0} se dejó fuera: {1}.',
  'The file holds a whole module of the class {0}, and says what it is made of, not what it computes. It is run as {1}.':
    'El archivo contiene un módulo entero de la clase {0} y dice de qué se compone, no qué calcula. Se ejecuta como {1}.',
  'The weights are those of {0}, but the module was changed: {1}, and {2} more.':
    'Los pesos son los de {0}, pero el módulo se cambió: {1}, y {2} más.',
  'The weights are those of {0}, but the module was changed: {1}.':
    'Los pesos son los de {0}, pero el módulo se cambió: {1}.',
  'Networks are run here as they were published. Export this one with torch.onnx.export and open the .onnx file, which is run as it is.':
    'Aquí las redes se ejecutan tal como se publicaron. Exporta esta con torch.onnx.export y abre el archivo .onnx, que se ejecuta tal cual.',
  '{0} is {1}, which {2} does not have': '{0} es {1}, que {2} no tiene',
  '{0} is missing': 'falta {0}',
  '{0} is {1} instead of {2}': '{0} es {1} en vez de {2}',
  '{0} of {1} is {2} instead of {3}': '{0} de {1} es {2} en vez de {3}',
  'The weights ({0} tensors, the first named “{1}”) belong to no architecture that the lab has.':
    'Los pesos ({0} tensores, el primero llamado «{1}») no son de ninguna arquitectura que tenga el laboratorio.',
  'has {0} bytes, fewer than its smallest header': 'tiene {0} bytes, menos que su cabecera más corta',
  'says that its header has {0} bytes, more than the file holds':
    'dice que su cabecera tiene {0} bytes, más de los que hay en el archivo',
  'has a header that {0}': 'tiene una cabecera que {0}',
  'its JSON {0}': 'su JSON {0}',
  'has a header that is not JSON': 'tiene una cabecera que no es JSON',
  'has a header that is not a JSON object': 'tiene una cabecera que no es un objeto JSON',
  'has __metadata__ that is not text by name': 'tiene un __metadata__ que no es texto por nombre',
  'tensor “{0}”': 'tensor «{0}»',
  'describes {0} with something that is not an object': 'describe el {0} con algo que no es un objeto',
  'gives {0} the type {1}, which is not one of {2}': 'da al {0} el tipo {1}, que no es uno de {2}',
  'gives {0} a shape that is not a list of whole numbers':
    'da al {0} una forma que no es una lista de números enteros',
  'gives {0} offsets that are not two whole numbers': 'da al {0} posiciones que no son dos números enteros',
  'puts {0} at bytes {1} to {2}, but it holds {3}': 'pone el {0} en los bytes {1} a {2}, pero tiene {3}',
  'gives {0} {1} bytes, but {2} of shape [{3}] takes {4}':
    'da al {0} {1} bytes, pero {2} de forma [{3}] ocupa {4}',
  'has tensors whose bytes overlap': 'tiene tensores cuyos bytes se solapan',
  'Export the weights again, for example with safetensors.torch.save_file, and drop the new file.':
    'Exporta los pesos otra vez, por ejemplo con safetensors.torch.save_file, y suelta el archivo nuevo.',
  'The safetensors file says of its packed weights “{0}” what its bytes are not.':
    'El archivo safetensors dice de sus pesos empaquetados «{0}» lo que sus bytes no son.',
  'Export the network again from the lab, and drop the new file.':
    'Exporta la red otra vez desde el laboratorio y suelta aquí el archivo nuevo.',
  'The safetensors file {0}.': 'El archivo safetensors {0}.',
  '{0} is [{1}] instead of [{2}]': '{0} es [{1}] en lugar de [{2}]',
  'it lacks {0}': 'le faltan {0}',
  'it has, but the model has not, {0}': 'tiene, y el modelo no, {0}',
  'shapes differ: {0}': 'hay formas distintas: {0}',
  'Choose the architecture, width and number of classes that these weights were trained with.':
    'Elige la arquitectura, la anchura y el número de clases con que se entrenaron estos pesos.',
  '{0} cannot be used: {1}.': '{0} no se puede usar: {1}.',
  'what it says of its network takes more than {0} MB of memory, its weights not counted, and no network’s description takes so much':
    'lo que dice de su red ocupa más de {0} MB de memoria, sin contar sus pesos, y la descripción de ninguna red necesita tanto',
  'it is no ONNX model, or it is cut off': 'no es un modelo ONNX, o está cortado',
  'Write it again with torch.onnx.export or tf2onnx, and open the .onnx file that comes of it.':
    'Escríbelo otra vez con torch.onnx.export o tf2onnx, y abre el archivo .onnx que resulte.',
  'ONNX Runtime says “{0}”': 'ONNX Runtime dice «{0}»',
  'Export the network again with opset_version=17 and ONNX’s own operators.':
    'Exporta la red otra vez con opset_version=17 y los operadores propios de ONNX.',
  'it takes {0} inputs, and a classifier takes one, the images':
    'toma {0} entradas, y un clasificador toma una, las imágenes',
  'Export the image classifier alone.': 'Exporta solo el clasificador de imágenes.',
  'it takes numbers of the type {0}, and only float32 is given':
    'toma números del tipo {0}, y solo se dan float32',
  'Export the network with float32 inputs; its weights may be smaller.':
    'Exporta la red con entradas float32; sus pesos pueden ser menores.',
  'its input has the shape [{0}], in which no axis of four is said to hold three colours':
    'su entrada tiene la forma [{0}], en la que ningún eje de cuatro dice tener tres colores',
  'Export it for RGB images: [N, 3, H, W] or [N, H, W, 3], with the 3 fixed.':
    'Expórtala para imágenes RGB: [N, 3, H, W] o [N, H, W, 3], con el 3 fijo.',
  'its images are {0} pixels high and {1} wide, and here all are square':
    'sus imágenes tienen {0} píxeles de alto y {1} de ancho, y aquí todas son cuadradas',
  'Export it for square images.': 'Expórtala para imágenes cuadradas.',
  'its first output is neither classes, one row for each image, nor made from features by dense layers':
    'su primera salida no son clases, una fila por imagen, ni sale de características por capas densas',
  'Export an image classifier whose first output is its logits or its softmax.':
    'Exporta un clasificador de imágenes cuya primera salida sean sus logits o su softmax.',
  'its weights lie in another file beside it': 'sus pesos están en otro archivo a su lado',
  'Save it as one file: torch.onnx.export(…, external_data=False), or onnx.save(onnx.load(path), path).':
    'Guárdalo como un solo archivo: torch.onnx.export(…, external_data=False), u onnx.save(onnx.load(path), path).',
  'ONNX Runtime did not load.': 'ONNX Runtime no se cargó.',
  'Check that the network is there, and open the file again; it is not among what is kept for offline use.':
    'Comprueba que hay red y abre el archivo otra vez; no está entre lo que se guarda para usar sin conexión.',
  '{0} takes images of {1} × {2} pixels and was given {3} × {4}.':
    '{0} toma imágenes de {1} × {2} píxeles y recibió {3} × {4}.',
  '{0} does not answer for images of {1} × {2} pixels: “{3}”.':
    '{0} no responde a imágenes de {1} × {2} píxeles: «{3}».',
  'Set the image size that the network was trained for.':
    'Pon el tamaño de imagen con que se entrenó la red.',
  'Do not open this file with PyTorch either. Ask whoever made it for a safetensors file.':
    'Tampoco lo abras con PyTorch. Pide a quien lo hizo un archivo safetensors.',
  'Save the weights again with torch.save(model.state_dict(), …) or as safetensors.':
    'Guarda los pesos otra vez con torch.save(model.state_dict(), …) o como safetensors.',
  'Save the weights with torch.save(model.state_dict(), …) or safetensors.torch.save_file, and open that file.':
    'Guarda los pesos con torch.save(model.state_dict(), …) o safetensors.torch.save_file, y abre ese archivo.',
  'The weights do not fit {0}: {1}.': 'Los pesos no encajan en {0}: {1}.',
  'This file asks the program that opens it to call {0}, which no weights file needs. It was not called, and the file was not opened.':
    'Este archivo pide al programa que lo abre que llame a {0}, algo que ningún archivo de pesos necesita. No se llamó, y el archivo no se abrió.',
  'This file is neither safetensors nor what torch.save writes.':
    'Este archivo no es safetensors ni lo que escribe torch.save.',
  'This is not a PyTorch file that can be read: {0}.': 'No es un archivo de PyTorch que se pueda leer: {0}.',
  'Use weights of one of {0}, with the key names of torchvision or, for small images, of akamaster/pytorch_resnet_cifar10.':
    'Usa pesos de alguna de {0}, con los nombres de torchvision o, para imágenes pequeñas, los de akamaster/pytorch_resnet_cifar10.',
  'a tensor is kept as {0}, which is not read': 'un tensor está guardado como {0}, que no se lee',
  'a tensor is quantised, which is not read': 'un tensor está cuantizado, y eso no se lee',
  'a tensor is sparse, which is not read': 'un tensor es disperso, y eso no se lee',
  'files of the old format are read up to 2 GB': 'los archivos del formato antiguo se leen hasta 2 GB',
  'it holds no tensors that have names': 'no contiene tensores con nombre',
  'it is a TorchScript program': 'es un programa de TorchScript',
  'it is a pickle, but not of torch.save': 'es un pickle, pero no de torch.save',
  'it is an archive of something else': 'es un archivo comprimido de otra cosa',
  'it is cut off': 'está cortado',
  'its part {0} is damaged: its checksum (CRC-32) is another':
    'su parte {0} está dañada: su suma de comprobación (CRC-32) es otra',
  'what it describes takes more than {0} MB of memory, and no network’s tensors take so much to describe':
    'lo que describe ocupa más de {0} MB de memoria, y los tensores de ninguna red necesitan tanto para describirse',
  'its part {0} is compressed, which PyTorch never does':
    'su parte {0} está comprimida, y PyTorch nunca lo hace',
  'There are several networks here: {0}.': 'Aquí hay varias redes: {0}.',
  'Give the files of one network at a time.': 'Da los archivos de una sola red cada vez.',
  'The weight file {0} of {1} is missing or cannot be read.':
    'El archivo de pesos {0} de {1} falta o no se puede leer.',
  'Give model.json and all of its weight files together.':
    'Da model.json junto con todos sus archivos de pesos.',
  '{0} is no http or https address.': '{0} no es una dirección http o https.',
  'Give the full address of a model.json, with https:// at its beginning.':
    'Da la dirección completa de un model.json, con https:// al principio.',
  'The server answered for {0} with the status {1}.': 'El servidor respondió por {0} con el estado {1}.',
  'Check the address, or download the model’s files and give them all together.':
    'Comprueba la dirección, o descarga los archivos del modelo y dalos todos juntos.',
  '{0} could not be read: the network failed, or its server does not permit other sites to read it (CORS).':
    'No se pudo leer {0}: falló la red, o su servidor no permite que otros sitios lo lean (CORS).',
  '{0} is a web page, not a file of a model.': '{0} es una página web, no un archivo de un modelo.',
  'Give the address of the model.json itself, or download the model’s files and give them all together.':
    'Da la dirección del propio model.json, o descarga los archivos del modelo y dalos todos juntos.',
  '{0} is no tfjs model that can be read: {1}.': '{0} no es un modelo de tfjs que se pueda leer: {1}.',
  'Give the model.json that tfjs saves or its converter writes, with its weight files.':
    'Da el model.json que guarda tfjs o escribe su conversor, con sus archivos de pesos.',
  'it is not JSON': 'no es JSON',
  'it has no {0}': 'no tiene {0}',
  'its {0} is damaged': 'su {0} está dañado',
  'it is neither a LayersModel nor a GraphModel': 'no es ni un LayersModel ni un GraphModel',
  '{0} keeps the weights {1} as {2}, which is not read.': '{0} guarda los pesos {1} como {2}, que no se lee.',
  'Convert the network again with float32 weights, or with weights quantised to uint8, uint16 or float16.':
    'Convierte la red otra vez con pesos float32, o cuantizados a uint8, uint16 o float16.',
  'The weights of {0} in {1} should be {2} bytes long, and are {3}.':
    'Los pesos de {0} en {1} deberían ocupar {2} bytes, y ocupan {3}.',
  'Copy or download the weight files again, from where model.json came from.':
    'Copia o descarga otra vez los archivos de pesos, de donde vino model.json.',
  '{0} does not take the lab’s images: its input is {1}.':
    '{0} no admite las imágenes del laboratorio: su entrada es {1}.',
  'Use a network with one input of square images, with the three colours last: [batch, size, size, 3].':
    'Usa una red con una sola entrada de imágenes cuadradas, con los tres colores al final: [lote, tamaño, tamaño, 3].',
  '{0} inputs': '{0} entradas',
  '{0} needs the operation {1}, which the backend {2} does not have.':
    '{0} necesita la operación {1}, que el backend {2} no tiene.',
  'Choose another backend: webgpu, wasm and cpu do not all have the same operations.':
    'Elige otro backend: webgpu, wasm y cpu no tienen todos las mismas operaciones.',
  '{0} needs {1}, which tfjs does not know.': '{0} necesita {1}, que tfjs no conoce.',
  'Use a network of stock layers, or convert it to a GraphModel or to ONNX.':
    'Usa una red de capas estándar, o conviértela en GraphModel u ONNX.',
  'tfjs cannot use {0}; it says: {1}': 'tfjs no puede usar {0}; dice: {1}',
  'Save or convert the network again with a current tfjs, or convert it to ONNX.':
    'Guarda o convierte la red otra vez con un tfjs actual, o conviértela en ONNX.',
  '{0} does not give one row of numbers for an image.': '{0} no da una fila de números por imagen.',
  'Use a network that classifies images, or one that ends in pooled features.':
    'Usa una red que clasifique imágenes, o una que termine en características agrupadas.',
  'Set the image size to {0}.': 'Pon el tamaño de imagen en {0}.',
  '{0} takes images of {1} × {2} pixels, and these are {3} × {4}.':
    '{0} admite imágenes de {1} × {2} píxeles, y estas son de {3} × {4}.',
  'Among the {0} files of {1} there is no model.json of a tfjs model.':
    'Entre los {0} archivos de {1} no hay ningún model.json de un modelo de tfjs.',
  'Choose a network that ends in dense layers and, perhaps, a softmax.':
    'Elige una red que termine en capas densas y, quizá, un softmax.',
  'Drop model.json together with its weight files, or a single file of weights.':
    'Suelta model.json junto con sus archivos de pesos, o un solo archivo de pesos.',
  'It cannot be told where {0} ends and its head begins, so no new head can be put on it.':
    'No se puede saber dónde termina {0} y empieza su cabeza, así que no se le puede poner una nueva.',
  'Keep its files, or distil a student from it and download that.':
    'Conserva sus archivos, o destila de él un estudiante y descarga ese.',
  'Set the image size to {0}; the student can be shown smaller ones (Student image size).':
    'Pon el tamaño de imagen en {0}; al estudiante se le pueden mostrar más pequeñas (Tamaño de imagen del estudiante).',
  'This teacher is a tfjs or ONNX model, whose weights stay in its own files; only its head was made here.':
    'Este profesor es un modelo de tfjs u ONNX, cuyos pesos siguen en sus propios archivos; aquí solo se hizo su cabeza.',
  '{0} does not give one row of numbers for each image, so it classifies nothing.':
    '{0} no da una fila de números por imagen, así que no clasifica nada.',
  'Load all but its head (Teacher head: new) and let one for these classes be trained, or choose a teacher that was trained on them.':
    'Carga todo menos su cabeza (Cabeza del profesor: nueva) y deja que se entrene una para estas clases, o elige un profesor entrenado con ellas.',
  'The architecture is not one that can be built: {0}.': 'La arquitectura no se puede construir: {0}.',
  'it gives channels to {0}, which {1} does not have': 'da canales a {0}, que {1} no tiene',
  'it maps the shortcut {0}, which {1} does not have': 'asigna canales al atajo {0}, que {1} no tiene',
  'it does not say how many channels {0} has': 'no dice cuántos canales tiene {0}',
  'it says {0}, which {1} does not have': 'dice {0}, que {1} no tiene',
  'it does not say {0}': 'no dice {0}',
  'No shape says how many heads attention has: {0} dimensions are assumed for each, as in {1}.':
    'Ninguna forma dice cuántas cabezas tiene la atención: se suponen {0} dimensiones para cada una, como en {1}.',
  'A transformer with patches of {0} × {1} pixels sees nothing in images of {2} × {3}.':
    'Un transformer con parches de {0} × {1} píxeles no ve nada en imágenes de {2} × {3}.',
  'Set the image size to {0} or more.': 'Pon el tamaño de imagen en {0} o más.',
  '{0} passes {1} channels on to {2}, and no map says which':
    '{0} pasa {1} canales a {2}, y nada dice cuáles',
  'the map of {0} does not lead from {1} to {2}': 'la asignación de {0} no lleva de {1} a {2}',
  'Channels were removed from {0}, and the file does not say which of them the shortcuts between pass on.':
    'Se quitaron canales de {0}, y el archivo no dice cuáles de ellos pasan por los atajos entre ellos.',
  'Open the file in which the lab exported this network: its metadata say it.':
    'Abre el archivo en que el laboratorio exportó esta red: sus metadatos lo dicen.',
  'it gives a form to {0}, which {1} does not have': 'da una forma a {0}, que {1} no tiene',
  'Other software made it and runs it as its file says: only networks of the lab are timed in every runtime.':
    'La hizo otro programa, y funciona como dice su archivo: solo se mide el tiempo de las redes del laboratorio en cada entorno de ejecución.',
  'The lab only simulates its integers: how long that takes says nothing of the network.':
    'El laboratorio solo simula sus enteros: lo que eso tarda no dice nada de la red.',
  'Its levels are not whole numbers times one scale, so its file holds them as float32.':
    'Sus niveles no son números enteros por una escala, así que su archivo los guarda en float32.',
  'It is quantised, and of the networks that it was made of no float32 one with the same channels, blocks and factors is stored.':
    'Está cuantizada, y de las redes de las que se hizo no hay guardada ninguna de float32 con los mismos canales, bloques y factores.',
  'It did not start there: {0}': 'No arrancó allí: {0}',
  'Its int8 is calibrated on its own images. {0}': 'Su int8 se calibra con sus propias imágenes. {0}',
  'This teacher ({0}) is used, but not stored among the networks: its file of {1} MB would take more than half of the {2} MB that they have.':
    'Este profesor ({0}) se usa, pero no se guarda entre las redes: su archivo de {1} MB ocuparía más de la mitad de los {2} MB que tienen.',
  'Keep the file: a later visit needs it again.': 'Conserva el archivo: otra visita lo necesitará de nuevo.',
  'gives {0} classes and {1}': 'da {0} clases y {1}',
  'does not say whose logits it holds': 'no dice de quién son sus logits',
  'lacks the tensor {0}': 'no tiene el tensor {0}',
  'has {0} and {1} of shapes that do not fit': 'tiene {0} y {1} de formas que no encajan',
  'has logits that are no finite numbers': 'tiene logits que no son números finitos',
  '{0} has logits of {1} of {2} views of these images; it lacks some of image {3} ({4} in all), counted from 1.':
    '{0} tiene logits de {1} de {2} vistas de estas imágenes; le faltan algunos de la imagen {3} ({4} en total), contando desde 1.',
  'It was made on {0} with seed {1}, augmentation {2} and {3} views (0: mirror images or none); choose the same images, Augmentation and Views, or ask for logits of these.':
    'Se hizo con {0}, semilla {1}, aumento {2} y {3} vistas (0: imágenes reflejadas o ninguna); elige las mismas imágenes, Aumento de datos y Vistas, o pide los logits de estas.',
  'Export the logits again where the teacher is, and open the new file.':
    'Exporta otra vez los logits donde está el profesor y abre el archivo nuevo.',
  'The file of logits {0} {1}.': 'El archivo de logits {0} {1}.',
  '{0} cannot take images of {1} × {2} pixels.': '{0} no admite imágenes de {1} × {2} píxeles.',
  'The nearest size that it takes is {0}. Choose it, or another network.':
    'El tamaño más cercano que admite es {0}. Elígelo, o elige otra red.',
  'The nearest sizes that it takes are {0} and {1}. Choose one of them, or another network.':
    'Los tamaños más cercanos que admite son {0} y {1}. Elige uno de ellos, u otra red.',
  'The student {0} has no class token beside which a distillation token could stand; {1} have one.':
    'El estudiante {0} no tiene un token de clase junto al que pueda estar un token de destilación; lo tienen {1}.',
  'Choose one of those students, or no distillation token.':
    'Elige uno de esos estudiantes, o ningún token de destilación.',
  'Several teachers are to teach one token each, and the student has no distillation tokens; {0} can have them.':
    'Varios profesores han de enseñar un token cada uno, y el estudiante no tiene tokens de destilación; pueden tenerlos {0}.',
  'Set the distillation token to soft or hard, or combine the teachers in another way.':
    'Pon el token de destilación en soft o hard, o combina los profesores de otra forma.',
  'The student is to have {0} distillation tokens, and its weights are of a network with {1}.':
    'El estudiante ha de tener {0} tokens de destilación, y sus pesos son de una red con {1}.',
  'Let the student start new, or from weights with as many tokens.':
    'Deja que el estudiante empiece de nuevo, o desde pesos con el mismo número de tokens.',
  'A student that learns from its fellows alone needs one at least. Set Fellow students to 2 or more, or choose another similarity.':
    'Un estudiante que solo aprende de sus compañeros necesita al menos uno. Pon 2 o más en Estudiantes compañeros o elige otra similitud.',
  'Fellow students draw weights of their own, so what stays fixed would stay random. Train all of the student (Student freezing: none), or set Fellow students to 1.':
    'Los estudiantes compañeros sortean sus propios pesos, así que lo que queda fijo seguiría siendo aleatorio. Entrena todo el estudiante (Congelación del estudiante: none) o pon 1 en Estudiantes compañeros.',
};
