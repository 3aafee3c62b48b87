/** Sentences of what is wrong with files and kept networks, in Chinese. */
export const problemsZh: Readonly<Record<string, string>> = {
  'open what this browser keeps for the lab': '打开此浏览器为它保存的内容',
  'read the kept images': '读取保存的图像',
  'keep the images': '保存图像',
  'list the kept teachers': '列出保存的教师',
  'read the kept teacher': '读取保存的教师',
  'keep the teacher': '保存教师',
  'remove the teacher': '移除教师',
  'Training goes on without it; free some disk space, or use an ordinary (not private) window, to keep things between visits.':
    '训练不受影响；要在两次访问之间保留内容，请腾出磁盘空间，或使用普通（非无痕）窗口。',
  'The lab could not {0}: {1}.': '实验室无法{0}：{1}。',
  'Check the connection, and ask again.': '请检查网络连接后重试。',
  'The weights of this example ({0}) could not be fetched.': '无法取得此示例的权重（{0}）。',
  'The file of this example is not the one that the lab lists.': '此示例的文件与实验室列表中的不符。',
  'Reload the page, or choose another network.': '请重新加载页面，或选择其他网络。',
  'Only {0} % of the student’s weights have a counterpart of the same shape in the teacher, so the student cannot start from the teacher’s layers.':
    '学生的权重中只有 {0}% 能在教师中找到形状相同的对应部分，因此学生不能从教师的层开始。',
  'Choose two networks of one family and width, of which the teacher is the deeper, as ResNet-56 and ResNet-20 or ResNet-34 and ResNet-18; or let the student start from random weights.':
    '请选择同一系列、同样宽度的两个网络，其中教师更深，例如 ResNet-56 和 ResNet-20，或 ResNet-34 和 ResNet-18；或者让学生从随机权重开始。',
  'No dataset is open yet.': '还没有打开数据集。',
  'Wait until the dataset is ready, or drop a folder.': '请等数据集就绪，或拖入一个文件夹。',
  'Nothing has been made ready yet.': '还什么都没有准备好。',
  'This network is damaged: {0}': '此网络已损坏：{0}',
  'Use it as the teacher, or choose a network of the lab.': '请把它用作教师，或选择本实验室的网络。',
  '{0} is a network of other software: it is run as its file says, and nothing can be made of it.':
    '{0} 是其他软件的网络：它按其文件运行，不能由它得到别的网络。',
  'There is no model.json of a tfjs model in {0}.': '{0} 中没有 tfjs 模型的 model.json。',
  'The file of this network does not say its architecture.': '此网络的文件没有说明其结构。',
  'Take the family with you once more where it is kept, and bring that file.':
    '请在保存该家族的地方重新带走它，再带入那个文件。',
  '{0} in {1} is no index of networks, or is damaged.': '{1} 中的 {0} 不是网络索引，或已损坏。',
  'Reload this page to have its latest release, and bring the file again.':
    '重新加载本页以获得最新版本，再带入该文件。',
  '{0} was written by a later release of this page (version {1}; this one reads up to {2}).':
    '{0} 由本页更新的版本写出（版本 {1}；此版本最多读到 {2}）。',
  'What is told of it is damaged (at “{0}”).': '关于它的说明已损坏（位于“{0}”）。',
  'It is named twice.': '它被列了两次。',
  '{0} is no family of networks: there is no {1} in it.': '{0} 不是网络家族：其中没有 {1}。',
  '{0} in {1} is too large.': '{1} 中的 {0} 太大。',
  'There is no such file in the zip.': 'zip 中没有这个文件。',
  'Another network of the zip has the same file.': 'zip 中另一个网络用了同一个文件。',
  'It has {0} MB, more than all networks together may take here.':
    '它有 {0} MB，超过这里所有网络合计可占的空间。',
  'Choose the zip that “Take the whole family” wrote in another browser.':
    '请选择在另一浏览器中由“带走整个家族”写出的 zip。',
  'Its file has another checksum than {0} says.': '其文件的校验和与 {0} 所说的不同。',
  'Its file is damaged.': '其文件已损坏。',
  'None of these networks can be read any more: they were deleted in another tab, or are damaged.':
    '这些网络都已无法读取：它们在另一标签页中被删除，或已损坏。',
  'Run their experiment again, or choose another network.': '重新运行其实验，或选择另一个网络。',
  'This network is not kept any more: it was deleted in another tab, or made room for later ones.':
    '此网络已不再保存：它在另一个标签页中被删除，或为较新的网络让出了空间。',
  'Run its experiment again, or choose another network.': '请重新运行它的实验，或选择另一个网络。',
  'This network has no layer {0} with a weight.': '此网络中没有名为 {0} 且带权重的层。',
  'Choose another layer.': '请选择另一层。',
  'This browser does not let the page keep files (a private window, perhaps).':
    '此浏览器不允许页面保存文件（也许是无痕窗口）。',
  'Download the weights instead, or use an ordinary window.': '请改为下载权重，或使用普通窗口。',
  'Run the sweep again and ask then.': '请再运行一次扫描，然后再问。',
  'The weights of run {0} at alpha {1} are not in memory: it did not finish, made room for later runs, or this browser did not keep it.':
    'alpha {1} 的第 {0} 次运行的权重不在内存中：它没有完成、为后来的运行腾出了空间，或者此浏览器没有保存它。',
  'This student was trained on other images than those that are open.':
    '这个学生是用与现在打开的不同的图像训练的。',
  'Choose its dataset again, or run a sweep on this one.':
    '请重新选择它的数据集，或在当前数据集上运行一次扫描。',
  'Kept networks are not asked while something is trained or made ready: they would hold it up.':
    '训练或准备过程中不询问保存的网络：那会耽误进度。',
  'Ask again when it has come to its end.': '请等它结束后再问。',
  'Other networks were asked for meanwhile.': '其间又询问了别的网络。',
  'Choose this one again to ask it.': '再次选择这个网络即可询问它。',
  'This network was trained on other images than those that are open.':
    '这个网络训练所用的图像与当前打开的不同。',
  'Open its experiment, or drop its folder again.': '请打开它的实验，或再次拖入它的文件夹。',
  'This network tells {0} other classes apart than those of the images that are open.':
    '这个网络区分的是另外 {0} 个类别，与当前打开的图像的类别不同。',
  'This network takes images of {0} × {1} pixels, and these are {2} × {3}.':
    '这个网络接收 {0} × {1} 像素的图像，而这些是 {2} × {3} 的。',
  'Networks are not timed while something is trained or made ready: they would wait for its steps.':
    '训练或准备过程中不给网络计时：它们得等训练的步骤。',
  'Ask again when it has come to its end, or pause it.': '请等它结束后再问，或先将它暂停。',
  'This teacher is a network of other software, or its stored logits: there is nothing to see inside of it here.':
    '这位教师是其他软件的网络，或只有保存的 logit：这里看不到它的内部。',
  'Choose another network.': '请选择另一个网络。',
  'This network has so many tokens that its attention is not drawn here.':
    '这个网络的词元太多，这里不画它的注意力。',
  'Choose a network for smaller images, or one of larger patches.':
    '请选择用于较小图像的网络，或图块较大的网络。',
  'There is no trained teacher yet.': '还没有训练好的教师。',
  'Train one, or choose the shipped one.': '请训练一位，或选择自带的。',
  'There is no trained teacher to save yet.': '还没有可保存的已训练教师。',
  'Train one first.': '请先训练一位。',
  'This teacher tells {0} classes apart, but the dataset has {1} ({2}{3}).':
    '这位教师区分 {0} 个类别，而数据集有 {1} 个（{2}{3}）。',
  'This teacher’s class {0} is “{1}”, but the dataset’s is “{2}”.':
    '这位教师的第 {0} 个类别是“{1}”，而数据集的是“{2}”。',
  'Its file is missing.': '它的文件不见了。',
  'Its file has {0} bytes instead of {1}.': '它的文件有 {0} 字节，而不是 {1} 字节。',
  'Its file has another checksum than when it was kept.': '它的文件的校验和与保存时不同。',
  'What was noted of it cannot be read.': '关于它的记录无法读取。',
  'The images of {0} that this browser kept are damaged, so they were removed.':
    '此浏览器保存的 {0} 的图像已损坏，因此已被删除。',
  'Drop that folder on the page again.': '请再次把那个文件夹拖放到页面上。',
  'Give a folder that holds one folder of images per class, or train and val folders that do.':
    '请给出每个类别一个图像文件夹的文件夹，或含有这样结构的 train 和 val 文件夹。',
  'The folder is empty.': '文件夹是空的。',
  'It lies beside the class folders, so it has no class.': '它在类别文件夹旁边，因此没有类别。',
  'Left out ({0} files): {1} is used for validation.': '未采用（{0} 个文件）：验证使用 {1}。',
  'Names that differ only by case, blanks or accents’ spelling are one class: {0}.':
    '仅大小写、空格或重音写法不同的名称算同一个类别：{0}。',
  'Trained on {0}, validated on {1}.': '用 {0} 训练，用 {1} 验证。',
  'Trained on {0}, of which a part is kept for validation.': '用 {0} 训练，其中留出一部分用于验证。',
  'Left out: {0}.': '未采用：{0}。',
  'Of each class, trained on its folder {0} and validated on {1}.':
    '每个类别用其文件夹 {0} 训练，用 {1} 验证。',
  'Each folder is a class; a part of every class is kept for validation.':
    '每个文件夹是一个类别；每个类别留出一部分用于验证。',
  'If they are splits, name them train and val and give both the same class folders; if they are classes, give them names that no split has and put their images into them without further folders.':
    '如果它们是数据划分，请命名为 train 和 val，并放入相同的类别文件夹；如果它们是类别，请换成划分不会用的名称，并把图像直接放在里面，不再分文件夹。',
  'The images in {0} lie in no class folders, so nothing says what is in which.':
    '{0} 中的图像不在类别文件夹里，因此无从知道每张图像是什么。',
  'Put the images of each class into a folder of its name: {0}':
    '请把每个类别的图像放进以它命名的文件夹：{0}',
  'the classes seem to be in the file names: {0}': '类别似乎写在文件名里：{0}',
  'The images in {0} lie in no class folders; {1}.': '{0} 中的图像不在类别文件夹里；{1}。',
  'The images lie in no class folders; {0}.': '图像不在类别文件夹里；{0}。',
  'Put the images of each class into a folder of its name, {0} and so on, inside each split.':
    '请在每个划分里，把每个类别的图像放进以它命名的文件夹，例如 {0}。',
  '{0} are named as splits are, but hold no folders of the same names: {1}.':
    '{0} 的名称像数据划分，但里面没有同名的文件夹：{1}。',
  '{0} may be splits by name, but beside them are images in {1}, as in a class.':
    '{0} 按名称可能是数据划分，但旁边的 {1} 里有图像，像是类别。',
  '{0} hold the same folders ({1}), as splits of one dataset do, but no name says which is for training.':
    '{0} 里有相同的文件夹（{1}），像同一数据集的划分，但没有名称说明哪一个用于训练。',
  'Give the folder of one of them, or put their images together.':
    '请给出其中一个的文件夹，或把它们的图像合并。',
  '{0} each look like a dataset of their own, with a part for training.':
    '{0} 看起来各自是一个数据集，都有用于训练的部分。',
  'Left out ({0} files): left behind by a system or a program.':
    '未采用（{0} 个文件）：系统或程序留下的文件。',
  'Left out ({0} files): thumbnails or masks of images beside them.':
    '未采用（{0} 个文件）：旁边图像的缩略图或掩码。',
  'Left out ({0} files): they belong to the images beside them and are no class.':
    '未采用（{0} 个文件）：它们属于旁边的图像，不是类别。',
  'Left out ({0} files): it holds no image.': '未采用（{0} 个文件）：其中没有图像。',
  'The class has no validation image, so nothing is measured on it.': '该类别没有验证图像，因此不对它测量。',
  'There is only one class, {0}, so there is nothing to tell apart.':
    '只有一个类别 {0}，因此没有什么可区分的。',
  'The validation folder has a class {0} that the training folder lacks.':
    '验证文件夹有类别 {0}，而训练文件夹没有。',
  'Add training images of {0}, or take that folder out of validation; training has {1}.':
    '请添加 {0} 的训练图像，或把该文件夹移出验证；训练有 {1}。',
  'The class {0} has no image that can be read for training.': '类别 {0} 没有可读取用于训练的图像。',
  'The class {0} has only one image, which cannot be both trained and validated on.':
    '类别 {0} 只有一张图像，不能既训练又验证。',
  'Add images to the folder {0}, or remove it.': '请向文件夹 {0} 添加图像，或移除它。',
  'The validation folder holds no image that can be read.': '验证文件夹里没有可读取的图像。',
  'Add images to it, or remove it so that part of the training images is used for validation.':
    '请向其中添加图像，或移除它，让一部分训练图像用于验证。',
  'part of train': 'train 的一部分',
  'It lies in no class folder.': '它不在任何类别文件夹中。',
  'The file could not be read.': '无法读取该文件。',
  'The {0} images lie in no class folders, so there is nothing to tell apart.':
    '这 {0} 张图像不在类别文件夹中，因此没有什么可区分的。',
  'None of the {0} files is an image that can be read; {1}: {2}':
    '{0} 个文件中没有一个是可读取的图像；{1}：{2}',
  'None of the {0} files is an image that can be read.': '{0} 个文件中没有一个是可读取的图像。',
  '{0} and {1} more': '{0} 以及另外 {1} 个',
  'JPEG, PNG, WebP, BMP and AVIF are read': '可读取 JPEG、PNG、WebP、BMP 和 AVIF',
  'GIF is not read, as in torchvision; {0}.': '与 torchvision 一样不读 GIF；{0}。',
  'It has no extension that says it is an image; {0}.': '它没有表明是图像的扩展名；{0}。',
  '.{0} is not an image format that is read here; {1}.': '.{0} 不是这里能读取的图像格式；{1}。',
  'The file is empty.': '文件是空的。',
  'It is named .{0} but holds a GIF, which is not read, as in torchvision.':
    '它名为 .{0}，内容却是 GIF；与 torchvision 一样不读。',
  'It is named .{0} but holds {1}; {2}.': '它名为 .{0}，内容却是{1}；{2}。',
  'a HEIC photograph': 'HEIC 照片',
  'a video': '视频',
  'a PDF document': 'PDF 文档',
  'a TIFF': 'TIFF',
  'a web page or XML': '网页或 XML',
  '{0} NaN among the {1} numbers of {2}': '{2} 的 {1} 个数中有 {0} 个 NaN',
  '{0} infinite ones among the {1} numbers of {2}': '{2} 的 {1} 个数中有 {0} 个无穷大',
  '{0} variances below 0 among the {1} numbers of {2}': '{2} 的 {1} 个数中有 {0} 个小于 0 的方差',
  'No network can compute with these weights: there are {0}, and so in {1} more tensors.':
    '任何网络都无法用这些权重计算：{0}，另有 {1} 个张量也是如此。',
  'No network can compute with these weights: there are {0}.': '任何网络都无法用这些权重计算：{0}。',
  'Use a checkpoint from before its training diverged, or copy the file again if it was damaged on the way.':
    '请使用训练发散之前的检查点；如果文件在途中损坏，请重新复制。',
  '{0} holds no network of the name {1}; it holds: {2}.': '{0} 中没有名为 {1} 的网络；其中有：{2}。',
  'Write one of these names behind {0}, or leave both away.': '请在 {0} 后写其中一个名称，或者两者都不写。',
  'This file holds several networks, and nothing says which of them is meant: {0}.':
    '此文件包含多个网络，无法判断指的是哪一个：{0}。',
  'Save the one that you mean alone, as with {0}, or on the command line write {1} behind the file’s name.':
    '请单独保存您要的那个，例如用 {0}，或在命令行中把 {1} 写在文件名之后。',
  'This file holds several networks: {0}. {1} was taken. To have another, save it alone, as with {2}, or on the command line write {3} behind the file’s name.':
    '此文件包含多个网络：{0}。已取用 {1}。要使用另一个，请单独保存它，例如用 {2}，或在命令行中把 {3} 写在文件名之后。',
  '{0} was left out: {1}.': '{0} 已略去：{1}。',
  'The file holds a whole module of the class {0}, and says what it is made of, not what it computes. It is run as {1}.':
    '此文件包含类 {0} 的完整模块，它说明了其组成，但没有说明如何计算。此处按 {1} 运行。',
  'The weights are those of {0}, but the module was changed: {1}, and {2} more.':
    '权重是 {0} 的，但模块被改动过：{1}，另有 {2} 处。',
  'The weights are those of {0}, but the module was changed: {1}.': '权重是 {0} 的，但模块被改动过：{1}。',
  'Networks are run here as they were published. Export this one with torch.onnx.export and open the .onnx file, which is run as it is.':
    '此处按发布时的结构运行网络。请用 torch.onnx.export 导出它并打开 .onnx 文件，该文件会原样运行。',
  '{0} is {1}, which {2} does not have': '{0} 是 {1}，而 {2} 没有它',
  '{0} is missing': '缺少 {0}',
  '{0} is {1} instead of {2}': '{0} 是 {1}，应为 {2}',
  '{0} of {1} is {2} instead of {3}': '{1} 的 {0} 是 {2}，应为 {3}',
  'The weights ({0} tensors, the first named “{1}”) belong to no architecture that the lab has.':
    '这些权重（{0} 个张量，第一个名为“{1}”）不属于实验室拥有的任何结构。',
  'has {0} bytes, fewer than its smallest header': '有 {0} 字节，少于最小的文件头',
  'says that its header has {0} bytes, more than the file holds': '声称文件头有 {0} 字节，超过了文件本身',
  'has a header that {0}': '的文件头{0}',
  'its JSON {0}': '其 JSON {0}',
  'has a header that is not JSON': '的文件头不是 JSON',
  'has a header that is not a JSON object': '的文件头不是 JSON 对象',
  'has __metadata__ that is not text by name': '的 __metadata__ 不是按名称的文本',
  'tensor “{0}”': '张量“{0}”',
  'describes {0} with something that is not an object': '对{0}的描述不是对象',
  'gives {0} the type {1}, which is not one of {2}': '给{0}的类型是 {1}，不属于 {2}',
  'gives {0} a shape that is not a list of whole numbers': '给{0}的形状不是整数列表',
  'gives {0} offsets that are not two whole numbers': '给{0}的偏移不是两个整数',
  'puts {0} at bytes {1} to {2}, but it holds {3}': '把{0}放在第 {1} 到 {2} 字节，但它只有 {3} 字节',
  'gives {0} {1} bytes, but {2} of shape [{3}] takes {4}': '给{0} {1} 字节，但形状 [{3}] 的 {2} 需要 {4}',
  'has tensors whose bytes overlap': '中有字节重叠的张量',
  'Export the weights again, for example with safetensors.torch.save_file, and drop the new file.':
    '请重新导出权重，例如用 safetensors.torch.save_file，然后拖入新文件。',
  'The safetensors file says of its packed weights “{0}” what its bytes are not.':
    'safetensors 文件对其打包权重“{0}”的说明与其字节不符。',
  'Export the network again from the lab, and drop the new file.': '请从实验室重新导出该网络，再拖入新文件。',
  'The safetensors file {0}.': 'safetensors 文件{0}。',
  '{0} is [{1}] instead of [{2}]': '{0} 是 [{1}]，应为 [{2}]',
  'it lacks {0}': '缺少 {0}',
  'it has, but the model has not, {0}': '多出模型没有的 {0}',
  'shapes differ: {0}': '形状不同：{0}',
  'Choose the architecture, width and number of classes that these weights were trained with.':
    '请选择训练这些权重时的结构、宽度和类别数。',
  '{0} cannot be used: {1}.': '无法使用 {0}：{1}。',
  'what it says of its network takes more than {0} MB of memory, its weights not counted, and no network’s description takes so much':
    '它对网络的描述占用超过 {0} MB 内存（不计权重），而任何网络的描述都不需要这么多',
  'it is no ONNX model, or it is cut off': '它不是 ONNX 模型，或文件不完整',
  'Write it again with torch.onnx.export or tf2onnx, and open the .onnx file that comes of it.':
    '请用 torch.onnx.export 或 tf2onnx 重新写出，再打开得到的 .onnx 文件。',
  'ONNX Runtime says “{0}”': 'ONNX Runtime 报告“{0}”',
  'Export the network again with opset_version=17 and ONNX’s own operators.':
    '请用 opset_version=17 和 ONNX 自带的算子重新导出网络。',
  'it takes {0} inputs, and a classifier takes one, the images':
    '它有 {0} 个输入，而分类器只有一个输入，即图像',
  'Export the image classifier alone.': '请只导出图像分类器。',
  'it takes numbers of the type {0}, and only float32 is given': '它的输入类型是 {0}，而这里只提供 float32',
  'Export the network with float32 inputs; its weights may be smaller.':
    '请以 float32 输入导出网络；权重可以用更小的类型。',
  'its input has the shape [{0}], in which no axis of four is said to hold three colours':
    '它的输入形状是 [{0}]，其中没有标明四个轴里哪个是三个颜色通道',
  'Export it for RGB images: [N, 3, H, W] or [N, H, W, 3], with the 3 fixed.':
    '请按 RGB 图像导出：[N, 3, H, W] 或 [N, H, W, 3]，其中 3 是固定的。',
  'its images are {0} pixels high and {1} wide, and here all are square':
    '它的图像高 {0} 像素、宽 {1} 像素，而这里的图像都是正方形',
  'Export it for square images.': '请按正方形图像导出。',
  'its first output is neither classes, one row for each image, nor made from features by dense layers':
    '它的第一个输出既不是每幅图像一行的类别，也不是由特征经全连接层得到的',
  'Export an image classifier whose first output is its logits or its softmax.':
    '请导出第一个输出为 logits 或 softmax 的图像分类器。',
  'its weights lie in another file beside it': '它的权重在旁边的另一个文件里',
  'Save it as one file: torch.onnx.export(…, external_data=False), or onnx.save(onnx.load(path), path).':
    '请保存为一个文件：torch.onnx.export(…, external_data=False)，或 onnx.save(onnx.load(path), path)。',
  'ONNX Runtime did not load.': 'ONNX Runtime 没有加载成功。',
  'Check that the network is there, and open the file again; it is not among what is kept for offline use.':
    '请检查网络是否可用，再打开该文件；它不在离线保存的内容之中。',
  '{0} takes images of {1} × {2} pixels and was given {3} × {4}.':
    '{0} 的输入图像是 {1} × {2} 像素，得到的却是 {3} × {4}。',
  '{0} does not answer for images of {1} × {2} pixels: “{3}”.': '{0} 无法处理 {1} × {2} 像素的图像：“{3}”。',
  'Set the image size that the network was trained for.': '请设为训练该网络时的图像大小。',
  'Do not open this file with PyTorch either. Ask whoever made it for a safetensors file.':
    '也不要用 PyTorch 打开它。请向制作者索取 safetensors 文件。',
  'Save the weights again with torch.save(model.state_dict(), …) or as safetensors.':
    '请用 torch.save(model.state_dict(), …) 重新保存权重，或保存为 safetensors。',
  'Save the weights with torch.save(model.state_dict(), …) or safetensors.torch.save_file, and open that file.':
    '请用 torch.save(model.state_dict(), …) 或 safetensors.torch.save_file 保存权重，再打开那个文件。',
  'The weights do not fit {0}: {1}.': '权重与 {0} 不符：{1}。',
  'This file asks the program that opens it to call {0}, which no weights file needs. It was not called, and the file was not opened.':
    '这个文件要求打开它的程序调用 {0}，而权重文件从不需要这样做。没有调用，文件也没有打开。',
  'This file is neither safetensors nor what torch.save writes.':
    '这个文件既不是 safetensors，也不是 torch.save 写出的文件。',
  'This is not a PyTorch file that can be read: {0}.': '这不是可以读取的 PyTorch 文件：{0}。',
  'Use weights of one of {0}, with the key names of torchvision or, for small images, of akamaster/pytorch_resnet_cifar10.':
    '请使用以下之一的权重：{0}，键名与 torchvision 相同；小图像的网络则与 akamaster/pytorch_resnet_cifar10 相同。',
  'a tensor is kept as {0}, which is not read': '有一个张量以 {0} 保存，无法读取',
  'a tensor is quantised, which is not read': '有一个张量是量化的，无法读取',
  'a tensor is sparse, which is not read': '有一个张量是稀疏的，无法读取',
  'files of the old format are read up to 2 GB': '旧格式的文件最多读取 2 GB',
  'it holds no tensors that have names': '其中没有带名称的张量',
  'it is a TorchScript program': '它是 TorchScript 程序',
  'it is a pickle, but not of torch.save': '它是 pickle，但不是 torch.save 写出的',
  'it is an archive of something else': '它是别的压缩包',
  'it is cut off': '文件不完整',
  'its part {0} is damaged: its checksum (CRC-32) is another': '其中的 {0} 已损坏：校验和（CRC-32）不符',
  'what it describes takes more than {0} MB of memory, and no network’s tensors take so much to describe':
    '它描述的内容占用超过 {0} MB 内存，而任何网络的张量描述都不需要这么多',
  'its part {0} is compressed, which PyTorch never does': '其中的 {0} 被压缩过，而 PyTorch 从不压缩',
  'There are several networks here: {0}.': '这里有多个网络：{0}。',
  'Give the files of one network at a time.': '每次只提供一个网络的文件。',
  'The weight file {0} of {1} is missing or cannot be read.': '{1} 的权重文件 {0} 缺失或无法读取。',
  'Give model.json and all of its weight files together.': '请把 model.json 和它的全部权重文件一起提供。',
  '{0} is no http or https address.': '{0} 不是 http 或 https 地址。',
  'Give the full address of a model.json, with https:// at its beginning.':
    '请给出 model.json 的完整地址，以 https:// 开头。',
  'The server answered for {0} with the status {1}.': '服务器对 {0} 返回状态 {1}。',
  'Check the address, or download the model’s files and give them all together.':
    '请检查地址，或下载该模型的文件并一起提供。',
  '{0} could not be read: the network failed, or its server does not permit other sites to read it (CORS).':
    '无法读取 {0}：网络出错，或其服务器不允许其他网站读取（CORS）。',
  '{0} is a web page, not a file of a model.': '{0} 是网页，不是模型文件。',
  'Give the address of the model.json itself, or download the model’s files and give them all together.':
    '请给出 model.json 本身的地址，或下载该模型的文件并一起提供。',
  '{0} is no tfjs model that can be read: {1}.': '{0} 不是可读取的 tfjs 模型：{1}。',
  'Give the model.json that tfjs saves or its converter writes, with its weight files.':
    '请提供 tfjs 保存或其转换器写出的 model.json，以及它的权重文件。',
  'it is not JSON': '它不是 JSON',
  'it has no {0}': '它没有 {0}',
  'its {0} is damaged': '它的 {0} 已损坏',
  'it is neither a LayersModel nor a GraphModel': '它既不是 LayersModel 也不是 GraphModel',
  '{0} keeps the weights {1} as {2}, which is not read.': '{0} 将权重 {1} 存为 {2}，无法读取。',
  'Convert the network again with float32 weights, or with weights quantised to uint8, uint16 or float16.':
    '请重新转换网络，使用 float32 权重，或量化为 uint8、uint16 或 float16 的权重。',
  'The weights of {0} in {1} should be {2} bytes long, and are {3}.':
    '{0} 在 {1} 中的权重应为 {2} 字节，实际为 {3} 字节。',
  'Copy or download the weight files again, from where model.json came from.':
    '请从 model.json 的来源处重新复制或下载权重文件。',
  '{0} does not take the lab’s images: its input is {1}.': '{0} 不接受实验室的图像：它的输入是 {1}。',
  'Use a network with one input of square images, with the three colours last: [batch, size, size, 3].':
    '请使用只有一个方形图像输入、三个颜色通道在最后的网络：[批量, 尺寸, 尺寸, 3]。',
  '{0} inputs': '{0} 个输入',
  '{0} needs the operation {1}, which the backend {2} does not have.': '{0} 需要运算 {1}，而后端 {2} 没有。',
  'Choose another backend: webgpu, wasm and cpu do not all have the same operations.':
    '请选择其他后端：webgpu、wasm 和 cpu 具备的运算并不相同。',
  '{0} needs {1}, which tfjs does not know.': '{0} 需要 {1}，而 tfjs 不认识它。',
  'Use a network of stock layers, or convert it to a GraphModel or to ONNX.':
    '请使用由标准层组成的网络，或将其转换为 GraphModel 或 ONNX。',
  'tfjs cannot use {0}; it says: {1}': 'tfjs 无法使用 {0}；它说：{1}',
  'Save or convert the network again with a current tfjs, or convert it to ONNX.':
    '请用当前版本的 tfjs 重新保存或转换网络，或转换为 ONNX。',
  '{0} does not give one row of numbers for an image.': '{0} 不会为每幅图像给出一行数字。',
  'Use a network that classifies images, or one that ends in pooled features.':
    '请使用图像分类网络，或以池化特征结尾的网络。',
  'Set the image size to {0}.': '请将图像尺寸设为 {0}。',
  '{0} takes images of {1} × {2} pixels, and these are {3} × {4}.':
    '{0} 接受 {1} × {2} 像素的图像，而这些是 {3} × {4}。',
  'Among the {0} files of {1} there is no model.json of a tfjs model.':
    '{1} 的 {0} 个文件中没有 tfjs 模型的 model.json。',
  'Choose a network that ends in dense layers and, perhaps, a softmax.':
    '请选择以全连接层（也许加 softmax）结尾的网络。',
  'Drop model.json together with its weight files, or a single file of weights.':
    '请将 model.json 连同其权重文件一起拖入，或拖入单个权重文件。',
  'It cannot be told where {0} ends and its head begins, so no new head can be put on it.':
    '无法判断 {0} 的主干在哪里结束、分类头从哪里开始，因此不能换上新的分类头。',
  'Keep its files, or distil a student from it and download that.':
    '请保留它的文件，或从它蒸馏出学生并下载学生。',
  'Set the image size to {0}; the student can be shown smaller ones (Student image size).':
    '请将图像尺寸设为 {0}；学生可以看更小的图像（学生图像尺寸）。',
  'This teacher is a tfjs or ONNX model, whose weights stay in its own files; only its head was made here.':
    '此教师是 tfjs 或 ONNX 模型，其权重留在自己的文件中；这里只制作了分类头。',
  '{0} does not give one row of numbers for each image, so it classifies nothing.':
    '{0} 没有为每张图像给出一行数字，因此无法分类。',
  'Load all but its head (Teacher head: new) and let one for these classes be trained, or choose a teacher that was trained on them.':
    '请加载除分类头外的全部（教师分类头：全新），并为这些类别训练新的分类头，或选择以这些类别训练的教师。',
  'The architecture is not one that can be built: {0}.': '无法构建该架构：{0}。',
  'it gives channels to {0}, which {1} does not have': '它为 {0} 指定了通道，而 {1} 没有它',
  'it maps the shortcut {0}, which {1} does not have': '它为捷径 {0} 指定了映射，而 {1} 没有它',
  'it does not say how many channels {0} has': '它没有说明 {0} 有多少通道',
  'it says {0}, which {1} does not have': '它写了 {0}，而 {1} 没有它',
  'it does not say {0}': '它没有说明 {0}',
  'No shape says how many heads attention has: {0} dimensions are assumed for each, as in {1}.':
    '形状看不出注意力有多少个头：假定每个头有 {0} 维，与 {1} 相同。',
  'A transformer with patches of {0} × {1} pixels sees nothing in images of {2} × {3}.':
    '图块为 {0} × {1} 像素的 Transformer 在 {2} × {3} 的图片中什么也看不到。',
  'Set the image size to {0} or more.': '请把图片尺寸设为 {0} 或更大。',
  '{0} passes {1} channels on to {2}, and no map says which':
    '{0} 把 {1} 个通道传给 {2} 个通道，却没有映射说明是哪些',
  'the map of {0} does not lead from {1} to {2}': '{0} 的映射不是从 {1} 到 {2}',
  'Channels were removed from {0}, and the file does not say which of them the shortcuts between pass on.':
    '{0} 中的一些通道已被移除，而文件没有说明其间的捷径传递哪些通道。',
  'Open the file in which the lab exported this network: its metadata say it.':
    '请打开实验室导出该网络的文件：其元数据中有说明。',
  'it gives a form to {0}, which {1} does not have': '它为 {0} 指定了形式，而 {1} 没有它',
  'Other software made it and runs it as its file says: only networks of the lab are timed in every runtime.':
    '它由其他软件制作，并按其文件运行：只有实验室的网络会在每个运行时中计时。',
  'The lab only simulates its integers: how long that takes says nothing of the network.':
    '实验室只是模拟它的整数：所需时间不能说明该网络。',
  'Its levels are not whole numbers times one scale, so its file holds them as float32.':
    '它的取值不是整数乘以一个比例，因此文件以 float32 保存它们。',
  'It is quantised, and of the networks that it was made of no float32 one with the same channels, blocks and factors is stored.':
    '它是量化网络，而制作它所用的网络中，没有保存通道、块和因子都相同的 float32 网络。',
  'It did not start there: {0}': '它未能在那里启动：{0}',
  'Its int8 is calibrated on its own images. {0}': '它的 int8 要用它自己的图像校准。{0}',
  'This teacher ({0}) is used, but not stored among the networks: its file of {1} MB would take more than half of the {2} MB that they have.':
    '该教师（{0}）可以使用，但不会保存在网络之中：它的文件有 {1} MB，会占去网络可用的 {2} MB 的一半以上。',
  'Keep the file: a later visit needs it again.': '请保留该文件：下次访问还需要它。',
  'gives {0} classes and {1}': '给出 {0} 个类别和 {1} 个类别',
  'does not say whose logits it holds': '没有说明是谁的 logit',
  'lacks the tensor {0}': '缺少张量 {0}',
  'has {0} and {1} of shapes that do not fit': '的 {0} 和 {1} 形状不相符',
  'has logits that are no finite numbers': '含有不是有限数的 logit',
  '{0} has logits of {1} of {2} views of these images; it lacks some of image {3} ({4} in all), counted from 1.':
    '{0} 含有这些图像 {2} 个视图中 {1} 个的 logit；缺少图像 {3} 的一部分（共 {4} 张），从 1 计数。',
  'It was made on {0} with seed {1}, augmentation {2} and {3} views (0: mirror images or none); choose the same images, Augmentation and Views, or ask for logits of these.':
    '它是在 {0} 上以种子 {1}、数据增强 {2} 和 {3} 个视图（0：镜像或无）制作的；请选择相同的图像、数据增强和视图数，或索取这些图像的 logit。',
  'Export the logits again where the teacher is, and open the new file.':
    '请在教师所在之处重新导出 logit，并打开新文件。',
  'The file of logits {0} {1}.': 'logit 文件 {0} {1}。',
  '{0} cannot take images of {1} × {2} pixels.': '{0} 不能处理 {1} × {2} 像素的图片。',
  'The nearest size that it takes is {0}. Choose it, or another network.':
    '它能处理的最接近的尺寸是 {0}。请选择它，或换一个网络。',
  'The nearest sizes that it takes are {0} and {1}. Choose one of them, or another network.':
    '它能处理的最接近的尺寸是 {0} 和 {1}。请选择其中之一，或换一个网络。',
  'The student {0} has no class token beside which a distillation token could stand; {1} have one.':
    '学生 {0} 没有 class token，无法在旁边加入蒸馏 token；可以的有 {1}。',
  'Choose one of those students, or no distillation token.': '请选择其中一个学生，或不用蒸馏 token。',
  'Several teachers are to teach one token each, and the student has no distillation tokens; {0} can have them.':
    '多位教师要各教一个 token，但学生没有蒸馏 token；可以有的是 {0}。',
  'Set the distillation token to soft or hard, or combine the teachers in another way.':
    '请把蒸馏 token 设为 soft 或 hard，或换一种合并教师的方式。',
  'The student is to have {0} distillation tokens, and its weights are of a network with {1}.':
    '学生应有 {0} 个蒸馏 token，但它的权重来自有 {1} 个的网络。',
  'Let the student start new, or from weights with as many tokens.':
    '让学生从头开始，或使用 token 数量相同的权重。',
  'A student that learns from its fellows alone needs one at least. Set Fellow students to 2 or more, or choose another similarity.':
    '只向同伴学习的学生至少需要一个同伴。请把同伴学生设为 2 或更多，或选择其他相似度。',
  'Fellow students draw weights of their own, so what stays fixed would stay random. Train all of the student (Student freezing: none), or set Fellow students to 1.':
    '同伴学生的权重是各自随机抽取的，固定的部分会一直是随机的。请训练整个学生（学生冻结：none），或把同伴学生设为 1。',
};
