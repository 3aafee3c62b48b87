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
  'the browser’s storage is full': '浏览器的存储空间已满',
  'The learning rate is 0 after epoch {0} (gamma is 0), so nothing is learned in the {1} epochs that follow. Gamma {2} is usual.':
    '第 {0} 轮之后学习率为 0（gamma 为 0），因此后面的 {1} 轮什么也学不到。gamma 通常取 {2}。',
  'A learning rate of {0} is high for {1}; {2} is usual.': '学习率 {0} 对 {1} 来说偏高；通常取 {2}。',
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
  'Stored logits': '保存的 logit',
  'What is kept of the teacher’s logits, and learned from: as they come, or rounded to float16, half the bytes.':
    '保留教师 logit 的方式，也是学习时所用的数值：按原样，或舍入为 float16，字节数减半。',
  'Fellow students': '同伴学生',
  'How many students learn from each other in each step, from weights of their own: KL to each fellow at T = 1 is added to the similarity; 1 learns alone.':
    '每一步中互相学习的学生数，各有自己的权重：在相似度上加上与每个同伴的 KL（T = 1）；1 表示独自学习。',
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
  'auto, shipped, rednet-shipped, file, saved- and a name, or one of {0}':
    'auto、shipped、rednet-shipped、file、saved- 加名称，或以下之一：{0}',
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
  'Distillation token': '蒸馏 token',
  'Of a vision transformer: the class token’s head learns from labels, another token’s from the teacher (DeiT), by the similarity (soft) or its likeliest class (hard).':
    '用于视觉 Transformer：class token 的头从标签学习，另一个 token 的头从教师学习（DeiT）：按相似度（soft），或按教师认为最可能的类别（hard）。',
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
  'SGD with momentum and weight decay, Adam or AdamW, as in PyTorch.':
    '与 PyTorch 相同的带动量和权重衰减的 SGD、Adam 或 AdamW。',
  'Learning rate': '学习率',
  'The step size at the first epoch; the schedule lowers it from there.': '第一轮的步长；之后由调度降低。',
  Momentum: '动量',
  'SGD: v ← momentum·v + gradient. Adam and AdamW: β₁.': 'SGD：v ← 动量·v + 梯度。Adam 和 AdamW：β₁。',
  'Weight decay': '权重衰减',
  'Adds weightDecay·w to the gradient of every weight; AdamW takes rate·weightDecay·w from the weight instead.':
    '给每个权重的梯度加上 衰减·w；AdamW 则直接从权重中减去 学习率·衰减·w。',
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
  'Wait until the lab is ready.': '请等实验室就绪。',
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
  'This browser has no teacher saved as {0}.': '此浏览器没有保存名为 {0} 的教师。',
  'Reload the page, or choose a teacher to train here.': '请重新加载页面，或选择在此训练的教师。',
  'The file {0} did not load (status {1}).': '文件 {0} 没有加载（状态 {1}）。',
  'a ZIP archive': 'ZIP 压缩包',
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
  'is nested more than {0} deep': '嵌套超过 {0} 层',
  'takes more than {0} MB of memory once it is read': '读入后占用超过 {0} MB 内存',
  '{0} {1}': '{0}{1}',
  '{0}, {1}': '{0}、{1}',
  '{0}; {1}': '{0}；{1}',
  'Choose the file again.': '请重新选择该文件。',
  'it has no table of contents: the file is cut off': '没有目录：文件不完整',
  'it is damaged ({0})': '文件已损坏（{0}）',
  '{0} cannot be read any more: it was moved, changed or taken away after it was chosen.':
    '{0} 已无法读取：选择之后它被移动、更改或移除了。',
  'Choose the student that the file is of, or another file.': '请选择该文件对应的学生，或另一个文件。',
  'Images of {0} pixels cannot be averaged down to the student’s {1}: that is not a whole part of them.':
    '{0} 像素的图像无法平均缩小到学生的 {1} 像素：不能整除。',
  'Let the student start new or from a file, or open the teacher as PyTorch or safetensors weights.':
    '让学生从头或从文件开始，或以 PyTorch 或 safetensors 权重打开教师。',
  'Open the student’s file again, or let the students start new.': '请再次打开学生文件，或让学生从头开始。',
  'Set Views to a number such as 8, or choose no augmentation or mirror images.':
    '请将视图数设为例如 8，或选择不增强或镜像。',
  'Set the student’s image size to 0 or to {0} divided by a whole number.':
    '请将学生图像尺寸设为 0 或 {0} 除以一个整数。',
  'The layers of a tfjs or ONNX teacher have no names that the student knows, so it cannot start from them.':
    'tfjs 或 ONNX 教师的层没有学生认识的名称，学生无法由此开始。',
  'This augmentation draws every view anew, and here each view is asked about once and remembered (a tfjs or ONNX network, stored logits, or a frozen backbone).':
    '此增强每次都抽取新视图，而这里每个视图只询问一次并记住（tfjs 或 ONNX 网络、保存的 logit，或冻结的主干）。',
  'This experiment’s students start from a file, and this visit has not been given one.':
    '此实验的学生从文件开始，而本次访问尚未给出文件。',
  'Use fewer views or fewer images.': '请使用更少的视图或更少的图像。',
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
  '{0} holds more than {1} MB once unpacked.': '{0} 解压后超过 {1} MB。',
  '{0} is no zip file, or is damaged.': '{0} 不是 zip 文件，或已损坏。',
  'Unpack it, and open its model.json together with the weight files beside it.':
    '请解压后将其中的 model.json 与旁边的权重文件一起打开。',
  'The file’s own description of its architecture is damaged (at “{0}”).':
    '文件自带的架构说明已损坏（位于“{0}”）。',
  'Export the network again, or remove the entry “architecture” from the file’s metadata to have it recognised by its shapes.':
    '请重新导出该网络，或从文件元数据中删除“architecture”一项，以便按形状识别它。',
  'It has channels of its own, as after pruning. The student has them too, whatever its width.':
    '它的通道数各不相同（如剪枝之后）。学生也采用这些通道，与宽度设置无关。',
  '{0} holds {1} with quantised weights. A quantised network is neither trained, pruned nor quantised again in this version.':
    '{0} 中的 {1} 的权重是量化过的。在此版本中，量化后的网络不再训练、剪枝或再次量化。',
  'Start from the network that it was made of, or choose another file.':
    '请从得到它的那个网络开始，或选择其他文件。',
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
  'Bits per weight': '每个权重的位数',
  'names of stages and of what was measured': '阶段和所测量的内容的名称',
};
