"""Rounds the weights to int8 and writes the network as an ONNX graph.

Activations stay float: depthwise convolutions in int8 are no faster in ORT wasm, and rounding them costs accuracy.
"""
import numpy as np
from network import DIMENSIONS, PAD_AFTER, round_weight
from onnx_nodes import Nodes


class Graph(Nodes):
    def __init__(self, parameters):
        super().__init__()
        self.parameters = parameters

    def rounded(self, name):
        integers, scale = round_weight(self.parameters[name])
        return self.dequantised(integers.numpy(), scale.flatten().numpy())

    def convolution(self, x, layer):
        weight, bias = f'weights.w{layer.number}', self.parameters[f'weights.b{layer.number}']
        before, after = layer.padding
        out = self.node('Conv', [x, self.rounded(weight), self.constant(bias.numpy(), np.float32)],
                        kernel_shape=[layer.size] * 2, pads=[before, before, after, after], strides=[layer.stride] * 2,
                        group=len(bias) if layer.is_depthwise else 1)
        return self.clip(out) if layer.is_clipped else out

    def clip(self, x):
        return self.node('Clip', [x, self.constant(0, np.float32), self.constant(6, np.float32)])

    def unit(self, x, output):
        length = self.node('Max', [self.node('ReduceL2', [x], axes=[1], keepdims=1), self.constant(1e-12, np.float32)])
        return self.node('Div', [x, length], output)

    def mean(self, x):
        return self.node('ReduceMean', [x], axes=[2, 3], keepdims=0)

    def spread(self, x):
        mean, square = self.mean(x), self.mean(self.node('Mul', [x, x]))
        variance = self.node('Relu', [self.node('Sub', [square, self.node('Mul', [mean, mean])])])
        return [mean, self.node('Sqrt', [self.node('Add', [variance, self.constant(1e-4, np.float32)])])]

    def point(self, x, name):
        inputs = [x, self.rounded(name + '.weight')]
        if name + '.bias' in self.parameters:
            inputs.append(self.constant(self.parameters[name + '.bias'].numpy(), np.float32))
        return self.node('Conv', inputs, kernel_shape=[1, 1])

    def features(self, net):
        """Last maps at strides 8, 16 and 32, as in network.py."""
        two, one = self.constant(2, np.float32), self.constant(1, np.float32)
        values = {net.input: self.node('Sub', [self.node('Mul', ['frame', two]), one])}
        strides, last = {net.input: 1}, {}
        for layer in net.layers:
            inside, stride = [values[name] for name in layer.inputs], strides[layer.inputs[0]]
            if layer.kind == 'conv':
                stride *= layer.stride
                values[layer.output] = last[stride] = self.convolution(inside[0], layer)
            elif layer.kind == 'add':
                values[layer.output] = self.node('Add', inside)
            else:
                pads = self.constant([0] * 6 + [PAD_AFTER] * 2, np.int64)
                values[layer.output] = self.node('Pad', [inside[0], pads])
            strides[layer.output] = stride
        return [last[stride] for stride in (8, 16, 32)]


def write(net, path):
    """Saves the graph: frame [1,3,H,W] -> cells [1,128,H/16,W/16], scene [1,128]."""
    g = Graph({name: value.detach() for name, value in net.named_parameters()})
    eighth, sixteenth, thirtieth = g.features(net)
    fine = g.point(sixteenth, 'fine')
    scales = g.constant([1, 1, 2, 2], np.float32)
    coarse = g.node('Resize', [g.point(thirtieth, 'coarse'), '', scales], mode='nearest', nearest_mode='floor',
                    coordinate_transformation_mode='asymmetric')
    axes = g.constant([2, 3], np.int64)
    sides = g.node('Gather', [g.node('Shape', [fine]), axes])
    coarse = g.node('Slice', [coarse, g.constant([0, 0], np.int64), sides, axes])
    g.unit(g.node('Add', [fine, coarse]), 'cells')
    pooled = g.node('Concat', [*g.spread(eighth), *g.spread(sixteenth), g.mean(thirtieth)], axis=1)
    bias = g.constant(g.parameters['scene.bias'].numpy(), np.float32)
    g.unit(g.node('Gemm', [pooled, g.rounded('scene.weight'), bias], transB=1), 'scene')
    g.save(path, 'recogniser', {'frame': [1, 3, 'height', 'width']},
           {'cells': [1, DIMENSIONS, 'rows', 'columns'], 'scene': [1, DIMENSIONS]})
