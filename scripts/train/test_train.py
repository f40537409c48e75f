"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import os
import sys
import tempfile
import unittest
import numpy as np
import onnx
import torch
import graph
import losses
import pack as packs
from alterations import covered, recoloured, turned
from dataset import problems
from measure import wilson
from network import Clip, Prototypes, Recogniser, as_shipped, multiplications, round_weight
from thresholds import false_share, fit
from views import composite, cut_out, model_size


DATA = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', '..', 'shared', 'data')


def row(path, label='a', split='train', source='one'):
    return {'path': path, 'label': label, 'split': split, 'source': source}


class Data(unittest.TestCase):
    def test_missing_pictures_unknown_labels_and_shared_sources_are_named(self):
        with tempfile.TemporaryDirectory() as folder:
            rows = [row('x.webp'), row('y.webp', 'b'), row('z.webp', split='dev')]
            faults, _ = problems(folder, rows, {'a': {}})
            self.assertIn('missing picture: x.webp', faults)
            self.assertIn('unknown label: b', faults)
            self.assertIn('source on both sides of the split: one (2 train, 1 dev)', faults)

    def test_a_big_collection_may_be_split_by_picture(self):
        rows = [row(str(i), split='dev' if i % 4 == 0 else 'train') for i in range(40)]
        faults, warnings = problems('', rows, {'a': {}})
        self.assertEqual(len(warnings), 1)
        self.assertFalse([f for f in faults if 'both sides' in f])


class Views(unittest.TestCase):
    def test_sizes_follow_the_rule(self):
        for size, expected in (((1280, 720), (160, 96)), ((720, 1280), (96, 160)), ((500, 500), (128, 128)),
                               ((4000, 100), (784, 64))):
            self.assertEqual(model_size(*size), expected)

    def test_a_figure_on_a_plain_ground_is_cut_out_and_placed(self):
        rgb = np.full((100, 100, 3), 255, np.uint8)
        rgb[30:70, 30:70] = (200, 20, 20)
        alpha = cut_out(rgb, None)
        self.assertAlmostEqual((alpha > 100).mean(), 0.16, delta=0.02)
        _, cells = composite(np.zeros((90, 90, 3), np.uint8), [(rgb, alpha, 5)], np.random.default_rng(0))
        self.assertIn(5, cells)
        self.assertIn(-1, cells)


class Alterations(unittest.TestCase):
    def test_a_view_keeps_its_middle_and_fills_the_frame(self):
        view = np.full((160, 160, 3), 90, np.uint8)
        view[60:100, 60:100] = (200, 30, 30)
        for seed in range(20):
            frame = turned(view, 128, np.random.default_rng(seed))
            self.assertEqual(frame.shape, (128, 128, 3))
            self.assertGreater((frame[..., 0] > 150).mean(), 0.02)
            self.assertGreaterEqual(frame.min(), 29)

    def test_other_colours_leave_black_black_and_shapes_where_they_are(self):
        frame = np.zeros((16, 16, 3), np.uint8)
        frame[4:8] = (200, 120, 40)
        for seed in range(20):
            other = recoloured(frame, np.random.default_rng(seed))
            self.assertEqual(other[:4].max(), 0)
            self.assertGreater(other[4:8].max(), 60)

    def test_a_piece_covers_a_part_and_leaves_the_original_alone(self):
        frame, piece = np.zeros((64, 64, 3), np.uint8), np.full((64, 64, 3), 255, np.uint8)
        share = (covered(frame, piece, np.random.default_rng(1)) > 0).mean()
        self.assertTrue(0.25 ** 2 * 0.9 < share < 0.6 ** 2)
        self.assertEqual(frame.max(), 0)


class Losses(unittest.TestCase):
    def test_a_class_that_wins_by_less_than_the_margin_still_costs(self):
        labels, narrow, wide = torch.tensor([0]), torch.tensor([[1.0, 0.0]]), torch.tensor([[1.0 + losses.MARGIN, 0.0]])
        self.assertLess(losses.handicapped(narrow, labels).item(), np.log(0.5))
        self.assertGreater(losses.handicapped(wide, labels).item(), np.log(0.5))


