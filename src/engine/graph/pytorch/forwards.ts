/**
 * Forward passes of the families that torchvision does not have, in PyTorch's words: of a `Network` whose modules lie in it under the
 * names of their parameters. The modules around them are `nn.Sequential`s.
 */
import type { ModelName } from '../../../spec/choices.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { build } from '../../families/catalogue.ts';
import { pictureOf } from '../../families/mlp.ts';
import { bareInit, bareText } from './bare.ts';
import { cctForward, vitForward } from './transformers.ts';

type Forward = (architecture: Architecture) => string;

const cifarResnet: Forward = (architecture) => {
  const { shortcuts = [] } = build(architecture);
  const passes = shortcuts.map(({ name, sources }) => `    "${name}": [${sources.join(', ')}],\n`).join('');
  const passed = `# Shortcuts without weights: of each channel that arrives, the one that it was, or -1 for zeros.
passes = {
${passes}}


def passed(x, sources):
    """Every second pixel, and one channel of zeros behind the others, which -1 is."""
    return nn.functional.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, 0, 1))[:, sources]


`;
  const isPassed = shortcuts.length > 0;
  return `${isPassed ? passed : ''}class Network(nn.Module):
    def forward(self, x):
        x = self.bn1(self.conv1(x)).relu()
        for stage in ("layer1", "layer2", "layer3"):
            for place, block in getattr(self, stage).named_children():
                inner = block.bn1(block.conv1(x)).relu()
                ${
                  isPassed
                    ? `if f"{stage}.{place}" in passes:
                    x = passed(x, passes[f"{stage}.{place}"])`
                    : `if hasattr(block, "shortcut"):
                    x = block.shortcut(x)`
                }
                x = (block.bn2(block.conv2(inner)) + x).relu()
        return self.linear(x.mean((2, 3)))
`;
};

const rednet: Forward = ({ family }) => `def involved(layer, x, stride):
    """A kernel for each pixel and group of 16 channels (Li et al. 2021), over windows of x."""
    place = x if stride == 1 else nn.functional.avg_pool2d(x, stride)
    kernels = layer.conv2.conv(layer.conv1.bn(layer.conv1.conv(place)).relu())
    batch, channels, height, width = x.shape[0], x.shape[1], kernels.shape[2], kernels.shape[3]
    groups = channels // 16
    side = round((kernels.shape[1] // groups) ** 0.5)
    windows = nn.functional.unfold(x, side, padding=side // 2, stride=stride)
    windows = windows.view(batch, groups, 16, side * side, height, width)
    kernels = kernels.view(batch, groups, 1, side * side, height, width)
    return (windows * kernels).sum(3).view(batch, channels, height, width)


class Network(nn.Module):
    def forward(self, x):
        stem = dict(self.stem.named_children())
        x = stem["0"].bn(stem["0"].conv(x)).relu()
        x = stem["2"](involved(stem["1"], x, 1)).relu()
        x = stem["4"].bn(stem["4"].conv(x)).relu()
${family === 'rednet-cifar' ? '' : '        x = nn.functional.max_pool2d(x, 3, 2, 1)\n'}        for name, stage in self.named_children():
            for place, block in stage.named_children() if name.startswith("layer") else ():
                stride = 2 if name != "layer1" and place == "0" else 1
                inner = block.bn1(block.conv1(x)).relu()
                inner = block.bn2(involved(block.conv2, inner, stride)).relu()
                if hasattr(block, "downsample"):
                    x = block.downsample(x)
                x = (block.bn3(block.conv3(inner)) + x).relu()
        return self.fc(x.mean((2, 3)))
`;

const convnext: Forward = (architecture) => `# Norms over channels, and scales.
bare = {
${bareText(architecture)}}


def normed(layer, x):
    x = nn.functional.layer_norm(x.permute(0, 2, 3, 1), layer.weight.shape, layer.weight, layer.bias, 1e-6)
    return x.permute(0, 3, 1, 2)


${bareInit}    def forward(self, x):
        for name, stage in self.features.named_children():
            parts = dict(stage.named_children())
            if name == "0":
                x = normed(parts["1"], parts["0"](x))
            elif int(name) % 2 == 0:
                x = parts["1"](normed(parts["0"], x))
            else:
                for block in parts.values():
                    inner = dict(block.block.named_children())
                    y = normed(inner["2"], inner["0"](x)).permute(0, 2, 3, 1)
                    y = inner["5"](nn.functional.gelu(inner["3"](y)))
                    x = x + block.layer_scale * y.permute(0, 3, 1, 2)
        last = dict(self.classifier.named_children())
        return last["2"](normed(last["0"], x.mean((2, 3), keepdim=True)).flatten(1))
`;

const mobilenet: Forward = () => `class Network(nn.Module):
    def forward(self, x):
        x = self.bn1(self.conv1(x)).relu()
        for block in self.layers:
            x = block.bn1(block.conv1(x)).relu()
            x = block.bn2(block.conv2(x)).relu()
        return self.linear(x.mean((2, 3)))
`;

const cnn: Forward = () => `class Network(nn.Module):
    def forward(self, x):
        x = self.bn1(self.conv1(x)).relu()
        x = self.bn2(self.conv2(x)).relu()
        x = self.bn3(self.conv3(x)).relu()
        return self.linear(x.mean((2, 3)))
`;

const mlp: Forward = ({ imageSize }) => {
  const { window } = pictureOf(imageSize);
  return `class Network(nn.Module):
    def forward(self, x):
        x = ${window === 1 ? 'x' : `nn.functional.avg_pool2d(x, ${window})`}.flatten(1)
        x = self.fc1(x).relu()
        x = self.fc2(x).relu()
        return self.linear(x)
`;
};

export const forwards: Partial<Readonly<Record<ModelName, Forward>>> = {
  resnet8: cifarResnet,
  resnet14: cifarResnet,
  resnet20: cifarResnet,
  resnet32: cifarResnet,
  resnet44: cifarResnet,
  resnet56: cifarResnet,
  resnet20b: cifarResnet,
  resnet32b: cifarResnet,
  resnet44b: cifarResnet,
  resnet56b: cifarResnet,
  rednet26: rednet,
  rednet38: rednet,
  rednet50: rednet,
  'rednet-cifar': rednet,
  'convnext-tiny': convnext,
  'convnext-small': convnext,
  'convnext-base': convnext,
  'convnext-cifar': convnext,
  'vit-tiny': vitForward,
  'deit-tiny': vitForward,
  'deit-small': vitForward,
  'vit-b-16': vitForward,
  'cct-2': cctForward,
  'cct-7': cctForward,
  mobilenet,
  cnn,
  mlp,
};
