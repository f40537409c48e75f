"""Writes the quantised network as an ONNX graph in QDQ form, so that ORT fuses every inner convolution to QLinearConv."""
import numpy as np
from onnx import helper, numpy_helper

# The lowest opset with per-channel DequantizeLinear; reductions still take their axes as attributes there.
OPSET = 13


class Graph:
    def __init__(self):
        self.nodes, self.initialisers, self.count = [], [], 0

    def constant(self, value, dtype):
        self.count += 1
        name = f'c{self.count}'
        self.initialisers.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def node(self, kind, inputs, output=None, **attributes):
        self.count += 1
        output = output or f'{kind.lower()}{self.count}'
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f'n{self.count}', **attributes))
        return output

    def quantise(self, x, activation):
        return self.node('QuantizeLinear', [x, *self.scale_and_zero(activation)]), activation

    def scale_and_zero(self, activation):
        return [self.constant(activation.scale, np.float32), self.constant(activation.zero, np.uint8)]

    def float(self, x):
        """A DequantizeLinear of its own for each reader: ORT fuses a node only if nobody else reads its inputs."""
        name, activation = x
        return self.node('DequantizeLinear', [name, *self.scale_and_zero(activation)])

    def convolution(self, x, layer):
        scale = layer.weight_scale.numpy()
        zeros = np.zeros(len(scale))
        weight = self.node('DequantizeLinear', [self.constant(layer.integers.numpy(), np.int8), self.constant(
            scale, np.float32), self.constant(zeros, np.int8)], axis=0)
        bias = self.node('DequantizeLinear', [self.constant(layer.bias_integers.numpy(), np.int32), self.constant(
            layer.bias_scale.numpy(), np.float32), self.constant(zeros, np.int32)], axis=0)
        # A zero point of 0 makes the rounding to uint8 the rectifier, so no Relu node stands in the way of fusing.
        out = self.node('Conv', [self.float(x), weight, bias], kernel_shape=[3, 3], pads=[1] * 4,
                        strides=[layer.stride] * 2)
        return self.quantise(out, layer.out)

    def point(self, x, layer):
        inputs = [self.float(x), self.constant(layer.weight.detach().numpy(), np.float32)]
        if layer.bias is not None:
            inputs.append(self.constant(layer.bias.detach().numpy(), np.float32))
        return self.node('Conv', inputs, kernel_shape=[1, 1])