class Network(unittest.TestCase):
    def test_the_nearest_prototype_of_a_class_counts(self):
        bank = Prototypes([2, 1, 3], 10.0)
        x = bank.of_class(2)[1:2]
        self.assertEqual(bank(x).argmax().item(), 2)
        self.assertAlmostEqual(bank(x)[0, 2].item(), 10, places=3)

    def test_a_weight_computes_as_it_ships_and_learns_all_the_same(self):
        weight = torch.randn(8, 4, 3, 3, requires_grad=True)
        integers, scale = round_weight(weight.detach())
        shipped = as_shipped(weight)
        self.assertLess((shipped - integers * scale).abs().max().item(), 1e-6)
        self.assertLessEqual(integers.abs().max().item(), 127)
        shipped.sum().backward()
        self.assertTrue(torch.equal(weight.grad, torch.ones_like(weight)))


@unittest.skipUnless(os.path.exists(os.path.join(DATA, 'teacher')), 'the pretrained backbone is not beside the project')
class Backbone(unittest.TestCase):
    def setUp(self):
        self.net = Recogniser(DATA).eval()

    def test_it_fits_the_budget(self):
        self.assertLessEqual(multiplications(self.net, 144, 256), 250e6)

    def test_it_is_the_pretrained_network_up_to_its_last_map(self):
        sys.path.insert(0, os.path.join(DATA, 'teacher'))
        from importlib import import_module
        imagenet = import_module('teacher').Teacher(os.path.join(DATA, 'teacher', 'mobilenet_v2_int8.tflite'))
        frame = torch.rand(1, 3, 96, 160)
        self.net.is_rounded = False
        with torch.no_grad():
            difference = self.net.features(frame)[2] - imagenet(frame * 2 - 1)
        self.assertLess(difference.abs().max().item(), 1e-4)

    def test_it_learns_through_its_clipping_as_through_the_plain_one(self):
        x = torch.linspace(-2, 8, 41, requires_grad=True)
        Clip.apply(x).sum().backward()
        plain = x.detach().clone().requires_grad_()
        plain.clamp(0, 6).sum().backward()
        inside = (x.detach() != 0) & (x.detach() != 6)
        self.assertTrue(torch.equal(x.grad[inside], plain.grad[inside]))

    def test_sides_that_are_odd_in_cells_keep_every_cell(self):
        with torch.no_grad():
            cells, scene = self.net(torch.rand(2, 3, 112, 144))
        self.assertEqual((tuple(cells.shape), tuple(scene.shape)), ((2, 128, 7, 9), (2, 128)))

    def test_the_file_says_what_the_network_says(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'recogniser.onnx')
            graph.write(self.net, path)
            self.assertLess(os.path.getsize(path), 5e6)
            kinds = {node.op_type for node in onnx.load(path).graph.node}
        self.assertIn('DequantizeLinear', kinds)


class Pack(unittest.TestCase):
    def test_prototypes_survive_their_encoding(self):
        x = np.random.default_rng(0).normal(size=(3, 128)).astype(np.float32)
        x /= np.linalg.norm(x, axis=1, keepdims=True)
        self.assertGreater((packs.decode(packs.encode(x)) * x).sum(1).min(), 0.999)

    def test_thresholds_keep_the_budget_of_the_whole_pack(self):
        odds = np.random.default_rng(0).normal(-6, 2, (3000, 20)) + np.linspace(0, 3, 20)
        limits = fit(odds, 0.005)
        self.assertLessEqual(false_share(odds, limits), 0.005)
        self.assertGreater(false_share(odds, limits - 0.5), 0.005)

    def test_a_match_that_may_be_right_sets_no_threshold(self):
        odds = np.random.default_rng(0).normal(-6, 1, (3000, 2))
        spoilt = odds.copy()
        spoilt[:60, 1] = -np.inf
        self.assertLess(np.abs(fit(spoilt, 0.005) - fit(odds, 0.005)).max(), 0.3)

    def test_intervals(self):
        low, high = wilson(5, 10)
        self.assertAlmostEqual(low, 0.237, places=3)
        self.assertAlmostEqual(high, 0.763, places=3)


if __name__ == '__main__':
    unittest.main()
