/**
 * Forward passes of transformers, in PyTorch's words; norms over channels and tokens are parameters of their own.
 */
import type { Architecture } from '../../../spec/network/architecture.ts';
import { build } from '../../families/catalogue.ts';
import { headNamesOf } from '../../families/parts.ts';
import { bothSpellings } from '../../weights/vitKeys.ts';
import { bareInit, bareText } from './bare.ts';

/** What blocks share: norms with this epsilon, and attention of so many heads in each block. */
function shared(architecture: Architecture, epsilon: string): string {
  const { channels, details = {} } = architecture;
  const heads = Object.entries(channels).flatMap(([space, count]) => {
    const [, block] = /^blocks\.(\d+)\.heads$/.exec(space) ?? [];
    return block === undefined ? [] : [`"${block}": ${count}`];
  });
  return `# Norms over channels, tokens and positions.
bare = {
${bareText(architecture)}}
# Of each block; scores are divided by the root of the dimensions that a head was published with.
heads = {${heads.join(', ')}}
score_scale = ${details.headDim ?? 1} ** -0.5


def normed(layer, x):
    return nn.functional.layer_norm(x, layer.weight.shape, layer.weight, layer.bias, ${epsilon})


def attended(layer, x, heads):
    q, k, v = layer.qkv(x).unflatten(2, (3, heads, -1)).permute(2, 0, 3, 1, 4)
    x = (q @ k.transpose(-2, -1) * score_scale).softmax(-1) @ v
    return layer.proj(x.transpose(1, 2).flatten(2))


${bareInit}`;
}

export function vitForward(architecture: Architecture): string {
  const model = build(architecture);
  const distilled = (architecture.details?.distillationTokens ?? 0) > 0;
  const heads = headNamesOf(model);
  const module = (name: string) => `self.${name.replace(/\.(\d+)$/, '[$1]')}`;
  const said =
    heads.length === 0
      ? 'self.head(x[:, 0])'
      : `(${heads.map((name, i) => `${module(name)}(x[:, ${i}])`).join(' + ')}) / ${heads.length}`;
  return `${shared(architecture, '1e-6')}    def forward(self, x):
        x = self.patch_embed.proj(x).flatten(2).transpose(1, 2)
        first = ${distilled ? 'torch.cat([self.cls_token, self.dist_token], 1)' : 'self.cls_token'}
        x = torch.cat([first.expand(len(x), -1, -1), x], 1) + self.pos_embed
        for name, block in self.blocks.named_children():
            x = x + attended(block.attn, normed(block.norm1, x), heads[name])
            x = x + block.mlp.fc2(nn.functional.gelu(block.mlp.fc1(normed(block.norm2, x))))
        x = normed(self.norm, x)
        return ${said}
${distilled || architecture.without ? '' : `\n\n${forTorchvision}`}`;
}

/** Names of timm's that the file has, as patterns, and what torchvision puts in their place. */
const forTorchvision = `# The state is spelt as timm spells it; torchvision's VisionTransformer takes for_torchvision(state).
def for_torchvision(state):
    import re

    spellings = [
${bothSpellings
  .map(
    ([timm, torchvision]) =>
      `        (r"^${timm.replaceAll('.', '\\.').replace('#', '(\\d+)')}", r"${torchvision.replace('#', '\\1')}"),`,
  )
  .join('\n')}
    ]
    named = {}
    for name, tensor in state.items():
        for ours, theirs in spellings:
            if re.match(ours, name):
                name = re.sub(ours, theirs, name)
                break
        named[name] = tensor
    return named
`;

export const cctForward = (architecture: Architecture): string =>
  `${shared(architecture, '1e-5')}    def forward(self, x):
        for layer in self.tokenizer.conv_layers:
            x = nn.functional.max_pool2d(layer[0](x).relu(), 3, 2, 1)
        inner = self.classifier
        x = x.flatten(2).transpose(1, 2) + inner.positional_emb
        for name, block in inner.blocks.named_children():
            x = x + attended(block.self_attn, normed(block.pre_norm, x), heads[name])
            x = normed(block.norm1, x)
            x = x + block.linear2(nn.functional.gelu(block.linear1(x)))
        x = normed(inner.norm, x)
        return inner.fc((inner.attention_pool(x).softmax(1) * x).sum(1))
`;
