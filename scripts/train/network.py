"""The recogniser: an ImageNet MobileNetV2, fine-tuned, to cell embeddings (stride 16) and one scene embedding."""
import importlib.util
import os
import sys
import torch
import torch.nn as nn
import torch.nn.functional as F

DIMENSIONS = 128
# Channels of the last map at strides 8, 16 and 32.
WIDTHS = (192, 576, 1280)
CONV, DEPTHWISE, PAD = 3, 4, 34
RELU6 = 3
TOP = 6.0
# Whole channels that are missing now and then keep the heads from leaning on a single one.
DROPPED = 0.1
# TensorFlow pads one row after a stride of two. The second is read only where a side is odd, and there it is missing.
PAD_AFTER = 2
# Edges and colours of the first layers hold for any picture, and they cost half of a step.
FROZEN_BELOW = 8


def load_imagenet(data):
    """The pretrained backbone of the data folder, as (operations, input name, weights by name)."""
    folder = os.path.join(data, 'teacher')
    sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location('imagenet', os.path.join(folder, 'teacher.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    net = module.Teacher(os.path.join(folder, 'mobilenet_v2_int8.tflite'))
    return net.ops, net.inp, dict(net.named_buffers())


class Layer:
    """One operation of the backbone: `conv`, `pad` or `add`, with the names of its inputs and its output."""

    def __init__(self, number, operation):
        code = operation[0]
        self.kind = {CONV: 'conv', DEPTHWISE: 'conv', PAD: 'pad'}.get(code, 'add')
        self.inputs, self.output = list(operation[1:2]), operation[2]
        if self.kind == 'add':
            self.inputs, self.output = list(operation[1:3]), operation[3]
        if self.kind == 'conv':
            _, _, _, self.stride, activation, same, size = operation
            self.number, self.is_depthwise, self.size = number, code == DEPTHWISE, size
            self.is_clipped = activation == RELU6
            self.padding = (0, 0) if size == 1 or same != 0 else (1, 1) if self.stride == 1 else (0, PAD_AFTER)


def round_weight(weight):
    """(whole numbers -127..127, scale per output channel) of a weight [out, ...]: what ships as int8."""
    scale = (weight.abs().flatten(1).amax(1) / 127).clamp(min=1e-8).reshape(-1, *[1] * (weight.dim() - 1))
    return (weight / scale).round(), scale


def as_shipped(weight):
    """The rounded weight, through which a gradient passes as if nothing had been rounded."""
    with torch.no_grad():
        integers, scale = round_weight(weight)
    return weight + (integers * scale - weight).detach()


class Clip(torch.autograd.Function):
    """ReLU6 whose gradient is a pass of two thresholds: four times faster than that of `clamp`, and works in bfloat16."""

    @staticmethod
    def forward(context, x):
        out = x.clamp(0.0, TOP)
        context.save_for_backward(out)
        return out

    @staticmethod
    def backward(context, gradient):
        (out,) = context.saved_tensors
        above = torch.ops.aten.threshold_backward(gradient, out, 0)
        return torch.ops.aten.threshold_backward(above, TOP - out, 0)


class Recogniser(nn.Module):
    """Computes with the weights that ship, while it is trained too; `is_rounded = False` shows what rounding costs."""

    def __init__(self, data):
        super().__init__()
        self.is_rounded = True
        operations, self.input, weights = load_imagenet(data)
        self.layers = [Layer(number, operation) for number, operation in enumerate(operations)]
        self.weights = nn.ParameterDict({name: nn.Parameter(value.clone()) for name, value in weights.items()})
        eighth, sixteenth, thirtieth = WIDTHS
        self.fine = nn.Conv2d(sixteenth, DIMENSIONS, 1)
        self.coarse = nn.Conv2d(thirtieth, DIMENSIONS, 1, bias=False)
        self.scene = nn.Linear(2 * eighth + 2 * sixteenth + thirtieth, DIMENSIONS)

    def features(self, frame):
        """Last maps at strides 8, 16 and 32 of a float frame [N,3,H,W] in 0..1, sides multiples of 16."""
        values, strides, last = {self.input: frame * 2 - 1}, {self.input: 1}, {}
        for layer in self.layers:
            inside, stride = [values[name] for name in layer.inputs], strides[layer.inputs[0]]
            with torch.set_grad_enabled(torch.is_grad_enabled() and stride >= FROZEN_BELOW):
                if layer.kind == 'conv':
                    stride *= layer.stride
                    last[stride] = values[layer.output] = self.convolution(layer, inside[0])
                else:
                    values[layer.output] = F.pad(inside[0], (0, PAD_AFTER, 0, PAD_AFTER)) if layer.kind == 'pad' else torch.add(*inside)
            strides[layer.output] = stride
        return [last[stride] for stride in (8, 16, 32)]

    def shipped(self, weight):
        return as_shipped(weight) if self.is_rounded else weight

    def convolution(self, layer, x):
        weight, bias = self.shipped(self.weights[f'w{layer.number}']), self.weights[f'b{layer.number}']
        before, after = layer.padding
        if before != after:
            x = F.pad(x, (before, after, before, after))
        x = F.conv2d(x, weight, bias, layer.stride, before if before == after else 0, 1, x.shape[1] if layer.is_depthwise else 1)
        return Clip.apply(x) if layer.is_clipped else x

    def heads(self, maps):
        """Unit cell embeddings [N,128,H/16,W/16] and unit scene embeddings [N,128]."""
        eighth, sixteenth, thirtieth = (F.dropout2d(m, DROPPED, self.training) for m in maps)
        height, width = sixteenth.shape[2:]
        coarse = F.interpolate(F.conv2d(thirtieth, self.shipped(self.coarse.weight)), scale_factor=2.0, mode='nearest')[:, :, :height, :width]
        pooled = [spread(eighth), spread(sixteenth), thirtieth.mean((2, 3))]
        fine = F.conv2d(sixteenth, self.shipped(self.fine.weight), self.fine.bias)
        scene = F.linear(torch.cat(pooled, 1), self.shipped(self.scene.weight), self.scene.bias)
        return F.normalize(fine + coarse), F.normalize(scene)

    def forward(self, frame):
        """On a GPU the backbone computes in bfloat16, which halves its time; the product does not."""
        with torch.autocast(frame.device.type, dtype=torch.bfloat16, enabled=frame.is_cuda):
            maps = self.features(frame)
        return self.heads([m.float() for m in maps])


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

    def rows_of(self, number):
        """Where the prototypes of one class stand among `vectors`."""
        start = sum(self.counts[c] for c in self.order[:self.order.index(number)])
        return slice(start, start + self.counts[number])

    def of_class(self, number):
        """The unit prototypes of one class, [k,128]."""
        return F.normalize(self.vectors[self.rows_of(number)], dim=1)


def multiplications(net, height, width):
    """Multiply-adds of one frame, counted over the convolutions and the linear layer."""
    count, maps = 0, {}
    with torch.no_grad():
        maps[net.input] = (height, width)
        for layer in net.layers:
            rows, columns = maps[layer.inputs[0]]
            if layer.kind == 'conv':
                # Padding aside, each stride halves a side and rounds up.
                rows, columns = -(-rows // layer.stride), -(-columns // layer.stride)
                count += net.weights[f'w{layer.number}'].numel() * rows * columns
            maps[layer.output] = (rows, columns)
    cells, coarse = height // 16 * (width // 16), -(-height // 32) * -(-width // 32)
    return count + net.fine.weight.numel() * cells + net.coarse.weight.numel() * coarse + net.scene.weight.numel()
