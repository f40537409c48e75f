"""Checkpoint to shipped files: python3 scripts/train/marks/export.py --data ../shared/data --out OUT [--models models]."""
import argparse
import hashlib
import json
import os
import numpy as np
import torch
import torch.nn.functional as F
from marks import NAMES
from reader import multiplications
from tiles import HEIGHT, Maker, read_images, SHORT, STRIDE, WIDTH
from nodes import Graph
from rounding import Activation, fold, QuantisedConv
from train import first
from blend import blended  # of the folder above, to which `tiles` shows the way

CALIBRATION_TILES = 400
# Tiles that say what the batch norms of a shipped file shall expect come out of this.
BLEND_SEED = 11
TILES_PER_READ = 7


class Shipped:
    """The network as it ships: float stem and head, int8 between."""

    def __init__(self, net):
        self.net, self.stem, self.stem_out = net, fold(net.stem), Activation()
        self.inner = [QuantisedConv(f'inner{i}', layer, 2 if i == 0 else 1, True) for i, layer in enumerate(net.inner)]

    @torch.no_grad()
    def run(self, tiles, exact):
        x = F.relu(F.conv2d(tiles, *self.stem, 4, 1))
        if exact:
            self.stem_out.watch(x)
        else:
            x = self.stem_out.round(x)
        for layer in self.inner:
            x = layer.run(x, exact)
        return self.net.head(x)

    def calibrate(self, tiles):
        for tile in tiles:
            self.run(tile, True)
        self.stem_out.fix()
        scale = self.stem_out.scale
        for layer in self.inner:
            layer.fix(scale)
            layer.out.fix()
            scale = layer.out.scale
        return self


def write(shipped, path):
    """Saves the graph: tiles [N,3,56,72] -> cells [N,classes+4,7,9]: probabilities, then distances in cells."""
    g = Graph()
    weight, bias = shipped.stem
    x = g.node('Conv', ['tiles', g.constant(weight.numpy(), np.float32), g.constant(bias.numpy(), np.float32)],
               kernel_shape=[6, 6], pads=[1] * 4, strides=[4, 4])
    x = g.quantise(g.node('Relu', [x]), shipped.stem_out)
    for layer in shipped.inner:
        x = g.convolution(x, layer)
    raw, number = g.point(x, shipped.net.head), len(NAMES)
    cut = [g.constant(v, np.int64) for v in ([0], [number], [number + 4], [1])]
    classes = g.node('Sigmoid', [g.node('Slice', [raw, cut[0], cut[1], cut[3]])])
    sides = g.node('Softplus', [g.node('Slice', [raw, cut[1], cut[2], cut[3]])])
    g.node('Concat', [classes, sides], 'cells', axis=1)
    g.save(path, 'marks', {'tiles': ['tiles_in', 3, HEIGHT, WIDTH]},
           {'cells': ['tiles_out', number + 4, HEIGHT // STRIDE, WIDTH // STRIDE]})


def tensor(tiles):
    return torch.from_numpy(np.ascontiguousarray(np.stack(tiles)[..., ::-1].transpose(0, 3, 1, 2))).float() / 255


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--out', required=True)
    parser.add_argument('--models', default='models')
    parser.add_argument('--version', default='0.1.0')
    parser.add_argument('--blend', help='a checkpoint or a marks.onnx to average with, half and half')
    options = parser.parse_args()
    torch.set_num_threads(1)
    images = read_images(options.data)
    net = first(os.path.join(options.out, 'marks.pt'), None)
    if options.blend:
        net.load_state_dict(blended([net.state_dict(), first(options.blend, Maker(images, BLEND_SEED)).state_dict()]))
    net.eval()
    maker = Maker(images[::6], 77)
    made = [maker.tile() for _ in range(CALIBRATION_TILES)]
    tiles = tensor([tile for tile, _, _ in made])
    shipped = Shipped(net).calibrate(tiles.split(20))
    with torch.no_grad():
        exact, rounded = torch.sigmoid(net(tiles)[:, :len(NAMES)]), torch.sigmoid(shipped.run(tiles, False)[:, :len(NAMES)])
    print(f'float and int8 differ by {(exact - rounded).abs().mean():.4f} on average, {(exact - rounded).abs().max():.3f} at most')
    path = os.path.join(options.models, 'marks.onnx')
    write(shipped, path)
    data = open(path, 'rb').read()
    description = json.load(open(os.path.join(options.models, 'marks.json'), encoding='utf-8'))
    description.update({
        'version': options.version, 'file': 'marks.onnx', 'sha256': hashlib.sha256(data).hexdigest(), 'bytes': len(data),
        'multiplyAdds': multiplications(TILES_PER_READ),
        'input': {'name': 'tiles', 'width': WIDTH, 'height': HEIGHT, 'shortSide': SHORT, 'tilesPerRead': TILES_PER_READ},
        'output': {'name': 'cells', 'stride': STRIDE, 'classes': NAMES},
    })
    with open(os.path.join(options.models, 'marks.json'), 'w', encoding='utf-8') as file:
        json.dump(description, file, ensure_ascii=False, indent=2)
        file.write('\n')
    print(f'{len(data)} bytes, {multiplications(TILES_PER_READ) / 1e6:.1f} million multiply-adds a read')


if __name__ == '__main__':
    main()
