"""Batches out of the cache: class-balanced sampling, views altered anew each time, and the targets of the losses."""
import numpy as np
import torch
from alterations import covered, recoloured, turned
from cache import VIEWS
from views import CELL, SIDE

# Negatives are what the operating point is about, so they come more often than the square root of their number says.
NEGATIVE_WEIGHT = 2.5
# Shares of the views that are shown in other colours, and of those that something is laid over.
RECOLOURED, COVERED = 0.5, 0.3


class Batches:
    def __init__(self, dataset, cache, seed):
        self.cache, self.random = cache, np.random.default_rng(seed)
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
        # Pictures of which it is known that no entry is in them.
        self.plain = np.array([bool(s) and not dataset.entries_in(r) and not dataset.may_be_there(r)
                               for r, s in zip(rows, self.sure)])
        self.weight = np.cumsum(weight / weight.sum())

    def placed(self, place, side):
        """A composite cropped on whole cells, mirrored or not, and the class numbers of its cells."""
        x, y = self.random.integers(0, (SIDE - side) // CELL + 1, 2)
        n = side // CELL
        frame = self.cache['composites'][place][y * CELL:y * CELL + side, x * CELL:x * CELL + side]
        if self.random.random() < RECOLOURED:
            frame = recoloured(frame, self.random)
        cells = self.cache['cells'][place][y:y + n, x:x + n]
        return (frame[:, ::-1], cells[:, ::-1]) if self.random.random() < 0.5 else (frame, cells)

    def whole(self, place, side):
        view = turned(self.cache['views'][place], side, self.random)
        return recoloured(view, self.random) if self.random.random() < RECOLOURED else view

    def cover(self, views, index, targets):
        """Lays pieces of pictures of nobody over some views; what style such a mixture has is not asked."""
        plain = np.flatnonzero(self.plain[index])
        for i in np.flatnonzero(self.random.random(len(index)) < COVERED * bool(len(plain))):
            views[i] = covered(views[i], views[self.random.choice(plain)], self.random)
            targets['scene'][i], targets['scene_allowed'][i] = -1, 1

    def next(self, ordinary, placed, side):
        """Returns frames [ordinary + placed,3,side,side] and a dictionary of targets."""
        index = np.searchsorted(self.weight, self.random.random(ordinary))
        views = [self.whole(place, side) for place in zip(index, self.random.integers(0, VIEWS, ordinary))]
        mixed = [self.placed(i, side) for i in self.random.integers(0, len(self.cache['composites']), placed)]
        targets = {'label': self.label[index], 'sure': self.sure[index], 'allowed': self.allowed[index],
                   'scene': self.scene_target[index], 'scene_allowed': self.scene_allowed[index],
                   'cells': np.stack([cells for _, cells in mixed]).astype(np.int64).reshape(placed, -1)}
        self.cover(views, index, targets)
        frames = torch.from_numpy(np.stack(views + [frame for frame, _ in mixed])).permute(0, 3, 1, 2).float().div_(255)
        return frames.contiguous(memory_format=torch.channels_last), {k: torch.from_numpy(v) for k, v in targets.items()}
