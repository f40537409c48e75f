"""Folds batch norm and rounds the network to what ships: int8 weights per channel, uint8 activations, float stem, heads."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

# Beyond this share of the values the range is cut: a few outliers would cost every other value its precision.
PERCENTILE = 0.9999


def fold(conv):
    """Weight and bias of a convolution with its batch norm inside."""
    layer, norm = conv[0], conv[1]
    gain = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return (layer.weight * gain.reshape(-1, 1, 1, 1)).detach(), (norm.bias - norm.running_mean * gain).detach()


class Activation:
    """Range of one tensor, then its uint8 scale and zero point."""

    def __init__(self):
        self.low, self.high, self.scale, self.zero = 0.0, 1e-3, None, 0

    def watch(self, x):
        flat = x.flatten()
        count = flat.numel()
        rank = max(1, int(count * (1 - PERCENTILE)))
        self.high = max(self.high, flat.topk(rank).values[-1].item())
        self.low = min(self.low, -(-flat).topk(rank).values[-1].item())

    def fix(self):
        self.scale = float(np.float32((self.high - self.low) / 255))
        self.zero = int(round(-self.low / self.scale))

    def round(self, x):
        return ((x / self.scale).round().add_(self.zero).clamp_(0, 255).sub_(self.zero)).mul_(self.scale)


class QuantisedConv:
    """A folded 3x3 convolution: float weight and bias, and their integers once the input scale is known."""

    def __init__(self, name, conv, stride, rectified):
        self.name, self.stride, self.rectified = name, stride, rectified
        self.weight, self.bias = fold(conv)
        self.weight_scale = (self.weight.abs().amax((1, 2, 3)) / 127).clamp(min=1e-8)
        self.integers = (self.weight / self.weight_scale.reshape(-1, 1, 1, 1)).round().clamp(-127, 127)
        self.out = Activation()

    def fix(self, input_scale):
        self.bias_scale = self.weight_scale * input_scale
        self.bias_integers = (self.bias / self.bias_scale).round()

    def run(self, x, exact):
        weight = self.weight if exact else self.integers * self.weight_scale.reshape(-1, 1, 1, 1)
        bias = self.bias if exact else self.bias_integers * self.bias_scale
        x = F.conv2d(x, weight, bias, self.stride, 1)
        x = F.relu(x) if self.rectified else x
        if exact:
            self.out.watch(x)
            return x
        return self.out.round(x)


class Shipped(nn.Module):
    """The network as it ships, run in torch. `calibrate` first, then `forward` gives (cells, scene) as the product will."""

    def __init__(self, net):
        super().__init__()
        self.net = net.eval()
        self.stem, self.stem_out = fold(net.stem), Activation()
        self.stages = []
        for i, stage in enumerate(net.stages):
            down = QuantisedConv(f'stage{i}.down', stage.down, 2, True)
            blocks = [(QuantisedConv(f'stage{i}.block{b}.first', block.first, 1, True),
                       QuantisedConv(f'stage{i}.block{b}.second', block.second, 1, False), Activation())
                      for b, block in enumerate(stage.blocks)]
            self.stages.append((down, blocks))

    def maps(self, frame, exact):
        x = F.relu(F.conv2d(frame, *self.stem, 4, 1))
        x = self.pass_on(self.stem_out, x, exact)
        out = []
        for down, blocks in self.stages:
            x = down.run(x, exact)
            for first, second, total in blocks:
                x = self.pass_on(total, F.relu(x + second.run(first.run(x, exact), exact)), exact)
            out.append(x)
        return out

    @staticmethod
    def pass_on(activation, x, exact):
        if exact:
            activation.watch(x)
            return x
        return activation.round(x)

    @torch.no_grad()
    def calibrate(self, frames):
        """Sets every range from float frames [1,3,H,W], then fixes scales and biases in the order of the graph."""
        for frame in frames:
            self.maps(frame, True)
        self.stem_out.fix()
        scale = self.stem_out.scale
        for down, blocks in self.stages:
            down.fix(scale)
            down.out.fix()
            scale = down.out.scale
            for first, second, total in blocks:
                for activation in (first.out, second.out, total):
                    activation.fix()
                first.fix(scale)
                second.fix(first.out.scale)
                scale = total.scale
        return self

    @torch.no_grad()
    def forward(self, frame):
        return self.net.heads(self.maps(frame, False))
