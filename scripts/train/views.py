"""Pictures to training views: decoding, augmentation, composites with a known place, and a memory-mapped cache."""
import math
import os
import cv2
import numpy as np

cv2.setNumThreads(1)
SIDE = 160
CELL = 16
GREY = 128
# About 96 x 160, 128 x 128 or 160 x 96: a third of the time of the usual 224 x 224.
PIXELS = 15360
BACKGROUND, IGNORED = -1, -2


def decode(path):
    """RGB uint8 picture and its alpha (None where it is opaque)."""
    image = cv2.imread(path, cv2.IMREAD_UNCHANGED)
    if image.ndim == 2:
        image = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
    alpha = image[..., 3] if image.shape[2] == 4 else None
    if alpha is not None and alpha.min() > 250:
        alpha = None
    return np.ascontiguousarray(image[..., 2::-1]), alpha


def flatten(rgb, alpha, ground=GREY):
    if alpha is None:
        return rgb
    a = alpha[..., None].astype(np.float32) / 255
    return (rgb * a + np.asarray(ground, np.float32) * (1 - a) + 0.5).astype(np.uint8)


def resize(image, width, height):
    smaller = width * height < image.shape[0] * image.shape[1]
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LINEAR)


def model_size(width, height, pixels=PIXELS):
    """The sizing rule of the product: about `pixels` in all, sides multiples of 16, at least 64."""
    ratio = width / height
    return tuple(max(64, 16 * math.floor(math.sqrt(pixels * r) / 16 + 0.5)) for r in (ratio, 1 / ratio))


def model_input(rgb, alpha):
    """What the product shows the network: flattened on mid grey, stretched to the model size."""
    width, height = model_size(rgb.shape[1], rgb.shape[0])
    return resize(flatten(rgb, alpha), width, height)


def random_crop(rgb, random):
    height, width = rgb.shape[:2]
    if 0.6 < width / height < 1.7 and random.random() < 0.35:
        return rgb
    aspect = math.exp(random.uniform(-0.35, 0.35))
    scale = math.sqrt(random.uniform(0.35, 1))
    box_w, box_h = min(width, height * aspect) * scale, min(height, width / aspect) * scale
    x, y = int(random.uniform(0, width - box_w)), int(random.uniform(0, height - box_h))
    return rgb[y:y + max(8, int(box_h)), x:x + max(8, int(box_w))]


def spoil(image, random):
    """Colour, blur, compression and resolution faults that a feed video may have."""
    if random.random() < 0.8:
        gain = random.uniform(0.75, 1.25) * random.uniform(0.92, 1.08, 3)
        x = image.astype(np.float32) * gain.astype(np.float32) + random.uniform(-20, 20)
        if random.random() < 0.6:
            grey = x.mean(2, keepdims=True)
            x = grey + (x - grey) * random.uniform(0.5, 1.4)
        image = np.clip(x, 0, 255).astype(np.uint8)
    if random.random() < 0.25:
        small = random.uniform(0.35, 0.8)
        h, w = image.shape[:2]
        image = cv2.resize(cv2.resize(image, None, fx=small, fy=small, interpolation=cv2.INTER_AREA), (w, h))
    if random.random() < 0.15:
        image = cv2.GaussianBlur(image, (0, 0), random.uniform(0.5, 1.5))
    if random.random() < 0.4:
        _, data = cv2.imencode('.jpg', image, [cv2.IMWRITE_JPEG_QUALITY, int(random.uniform(25, 90))])
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return image


def random_ground(random):
    kind = random.random()
    if kind < 0.4:
        return GREY
    return 255 if kind < 0.6 else random.uniform(0, 255, 3)


def make_view(rgb, alpha, random):
    view = resize(random_crop(flatten(rgb, alpha, random_ground(random)), random), SIDE, SIDE)
    if random.random() < 0.5:
        view = view[:, ::-1]
    return spoil(np.ascontiguousarray(view), random)


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


def composite(background, figures, random):
    """Pastes (rgb, alpha, class) figures on a background; returns the picture and the class number of each cell."""
    canvas = resize(random_crop(background, random), SIDE, SIDE).astype(np.float32)
    cells = np.full((SIDE // CELL, SIDE // CELL), BACKGROUND, np.int16)
    for rgb, alpha, number in figures:
        ys, xs = np.where(alpha > 100)
        if len(ys) < 60:
            continue
        box = np.s_[ys.min():ys.max() + 1, xs.min():xs.max() + 1]
        rgb, alpha = rgb[box], alpha[box]
        height = max(24, int(SIDE * random.uniform(0.25, 1.0) ** 0.8))
        width = int(min(SIDE * 1.2, max(16, height * rgb.shape[1] / rgb.shape[0] * math.exp(random.uniform(-0.15, 0.15)))))
        rgb, alpha = spoil(resize(rgb, width, height), random).astype(np.float32), resize(alpha, width, height)
        if random.random() < 0.5:
            rgb, alpha = rgb[:, ::-1], alpha[:, ::-1]
        x = int(random.uniform(-0.15 * width, SIDE - 0.85 * width))
        y = int(random.uniform(-0.1 * height, SIDE - 0.9 * height))
        x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + width, SIDE), min(y + height, SIDE)
        a = np.zeros((SIDE, SIDE), np.float32)
        a[y0:y1, x0:x1] = alpha[y0 - y:y1 - y, x0 - x:x1 - x] / 255
        canvas[y0:y1, x0:x1] += a[y0:y1, x0:x1, None] * (rgb[y0 - y:y1 - y, x0 - x:x1 - x] - canvas[y0:y1, x0:x1])
        cover = a.reshape(SIDE // CELL, CELL, SIDE // CELL, CELL).mean((1, 3))
        cells[cover > 0.08] = IGNORED
        cells[cover > 0.4] = number
    return spoil(np.clip(canvas, 0, 255).astype(np.uint8), random), cells


class Maker:
    """Makes views and composites of a data set; one per process."""

    def __init__(self, dataset, seed):
        self.data, self.rows, self.random = dataset, dataset.train, np.random.default_rng(seed)
        figures, grounds = {}, []
        for i, r in enumerate(self.rows):
            if dataset.is_character(r['label']) or dataset.labels[r['label']]['type'] == 'other' or (
                    r['label'] in ('cutout-generic',)):
                figures.setdefault(r['label'], []).append(i)
            elif not r['also'] and not dataset.may_show(r) and r['label'] != 'style-anime-gan':
                grounds.append(i)
        self.figures, self.grounds = figures, np.array(grounds)
        self.names = sorted(figures)
        weight = np.array([len(figures[n]) ** 0.5 for n in self.names])
        self.weight = weight / weight.sum()

    def read(self, i):
        return decode(os.path.join(self.data.data, self.rows[i]['path']))

    def view(self, i):
        return make_view(*self.read(i), self.random)

    def figure(self):
        while True:
            name = self.names[self.random.choice(len(self.names), p=self.weight)]
            rgb, alpha = self.read(self.random.choice(self.figures[name]))
            alpha = cut_out(rgb, alpha)
            if alpha is not None:
                return rgb, alpha, self.data.number[name]

    def composite(self):
        ground = flatten(*self.read(self.random.choice(self.grounds)))
        figures = [self.figure() for _ in range(self.random.choice([1, 2], p=[0.7, 0.3]))]
        return composite(ground, figures, self.random)
