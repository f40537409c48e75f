"""Batches: class-balanced pictures and composites drawn anew each time, with the targets of the losses."""
import numpy as np
import torch
import torch.nn.functional as F
from faults import recoloured, spoilt
from layers import draw, on, placed
from views import crop_boxes

SHAPES, SHAPE_ODDS = ((128, 128), (160, 96), (96, 160)), (0.4, 0.35, 0.25)
# Negatives are what the operating point is about, so they come more often than the square root of their number says.
NEGATIVE_WEIGHT = 2.5
# Shares of whole pictures that are shown small on another ground, and that something is laid over; of all frames under an interface.
SMALL, COVERED, INTERFACE = 0.25, 0.3, 0.2
BACKGROUND, IGNORED = -1, -2
# Share of composed figures that no class names but that are told apart.
TOLD_APART = 0.3
# Shares of a cell that a figure covers: above the first it teaches nothing, above the second it is the figure.
TOUCHED, TAKEN = 0.08, 0.4
TURN, MOST_TURN = np.deg2rad(7.0), np.deg2rad(25.0)


def cells_of(alpha, cell):
    return F.avg_pool2d(alpha.float(), cell)[:, 0].flatten(1)


class Batches:
    """Pictures of a dataset, on canvases, as frames that differ each time."""

    def __init__(self, dataset, canvases, seed):
        self.canvases, self.random = canvases, np.random.default_rng(seed)
        self.device = canvases.pixels.device
        rows, classes, scenes = dataset.train, len(dataset.classes), len(dataset.scene_classes)
        self.label = np.array([dataset.number[r['label']] for r in rows])
        self.sure = np.array([not dataset.is_character(r['label']) for r in rows])
        allowed, scene_allowed = np.zeros((len(rows), classes), np.float32), np.zeros((len(rows), scenes), np.float32)
        scene = np.zeros(len(rows), np.int64)
        for i, r in enumerate(rows):
            allowed[i, dataset.allowed_cells(r)] = 1
            scene[i], near = dataset.scene_target(r)
            scene_allowed[i, near] = 1
        # Everything that targets are made of lies on the device once.
        self.tables = [torch.from_numpy(a).to(self.device) for a in (self.label, self.sure, allowed, scene, scene_allowed)]
        self.contrast = torch.zeros(classes, device=self.device)
        self.contrast[[dataset.number[c] for c in dataset.contrast]] = 1
        counts = np.bincount(self.label, minlength=classes)
        weight = counts[self.label] ** -0.5
        weight *= np.where([dataset.entries_in(r) == set() and s for r, s in zip(rows, self.sure)], NEGATIVE_WEIGHT, 1)
        self.weight = np.cumsum(weight / weight.sum())
        # Pictures of which it is known that no entry is in them, and those whose ground may be anybody's.
        self.plain = np.flatnonzero([bool(s) and not dataset.entries_in(r) and not dataset.may_be_there(r)
                                     for r, s in zip(rows, self.sure)])
        self.grounds = np.flatnonzero([bool(s) and not r['also'] and not dataset.may_show(r) and r['label'] not in (
            'style-anime-gan', 'cutout-generic') for r, s in zip(rows, self.sure)])
        has_figure = canvases.figure >= 0
        self.figures = np.flatnonzero(has_figure)
        self.identity = np.array([dataset.identities.number_of(r) for r in rows])
        # What is drawn to be told apart is nobody's.
        self.figure_class = np.where([r['label'] == dataset.families['drawingsAre'] for r in rows], BACKGROUND, self.label)
        odds = np.bincount(self.label[self.figures], minlength=classes)[self.label[self.figures]] ** -0.5
        told = self.identity[self.figures] >= 0
        if told.any():
            odds = np.where(told, TOLD_APART / told.sum(), (1 - TOLD_APART) * odds / odds[~told].sum())
        self.figure_odds = np.cumsum(odds / odds.sum())

    def pick(self, cumulated, count):
        return np.minimum(np.searchsorted(cumulated, self.random.random(count)), len(cumulated) - 1)

    def angles(self, n):
        return np.clip(self.random.normal(0, TURN, n), -MOST_TURN, MOST_TURN)

    def crops(self, number, aspect):
        return crop_boxes(self.random, *self.canvases.sizes[number, 0].T, aspect)

    def cover(self, number, height, width):
        """Pictures that fill their frames [n,3,H,W], on a ground of some colour where they are clear."""
        n, random = len(number), self.random
        span, place = np.tile([width, height], (n, 1)) * np.exp(random.uniform(-0.1, 0.15, (n, 1))), np.tile([width / 2, height / 2], (n, 1))
        layer = placed(self.canvases, number, self.crops(number, width / height), span, place, self.angles(n), random.random(n) < 0.5)
        drawn = draw(self.canvases, layer, height, width, True)
        kind = random.random((n, 1))
        ground = np.where(kind < 0.4, 0.5, np.where(kind < 0.6, 1.0, random.random((n, 3))))
        return drawn[:, :3] + (1 - drawn[:, 3:]) * on(self.device, ground)[:, :, None, None].to(drawn.dtype)

    def lay(self, frames, at, layer, changed=0.0):
        """Draws a layer over the frames `at`; returns its alpha [n,1,H,W]."""
        drawn = draw(self.canvases, layer, *frames.shape[2:], False)
        colour, alpha = drawn[:, :3], drawn[:, 3:]
        if changed:
            colour = recoloured((colour / alpha.clamp(min=0.01)).clamp(0, 1), self.random, changed) * alpha
        index = on(self.device, at, torch.long)
        frames[index] = (colour + (1 - alpha) * frames[index]).to(frames.dtype)
        return alpha

    def pasted(self, frames, at, number, shares):
        """Pictures, cropped a little, as rectangles over a share of the sides of the frames `at`."""
        n, (height, width), random = len(at), frames.shape[2:], self.random
        span = np.array([width, height]) * random.uniform(*shares, (n, 2))
        box = self.crops(number, span[:, 0] / span[:, 1])
        place = span / 2 + random.random((n, 2)) * (np.array([width, height]) - span)
        return self.lay(frames, at, placed(self.canvases, number, box, span, place, self.angles(n) / 3, random.random(n) < 0.5))

    def whole(self, frames, index, cell):
        """Draws whole pictures into `frames`; returns which cells show the picture and which do not [n,cells]."""
        n, random, (height, width) = len(index), self.random, frames.shape[2:]
        is_small = random.random(n) < SMALL
        frames[:] = self.cover(np.where(is_small, random.choice(self.grounds, n), index), height, width)
        share = torch.ones(n, height * width // cell ** 2, device=self.device)
        small = np.flatnonzero(is_small)
        if len(small):
            share[on(self.device, small, torch.long)] = cells_of(self.pasted(frames, small, index[small], (0.3, 0.8)), cell)
        covered = np.flatnonzero(random.random(n) < COVERED)
        if len(covered):
            self.pasted(frames, covered, random.choice(self.plain, len(covered)), (0.25, 0.6))
        return (share > 0.6).float(), (share < 0.02).float(), is_small | np.isin(np.arange(n), covered)

    def composed(self, frames, cell):
        """Figures on grounds into `frames`; returns the class number of each cell [n,cells], BACKGROUND or IGNORED, and the
        number of the identity that it shows [n,cells] or BACKGROUND."""
        n, random, (height, width) = len(frames), self.random, frames.shape[2:]
        frames[:] = self.cover(random.choice(self.grounds, n), height, width)
        cells, identities = (torch.full((n, height * width // cell ** 2), BACKGROUND, device=self.device) for _ in range(2))
        for share in (1.0, 0.35, 0.1):
            at = np.flatnonzero(random.random(n) < share)
            if not len(at):
                continue
            row = self.figures[self.pick(self.figure_odds, len(at))]
            number = self.canvases.figure[row]
            size = self.canvases.sizes[number, 0]
            tall = height * np.exp(random.uniform(np.log(0.2), np.log(1.05), len(at)))
            span = np.stack([np.minimum(width * 1.2, tall * size[:, 0] / size[:, 1] * np.exp(random.uniform(-0.15, 0.15, len(at)))), tall], 1)
            place = np.stack([random.uniform(0.35 * span[:, 0], width - 0.35 * span[:, 0]), random.uniform(0.4 * tall, height - 0.4 * tall)], 1)
            box = np.concatenate([np.zeros_like(size), size], 1)
            layer = placed(self.canvases, number, box, span, place, self.angles(len(at)), random.random(len(at)) < 0.5)
            taken = cells_of(self.lay(frames, at, layer, changed=0.5), cell)
            index = on(self.device, at, torch.long)
            for known, numbers, touched in ((cells, self.figure_class, IGNORED), (identities, self.identity, BACKGROUND)):
                before = torch.where(taken > TOUCHED, torch.full_like(known[index], touched), known[index])
                number = on(self.device, numbers[row], torch.long)[:, None]
                known[index] = torch.where(taken > TAKEN, number.expand_as(before), before)
        return cells, identities

    def under_interface(self, frames):
        at = np.flatnonzero(self.random.random(len(frames)) < INTERFACE)
        n, (height, width) = len(at), frames.shape[2:]
        if n:
            number = self.random.choice(self.canvases.interfaces, n)
            whole = np.tile([[0, 0, 224, 224]], (n, 1)).astype(np.float64)
            place = np.tile([width / 2, height / 2], (n, 1))
            self.lay(frames, at, placed(self.canvases, number, whole, np.tile([float(width), height], (n, 1)), place, np.zeros(n), np.zeros(n, bool)))

    def next(self, ordinary, composites, fine, cell):
        """Returns frames [ordinary + composites,3,H,W] at `fine` times the sides of a first look, whose faults are then those of a
        larger picture, and a dictionary of targets; those of cells are for cells of `cell` pixels."""
        shape = SHAPES[self.random.choice(len(SHAPES), p=SHAPE_ODDS)]
        height, width = (int(side * fine) for side in shape)
        kind = torch.float16 if self.device.type == 'cuda' else torch.float32
        frames = torch.empty(ordinary + composites, 3, height, width, device=self.device, dtype=kind)
        index = self.pick(self.weight, ordinary)
        inside, outside, mixed = self.whole(frames[:ordinary], index, cell)
        cells, identities = self.composed(frames[ordinary:], cell)
        self.under_interface(frames)
        spoilt(frames, self.random)
        rows, mixed = on(self.device, index, torch.long), on(self.device, mixed, torch.bool)
        label, sure, allowed, scene, scene_allowed = (table[rows] for table in self.tables)
        # What style a mixture of pictures has is not asked.
        return frames, {
            'label': label, 'sure': sure, 'allowed': allowed, 'inside': inside, 'outside': outside, 'cells': cells, 'identities': identities,
            'scene': scene.masked_fill(mixed, -1), 'scene_allowed': scene_allowed.masked_fill(mixed[:, None], 1)}
