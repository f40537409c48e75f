"""Writes the quantised network as an ONNX graph in QDQ form, so that ORT fuses every inner convolution to QLinearConv."""
import os
import sys
import numpy as np

# What both networks share lies in the folder above; modules of this folder come first.
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from onnx_nodes import Nodes


class Graph(Nodes):
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
        weight = self.dequantised(layer.integers.numpy(), scale)
        bias = self.dequantised(layer.bias_integers.numpy(), layer.bias_scale.numpy(), np.int32)
        # A zero point of 0 makes the rounding to uint8 the rectifier, so no Relu node stands in the way of fusing.
        out = self.node('Conv', [self.float(x), weight, bias], kernel_shape=[3, 3], pads=[1] * 4,
                        strides=[layer.stride] * 2)
        return self.quantise(out, layer.out)

    def point(self, x, layer):
        inputs = [self.float(x), self.constant(layer.weight.detach().numpy(), np.float32)]
        if layer.bias is not None:
            inputs.append(self.constant(layer.bias.detach().numpy(), np.float32))
        return self.node('Conv', inputs, kernel_shape=[1, 1])
