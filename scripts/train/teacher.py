"""The teacher: an ImageNet MobileNetV2 fine-tuned with the student's own heads and losses. Trained, never shipped."""
import importlib.util
import os
import sys
import torch
import torch.nn as nn
import torch.nn.functional as F
from network import Heads

# Channels of the last map at strides 8, 16 and 32.
WIDTHS = (192, 576, 1280)
CONV, DEPTHWISE, PAD = 3, 4, 34
# Edges and colours of the first layers hold for any picture, and they cost half of a step.
FROZEN_BELOW = 8


def load_imagenet(data):
    folder = os.path.join(data, 'teacher')
    sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location('imagenet', os.path.join(folder, 'teacher.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.Teacher(os.path.join(folder, 'mobilenet_v2_int8.tflite'))


class Teacher(Heads):
    """Same outputs as the recogniser, so that one loss trains both and the student can follow cell by cell."""

    def __init__(self, data):
        super().__init__(WIDTHS)
        imagenet = load_imagenet(data)
        self.operations, self.source = imagenet.ops, imagenet.inp
        self.weights = nn.ParameterDict({name: nn.Parameter(value.clone()) for name, value in imagenet.named_buffers()})

    def features(self, frame):
        """Last maps at strides 8, 16 and 32 of a float frame [N,3,H,W] in 0..1; sides grow to multiples of 32."""
        frame = F.pad(frame, (0, -frame.shape[3] % 32, 0, -frame.shape[2] % 32), mode='replicate')
        values, strides, last = {self.source: frame * 2 - 1}, {self.source: 1}, {}
        for number, operation in enumerate(self.operations):
            code, inside = operation[0], operation[1]
            stride = strides[inside]
            with torch.set_grad_enabled(torch.is_grad_enabled() and stride >= FROZEN_BELOW):
                if code in (CONV, DEPTHWISE):
                    outside, stride = operation[2], stride * operation[3]
                    values[outside] = self.convolution(values[inside], number, operation)
                    last[stride] = values[outside]
                elif code == PAD:
                    outside = operation[2]
                    values[outside] = F.pad(values[inside], (0, 1, 0, 1))
                else:
                    outside = operation[3]
                    values[outside] = values[inside] + values[operation[2]]
                strides[outside] = stride
        return [last[stride] for stride in (8, 16, 32)]

    def convolution(self, x, number, operation):
        code, _, _, stride, activation, same, size = operation
        weight, bias = self.weights[f'w{number}'], self.weights[f'b{number}']
        padding = 1 if size == 3 and same == 0 and stride == 1 else 0
        if size == 3 and same == 0 and stride == 2:
            x = F.pad(x, (0, 1, 0, 1))
        x = F.conv2d(x, weight, bias, stride, padding, 1, x.shape[1] if code == DEPTHWISE else 1)
        return F.hardtanh(x, 0.0, 6.0) if activation == 3 else x.relu() if activation == 1 else x
