"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import os
import tempfile
import types
import unittest
import cv2
import numpy as np
import torch
from dataset import CALIBRATION_SHARE, Dataset
from embed import altered, first_look, score, second_looks
from views import PIXELS, crop_boxes, model_size


def split(rows, learnt_before=()):
    """Sources of what is trained on and of what is held back."""
    data = types.SimpleNamespace(families={'learntBefore': list(learnt_before)}, entries_in=lambda row: set(), train=[], calibration=[])
    Dataset.split_calibration(data, rows)
    return [[row['source'] for row in side] for side in (data.train, data.calibration)]


class Held(unittest.TestCase):
    rows = [{'label': 'nobody', 'source': f'source {i % 12}', 'path': f'{i}.webp'} for i in range(240)]

    def test_whole_sources_are_held_back_up_to_a_share(self):
        trained, held = split(self.rows)
        self.assertFalse(set(trained) & set(held))
        self.assertAlmostEqual(len(held) / 240, CALIBRATION_SHARE, delta=0.06)

    def test_what_an_earlier_training_learnt_from_is_not(self):
        first = split(self.rows)[1][0]
        trained, held = split(self.rows, [first])
        self.assertNotIn(first, held)
        self.assertTrue(held)


class Altered(unittest.TestCase):
    rgb = np.random.default_rng(1).integers(0, 255, (90, 160, 3), np.uint8)

    def view(self, seed):
        torch.manual_seed(seed)
        return altered(self.rgb, None, np.random.default_rng(seed), PIXELS)

    def test_a_view_is_another_picture_that_depends_on_its_seed_alone(self):
        self.assertTrue(np.array_equal(self.view(3), self.view(3)))
        self.assertFalse(np.array_equal(self.view(3), self.view(4)))

    def test_a_view_has_a_size_of_the_product(self):
        for seed in range(8):
            height, width = self.view(seed).shape[:2]
            self.assertEqual(model_size(width, height), (width, height))

    def test_crops_lie_inside_their_pictures(self):
        width, height = np.array([40.0, 300.0, 224.0] * 50), np.array([200.0, 90.0, 224.0] * 50)
        x, y, box_width, box_height = crop_boxes(np.random.default_rng(2), width, height, 0.6).T
        self.assertTrue(((x >= 0) & (y >= 0) & (x + box_width <= width + 1e-6) & (y + box_height <= height + 1e-6)).all())
        self.assertGreater((box_width * box_height / width / height).min(), 0.05)


class Looks(unittest.TestCase):
    def test_the_first_shows_all_of_the_picture_that_is_kept_small(self):
        self.assertEqual([first_look(np.zeros((*size, 3), np.uint8)).shape[:2] for size in ((144, 240), (192, 192), (240, 144))],
                         [(96, 160), (128, 128), (160, 96)])

    def test_second_ones_show_the_middle_and_its_mirror_image(self):
        image = np.random.default_rng(1).integers(0, 255, (96, 160, 3), np.uint8)
        middle, mirrored = second_looks(image)
        self.assertTrue(np.array_equal(middle, image[8:88, 8:152]))
        self.assertTrue(np.array_equal(mirrored, middle[:, ::-1]))

    def test_second_ones_leave_a_side_that_would_grow_too_short(self):
        self.assertEqual([look.shape for look in second_looks(np.zeros((64, 240, 3), np.uint8))], [(64, 224, 3)] * 2)

    def test_they_are_averaged_where_the_first_look_saw_something_and_there_alone(self):
        net = lambda frames: (torch.full((len(frames), 1, 1, 1), float(frames.shape[3])), frames.mean((1, 2, 3))[:, None])
        raw = lambda cells, scene: np.array([-4.0 if scene[0] < 0.5 else 0.0 if cells.max() == 160 else 5.0])
        with tempfile.TemporaryDirectory() as folder:
            for name, grey in (('white.png', 255), ('black.png', 0)):
                cv2.imwrite(os.path.join(folder, name), np.full((96, 160, 3), grey, np.uint8))
            rows, odds = score(net, types.SimpleNamespace(raw=raw), folder, [{'path': 'white.png'}, {'path': 'black.png'}])
        self.assertEqual(dict(zip((row['path'] for row in rows), odds[:, 0])), {'white.png': 2.0, 'black.png': -4.0})


if __name__ == '__main__':
    unittest.main()
