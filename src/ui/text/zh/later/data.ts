/** Sentences of what is trained on, in Chinese. */
export const dataZh: Readonly<Record<string, string>> = {
  'Mixup α': 'Mixup α',
  'CutMix α': 'CutMix α',
  'Random erasing': '随机擦除',
  RandAugment: 'RandAugment',
  'Every training image is blended with another, λ ~ Beta(α, α) for a batch, and so are their labels; 0 is off. The teacher is run on the mixed images.':
    '每张训练图像与另一张按 λ 混合，每批 λ ~ Beta(α, α)，标签同样混合；0 表示关闭。教师在混合后的图像上运行。',
  'A box of another image, 1 − λ of the area, λ ~ Beta(α, α), is pasted in, and labels are mixed by area; 0 is off. With mixup, each batch has one of the two.':
    '贴入另一张图像的一块，占面积的 1 − λ，λ ~ Beta(α, α)，标签按面积混合；0 表示关闭。与 mixup 同时使用时，每批只用其中之一。',
  'The probability that a box of 2 to 33 % of a training image is set to the mean colour, as torchvision’s RandomErasing.':
    '把训练图像中 2% 到 33% 的一块设为平均颜色的概率，与 torchvision 的 RandomErasing 相同。',
  'The magnitude (torchvision’s is 9 of 30) of two operations drawn for each image from brightness, colour, contrast, posterise, solarise, shifts and none; 0 is off.':
    '为每张图像抽取的两个操作的幅度（torchvision 为 30 中的 9），操作取自亮度、色彩、对比度、色调分离、曝光反转、平移和不变；0 表示关闭。',
  'Mixup, CutMix, random erasing and RandAugment change the images of every batch, and this teacher (a tfjs or ONNX network, or stored logits) is asked about each image once, before training.':
    'Mixup、CutMix、随机擦除和 RandAugment 会改变每一批图像，而这个教师（tfjs 或 ONNX 网络）只在训练前对每张图像回答一次。',
  'Set all four to 0, or choose a teacher whose weights this lab runs itself.':
    '把这四项都设为 0，或选择由本实验室自己运行权重的教师。',
  'Students see': '学生看到的图像',
  'The training images; with them, or alone, those of a folder named unlabelled beside the classes; another dataset’s, without its labels; a held-out half, of which a teacher that learns from them sees the other half; or noise, Gaussian or uniform, with each channel’s mean and deviation.':
    '训练图像；加上或仅用类别旁名为 unlabelled 的文件夹中的图像；另一数据集的图像，不带标签；留出的一半，而从它们学习的教师只看到另一半；或噪声（高斯或均匀），具有各通道的均值和标准差。',
  'Hidden labels': '隐藏的标签',
  'The share of each class whose labels are hidden: no cross entropy, which is still divided by all images, but the teacher’s similarity. Training accuracy counts agreement with the teacher there.':
    '每个类别中被隐藏标签的比例：没有交叉熵（仍除以全部图像数），但有与教师的相似度。在这些图像上，训练准确率计与教师一致的比例。',
  'Pseudo-labels (FixMatch)': '伪标签（FixMatch）',
  'Confidence τ': '置信度 τ',
  'At alpha 1 students learn from labels alone, and here they see none: they stay as they were drawn.':
    'alpha 为 1 时学生只从标签学习，而这里没有任何标签：它们保持初始抽取的样子。',
  'Pseudo-labels: an image teaches only where the largest probability of the teacher, or in FixMatch of the student itself, is τ at least; the sum is divided by all images of the batch.':
    '伪标签：只有教师（FixMatch 中为学生自身）的最大概率不低于 τ 的图像才参与学习；总和除以该批的全部图像数。',
  'Without labels: {0} images.': '无标签：{0} 张图像。',
  'This dataset has no images without labels.': '这个数据集没有无标签的图像。',
  'Put them into a folder named unlabelled beside the class folders, or let students see the training images.':
    '把它们放进类别文件夹旁名为 unlabelled 的文件夹，或让学生看训练图像。',
  'Images to distil on': '用于蒸馏的图像',
  'The fingerprint of the images without labels that students see, so that a link is not taken for one on other images; none: those that are given.':
    '学生看到的无标签图像的指纹，使链接不会与另一批图像上的链接混淆；none：用给出的图像。',
  'none, or images- followed by the 16 hexadecimal digits of a folder’s images':
    'none，或 images- 加上一个文件夹中图像的 16 位十六进制数',
  'By its name {0} is taken for images without labels and is no class; if it is one, rename it.':
    '按名称，{0} 被当作无标签的图像，而不是一个类别；如果它是类别，请改名。',
  '{0} Images without classes can be given as images to distil on (--distil-dir).':
    '{0} 没有类别的图像可以作为用于蒸馏的图像给出（--distil-dir）。',
  'Give another folder of images to distil on; they need no class folders.':
    '请给出另一个用于蒸馏的图像文件夹；不需要类别文件夹。',
  'None of the images to distil on could be decoded.': '用于蒸馏的图像一张也无法解码。',
  'No images to distil on were given, which students of this experiment see.':
    '没有给出这个实验的学生要看的用于蒸馏的图像。',
  'Give a folder of images to distil on (--distil-dir), or let students see the training images.':
    '请给出一个用于蒸馏的图像文件夹（--distil-dir），或让学生看训练图像。',
  'Students of this experiment saw other images without labels ({0}) than those that are here ({1}).':
    '这个实验的学生看的是另一批无标签图像（{0}），而不是这里的（{1}）。',
  'Give the folder that it was made with, or set Images to distil on to none to take those that are here.':
    '请给出当时所用的文件夹，或把“用于蒸馏的图像”设为 none，以使用这里的图像。',
  'Own pseudo-labels (FixMatch)': '自身伪标签（FixMatch）',
  'FixMatch labels one image by the student’s own word on a weaker view of it: neither mixed images nor fellow students go with that. Set mixup and CutMix to 0 and Fellow students to 1, or choose another similarity.':
    'FixMatch 用学生自己对同一图像较弱视图的判断作标签：不能与混合图像或同伴学生一起使用。请把 mixup 和 CutMix 设为 0、同伴学生设为 1，或选择其他相似度。',
  'FixMatch without RandAugment or random erasing sees one view twice. Set RandAugment ({0} is torchvision’s) for a strong one.':
    '没有 RandAugment 或随机擦除时，FixMatch 两次看到同一视图。请设置 RandAugment（torchvision 为 {0}）以得到强视图。',
};
