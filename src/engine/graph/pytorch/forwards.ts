/**
 * Forward passes of the families that torchvision does not have, in PyTorch's words: of a `Network` whose modules lie in it under the
 * names of their parameters. The modules around them are `nn.Sequential`s.
 */
import type { ModelName } from '../../../spec/choices.ts';
import type { Architecture } from '../../../spec/network/architecture.ts';
import { build } from '../../families/catalogue.ts';
import { pictureOf } from '../../families/mlp.ts';

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
  mobilenet,
  cnn,
  mlp,
};
