"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import tempfile
import unittest
import numpy as np
import torch
import pack as packs
from dataset import problems
from measure import wilson
from network import Prototypes, Recogniser, multiplications
from quantise import Shipped
from thresholds import false_share, fit
from views import composite, cut_out, model_size


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
        for size, expected in (((1280, 720), (256, 144)), ((720, 1280), (144, 256)), ((500, 500), (192, 192)),
                               ((4000, 100), (1216, 64))):
            self.assertEqual(model_size(*size), expected)

    def test_a_figure_on_a_plain_ground_is_cut_out_and_placed(self):
        rgb = np.full((100, 100, 3), 255, np.uint8)
        rgb[30:70, 30:70] = (200, 20, 20)
        alpha = cut_out(rgb, None)
        self.assertAlmostEqual((alpha > 100).mean(), 0.16, delta=0.02)
        _, cells = composite(np.zeros((90, 90, 3), np.uint8), [(rgb, alpha, 5)], np.random.default_rng(0))
        self.assertIn(5, cells)
        self.assertIn(-1, cells)


class Network(unittest.TestCase):
    def test_it_fits_the_budget(self):
        self.assertLessEqual(multiplications(), 250e6)

    def test_the_nearest_prototype_of_a_class_counts(self):
        bank = Prototypes([2, 1, 3], 10.0)
        x = bank.of_class(2)[1:2]
        self.assertEqual(bank(x).argmax().item(), 2)
        self.assertAlmostEqual(bank(x)[0, 2].item(), 10, places=3)

    def test_the_rounded_network_agrees_with_the_float_one(self):
        torch.manual_seed(0)
        net, frame = Recogniser().eval(), torch.rand(1, 3, 144, 256)
        with torch.no_grad():
            cells, scene = net(frame)
            rounded = Shipped(net).calibrate([frame])(frame)
        self.assertEqual(tuple(cells.shape), (1, 128, 9, 16))
        self.assertGreater((cells * rounded[0]).sum(1).mean().item(), 0.99)
        self.assertGreater((scene * rounded[1]).sum().item(), 0.99)


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
