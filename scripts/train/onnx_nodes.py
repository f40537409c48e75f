"""An ONNX graph written node by node: what both networks of the product share."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

# The lowest opset with per-channel DequantizeLinear; reductions still take their axes as attributes there.
OPSET = 13


class Nodes:
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

    def dequantised(self, integers, scale, dtype=np.int8):
        """Whole numbers with a scale per output channel, turned back to float when the session is made."""
        return self.node('DequantizeLinear', [self.constant(integers, dtype), self.constant(scale, np.float32),
                                              self.constant(np.zeros(len(scale)), dtype)], axis=0)

    def save(self, path, name, inputs, outputs):
        """Checks the graph and writes it. `inputs` and `outputs` are shapes by name, of floats."""
        values = [[helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n, shape in side.items()]
                  for side in (inputs, outputs)]
        graph = helper.make_graph(self.nodes, name, *values, self.initialisers)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid('', OPSET)], producer_name='lookalike')
        model.ir_version = 8
        onnx.checker.check_model(model)
        onnx.save(model, path)
