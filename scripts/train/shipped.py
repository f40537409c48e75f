"""The network as models/recogniser.onnx holds it, in torch: what is measured is then what ships, whatever it was made of."""
import onnx
from onnx import numpy_helper
import torch
from network import Recogniser


def load(path, data):
    """A Recogniser whose weights are those of the file, already rounded. `data` holds the backbone's plan."""
    graph = onnx.load(path).graph
    constants = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    made_by = {node.output[0]: node for node in graph.node}

    def weight(name):
        node = made_by.get(name)
        if node is None:
            return torch.from_numpy(constants[name].copy())
        integers, scale = constants[node.input[0]], constants[node.input[1]]
        return torch.from_numpy(integers * scale.reshape(-1, *[1] * (integers.ndim - 1)))

    net, found = Recogniser(data), [node for node in graph.node if node.op_type in ('Conv', 'Gemm')]
    # The order in which graph.py writes them: the backbone, then the heads.
    places = [(f'weights.w{layer.number}', f'weights.b{layer.number}') for layer in net.layers if layer.kind == 'conv']
    places += [('fine.weight', 'fine.bias'), ('coarse.weight', None), ('scene.weight', 'scene.bias')]
    state = {}
    for node, (to_weight, to_bias) in zip(found, places, strict=True):
        state[to_weight] = weight(node.input[1])
        if to_bias is not None:
            state[to_bias] = weight(node.input[2])
    net.load_state_dict(state)
    net.is_rounded = False
    return net.eval()
