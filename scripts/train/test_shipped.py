"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import os
import unittest
import numpy as np
import torch
from cross_validate import crossed, grouped, prototypes_of, unit
from pack import Scorer, encode

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
DATA = os.path.join(ROOT, '..', 'shared', 'data')
WINDOW = 2


def pack_of(prototypes):
    """Two characters and a contrast along the first axes."""
    entry = lambda i, name: {'id': name, 'kind': 'character', 'bias': 0, 'prototypes': encode(prototypes[i:i + 1])}
    contrast = [{'id': 'nobody', 'space': space, 'bias': 0, 'prototypes': encode(prototypes[2:3])} for space in ('cells', 'scene')]
    return {'entries': [entry(0, 'ruby'), entry(1, 'moss')], 'contrast': contrast,
            'space': {'cells': {'scale': 18, 'temperature': 2, 'window': WINDOW}, 'scene': {'scale': 16, 'temperature': 2}}}


class Crossed(unittest.TestCase):
    def setUp(self):
        self.random = np.random.default_rng(2)
        self.axes = np.eye(128, dtype=np.float32)
        self.scorer = Scorer(pack_of(self.axes))

    def picture(self, axis, source):
        """Nobody all over, with the character in four cells that join each other."""
        cells = np.tile(self.axes[2], (5, 5, 1)) + self.random.normal(0, 0.03, (5, 5, 128))
        cells[1:3, 1:3] += 2 * self.axes[axis]
        return {'source': source}, unit(cells).astype(np.float32)

    def group(self, pairs):
        return grouped(pairs, self.scorer, {0})

    def test_odds_are_those_of_the_pack(self):
        cells = unit(self.random.normal(size=(6, 5, 128))).astype(np.float32)
        one = self.group([({}, cells)])[0].odds(0, self.axes[:1], WINDOW)[0]
        self.assertAlmostEqual(one, self.scorer.raw(cells, self.axes[3])[0], places=3)

    def test_prototypes_are_found_again_without_being_shown(self):
        made = prototypes_of(self.group([self.picture(0, 'a') for _ in range(4)]), 0, 1)
        self.assertGreater(float((made @ self.axes[0]).max()), 0.8)

    def test_a_source_like_the_others_is_found_and_a_stranger_is_not(self):
        held, settings = self.group([self.picture(2, 'x') for _ in range(6)]), (self.axes[:1], 0.0, WINDOW)
        alike = [self.picture(0, s) for s in 'aabbcc']
        self.assertEqual(crossed(self.group(alike), held, 0, settings)['recall'], 1.0)
        other = crossed(self.group([*alike, self.picture(9, 'd'), self.picture(9, 'd')]), held, 0, settings)
        self.assertEqual((other['recall'], other['pictures'], other['sources']), (0.75, 8, 4))


@unittest.skipUnless(os.path.exists(os.path.join(DATA, 'teacher')), 'skipped: the pretrained backbone is not beside the project')
class Shipped(unittest.TestCase):
    def test_the_file_is_read_back_as_it_was_written(self):
        import tempfile
        import graph
        from network import Recogniser
        from shipped import load
        net = Recogniser(DATA).eval()
        frame = torch.rand(1, 3, 96, 160)
        with tempfile.TemporaryDirectory() as folder, torch.no_grad():
            path = os.path.join(folder, 'net.onnx')
            graph.write(net, path)
            read = load(path, DATA)
            for a, b in zip(net(frame), read(frame)):
                self.assertLess((a - b).abs().max().item(), 1e-4)


if __name__ == '__main__':
    unittest.main()
