/** Names of what is declared in `spec/`. */
export const specZh: Readonly<Record<string, string>> = {
  'MobileNet-like': '类 MobileNet',
  'Plain CNN': '普通 CNN',
  'ResNet-20, option B': 'ResNet-20，选项 B',
  'ResNet-32, option B': 'ResNet-32，选项 B',
  'ResNet-44, option B': 'ResNet-44，选项 B',
  'ResNet-56, option B': 'ResNet-56，选项 B',
  'ConvNeXt for small images': '小图片 ConvNeXt',
  'RedNet for small images': '小图片 RedNet',
  'KL at temperature T': '温度 T 下的 KL 散度',
  'MSE on logits': 'logits 的均方误差',
  'Decoupled KL (DKD)': '解耦 KL（DKD）',
  'Correlation (DIST)': '相关性（DIST）',
  'KL of standardised logits': '标准化 logits 的 KL',
  'Fellow students alone (DML)': '仅同伴学生（DML）',
  'Hints from the middle (FitNet)': '中间层提示（FitNet）',
  Cosine: '余弦',
  'Step decay': '阶梯衰减',
  Constant: '恒定',
  Automatic: '自动',
  'RedNet shipped with the lab': '随实验室提供的 RedNet',
  'Shipped with the lab': '实验室自带',
  'From a file': '来自文件',
  'Train here': '在此训练',
  'Saved in this browser': '保存在此浏览器',
};

/** Sentences about several teachers: their settings, and what is wrong with how they are spelt. */
export const teachersZh: Readonly<Record<string, string>> = {
  'Teacher weight': '教师权重',
  'How much a teacher counts among several; the weights are divided by their sum.':
    '一位教师在多位教师中占多少分量；权重会除以它们的总和。',
  'Teachers together': '教师合并方式',
  'What students learn of several teachers: a mean of their softened probabilities, whose weights may follow each image or the gradients, or of their logits.':
    '学生从多位教师那里学什么：软化概率的平均（权重可随每张图像或梯度而变），或 logits 的平均。',
  'Mean of probabilities': '概率的平均',
  'Mean of logits': 'logits 的平均',
  'By entropy': '按熵加权',
  'By confidence': '按置信度加权',
  'AEKD, gradients of length 1': 'AEKD，梯度长度为 1',
  'One token each': '每位教师一个 token',
  'AEKD’s ν': 'AEKD 的 ν',
  'Of AEKD: no teacher weighs more than 1/(νM) of M teachers. At 1 all weigh the same, near 0 one may have all the weight.':
    '用于 AEKD：共有 M 位教师时，任何一位教师的权重都不超过 1/(νM)。取 1 时所有教师的权重相同；接近 0 时一位教师可以占全部权重。',
  'Further teachers': '更多教师',
  'Teachers beside the first, each with settings of its own; students learn from what all of them say together.':
    '第一位之外的教师，每位有自己的设置；学生学习所有教师合起来给出的结果。',
  'up to {0} teachers with their settings, such as {1}, or {2}': '至多 {0} 位教师及其设置，例如 {1}，或 {2}',
  'there is no teacher {0}, the nearest is {1}; the teachers are {2}, and saved- with a name':
    '没有教师 {0}，最接近的是 {1}；可用的教师：{2}，以及 saved- 加名称',
  'there is no teacher {0}; the teachers are {1}, and saved- with a name':
    '没有教师 {0}；可用的教师：{1}，以及 saved- 加名称',
  '{0} stands before any teacher; the teachers are {1}, and saved- with a name':
    '{0} 前面没有教师；可用的教师：{1}，以及 saved- 加名称',
  'there are at most {0} teachers beside the first': '第一位之外最多有 {0} 位教师',
  'Teacher {0} is right on {1} of {2} validation images, where chance alone makes {3}; students would learn nothing of these classes from it.':
    '教师 {0} 在 {2} 张验证图像中答对 {1} 张，而仅凭偶然也有 {3} 张；学生从它那里学不到这些类别的任何内容。',
  'Leave it out, train a new head for a teacher from a file, choose another teacher, or train from these all the same.':
    '去掉它、为来自文件的教师训练新的最后一层、选择其他教师，或仍然用这些教师训练。',
};
