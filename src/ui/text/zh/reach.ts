import type { ReachText } from '../en/reach.ts';
import type { Partly } from '../partly.ts';

const processor = '全部可用：由处理器用 WebAssembly 训练，最适合小型学生模型和小尺寸图像。';

const findings: ReachText['findings'] = {
  slow: {
    what: () => '这里 WebGPU 和 WebAssembly 都无法启动，只能用纯 JavaScript 训练。',
    works: '所有功能都可用，只是很慢：请选少量图像和小型学生模型。',
  },
  'gpu-missing': { what: () => '这里没有 WebGPU；可以改由处理器训练。', works: processor },
  'gpu-no-adapter': {
    what: () => '浏览器没有给 WebGPU 提供任何 GPU；可以改由处理器训练。',
    works: processor,
  },
  'gpu-software': {
    what: () => 'WebGPU 能用的唯一 GPU 是由处理器模拟的。',
    works: '全部可用：处理器直接用 WebAssembly 训练，不绕这个弯，最适合小型学生模型和小尺寸图像。',
  },
  'gpu-failed': { what: () => '有 WebGPU，但没能启动；改由处理器训练。', works: processor },
  'gpu-lost': {
    what: () => '浏览器在使用中失去了 GPU。',
    works: '已完成的运行会保留，下一次训练会重新打开 GPU。',
  },
  'storage-refused': {
    what: () => '浏览器不让这个页面保存任何内容，就像在无痕窗口中一样。',
    works:
      '关闭页面之前一切可用。已完成的运行、在这里训练的教师和文件夹下次访问时都不会保留：想留下的请先下载。',
  },
  'storage-temporary': {
    what: () => '浏览器没有给这个页面提供自己的文件空间，就像在无痕窗口中一样。',
    works: '一切可用。窗口关闭后，已完成的运行、在这里训练的教师和文件夹可能会消失：想留下的请先下载。',
  },
  'storage-small': {
    what: ({ megabytes }) => `浏览器只能为这个页面保存 ${megabytes} MB。`,
    works: '一切可用。放不下的文件夹和教师不会为下次访问保留，没有网络时页面也可能打不开。',
  },
  'memory-small': {
    what: ({ gigabytes }) => `这台设备内存较少（${gigabytes} GB）。`,
    works: '小型实验和在别处一样可用；较大的文件夹可能装不下。',
  },
  'memory-tight': {
    what: ({ megabytes, gigabytes }) =>
      `这些图像和模型大约占用 ${megabytes} MB，而这台设备共有 ${gigabytes} GB 内存。`,
    works: '可能可行；如果内存用完，实验室会说明，并保留已完成的运行。',
  },
  'no-simd': {
    what: () => '这里的 WebAssembly 一次只算一个数，而本可以一次算四个。',
    works: '一切可用，只是更慢：请选少量图像和小型学生模型。',
  },
  offline: {
    what: () => '没有网络；实验室正用这个浏览器中的副本运行。',
    works: '一切可用：图像、教师和训练都在这台机器上。',
  },
  'offline-without-copy': {
    what: () => '没有网络，而且这个浏览器还没有页面的副本。',
    works: '已经打开的部分可以继续使用；还没打开过的部分可能无法加载。',
  },
  'saves-data': {
    what: () => '浏览器正在节省流量，因此没有为离线使用保存页面副本。',
    works: '只要有网络，一切可用。',
  },
};

