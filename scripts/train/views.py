"""Pictures as files and as the product shows them: decoding, the sizing rule, figures cut out, crops."""
import math
import os
import cv2
import numpy as np
from drawings import nobody

cv2.setNumThreads(1)
GREY = 128
# Sides are multiples of a cell, and at least so long.
CELL, SHORTEST = 16, 64
# Of the picture that is kept, about 144 x 240, 192 x 192 or 240 x 144, and of the first look at it, about 96 x 160, 128 x 128
# or 160 x 96: a third of the time of the usual 224 x 224.
PIXELS, FIRST_PIXELS = 34560, 15360


def decode(path):
    """RGB uint8 picture and its alpha (None where it is opaque). Raises ValueError where the file holds no picture."""
    image = cv2.imread(path, cv2.IMREAD_UNCHANGED)
    if image is None:
        raise ValueError(f'no picture: {path}')
    if image.ndim == 2:
        image = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
    alpha = image[..., 3] if image.shape[2] == 4 else None
    if alpha is not None and alpha.min() > 250:
        alpha = None
    return np.ascontiguousarray(image[..., 2::-1]), alpha


def read(data, row):
    """Picture and alpha of a row: a file of the data folder, or one of our own drawings."""
    return (nobody(row['drawing']), None) if 'drawing' in row else decode(os.path.join(data, row['path']))


def flatten(rgb, alpha, ground=GREY):
    if alpha is None:
        return rgb
    a = alpha[..., None].astype(np.float32) / 255
    return (rgb * a + np.asarray(ground, np.float32) * (1 - a) + 0.5).astype(np.uint8)


def resize(image, width, height):
    smaller = width * height < image.shape[0] * image.shape[1]
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LINEAR)


def model_size(width, height, pixels=PIXELS):
    """The sizing rule of the product: about `pixels` in all, sides whole cells, none too short."""
    ratio = width / height
    return tuple(max(SHORTEST, CELL * math.floor(math.sqrt(pixels * r) / CELL + 0.5)) for r in (ratio, 1 / ratio))


def model_input(rgb, alpha, pixels=PIXELS):
    """What the product keeps of a frame, for every look at it: flattened on mid grey, stretched to the model size."""
    width, height = model_size(rgb.shape[1], rgb.shape[0], pixels)
    return resize(flatten(rgb, alpha), width, height)


def crop_boxes(random, width, height, aspect):
    """Boxes [n,4] (x, y, width, height) of pictures of the sizes [n], of about the aspect (width / height) given: from a third of
    the largest such one up to it, or the whole picture where its shape allows that."""
    n = len(width)
    aspect = aspect * np.exp(random.uniform(-0.3, 0.3, n))
    scale = np.sqrt(random.uniform(0.35, 1, n))
    box = np.stack([np.minimum(width, height * aspect) * scale, np.minimum(height, width / aspect) * scale], 1)
    ratio = width / height / aspect
    whole = (ratio > 0.55) & (ratio < 1.8) & (random.random(n) < 0.35)
    box = np.where(whole[:, None], np.stack([width, height], 1), box)
    corner = random.random((n, 2)) * (np.stack([width, height], 1) - box)
    return np.concatenate([corner, box], 1)


def cut_out(rgb, alpha):
    """Alpha of a figure: its own, or what a flood fill from a plain border leaves; None where neither works."""
    if alpha is not None:
        return alpha
    border = np.concatenate([rgb[0], rgb[-1], rgb[:, 0], rgb[:, -1]]).astype(np.int16)
    plain = np.median(border, 0)
    if (np.abs(border - plain).max(1) < 14).mean() < 0.93:
        return None
    canvas = cv2.copyMakeBorder(rgb, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=[float(v) for v in plain])
    mask = np.zeros((canvas.shape[0] + 2, canvas.shape[1] + 2), np.uint8)
    cv2.floodFill(canvas, mask, (0, 0), 0, (12,) * 3, (12,) * 3, 8 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE)
    alpha = (1 - mask[2:-2, 2:-2]) * 255
    share = (alpha > 0).mean()
    return cv2.GaussianBlur(alpha, (3, 3), 0) if 0.08 < share < 0.85 else None
