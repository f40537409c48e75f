"""Folds batch norm and rounds convolutions to what ships: int8 weights per channel, uint8 activations."""
import numpy as np
import torch
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
