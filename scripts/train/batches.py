"""Batches out of the cache: class-balanced sampling, random crops and flips, and the targets of the losses."""
import numpy as np
import torch
from cache import VIEWS
from network import DIMENSIONS
from views import CELL, SIDE

# Negatives are what the operating point is about, so they come more often than the square root of their number says.
NEGATIVE_WEIGHT = 2.5


class Batches:
    def __init__(self, dataset, cache, teaching, seed):
        self.cache, self.teaching, self.random = cache, teaching, np.random.default_rng(seed)
        rows, classes, scenes = dataset.train, len(dataset.classes), len(dataset.scene_classes)
        self.label = np.array([dataset.number[r['label']] for r in rows])
        self.sure = np.array([not dataset.is_character(r['label']) for r in rows])
        self.allowed = np.zeros((len(rows), classes), np.float32)
        self.scene_allowed = np.zeros((len(rows), scenes), np.float32)
        self.scene_target = np.zeros(len(rows), np.int64)
        for i, r in enumerate(rows):
            self.allowed[i, dataset.allowed_cells(r)] = 1
            self.scene_target[i], allowed = dataset.scene_target(r)
            self.scene_allowed[i, allowed] = 1
        self.contrast = torch.zeros(classes)
        self.contrast[[dataset.number[c] for c in dataset.contrast]] = 1
        counts = np.bincount(self.label, minlength=classes)
        weight = counts[self.label] ** -0.5
        weight *= np.where([dataset.entries_in(r) == set() and s for r, s in zip(rows, self.sure)], NEGATIVE_WEIGHT, 1)
        self.weight = np.cumsum(weight / weight.sum())

    def crop(self, side):
        """A random square crop on whole cells, and whether it is mirrored: (x, y, flip) in cells."""
        x, y = self.random.integers(0, (SIDE - side) // CELL + 1, 2)
        return x, y, self.random.random() < 0.5

    def pick(self, name, place, crop, side):
        """The cropped picture, its cells of the map `cells` (composites only) and the teacher's embeddings there."""
        x, y, flip = crop
        n = side // CELL
        turn = (lambda a: a[:, ::-1]) if flip else (lambda a: a)
        frame = turn(self.cache[name][place][y * CELL:y * CELL + side, x * CELL:x * CELL + side])
        cells = turn(self.cache['cells'][place][y:y + n, x:x + n]) if name == 'composites' else None
        taught = turn(self.teaching.cells[name][place][y:y + n, x:x + n]) if self.teaching else None
        return frame, cells, taught

    def next(self, ordinary, placed, side):
        """Returns frames [ordinary + placed,3,side,side] and a dictionary of targets."""
        index = np.searchsorted(self.weight, self.random.random(ordinary))
        views = list(zip(index, self.random.integers(0, VIEWS, ordinary)))
        mixed = self.random.integers(0, len(self.cache['composites']), placed)
        places = [('views', p) for p in views] + [('composites', p) for p in mixed]
        picked = [self.pick(name, place, self.crop(side), side) for name, place in places]
        frames = torch.from_numpy(np.stack([p[0] for p in picked])).permute(0, 3, 1, 2).float().div_(255)
        targets = {'label': self.label[index], 'sure': self.sure[index], 'allowed': self.allowed[index],
                   'scene': self.scene_target[index], 'scene_allowed': self.scene_allowed[index],
                   'cells': np.stack([p[1] for p in picked[ordinary:]]).astype(np.int64).reshape(placed, -1)}
        if self.teaching:
            targets['taught_cells'] = np.stack([p[2] for p in picked]).astype(np.float32).reshape(len(picked), -1, DIMENSIONS)
            targets['taught_scene'] = np.stack([self.teaching.scene[n][p] for n, p in places]).astype(np.float32)
        return frames.contiguous(memory_format=torch.channels_last), {k: torch.from_numpy(v) for k, v in targets.items()}
