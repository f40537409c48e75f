"""The recogniser: plain 3x3 residual convolutions to cell embeddings (stride 16) and one scene embedding."""
import torch
import torch.nn as nn
import torch.nn.functional as F

DIMENSIONS = 128
WIDTHS = (48, 64, 144, 256)
BLOCKS = (1, 1, 2)


class Conv(nn.Sequential):
    def __init__(self, inside, outside, size=3, stride=1):
        super().__init__(nn.Conv2d(inside, outside, size, stride, 1, bias=False), nn.BatchNorm2d(outside))


class Block(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first, self.second = Conv(width, width), Conv(width, width)
        # Starting as the identity keeps a young deep net trainable at a high rate.
        nn.init.zeros_(self.second[1].weight)

    def forward(self, x):
        return F.relu(x + self.second(F.relu(self.first(x))))


class Stage(nn.Module):
    def __init__(self, inside, outside, blocks):
        super().__init__()
        self.down = Conv(inside, outside, stride=2)
        self.blocks = nn.ModuleList([Block(outside) for _ in range(blocks)])

    def forward(self, x):
        x = F.relu(self.down(x))
        for block in self.blocks:
            x = block(x)
        return x


class Heads(nn.Module):
    """Turns the last maps at strides 8, 16 and 32 into embeddings; what comes before is up to the subclass."""

    def __init__(self, widths):
        super().__init__()
        eighth, sixteenth, thirtieth = widths
        self.fine = nn.Conv2d(sixteenth, DIMENSIONS, 1)
        self.coarse = nn.Conv2d(thirtieth, DIMENSIONS, 1, bias=False)
        self.scene = nn.Linear(2 * eighth + 2 * sixteenth + thirtieth, DIMENSIONS)

    def heads(self, maps):
        """Unit cell embeddings [N,128,H/16,W/16] and unit scene embeddings [N,128]."""
        eighth, sixteenth, thirtieth = maps
        height, width = sixteenth.shape[2:]
        coarse = F.interpolate(self.coarse(thirtieth), scale_factor=2.0, mode='nearest')[:, :, :height, :width]
        pooled = [spread(eighth), spread(sixteenth), thirtieth.mean((2, 3))]
        return F.normalize(self.fine(sixteenth) + coarse), F.normalize(self.scene(torch.cat(pooled, 1)))

    def forward(self, frame):
        return self.heads(self.features(frame))


class Recogniser(Heads):
    def __init__(self):
        super().__init__(WIDTHS[1:])
        self.stem = Conv(3, WIDTHS[0], 6, 4)
        self.stages = nn.ModuleList([Stage(WIDTHS[i], WIDTHS[i + 1], BLOCKS[i]) for i in range(3)])

    def features(self, frame):
        """Maps at strides 8, 16 and 32 of a float frame [N,3,H,W] in 0..1."""
        x = F.relu(self.stem(frame))
        maps = []
        for stage in self.stages:
            x = stage(x)
            maps.append(x)
        return maps


def spread(x):
    """Mean and standard deviation of each channel over the picture: what a style looks like, wherever things are."""
    mean = x.mean((2, 3))
    variance = F.relu((x * x).mean((2, 3)) - mean * mean)
    return torch.cat([mean, torch.sqrt(variance + 1e-4)], 1)


class Prototypes(nn.Module):
    """Unit prototypes, a few per class; the similarity of a class is that of its nearest prototype."""

    def __init__(self, counts, scale):
        super().__init__()
        self.counts, self.scale = list(counts), scale
        order = sorted(range(len(counts)), key=lambda c: counts[c])
        self.groups, start = [], 0
        for k in sorted(set(counts)):
            members = sum(1 for c in order if counts[c] == k)
            self.groups.append((k, start, start + k * members))
            start += k * members
        self.register_buffer('place', torch.tensor([order.index(c) for c in range(len(counts))]))
        self.order = order
        self.vectors = nn.Parameter(torch.randn(start, DIMENSIONS))

    def forward(self, x):
        """Logits [..., classes] of unit vectors [..., 128]."""
        cosines = x @ F.normalize(self.vectors, dim=1).t()
        nearest = [cosines[..., a:b].reshape(*cosines.shape[:-1], -1, k).amax(-1) for k, a, b in self.groups]
        return self.scale * torch.cat(nearest, -1)[..., self.place]

    def of_class(self, number):
        """The unit prototypes of one class, [k,128]."""
        position, start = self.order.index(number), 0
        for c in self.order[:position]:
            start += self.counts[c]
        return F.normalize(self.vectors[start:start + self.counts[number]], dim=1)


def multiplications(height=144, width=256):
    """Multiply-adds of one frame, counted over the convolutions and the linear layers."""
    net, total = Recogniser().eval(), [0]

    def count(module, _, output):
        if isinstance(module, nn.Conv2d):
            total[0] += output[0].numel() * module.weight[0].numel()
        elif isinstance(module, nn.Linear):
            total[0] += module.weight.numel()

    for module in net.modules():
        module.register_forward_hook(count)
    with torch.no_grad():
        net(torch.zeros(1, 3, height, width))
    return total[0]
