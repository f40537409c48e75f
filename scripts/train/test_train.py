"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import os
import sys
import tempfile
import types
import unittest
import numpy as np
import onnx
import torch
import graph
import layers
import losses
import pack as packs
from canvases import Canvases, packed
from dataset import problems
from drawings import interface, nobody
from faults import blurred, compressed, recoloured, shrunk
from frames import shown, turn
from measure import wilson
from network import Clip, Prototypes, Recogniser, as_shipped, multiplications, round_weight
from thresholds import false_share, fit
from views import cut_out, model_size


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
        for size, expected in (((1280, 720), (240, 144)), ((720, 1280), (144, 240)), ((500, 500), (192, 192)),
                               ((4000, 100), (1168, 64))):
            self.assertEqual(model_size(*size), expected)

    def test_a_figure_on_a_plain_ground_is_cut_out(self):
        rgb = np.full((100, 100, 3), 255, np.uint8)
        rgb[30:70, 30:70] = (200, 20, 20)
        self.assertAlmostEqual((cut_out(rgb, None) > 100).mean(), 0.16, delta=0.02)

    def test_a_drawing_depends_on_its_number_alone(self):
        for draw in (nobody, interface):
            self.assertTrue(np.array_equal(draw(17), draw(17)))
            self.assertFalse(np.array_equal(draw(17), draw(27)))


class Sheets:
    """Canvases of pictures given here, as `Canvases` reads them from a folder."""

    def __init__(self, *pictures):
        made = [packed(*picture) for picture in pictures]
        self.pixels, self.sizes = torch.from_numpy(np.stack([p for p, _ in made])), np.stack([s for _, s in made])
        self.per_pixel = Canvases.scale('cpu')


class Layers(unittest.TestCase):
    def setUp(self):
        rgb = np.zeros((100, 150, 3), np.uint8)
        rgb[:, :75, 0] = 255
        self.sheets = Sheets((rgb, None))

    def draw(self, span, place, mirrored=False, fills=False):
        box = np.array([[0.0, 0, 150, 100]])
        layer = layers.placed(self.sheets, np.array([0]), box, np.array([span]), np.array([place]), np.zeros(1), np.array([mirrored]))
        return layers.draw(self.sheets, layer, 80, 80, fills)[0]

    def test_a_picture_lies_where_it_is_put_and_nowhere_else(self):
        drawn = self.draw((30.0, 20.0), (40.0, 60.0))
        self.assertGreater(drawn[3, 50:70, 25:55].min().item(), 0.999)
        self.assertAlmostEqual(drawn[3].sum().item(), 600, delta=1)
        self.assertGreater(drawn[0, 60, 27].item(), 0.99)
        self.assertLess(drawn[0, 60, 53].item(), 0.01)

    def test_a_mirrored_picture_has_its_left_on_the_right(self):
        drawn = self.draw((30.0, 20.0), (40.0, 60.0), mirrored=True)
        self.assertLess(drawn[0, 60, 27].item(), 0.01)
        self.assertGreater(drawn[0, 60, 53].item(), 0.99)

    def test_a_picture_that_fills_leaves_nothing_clear(self):
        self.assertGreater(self.draw((30.0, 20.0), (40.0, 60.0), fills=True)[3].min().item(), 0.999)


class Faults(unittest.TestCase):
    def setUp(self):
        self.random, self.frames = np.random.default_rng(1), torch.rand(4, 3, 48, 32)
        self.smooth = torch.linspace(0, 1, 48)[None, None, :, None].expand(4, 3, 48, 32).contiguous()

    def test_other_colours_leave_shapes_and_black_where_they_are(self):
        frames = torch.zeros(4, 3, 16, 16)
        frames[:, :, 4:8] = torch.tensor([0.8, 0.5, 0.2])[:, None, None]
        changed = recoloured(frames, self.random, 1.0)
        self.assertGreater((changed[:, :, 4:8].mean() - changed[:, :, :4].mean()).item(), 0.2)
        self.assertGreater((changed - frames).abs().max().item(), 0.05)

    def test_grey_has_no_colour_left(self):
        grey = recoloured(self.frames, self.random, 0.0, grey=1.0)
        self.assertLess((grey.amax(1) - grey.amin(1)).max().item(), 0.15)

    def test_compression_spares_what_is_smooth_and_spoils_noise_the_more_the_lower_its_quality(self):
        loss = lambda frames, quality: (compressed(frames, np.full(4, float(quality))) - frames).abs().mean().item()
        self.assertLess(loss(self.smooth, 90), 0.01)
        self.assertLess(loss(self.frames, 90), loss(self.frames, 10))

    def test_blur_and_low_resolution_take_away_detail_and_keep_the_mean(self):
        for change in (lambda f: blurred(f, 1.5), lambda f: shrunk(f, 0.4)):
            changed = change(self.frames)
            self.assertEqual(changed.shape, self.frames.shape)
            self.assertLess(changed.std().item(), 0.7 * self.frames.std().item())
            self.assertAlmostEqual(changed.mean().item(), self.frames.mean().item(), delta=0.02)


class Frames(unittest.TestCase):
    def test_frames_for_the_product_have_sides_of_whole_cells(self):
        for share, expected in ((1.0, (96, 160)), (1.5, (144, 240))):
            self.assertEqual(tuple(shown(torch.rand(1, 3, 144, 240), share, 1.5).shape[2:]), expected)

    def test_sizes_take_turns_and_the_targets_are_always_those_of_the_cells(self):
        options = types.SimpleNamespace(share=[1.0, 1.5], fine=1.0, batch=96)
        self.assertEqual([turn(options, step) for step in range(3)], [(1.0, 1.0, 96, 16), (1.5, 1.5, 64, 16), (1.0, 1.0, 96, 16)])

    def test_what_is_composed_larger_has_larger_cells(self):
        self.assertEqual(turn(types.SimpleNamespace(share=[1.0], fine=1.5, batch=96), 0), (1.0, 1.5, 96, 24))


class Losses(unittest.TestCase):
    def test_a_class_that_wins_by_less_than_the_margin_still_costs(self):
        labels, narrow, wide = torch.tensor([0]), torch.tensor([[1.0, 0.0]]), torch.tensor([[1.0 + losses.MARGIN, 0.0]])
        self.assertLess(losses.handicapped(narrow, labels).item(), np.log(0.5))
        self.assertGreater(losses.handicapped(wide, labels).item(), np.log(0.5))

    def test_only_cells_that_show_the_picture_are_asked_for_its_name(self):
        logits, allowed = torch.zeros(1, 8, 3), torch.tensor([[1.0, 0, 1]])
        logits[0, :4, 0] = 12.0
        logits[0, 4:, 1] = 12.0
        ask = lambda inside: losses.whole_pictures(logits, torch.tensor([0]), torch.tensor([False]), allowed, inside).item()
        left = torch.tensor([[1.0] * 4 + [0.0] * 4])
        self.assertLess(ask(left), 0.1)
        self.assertGreater(ask(torch.ones(1, 8)), 1.0)

    def test_a_pupil_that_believes_its_teachers_loses_nothing(self):
        logits = torch.randn(2, 5, 4)
        posterior = torch.softmax(logits, -1)
        self.assertAlmostEqual(losses.followed(logits, posterior).item(), 0, places=5)
        self.assertGreater(losses.followed(-logits, posterior, torch.tensor([1.0, 0, 0, 0])).item(), 0.1)


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
