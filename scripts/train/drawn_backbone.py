"""The operations of a MobileNetV2 with weights out of chance; a data folder of drawings has it in place of the pretrained one."""
import torch

CONV, DEPTHWISE, ADD, PAD = 3, 4, 0, 34
RELU6, LINEAR = 3, 0
SAME, VALID = 0, 1
# Widening, channels, repeats and first stride of each stage, as published.
STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
FIRST, LAST = 32, 1280


class Teacher(torch.nn.Module):
    """What `network.load_imagenet` looks for: `ops`, the name of the input, and buffers `w0`, `b0`, `w1` ..."""

    def __init__(self, path=None):
        super().__init__()
        self.ops, self.inp, self.last = [], 0, 0
        self.random = torch.Generator().manual_seed(5)
        self.convolution(CONV, 3, FIRST, stride=2, size=3)
        channels = FIRST
        for widening, out, repeats, stride in STAGES:
            for number in range(repeats):
                self.block(channels, out, widening, stride if number == 0 else 1)
                channels = out
        self.convolution(CONV, channels, LAST)

    def convolution(self, code, channels, out, stride=1, size=1, activation=RELU6, padding=SAME):
        """Weights that keep the size of what goes through, since there is no norm that would."""
        inside = 1 if code == DEPTHWISE else channels
        gain = 2 if activation == RELU6 else 1
        weight = torch.randn(out, inside, size, size, generator=self.random) * (gain / (inside * size * size)) ** 0.5
        self.register_buffer(f'w{len(self.ops)}', weight.contiguous(memory_format=torch.channels_last))
        self.register_buffer(f'b{len(self.ops)}', torch.zeros(out))
        self.ops.append((code, self.last, self.last + 1, stride, activation, padding, size))
        self.last += 1

    def block(self, channels, out, widening, stride):
        before, wide = self.last, channels * widening
        if widening > 1:
            self.convolution(CONV, channels, wide)
        if stride == 2:
            self.ops.append((PAD, self.last, self.last + 1))
            self.last += 1
        self.convolution(DEPTHWISE, wide, wide, stride, 3, RELU6, VALID if stride == 2 else SAME)
        self.convolution(CONV, wide, out, activation=LINEAR)
        if stride == 1 and channels == out:
            self.ops.append((ADD, before, self.last, self.last + 1))
            self.last += 1
