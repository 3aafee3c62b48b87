/**
 * Sentences that come with data, by their English template, in Simplified Chinese. `sentences.test.ts` holds them against the sources.
 */
export const sentencesZh: Readonly<Record<string, string>> = {
  'It was not decoded: it is damaged, or no AVIF, as its width and height were not found.':
    '未解码：文件已损坏或不是 AVIF，找不到其宽度和高度。',
  'It was not decoded: it is damaged, or of a kind that is not read here, as its width and height were not found.':
    '未解码：文件已损坏，或属于此处不读取的类型，找不到其宽度和高度。',
  'It could not be decoded: it is damaged, or this browser does not read AVIF.':
    '无法解码：文件已损坏，或此浏览器不读 AVIF。',
  'It could not be decoded: it is damaged, or of a kind that this browser does not read.':
    '无法解码：文件已损坏，或是此浏览器不读的类型。',
  'It could not be decoded: its {0} × {1} pixels are too many for this browser.':
    '无法解码：{0} × {1} 像素对此浏览器来说太多。',
  'Its {0} × {1} pixels are more than the {2} million that are read; make it smaller.':
    '它的 {0} × {1} 像素超过了能读取的 {2} 百万；请把它缩小。',
  'Check that it is still there and not open elsewhere, and give the folder again.':
    '请确认它还在、且没有在别处打开，然后重新给出文件夹。',
  'The file {0} could not be read.': '无法读取文件 {0}。',
  'Choose another picture.': '请选择另一张图片。',
  'The picture {0} was not read. {1}': '没有读取图片 {0}。{1}',
  'Draw it again, or choose a file.': '请重新画，或选择一个文件。',
  'A picture of {0} × {1} pixels came with {2} bytes.': '一张 {0} × {1} 像素的图片却带来了 {2} 字节。',
  '{0} images of {1} × {2} pixels take {3} MB of memory; at most {4} MB fit.':
    '{0} 张 {1} × {2} 像素的图像要占 {3} MB 内存；最多容得下 {4} MB。',
  'Choose an image size of {0} or less, or use fewer images.':
    '请选择不超过 {0} 的图像大小，或使用更少的图像。',
  'Use at most {0} images.': '请最多使用 {0} 张图像。',
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
  'the browser’s storage is full': '浏览器的存储空间已满',
  'The learning rate is 0 after epoch {0} (gamma is 0), so nothing is learned in the {1} epochs that follow. Gamma {2} is usual.':
    '第 {0} 轮之后学习率为 0（gamma 为 0），因此后面的 {1} 轮什么也学不到。gamma 通常取 {2}。',
  'A learning rate of {0} is high for Adam; {1} is usual.': '学习率 {0} 对 Adam 来说偏高；通常取 {1}。',
  'Stage {0} of the recipe cannot work where it stands.': '配方的第 {0} 个阶段在其所处位置无法工作。',
  'How much memory training takes cannot be told beforehand: the share of the operation {0} is not known.':
    '无法事先得知训练占用多少内存：不知道运算 {0} 所占的部分。',
  'Training takes about {0} GB of the device’s memory.': '训练约占用设备内存 {0} GB。',
  'Training takes about {0} GB of memory, and the device is taken to have {1} GB. Activations set to recompute, or a smaller batch, take less.':
    '训练约占用 {0} GB 内存，而设备按 {1} GB 计。将激活值设为重算，或减小批大小，占用会更少。',
  'Training takes about {0} GB of memory, and the device is taken to have {1} GB. A smaller batch or smaller images take less.':
    '训练约占用 {0} GB 内存，而设备按 {1} GB 计。减小批大小或图像尺寸，占用会更少。',
  'Without alpha 1 there is no student trained alone, so no gain can be shown.':
    '没有 alpha 1，就没有独自学习的学生，因此无法显示增益。',
  'With one run per alpha there is no spread, so no difference can be trusted.':
    '每个 alpha 只运行一次就没有离散程度，因此任何差别都不可信。',
  'results that are whole; these end too early': '完整的结果；这些结果过早结束',
  'numbers of at most 32 bits': '最多 32 位的数',
  'a number from {0} to {1} where {2} stands': '{2} 的位置应为 {0} 到 {1} 的数',
  'finite numbers': '有限的数',
  'results and nothing after them': '结果，且其后没有别的内容',
  Dataset: '数据集',
  'Insects are drawn here from the seed; a dropped folder is known by the fingerprint of its files.':
    '昆虫在这里由种子绘制；拖入的文件夹以其文件的指纹识别。',
  'insects, or folder- followed by the 16 hexadecimal digits of a dropped folder':
    'insects，或 folder- 加上所拖入文件夹的 16 位十六进制数字',
  'Image size': '图像大小',
  'Height and width in pixels; folder images are resized on their short side and centre-cropped.':
    '高和宽，以像素计；文件夹中的图像按短边缩放并居中裁剪。',
  px: 'px',
  'Training images': '训练图像',
  'How many insects the students see; a dropped folder uses all of its images.':
    '学生能看到多少只昆虫；拖入的文件夹使用其全部图像。',
  'Validation images': '验证图像',
  'How many insects every model is measured on; more of them make the accuracy more certain.':
    '用多少只昆虫来测量每个模型；越多，准确率越可靠。',
  'Validation share': '验证比例',
  'The part of each class kept for validation when a folder has no validation folder of its own.':
    '文件夹没有自己的验证文件夹时，每个类别留作验证的比例。',
  Augmentation: '数据增强',
  'Random changes to training images: none, mirror image, mirror image and shift by up to 1/8 of the size, or mirror image and random resized crop as in ImageNet training.':
    '对训练图像的随机变化：无、镜像、镜像并平移至多 1/8 尺寸，或像 ImageNet 训练那样镜像并随机缩放裁剪。',
  Views: '视图数',
  'How many random views each training image has; 0 draws a new one every time. Of finitely many the teacher’s answers are kept.':
    '每张训练图像有多少个随机视图；0 表示每次都重新抽取。数量有限时会保存教师的回答。',
  'Centre crop': '中心裁剪',
  'The share of the short side that is kept at the centre of an image; torchvision’s is 224 of 256.':
    '图像中心保留短边的比例；torchvision 从 256 取 224。',
  'Teacher head': '教师分类头',
  'keep uses a teacher’s file as it is; new loads all but its last layer and trains another for these classes.':
    'keep 按原样使用教师文件；new 加载除最后一层外的全部，并为这些类别训练新的一层。',
  'Teacher freezing': '教师冻结',
  'What of a file’s layers stays fixed under a new head: all (head), all but batch statistics, all but the last stage, or none.':
    '在新分类头之下，文件中的哪些层保持固定：全部 (head)、除批统计外全部、除最后一级外全部，或都不固定。',
  'Teacher rate': '教师学习率',
  'The learning rate of a teacher that is trained here; 0 takes the student’s.':
    '在此训练的教师的学习率；0 表示取学生的学习率。',
  'Teacher order': '教师类别顺序',
  'given takes a teacher’s outputs as they come; best puts them in the order that the validation images find best, where that is certain.':
    'given 按原顺序使用教师的输出；best 在可以确定时采用验证图像判定的最佳顺序。',
  'Teacher input': '教师输入',
  'What a teacher from a file takes for pixels: what the file says or its kind usually takes (auto), −1 to 1, 0 to 1, ImageNet’s normalisation, or bytes.':
    '来自文件的教师所需的像素：按文件的说明或其类型的惯例（auto）、−1 到 1、0 到 1、ImageNet 归一化，或字节。',
  'Student image size': '学生图像尺寸',
  'The student sees images averaged down to this many pixels; 0 shows it what the teacher sees.':
    '学生看到的是平均缩小到这么多像素的图像；0 表示与教师所见相同。',
  'Student start': '学生初始化',
  'new draws the weights from the seed; teacher copies every second block (Sanh et al. 2019); file reads a file of its own.':
    'new 由种子抽取权重；teacher 每隔一个块复制 (Sanh et al. 2019)；file 读取自己的文件。',
  'Student freezing': '学生冻结',
  'What stays fixed of a student that did not start new: nothing, all but the last stage, all but the head, or that with batch statistics.':
    '不是从头开始的学生有哪些部分固定：不固定、除最后一级外、除分类头外，或后者但保留批统计。',
  'Backbone rate': '主干学习率系数',
  'Multiplies the learning rate of layers that were trained before; the new head learns at the full rate.':
    '乘以先前训练过的层的学习率；新分类头以完整学习率学习。',
  Teacher: '教师',
  'auto takes the shipped teacher where it fits the dataset and otherwise trains a ResNet-20 here.':
    '“自动”在适合数据集时使用自带的教师，否则在这里训练一个 ResNet-20。',
  'auto, shipped, file, saved- and a name, or one of {0}':
    'auto、shipped、file、saved- 加名称，或以下之一：{0}',
  'Teacher width': '教师宽度',
  'Multiplies the channels of a teacher trained here.': '把在此训练的教师的通道数乘以此值。',
  'Teacher epochs': '教师轮数',
  'How long a teacher is trained when it is trained here.': '在此训练教师时，训练多久。',
  'Teacher images': '教师图像',
  'How many insects a teacher trained here sees; a dropped folder uses all of its images.':
    '在此训练的教师能看到多少只昆虫；拖入的文件夹使用其全部图像。',
  Student: '学生',
  'The network that learns from the labels and the teacher: a small one, or a copy of the teacher to be made smaller.':
    '向标签和教师学习的网络：一个小网络，或一份要变小的教师副本。',
  'Student width': '学生宽度',
  'Multiplies the student’s channels; parameters grow with its square.':
    '把学生的通道数乘以此值；参数量随其平方增长。',
  Similarity: '相似度',
  'How student and teacher are compared: KL at temperature T (Hinton 2015) or MSE on logits (Ba & Caruana 2014), among others.':
    '如何比较学生与教师：温度 T 下的 KL（Hinton 2015）、logits 的 MSE（Ba 与 Caruana 2014）等。',
  Temperature: '温度',
  'Softens both models’ probabilities before they are compared: p = softmax(z / T).':
    '在比较之前软化两个模型的概率：p = softmax(z / T)。',
  'Hint weight': '提示权重',
  'FitNet: what the error of the hint, a map of features in the middle of each network, weighs beside the KL of the logits.':
    'FitNet：提示（两个网络中部的一张特征图）的误差相对于 logits 的 KL 的权重。',
  Alphas: 'alpha',
  'The weight of the labels: loss = α·CE + (1 − α)·similarity, so α = 1 is the student trained alone.':
    '标签的权重：损失 = α·CE + (1 − α)·相似度，因此 α = 1 就是独自学习的学生。',
  'Runs per alpha': '每个 alpha 的运行次数',
  'Run i of every alpha starts from the same weights and sees the same batches, so gains are paired.':
    '每个 alpha 的第 i 次运行从相同的权重开始、看到相同的批次，因此增益是成对的。',
  Seed: '种子',
  'Every random number comes from it: the same seed on the same device gives the same curve.':
    '所有随机数都来自它：同一设备上同一种子给出同样的曲线。',
  Epochs: '轮数',
  'How often each run passes over the training images.': '每次运行把训练图像过多少遍。',
  'Batch size': '批大小',
  'Images per training step; the last batch of an epoch may be smaller.':
    '每个训练步的图像数；一轮的最后一批可能较小。',
  Optimiser: '优化器',
  'SGD with momentum and weight decay as in PyTorch, or Adam.':
    '与 PyTorch 相同的带动量和权重衰减的 SGD，或 Adam。',
  'Learning rate': '学习率',
  'The step size at the first epoch; the schedule lowers it from there.': '第一轮的步长；之后由调度降低。',
  Momentum: '动量',
  'SGD: v ← momentum·v + gradient. Adam: β₁.': 'SGD：v ← 动量·v + 梯度。Adam：β₁。',
  'Weight decay': '权重衰减',
  'Adds weightDecay·w to the gradient of every weight.': '给每个权重的梯度加上 衰减·w。',
  Schedule: '学习率调度',
  'cosine falls smoothly to 0; step multiplies by gamma every few epochs; constant stays.':
    '余弦平滑降到 0；阶梯每隔几轮乘以 gamma；恒定保持不变。',
  'Step size': '阶梯间隔',
  'Step schedule: the number of epochs between two decays.': '阶梯调度：两次衰减之间的轮数。',
  epochs: '轮',
  Gamma: 'gamma',
  'Step schedule: what the learning rate is multiplied by at each decay.':
    '阶梯调度：每次衰减时学习率乘以多少。',
  Activations: '激活值',
  'keep holds them for the backward pass; recompute computes each block again (Chen et al. 2016): less memory, up to a third more time, the same weights.':
    '保留会把它们存到反向传播；重算会重新计算每个块（Chen et al. 2016）：内存更少，时间最多多三分之一，权重相同。',
  Backend: '后端',
  'auto takes WebGPU on a GPU or WebAssembly, whichever measures faster here, and plain JavaScript without either.':
    '“自动”在 GPU 上的 WebGPU 和 WebAssembly 中选此处测得更快的；两者都没有时用纯 JavaScript。',
  Kernels: '内核',
  'What computes each operation: the lab’s own kernels where it has them, or stock tfjs throughout, to compare.':
    '由什么计算每个运算：有则用实验室自己的内核，或全部用原版 tfjs，以便比较。',
  'Captured step': '录制的训练步',
  'On WebGPU a training step is recorded once and replayed; off runs each step anew, to compare.':
    '在 WebGPU 上，训练步录制一次然后重放；关闭则每步重新执行，以便比较。',
  'a whole number from {0} to {1}': '{0} 到 {1} 的整数',
  'a number from {0} to {1}': '{0} 到 {1} 的数',
  '1 to {0} different numbers from {1} to {2}, separated by commas':
    '1 到 {0} 个互不相同的数，范围 {1} 到 {2}',
  'one of {0}': '以下之一：{0}',
  'nothing of it': '完全不采用',
  '{0} characters': '{0} 个字符',
  'at most {0} characters': '最多 {0} 个字符',
  'text whose % signs are followed by two hexadecimal digits': '% 号之后跟两位十六进制数字的文本',
  'it was left out': '已略去',
  'the settings that this version of the lab knows; reload the page, as the link was made by a newer one':
    '此版本实验室认识的设置；链接由更新的版本制作，请重新加载页面',
  'version {0}': '版本 {0}',
  'settings of the lab, each once and in its range': '实验室的设置，每项一次且在范围内',
  'the defaults': '默认值',
  '{0} more settings': '另外 {0} 项设置',
  '1, or 0': '1 或 0',
  'up to {0} networks, each by the first 8 to 64 digits of its SHA-256, separated by commas':
    '至多 {0} 个网络，各写其 SHA-256 的前 8 至 64 位，以逗号分隔',
  'Check the connection, and ask again.': '请检查网络连接后重试。',
  'The weights of this example ({0}) could not be fetched.': '无法取得此示例的权重（{0}）。',
  'The file of this example is not the one that the lab lists.': '此示例的文件与实验室列表中的不符。',
  'Reload the page, or choose another network.': '请重新加载页面，或选择其他网络。',
  'a list of {0}, separated by commas': '{0} 的列表，以逗号分隔',
  'the name of a lesson: lower-case letters, digits and hyphens': '课程的名称：小写字母、数字和连字符',
  'Use fewer images, a smaller image size or a smaller batch, and close other tabs; finished runs are kept.':
    '请使用更少的图像、更小的图像或更小的批，并关闭其他标签页；已完成的运行会保留。',
  'The browser had no memory left for this ({0}); what was not finished is gone.':
    '浏览器没有足够的内存来做这件事（{0}）；未完成的已丢失。',
  'Reload the page and try again; if it happens again, please report it with this sentence.':
    '请重新加载页面再试；若再次发生，请附上这句话报告。',
  'Something failed that should not have: {0}': '发生了不该发生的故障：{0}',
  'there is no such setting': '没有这项设置',
  'there is no such setting; the nearest is {0}': '没有这项设置；最接近的是 {0}',
  'each setting once': '每项设置一次',
  'the first one': '第一个',
  'results of the settings in the same link; these belong to other settings':
    '与同一链接中的设置相符的结果；这些属于别的设置',
  'a number of validation images': '验证图像的数量',
  'each run once': '每次运行一次',
  'at most {0} points of a curve': '每条曲线最多 {0} 个点',
  'curves that stay in their range': '不超出范围的曲线',
  'figures from {0} to {1}': '{0} 到 {1} 的数字',
  'this experiment was made with another folder, {0}': '这个实验是用另一个文件夹 {0} 做的',
  'the dropped folder, so the results will differ': '拖入的文件夹，因此结果会不同',
  'a change while nothing is trained': '没有训练时的更改',
  'the one that is being trained with': '正在用于训练的那个',
  'the settings alone; Run measures them here': '只采用设置；点“训练”在这里测量',
  'the results as the lab wrote them; the link was changed or cut on its way':
    '实验室原样写出的结果；链接在途中被改动或截断',
  'results of version {0}; another version of the lab made these, reload the page':
    '版本 {0} 的结果；这些由另一版本的实验室制作，请重新加载页面',
  'at most {0} bytes of results': '最多 {0} 字节的结果',
  'Only {0} % of the student’s weights have a counterpart of the same shape in the teacher, so the student cannot start from the teacher’s layers.':
    '学生的权重中只有 {0}% 能在教师中找到形状相同的对应部分，因此学生不能从教师的层开始。',
  'Choose two networks of one family and width, of which the teacher is the deeper, as ResNet-56 and ResNet-20 or ResNet-34 and ResNet-18; or let the student start from random weights.':
    '请选择同一系列、同样宽度的两个网络，其中教师更深，例如 ResNet-56 和 ResNet-20，或 ResNet-34 和 ResNet-18；或者让学生从随机权重开始。',
  'The training thread did not start: its program could not be loaded, so nothing can be trained.':
    '训练线程没有启动：无法加载它的程序，因此什么都无法训练。',
  'Look at the network and reload the page; finished runs are kept.':
    '请检查网络并重新加载页面；已完成的运行会保留。',
  'Reload the page; finished runs are kept.': '请重新加载页面；已完成的运行会保留。',
  'The training thread failed: {0}.': '训练线程失败：{0}。',
  'it gave no reason': '没有给出原因',
  'A message from the training thread could not be read.': '无法读取训练线程发来的一条消息。',
  'Drop that folder on the page, or choose the built-in insects.':
    '请把那个文件夹拖到页面上，或选择自带的昆虫。',
  'This experiment was made on a folder of images (fingerprint {0}) that this browser does not have.':
    '这个实验使用了此浏览器没有的图像文件夹（指纹 {0}）。',
  'No dataset is open yet.': '还没有打开数据集。',
  'Wait until the dataset is ready, or drop a folder.': '请等数据集就绪，或拖入一个文件夹。',
  'Nothing has been made ready yet.': '还什么都没有准备好。',
  'Wait until the lab is ready.': '请等实验室就绪。',
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
  'There is no trained teacher yet.': '还没有训练好的教师。',
  'Train one, or choose the shipped one.': '请训练一位，或选择自带的。',
  'There is no trained teacher to save yet.': '还没有可保存的已训练教师。',
  'Train one first.': '请先训练一位。',
  'This teacher tells {0} classes apart, but the dataset has {1} ({2}{3}).':
    '这位教师区分 {0} 个类别，而数据集有 {1} 个（{2}{3}）。',
  'This teacher’s class {0} is “{1}”, but the dataset’s is “{2}”.':
    '这位教师的第 {0} 个类别是“{1}”，而数据集的是“{2}”。',
  'Choose auto, or an architecture to train here.': '请选择“自动”，或一种在此训练的结构。',
  'No shipped teacher fits {0} at {1} × {2} pixels.': '没有自带的教师适合 {1} × {2} 像素的 {0}。',
  'This experiment was made with a teacher from a file, and this visit has not been given one.':
    '这个实验使用了来自文件的教师，而这次访问还没有给出。',
  'Open the teacher’s file again, or choose another teacher.': '请再次打开教师的文件，或选择另一位教师。',
  'Choose another teacher, or train one here and save it.': '请选择另一位教师，或在这里训练一位并保存。',
  'The teacher that this browser kept for this experiment is damaged.':
    '此浏览器为这个实验保存的教师已损坏。',
  'It was set aside, and is trained again before the students.':
    '它已被放到一边，并会在训练学生之前重新训练。',
  'The teacher that this browser kept as {0} is damaged and was set aside.':
    '此浏览器以 {0} 保存的教师已损坏，已被放到一边。',
  'Choose another teacher, or train its architecture here again.':
    '请选择另一个教师，或在这里重新训练它的结构。',
  'Its file is missing.': '它的文件不见了。',
  'Its file has {0} bytes instead of {1}.': '它的文件有 {0} 字节，而不是 {1} 字节。',
  'Its file has another checksum than when it was kept.': '它的文件的校验和与保存时不同。',
  'What was noted of it cannot be read.': '关于它的记录无法读取。',
  'The images of {0} that this browser kept are damaged, so they were removed.':
    '此浏览器保存的 {0} 的图像已损坏，因此已被删除。',
  'Drop that folder on the page again.': '请再次把那个文件夹拖放到页面上。',
  'This browser has no teacher saved as {0}.': '此浏览器没有保存名为 {0} 的教师。',
  'Reload the page, or choose a teacher to train here.': '请重新加载页面，或选择在此训练的教师。',
  'The file {0} did not load (status {1}).': '文件 {0} 没有加载（状态 {1}）。',
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
  'a ZIP archive': 'ZIP 压缩包',
  'a TIFF': 'TIFF',
  'a web page or XML': '网页或 XML',
  text: '文本',
  'something else': '别的东西',
  'The file {0} stopped coming: nothing for {1} seconds.': '文件 {0} 的传输中断：{1} 秒内没有收到任何数据。',
  'The training thread has not answered for {0} seconds: its program is still on its way, or does not start here.':
    '训练线程已有 {0} 秒没有回应：它的程序还在加载，或者在这里无法启动。',
  'Wait, or look at the network and reload the page; finished runs are kept.':
    '请等待，或检查网络并重新加载页面；已完成的运行会保留。',
  'its binary had not started after {0} seconds': '它的二进制文件在 {0} 秒后仍未启动',
  'WebGPU gave no answer within {0} seconds.': 'WebGPU 在 {0} 秒内没有回应。',
  'Restart the browser, or choose backend=auto.': '请重启浏览器，或选择 backend=auto。',
  'no answer within {0} seconds': '{0} 秒内没有回应',
  'Restart the browser.': '请重启浏览器。',
  'A short piece of training had not ended after {0} seconds on {1}.':
    '在 {1} 上，一小段训练在 {0} 秒后仍未结束。',
  'Reload the page, or choose the wasm backend.': '请重新加载页面，或选择 wasm 后端。',
  'Its program had not loaded after {0} seconds.': '它的程序在 {0} 秒后仍未加载。',
  'Look at the network and reload the page.': '请检查网络并重新加载页面。',
  'It was chosen by name.': '是按名称选定的。',
  'Training will be slow: choose few images and a small student.': '训练会很慢：请选择少量图像和小的学生。',
  'WebGPU reaches a GPU here.': '这里的 WebGPU 能用上 GPU。',
  'This browser offers no WebGPU.': '此浏览器不提供 WebGPU。',
  'WebGPU finds no GPU here.': 'WebGPU 在这里找不到 GPU。',
  'WebGPU reaches only a software adapter here ({0}), which is slower than WebAssembly.':
    '这里的 WebGPU 只能用软件适配器（{0}），比 WebAssembly 慢。',
  'Use a recent Chrome, Edge, Safari or Firefox over https or on localhost, or choose backend=auto.':
    '请通过 https 或在 localhost 上使用较新的 Chrome、Edge、Safari 或 Firefox，或选择 backend=auto。',
  'This browser has WebGPU, but it finds no GPU that it may use.': '此浏览器有 WebGPU，但找不到可用的 GPU。',
  'Start the browser anew if it had a GPU before; otherwise look for a blocked or missing graphics driver (chrome://gpu says so), or choose backend=auto.':
    '如果浏览器之前有 GPU，请重新启动浏览器；否则请检查显卡驱动是否被屏蔽或缺失（chrome://gpu 会说明），或选择 backend=auto。',
  'WebGPU, {0}': 'WebGPU，{0}',
  '1 thread': '1 个线程',
  'WebAssembly, SIMD, {0}': 'WebAssembly，SIMD，{0}',
  'WebAssembly, {0}': 'WebAssembly，{0}',
  'Not even plain JavaScript could be started.': '连纯 JavaScript 也无法启动。',
  'Reload the page.': '请重新加载页面。',
  'Plain JavaScript': '纯 JavaScript',
  'an unnamed GPU': '未命名的 GPU',
  'WebGPU measured {0}× faster than WebAssembly here.': '在这里测得 WebGPU 的速度是 WebAssembly 的 {0} 倍。',
  'WebAssembly measured {0}× faster than WebGPU here.': '在这里测得 WebAssembly 的速度是 WebGPU 的 {0} 倍。',
  'Reload the page, or choose the cpu backend.': '请重新加载页面，或选择 cpu 后端。',
  'WebAssembly did not start: {0}.': 'WebAssembly 没有启动：{0}。',
  'this browser has none, or has it switched off': '此浏览器没有它，或已将其关闭',
  'its binary could not be loaded before, and tfjs tries only once':
    '它的二进制文件之前未能加载，而 tfjs 只尝试一次',
  'its binary could not be loaded': '无法加载它的二进制文件',
  'Reload the page; if it happens again, choose the wasm backend.':
    '请重新加载页面；若再次发生，请选择 wasm 后端。',
  'WebGPU was found but did not start ({0})': '找到了 WebGPU，但没有启动（{0}）',
  'Start again: the lab opens the GPU anew, and finished runs are kept.':
    '请重新开始：实验室会重新打开 GPU，已完成的运行会保留。',
  'The browser lost the GPU, and gives this page none any more.':
    '浏览器失去了 GPU，并且不再给这个页面 GPU。',
  'Close all windows of the browser and start it anew, which helps; until then choose backend=auto, which trains on the processor.':
    '关闭浏览器的所有窗口并重新启动会有帮助；在此之前请选择 backend=auto，它用处理器训练。',
  'The browser lost the GPU ({0}); what was not finished is gone.':
    '浏览器失去了 GPU（{0}）；未完成的已丢失。',
  'The browser lost the GPU; what was not finished is gone.': '浏览器失去了 GPU；未完成的已丢失。',
  'Use smaller images, a smaller batch or a smaller model, or choose the wasm backend.':
    '请使用更小的图像、更小的批或更小的模型，或选择 wasm 后端。',
  'The GPU refused a step ({0}).': 'GPU 拒绝了一步（{0}）。',
  'Lower the learning rate, or choose a smaller temperature or a larger alpha.':
    '请降低学习率，或选择更低的温度或更大的 alpha。',
  'The loss was no longer a finite number at step {0}.': '在第 {0} 步，损失不再是有限的数。',
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
  'is nested more than {0} deep': '嵌套超过 {0} 层',
  'takes more than {0} MB of memory once it is read': '读入后占用超过 {0} MB 内存',
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
  '{0} {1}': '{0}{1}',
  '{0}, {1}': '{0}、{1}',
  '{0}; {1}': '{0}；{1}',
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
  'Choose the file again.': '请重新选择该文件。',
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
  'it has no table of contents: the file is cut off': '没有目录：文件不完整',
  'it holds no tensors that have names': '其中没有带名称的张量',
  'it is a TorchScript program': '它是 TorchScript 程序',
  'it is a pickle, but not of torch.save': '它是 pickle，但不是 torch.save 写出的',
  'it is an archive of something else': '它是别的压缩包',
  'it is cut off': '文件不完整',
  'it is damaged ({0})': '文件已损坏（{0}）',
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
  '{0} cannot be read any more: it was moved, changed or taken away after it was chosen.':
    '{0} 已无法读取：选择之后它被移动、更改或移除了。',
  'Among the {0} files of {1} there is no model.json of a tfjs model.':
    '{1} 的 {0} 个文件中没有 tfjs 模型的 model.json。',
  'Choose a network that ends in dense layers and, perhaps, a softmax.':
    '请选择以全连接层（也许加 softmax）结尾的网络。',
  'Choose the student that the file is of, or another file.': '请选择该文件对应的学生，或另一个文件。',
  'Drop model.json together with its weight files, or a single file of weights.':
    '请将 model.json 连同其权重文件一起拖入，或拖入单个权重文件。',
  'Images of {0} pixels cannot be averaged down to the student’s {1}: that is not a whole part of them.':
    '{0} 像素的图像无法平均缩小到学生的 {1} 像素：不能整除。',
  'It cannot be told where {0} ends and its head begins, so no new head can be put on it.':
    '无法判断 {0} 的主干在哪里结束、分类头从哪里开始，因此不能换上新的分类头。',
  'Keep its files, or distil a student from it and download that.':
    '请保留它的文件，或从它蒸馏出学生并下载学生。',
  'Let the student start new or from a file, or open the teacher as PyTorch or safetensors weights.':
    '让学生从头或从文件开始，或以 PyTorch 或 safetensors 权重打开教师。',
  'Open the student’s file again, or let the students start new.': '请再次打开学生文件，或让学生从头开始。',
  'Set Views to a number such as 8, or choose no augmentation or mirror images.':
    '请将视图数设为例如 8，或选择不增强或镜像。',
  'Set the image size to {0}; the student can be shown smaller ones (Student image size).':
    '请将图像尺寸设为 {0}；学生可以看更小的图像（学生图像尺寸）。',
  'Set the student’s image size to 0 or to {0} divided by a whole number.':
    '请将学生图像尺寸设为 0 或 {0} 除以一个整数。',
  'The layers of a tfjs or ONNX teacher have no names that the student knows, so it cannot start from them.':
    'tfjs 或 ONNX 教师的层没有学生认识的名称，学生无法由此开始。',
  'This augmentation draws every view anew, and here each view is asked about once and remembered (a tfjs or ONNX network, or a frozen backbone).':
    '此增强每次都抽取新视图，而这里每个视图只询问一次并记住（tfjs 或 ONNX 网络，或冻结的主干）。',
  'This experiment’s students start from a file, and this visit has not been given one.':
    '此实验的学生从文件开始，而本次访问尚未给出文件。',
  'This teacher is a tfjs or ONNX model, whose weights stay in its own files; only its head was made here.':
    '此教师是 tfjs 或 ONNX 模型，其权重留在自己的文件中；这里只制作了分类头。',
  'Use fewer views or fewer images.': '请使用更少的视图或更少的图像。',
  '{0} does not give one row of numbers for each image, so it classifies nothing.':
    '{0} 没有为每张图像给出一行数字，因此无法分类。',
  '{0} holds {1} of other shapes: its {2} is {3}, and the student’s is {4}.':
    '{0} 内的 {1} 形状不同：其 {2} 为 {3}，而学生的为 {4}。',
  'Set the image size (or the student’s) to the one that the file was trained at, or choose another file.':
    '请将图像尺寸（或学生的图像尺寸）设为训练该文件时的尺寸，或选择其他文件。',
  '{0} of the student’s tensors are to stay fixed but have no counterpart in the teacher ({1} is one), so they would stay random.':
    '学生有 {0} 个张量要保持不变，但在教师中没有对应部分（例如 {1}），因此会一直是随机值。',
  '{0} compares maps of features inside student and teacher, and of this teacher there are only logits.':
    '{0} 比较学生与教师内部的特征图，而这个教师只有 logits。',
  'Choose a teacher that is a network of the lab (trained here, shipped, or from a file of weights), or a similarity that compares logits, such as KL.':
    '请选择属于本实验室的网络作教师（在此训练、随附或来自权重文件），或选择比较 logits 的相似度，例如 KL。',
  '{0} compares maps of features inside student and teacher, and of this student only the head is trained, on features that stay as they are.':
    '{0} 比较学生与教师内部的特征图，而这个学生只在不变的特征上训练输出层。',
  'Let more of the student be trained (Student freezing: stage or none), or choose a similarity that compares logits, such as KL.':
    '请让学生的更多部分参与训练（学生冻结：stage 或 none），或选择比较 logits 的相似度，例如 KL。',
  'Let all of the student be trained (Student freezing: none), or choose a student whose layers are all like the teacher’s.':
    '让整个学生参与训练（学生冻结：none），或选择各层都与教师相同的学生。',
  '{0} holds {1} at width {2}, and the student is {3} at width {4}.':
    '{0} 内是宽度为 {2} 的 {1}，而学生是宽度为 {4} 的 {3}。',
  '{0} views of {1} images with {2} numbers each are more than can be kept in memory.':
    '{1} 张图像的 {0} 个视图、每个 {2} 个数，超出内存所能保存。',
  'The teacher is right on {0} of {1} validation images, where chance alone makes {2}; students would learn nothing of these classes from it.':
    '教师在 {1} 张验证图像中答对 {0} 张，而仅凭随机就会答对 {2} 张；学生从它那里学不到关于这些类别的任何东西。',
  'Train a new head for a teacher from a file, choose another teacher, or train from this one all the same.':
    '教师来自文件时，可训练新的分类头；也可选择其他教师，或仍然用这个教师训练。',
  'Load all but its head (Teacher head: new) and let one for these classes be trained, or choose a teacher that was trained on them.':
    '请加载除分类头外的全部（教师分类头：全新），并为这些类别训练新的分类头，或选择以这些类别训练的教师。',
  '{0} holds more than {1} MB once unpacked.': '{0} 解压后超过 {1} MB。',
  '{0} is no zip file, or is damaged.': '{0} 不是 zip 文件，或已损坏。',
  'Unpack it, and open its model.json together with the weight files beside it.':
    '请解压后将其中的 model.json 与旁边的权重文件一起打开。',
  'The file’s own description of its architecture is damaged (at “{0}”).':
    '文件自带的架构说明已损坏（位于“{0}”）。',
  'Export the network again, or remove the entry “architecture” from the file’s metadata to have it recognised by its shapes.':
    '请重新导出该网络，或从文件元数据中删除“architecture”一项，以便按形状识别它。',
  'The architecture is not one that can be built: {0}.': '无法构建该架构：{0}。',
  'it gives channels to {0}, which {1} does not have': '它为 {0} 指定了通道，而 {1} 没有它',
  'it maps the shortcut {0}, which {1} does not have': '它为捷径 {0} 指定了映射，而 {1} 没有它',
  'it does not say how many channels {0} has': '它没有说明 {0} 有多少通道',
  '{0} passes {1} channels on to {2}, and no map says which':
    '{0} 把 {1} 个通道传给 {2} 个通道，却没有映射说明是哪些',
  'the map of {0} does not lead from {1} to {2}': '{0} 的映射不是从 {1} 到 {2}',
  'Channels were removed from {0}, and the file does not say which of them the shortcuts between pass on.':
    '{0} 中的一些通道已被移除，而文件没有说明其间的捷径传递哪些通道。',
  'Open the file in which the lab exported this network: its metadata say it.':
    '请打开实验室导出该网络的文件：其元数据中有说明。',
  'It has channels of its own, as after pruning. The student has them too, whatever its width.':
    '它的通道数各不相同（如剪枝之后）。学生也采用这些通道，与宽度设置无关。',
  '{0} holds {1} with quantised weights. A quantised network is neither trained, pruned nor quantised again in this version.':
    '{0} 中的 {1} 的权重是量化过的。在此版本中，量化后的网络不再训练、剪枝或再次量化。',
  'Start from the network that it was made of, or choose another file.':
    '请从得到它的那个网络开始，或选择其他文件。',
  'it gives a form to {0}, which {1} does not have': '它为 {0} 指定了形式，而 {1} 没有它',
  'The student is to be a copy of the teacher, and no teacher is open yet.':
    '学生要是教师的副本，但还没有打开教师。',
  'The student cannot be a copy of {0}: its layers are run by other software, and have no names of ours.':
    '学生不能是 {0} 的副本：它的层由其他软件运行，没有我们的名称。',
  'Choose another student, or open the teacher as PyTorch or safetensors weights.':
    '请选择另一个学生，或以 PyTorch 或 safetensors 权重打开教师。',
  'Hard loss': '硬损失',
  'Soft loss': '软损失',
  Loss: '损失',
  Accuracy: '准确率',
  'Logit difference': 'logits 之差',
  Parameters: '参数',
  Size: '大小',
  'Size of the file, zipped': '文件大小（压缩后）',
  'Size, Huffman-coded': '大小（哈夫曼编码）',
  'Activations at once, of one image': '一张图像同时存在的激活',
  'Energy per image, a proxy at 45 nm': '每张图像的能耗（45 nm 的代用指标）',
  'Multiply-adds': '乘加次数',
  'Time per image': '每张图的时间',
  'Weights at zero': '为零的权重',
  'Bits per weight': '每个权重的比特数',
  'names of stages and of what was measured': '阶段和所测量的内容的名称',
};
