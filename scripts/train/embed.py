"""Embeds pictures with the quantised network, at the sizes and with the scaling the product uses."""
import math
import numpy as np
import torch
from faults import spoilt
from views import CELL, FIRST_PIXELS, PIXELS, SHORTEST, crop_boxes, flatten, model_input, model_size, read, resize

# Log-odds of an entry from which a frame is looked at again, as in src/second-looks.ts: a posterior of one in ten.
LOOK_AGAIN = math.log(0.1 / 0.9)
# What the first look counts, in second ones.
FIRST_WEIGHT = 3


def frame_of(image):
    return torch.from_numpy(np.ascontiguousarray(image)).permute(2, 0, 1).float()[None].div_(255)


def altered(rgb, alpha, random, pixels):
    """The picture as another frame might show it: cropped, spoilt as a re-upload spoils it, mirrored; still at a model size."""
    (x, y, width, height), = crop_boxes(random, *np.array([rgb.shape[1::-1]]).T, 1.0).astype(int)
    image = flatten(rgb, alpha)[y:y + max(8, height), x:x + max(8, width)]
    image = resize(image, *model_size(image.shape[1], image.shape[0], pixels))
    image = spoilt(frame_of(image), random)[0].mul(255).round().byte().permute(1, 2, 0).numpy()
    return image[:, ::-1] if random.random() < 0.5 else image


def frames(data, rows, alterations=0, seed=7, pixels=PIXELS):
    """Yields (row, image [h,w,3]) per row and alteration, as the product keeps them for every look; of about `pixels`."""
    random = np.random.default_rng(seed)
    torch.manual_seed(seed)
    for row in rows:
        rgb, alpha = read(data, row)
        yield row, model_input(rgb, alpha, pixels)
        for _ in range(alterations):
            yield row, altered(rgb, alpha, random, pixels)


def embed(net, pairs, batch=32):
    """Yields (key, cells [h,w,128], scene [128]) of (key, image) pairs, in no particular order."""
    groups = {}
    for key, image in pairs:
        group = groups.setdefault(image.shape, [])
        group.append((key, image))
        if len(group) == batch:
            yield from run(net, groups.pop(image.shape))
    for group in groups.values():
        yield from run(net, group)


def run(net, group):
    with torch.no_grad():
        cells, scene = net(torch.cat([frame_of(image) for _, image in group]))
    for i, (key, _) in enumerate(group):
        yield key, cells[i].permute(1, 2, 0).numpy(), scene[i].numpy()


def first_look(image, pixels=PIXELS):
    """What the first look shows of a frame of about `pixels`: all of it, small enough to be cheap."""
    return resize(image, *model_size(image.shape[1], image.shape[0], pixels * FIRST_PIXELS / PIXELS))


def first_looks(pairs):
    """The same of (key, image) pairs."""
    return ((key, first_look(image)) for key, image in pairs)


def second_looks(image):
    """The middle of a frame, half a cell smaller on every side that stays long enough, as it is and mirrored."""
    y, x = (CELL // 2 if side - CELL >= SHORTEST else 0 for side in image.shape[:2])
    middle = image[y:image.shape[0] - y, x:image.shape[1] - x]
    return middle, middle[:, ::-1]


def score(net, scorer, data, rows, pixels=PIXELS, **options):
    """Returns (rows, log-odds [n, entries]), as the product scores: the weighted mean of three looks where the first saw something."""
    found, odds, again = [], [], []
    pairs = (((row, image), first_look(image, pixels)) for row, image in frames(data, rows, pixels=pixels, **options))
    for (row, image), cells, scene in embed(net, pairs):
        found.append(row)
        odds.append(scorer.raw(cells, scene))
        if odds[-1].max() >= LOOK_AGAIN:
            again += [(len(odds) - 1, look) for look in second_looks(image)]
    odds, seen = np.array(odds), sorted({index for index, _ in again})
    odds[seen] *= FIRST_WEIGHT
    for index, cells, scene in embed(net, again):
        odds[index] += scorer.raw(cells, scene)
    odds[seen] /= FIRST_WEIGHT + 2
    return found, odds