const ways: ReachText['ways'] = {
  secure: () =>
    '请用 https 打开实验室，或在提供页面的机器上以 `localhost` 打开：浏览器不向其他地址开放这一功能。',
  update: (browser, version) =>
    version
      ? `请更新 ${browser}：从 ${version} 版起就有这一功能。`
      : `请更新${browser ? ` ${browser}` : '浏览器'}：当前版本都有这一功能。`,
  'chromium-linux': (browser) =>
    `在 Linux 上，${browser} 从 144 版起支持第 12 代及更新的 Intel 显卡，从 147 版起支持驱动为 535.183.01 或更新的 NVIDIA 显卡。其他显卡请用 \`--enable-unsafe-webgpu --ozone-platform=x11 --use-angle=vulkan --enable-features=Vulkan,VulkanFromANGLE\` 启动浏览器。\`chrome://gpu\` 会说明原因。`,
  'chromium-android': (browser) =>
    `${browser} 在 Android 12 或更新系统上支持 Arm、Qualcomm 和 Intel 的图形芯片，在 Android 16 或更新系统上支持 Imagination 的芯片（从 139 版起）。\`chrome://gpu\` 会说明原因。`,
  'chromium-desktop': (browser) =>
    `在 \`chrome://settings/system\` 中打开图形加速，更新显卡驱动，然后重新启动 ${browser}；\`chrome://gpu\` 会说明原因。在 ARM 版 Windows 上，请打开 \`chrome://flags/#enable-unsafe-webgpu\`。`,
  'firefox-mac': () =>
    '在 Apple 芯片的 Mac 上请更新 Firefox：从 147 版起有 WebGPU，macOS 26 上从 145 版起就有。在 Intel 处理器的 Mac 上，请使用新版 Chrome 或 Edge。',
  'firefox-config': () =>
    '打开 `about:config`，把 `dom.webgpu.enabled` 设为 true，然后重新启动 Firefox；如果没有变化，新版 Chrome 或 Edge 也许能用到 GPU。',
  'firefox-android': () =>
    '请使用 Chrome：从 121 版起，它在 Android 12 或更新系统上支持 Arm、Qualcomm 和 Intel 的图形芯片。',
  'firefox-settings': () =>
    '在设置的“常规”和“性能”中允许 Firefox 使用硬件加速，并更新显卡驱动。`about:support` 的“图形”部分会说明原因。',
  'safari-mac': () =>
    'Safari 在 macOS 26 上有 WebGPU。在更早的 macOS 上，请使用新版 Chrome 或 Edge。在 macOS 26 上，请查看 Safari 设置的功能标志中 WebGPU 是否被关闭。',
  'safari-ios': () => '请更新到 iOS 26 或 iPadOS 26，其中的 Safari 有 WebGPU。',
  restart: () => '请重新加载页面；如果没有变化，请重新启动浏览器。',
  another: () =>
    '请使用新版 Chrome 或 Edge、Windows 或 Apple 芯片 Mac 上的 Firefox，或者 macOS 26、iOS 26 上的 Safari。',
  'webassembly-lockdown': () =>
    '锁定模式会关闭 WebAssembly：如果已开启，请在 Safari 的网站设置中把本站排除在外。否则请更新系统。',
  webassembly: () => '请更新浏览器；如果浏览器由管理员管理，请申请允许 WebAssembly。',
  'ordinary-window': () => '请使用普通窗口，并在浏览器设置中允许这个地址保存数据。',
  'free-space': () => '请腾出一些磁盘空间，或使用普通窗口而不是无痕窗口。',
  'use-less': () => '请减少图像数量、图像尺寸或批大小，并关闭其他标签页和程序。',
  network: () => '网络恢复后，无需任何操作。',
  'data-saver': () => '请在一次访问中关闭节省流量：副本约占 5 MB。',
};

export const reachZh = {
  title: '这里能用什么',
  findings,
  ways,
  details: '详情',
  more: (count) => `（另有 ${count} 项）`,
  still: '可用的部分',
  how: (browser) => (browser ? `其余部分，在 ${browser} 中` : '其余部分'),
  allWell: '实验室所需的功能，这个浏览器一项不缺。',
  dismiss: '隐藏',
  link: '这个浏览器能用什么',
  newer: '实验室有新版本可用。',
  reload: '重新加载',
  notLoaded: '页面的这一部分无法加载：没有网络，或者实验室有了新版本。其他部分正在训练和显示的内容都还在。',
  broken: (message) => `页面的这一部分出错了（${message}）。其他部分正在训练和显示的内容都还在。`,
  reloadKeeps: '重新加载会保留已完成的运行；正在进行的训练会停止。',
} satisfies Partly<ReachText>;
