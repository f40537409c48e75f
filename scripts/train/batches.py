"""Batches out of the cache: class-balanced sampling, random crops and flips, and the targets of the losses."""
import numpy as np
import torch
from views import CELL, SIDE

# Negatives are what the operating point is about, so they come more often than the square root of their number says.
NEGATIVE_WEIGHT = 2.5


class Batches:
    def __init__(self, dataset, cache, teacher, seed):
        self.cache, self.teacher, self.random = cache, teacher, np.random.default_rng(seed)
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

    def crop(self, pictures, side, aligned):
        """Random square crops and flips; returns the pictures and (x, y, flip) of each."""
        out, places = np.empty((len(pictures), side, side, 3), np.uint8), []
        for k, (array, *index) in enumerate(pictures):
            x, y = self.random.integers(0, SIDE - side + 1, 2)
            if aligned:
                x, y = x // CELL * CELL, y // CELL * CELL
            flip = self.random.random() < 0.5
            view = array[tuple(index)][y:y + side, x:x + side]
            out[k] = view[:, ::-1] if flip else view
            places.append((x, y, flip))
        return out, places

    def next(self, ordinary, placed, side):
        """Returns frames [ordinary + placed,3,side,side] and a dictionary of targets."""
        index = np.searchsorted(self.weight, self.random.random(ordinary))
        view = self.random.integers(0, self.cache['views'].shape[1], ordinary)
        mixed = self.random.integers(0, len(self.cache['composites']), placed)
        first, _ = self.crop([(self.cache['views'], i, v) for i, v in zip(index, view)], side, False)
        second, places = self.crop([(self.cache['composites'], i) for i in mixed], side, True)
        n = side // CELL
        cells = np.empty((placed, n, n), np.int64)
        for k, (i, (x, y, flip)) in enumerate(zip(mixed, places)):
            part = self.cache['cells'][i, y // CELL:y // CELL + n, x // CELL:x // CELL + n]
            cells[k] = part[:, ::-1] if flip else part
        frames = torch.from_numpy(np.concatenate([first, second])).permute(0, 3, 1, 2).float().div_(255)
        taught = view < self.teacher.shape[1]
        targets = {'label': self.label[index], 'sure': self.sure[index], 'allowed': self.allowed[index],
                   'scene': self.scene_target[index], 'scene_allowed': self.scene_allowed[index],
                   'cells': cells.reshape(placed, -1), 'taught': taught.astype(np.float32),
                   'teacher': self.teacher[index, np.minimum(view, self.teacher.shape[1] - 1)].astype(np.float32)}
        return frames.contiguous(memory_format=torch.channels_last), {k: torch.from_numpy(v) for k, v in targets.items()}
