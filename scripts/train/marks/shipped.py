"""The reader as models/marks.onnx holds it, in torch with batch norms that change nothing: to be taught on without its checkpoint."""
import onnx
from onnx import numpy_helper
import torch
from reader import Reader


def weights(path):
    """Weight and bias of each convolution in the order of the graph, as floats."""
    graph = onnx.load(path).graph
    constants = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    made_by = {node.output[0]: node for node in graph.node}

    def value(name):
        if name in constants:
            return constants[name]
        integers, scale = (constants[n] for n in made_by[name].input[:2])
        return integers * scale.reshape(-1, *[1] * (integers.ndim - 1))

    return [[value(name) for name in node.input[1:]] for node in graph.node if node.op_type == 'Conv']


@torch.no_grad()
def load(path, tiles):
    """A Reader with the weights of the file. Its batch norms take the means and spreads of `tiles`, and give them back."""
    net, (*blocks, head) = Reader(), weights(path)
    x = tiles
    for (conv, norm), (weight, bias) in zip([net.stem, *net.inner], blocks, strict=True):
        conv.weight.copy_(weight)
        x = conv(x)
        norm.running_mean.copy_(x.mean((0, 2, 3)))
        norm.running_var.copy_(x.var((0, 2, 3)))
        norm.weight.copy_(torch.sqrt(norm.running_var + norm.eps))
        norm.bias.copy_(norm.running_mean + bias)
        x = torch.relu(x + bias.reshape(1, -1, 1, 1))
    net.head.weight.copy_(head[0])
    net.head.bias.copy_(head[1])
    return net
