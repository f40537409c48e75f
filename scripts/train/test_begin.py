"""python3 -m unittest discover scripts/train -p 'test_*.py'"""
import base64
import os
import pathlib
import tempfile
import unittest
import numpy as np
import torch
import losses
from begin import known_prototypes, spread_over
from blend import blended
from dataset import read_table
from join import join
from network import Prototypes
from test_refusal import INDEX, write_table


def encoded(*rows):
    return base64.b64encode(np.array(rows, np.int8).tobytes()).decode()


class Begin(unittest.TestCase):
    def test_prototypes_are_told_by_the_space_of_their_class(self):
        pack = {'entries': [{'id': 'ruby', 'kind': 'character', 'prototypes': encoded(np.arange(128))},
                            {'id': 'gem-look', 'kind': 'style', 'prototypes': encoded(np.arange(128))}],
                'contrast': [{'id': 'photo', 'space': 'cells', 'prototypes': encoded(np.ones(128), -np.ones(128))},
                             {'id': 'photo', 'space': 'scene', 'prototypes': encoded(np.ones(128))}]}
        known = known_prototypes(pack)
        self.assertEqual({space: sorted(known[space]) for space in known}, {'cells': ['photo', 'ruby'], 'scene': ['gem-look', 'photo']})
        self.assertEqual(known['cells']['photo'].shape, (2, 128))

    def test_known_prototypes_stay_and_new_ones_stand_beside_them(self):
        torch.manual_seed(0)
        known = torch.nn.functional.normalize(torch.randn(2, 128), dim=1)
        more = spread_over(known, 5)
        self.assertTrue(torch.equal(more[:2], known))
        self.assertTrue(torch.equal(spread_over(known, 1), known[:1]))
        beside = (more[2:] * known[[0, 1, 0]]).sum(1)
        self.assertTrue(((beside > 0.9) & (beside < 0.999)).all())
        self.assertFalse(torch.equal(more[2], more[4]))

    def test_rows_of_a_class_are_those_that_its_logit_is_of(self):
        prototypes = Prototypes([2, 1, 3], 10.0)
        for number in range(3):
            with torch.no_grad():
                prototypes.vectors.fill_(1.0)[prototypes.rows_of(number)] = -1.0
            self.assertEqual(prototypes(-torch.ones(1, 128)).argmax().item(), number)


class Small(unittest.TestCase):
    def test_a_figure_without_a_cell_of_its_own_teaches_nothing(self):
        logits, allowed = torch.zeros(1, 4, 3), torch.tensor([[1.0, 0, 1]])
        loss = losses.whole_pictures(logits, torch.tensor([0]), torch.tensor([False]), allowed, torch.zeros(1, 4))
        self.assertEqual(loss.item(), 0)


class Blend(unittest.TestCase):
    def test_weights_are_averaged(self):
        mixed = blended([{'w': torch.tensor([1.0, 2.0]), 'n': torch.tensor(3)}, {'w': torch.tensor([3.0, 6.0]), 'n': torch.tensor(4)}])
        self.assertEqual((mixed['w'].tolist(), mixed['n'].item()), ([2.0, 4.0], 3))


class Join(unittest.TestCase):
    def folder(self, parent, name, *rows):
        path = os.path.join(parent, name)
        os.makedirs(os.path.join(path, 'images'))
        os.makedirs(os.path.join(path, 'teacher'))
        write_table(os.path.join(path, 'labels.tsv'), [('label', 'type')])
        write_table(os.path.join(path, 'index.tsv'), [INDEX, *rows])
        for picture in rows:
            pathlib.Path(path, picture[0]).write_text(name)
        return path

    def test_pictures_of_both_folders_stand_in_one(self):
        with tempfile.TemporaryDirectory() as parent:
            one = self.folder(parent, 'one', ('images/a', 'ruby', '', 'artwork', 'train', 'x'))
            two = self.folder(parent, 'two', ('images/b', 'ruby', '', 'artwork', 'train', 'y'))
            to = os.path.join(parent, 'to')
            join([one, two], to)
            self.assertEqual([r['source'] for r in read_table(os.path.join(to, 'index.tsv'))], ['x', 'y'])
            self.assertEqual([pathlib.Path(to, 'images', name).read_text() for name in 'ab'], ['one', 'two'])

    def test_a_path_that_two_folders_share_is_named(self):
        with tempfile.TemporaryDirectory() as parent:
            folders = [self.folder(parent, name, ('images/a', 'ruby', '', 'artwork', 'train', name)) for name in ('one', 'two')]
            with self.assertRaisesRegex(SystemExit, 'images/a'):
                join(folders, os.path.join(parent, 'to'))


if __name__ == '__main__':
    unittest.main()
