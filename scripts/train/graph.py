"""Writes the quantised network as an ONNX graph in QDQ form, so that ORT fuses every inner convolution to QLinearConv."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

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

    def unit(self, x, output):
        length = self.node('Max', [self.node('ReduceL2', [x], axes=[1], keepdims=1), self.constant(1e-12, np.float32)])
        return self.node('Div', [x, length], output)

    def mean(self, x):
        return self.node('ReduceMean', [x], axes=[2, 3], keepdims=0)

    def spread(self, x):
        x = self.float(x)
        mean, square = self.mean(x), self.mean(self.node('Mul', [x, x]))
        variance = self.node('Relu', [self.node('Sub', [square, self.node('Mul', [mean, mean])])])
        return [mean, self.node('Sqrt', [self.node('Add', [variance, self.constant(1e-4, np.float32)])])]

    def point(self, x, layer):
        inputs = [self.float(x), self.constant(layer.weight.detach().numpy(), np.float32)]
        if layer.bias is not None:
            inputs.append(self.constant(layer.bias.detach().numpy(), np.float32))
        return self.node('Conv', inputs, kernel_shape=[1, 1])


def write(shipped, path):
    """Saves the graph: frame [1,3,H,W] -> cells [1,128,H/16,W/16], scene [1,128]."""
    g = Graph()
    weight, bias = shipped.stem
    x = g.node('Conv', ['frame', g.constant(weight.numpy(), np.float32), g.constant(bias.numpy(), np.float32)],
               kernel_shape=[6, 6], pads=[1] * 4, strides=[4, 4])
    x, maps = g.quantise(g.node('Relu', [x]), shipped.stem_out), []
    for down, blocks in shipped.stages:
        x = g.convolution(x, down)
        for first, second, total in blocks:
            y = g.convolution(g.convolution(x, first), second)
            x = g.quantise(g.node('Add', [g.float(y), g.float(x)]), total)
        maps.append(x)
    net = shipped.net
    fine = g.point(maps[1], net.fine)
    scales = g.constant([1, 1, 2, 2], np.float32)
    coarse = g.node('Resize', [g.point(maps[2], net.coarse), '', scales], mode='nearest', nearest_mode='floor',
                    coordinate_transformation_mode='asymmetric')
    axes = g.constant([2, 3], np.int64)
    sides = g.node('Gather', [g.node('Shape', [fine]), axes])
    coarse = g.node('Slice', [coarse, g.constant([0, 0], np.int64), sides, axes])
    g.unit(g.node('Add', [fine, coarse]), 'cells')
    pooled = g.node('Concat', [*g.spread(maps[0]), *g.spread(maps[1]), g.mean(g.float(maps[2]))], axis=1)
    scene = g.node('Gemm', [pooled, g.constant(net.scene.weight.detach().numpy(), np.float32), g.constant(
        net.scene.bias.detach().numpy(), np.float32)], transB=1)
    g.unit(scene, 'scene')
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        g.nodes, 'recogniser', [value('frame', TensorProto.FLOAT, [1, 3, 'height', 'width'])],
        [value('cells', TensorProto.FLOAT, [1, 128, 'rows', 'columns']), value('scene', TensorProto.FLOAT, [1, 128])],
        g.initialisers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', OPSET)], producer_name='lookalike')
    model.ir_version = 8
    onnx.checker.check_model(model)
    onnx.save(model, path)
