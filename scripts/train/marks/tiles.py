"""Tiles as the product cuts them, with drawn marks and other things composited on pieces of real frames."""
import os
import sys
import cv2
import numpy as np
import marks
from others import other

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from dataset import read_table  # noqa: E402  (of the folder above)

cv2.setNumThreads(1)
# A tile at the size it is read, and the short side of the frame it is cut from.
WIDTH, HEIGHT, SHORT = 72, 56, 240
# Upright and wide videos are sent smaller than that, and blown up again.
SENT, SMALLER = 180, 0.5
STRIDE = 8
COLUMNS, ROWS = WIDTH // STRIDE, HEIGHT // STRIDE
IGNORED = -1
# White on white is not to be guessed: a mark that changes the picture less teaches nothing. On even ground less is seen.
VISIBLE, VISIBLE_ON_EVEN, EVEN = 7.0, 3.5, 5.0
BANK = 160
# Share of the tiles with a mark, by class; those measured on real material most.
SHARES = np.array([0.25, 0.1, 0.43, 0.03, 0.04, 0.0375, 0.0375, 0.0375, 0.0375])
MARKED, OTHERS = 0.5, 0.55
# Labels of pictures that carry no mark; pictures made by generators might.
GROUNDS = ('neg-', 'style-', 'cutout-', 'anime-face')


class Bank:
    """Drawn masks, a number of each kind, made anew piece by piece."""

    def __init__(self, random):
        self.random = random
        self.marks = [[draw(random) for _ in range(BANK)] for draw in marks.DRAW]
        self.others = [other(random) for _ in range(BANK * 4)]

    def refresh(self):
        r = self.random
        kind = r.integers(len(marks.DRAW))
        self.marks[kind][r.integers(BANK)] = marks.DRAW[kind](r)
        self.others[r.integers(len(self.others))] = other(r)

    def mark(self):
        kind = self.random.choice(len(SHARES), p=SHARES)
        mask, cover = self.marks[kind][self.random.integers(BANK)]
        return kind, mask, cover, self.random.uniform(*marks.HEIGHTS[kind]) * SHORT

    def other(self):
        mask, cover = self.others[self.random.integers(len(self.others))]
        return mask, cover, self.random.uniform(0.03, 0.1) * SHORT


def put(canvas, mask, cover, place, colour):
    """Composites a mask, scaled and moved by fractions of a pixel; how much it changed where it lies, and how uneven the
    ground was there, in levels of 255. `place` is x, y, height in pixels of the canvas."""
    x, y, height = place
    scale = height / mask.shape[0]
    # Small first in whole steps, since a warp alone would skip pixels.
    while scale < 0.5:
        mask = cv2.resize(mask, (max(1, mask.shape[1] // 2), max(1, mask.shape[0] // 2)), interpolation=cv2.INTER_AREA)
        scale = height / mask.shape[0]
    move = np.float32([[scale, 0, x], [0, scale, y]])
    alpha = cv2.warpAffine(mask, move, (canvas.shape[1], canvas.shape[0]), flags=cv2.INTER_LINEAR)[..., None] * cover
    change, under = alpha * (np.float32(colour) - canvas), canvas[alpha[..., 0] > 0]
    uneven = float(under.std(0).mean()) if len(under) > 0 else 0.0
    canvas += change
    return float(np.abs(change).mean(2).sum() / max(1.0, alpha.sum() / cover)), uneven


def ground(image, random, width, height):
    """A piece of a picture, sharp or soft, at the size of a canvas."""
    h, w = image.shape[:2]
    scale = min(np.exp(random.uniform(np.log(0.45), np.log(2.2))), w / width, h / height)
    cw, ch = max(8, int(width * scale)), max(8, int(height * scale))
    x, y = random.integers(0, w - cw + 1), random.integers(0, h - ch + 1)
    piece = cv2.resize(image[y:y + ch, x:x + cw], (width, height), interpolation=cv2.INTER_AREA if scale > 1 else cv2.INTER_LINEAR)
    piece = piece[:, ::-1] if random.random() < 0.5 else piece
    piece = piece.astype(np.float32)
    light = random.random()
    if light < 0.5:
        piece = piece * random.uniform(0.5, 1.3) + random.uniform(-30, 40)
    elif light < 0.64:
        piece = piece * random.uniform(0, 0.2) + random.choice([0, 128, 235, 200]) * random.uniform(0.0, 1.0)
    elif light < 0.7:
        # Skies, walls and paper, on which a white mark is faint.
        piece = piece * random.uniform(0, 0.3) + random.uniform(120, 230)
    return np.clip(piece, 0, 255)


def code(image, random):
    """What a codec leaves: blocks, blur, less colour."""
    if random.random() < 0.7:
        _, data = cv2.imencode('.jpg', image, [cv2.IMWRITE_JPEG_QUALITY, int(random.uniform(22, 92))])
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
    if random.random() < 0.15:
        image = cv2.GaussianBlur(image, (0, 0), random.uniform(0.3, 0.9))
    return image


def target_of(kind, box):
    """Class of each cell (0 none, -1 not taught) and distances of its centre to the sides of the box, in tiles of 8."""
    classes, sides = np.zeros((ROWS, COLUMNS), np.int8), np.zeros((4, ROWS, COLUMNS), np.float16)
    x1, y1, x2, y2 = box
    cx, cy = np.arange(COLUMNS) * STRIDE + STRIDE / 2, np.arange(ROWS) * STRIDE + STRIDE / 2
    inside = ((cx > x1 - 4) & (cx < x2 + 4))[None] & ((cy > y1 - 4) & (cy < y2 + 4))[:, None]
    classes[inside] = IGNORED
    mx, my, half = (x1 + x2) / 2, (y1 + y2) / 2, max(6.0, (x2 - x1) * 0.22)
    core = (np.abs(cx - mx) <= half)[None] & (np.abs(cy - my) <= max(5.0, (y2 - y1) * 0.3))[:, None]
    classes[core] = kind + 1
    for i, value in enumerate((cx[None] - x1, cy[:, None] - y1, x2 - cx[None], y2 - cy[:, None])):
        sides[i] = np.broadcast_to(value / STRIDE, (ROWS, COLUMNS))
    return classes, sides


class Maker:
    def __init__(self, images, seed):
        self.images, self.random = images, np.random.default_rng(seed)
        self.bank = Bank(self.random)

    def tile(self):
        """BGR uint8 tile and its target."""
        r = self.random
        factor = r.choice([1.0, 1.5, 2.0, 3.0], p=[0.25, 0.25, 0.3, 0.2])
        width, height = int(WIDTH * factor), int(HEIGHT * factor)
        canvas = ground(self.images[r.integers(len(self.images))], r, width, height)
        target = np.zeros((ROWS, COLUMNS), np.int8), np.zeros((4, ROWS, COLUMNS), np.float16)
        chance = r.random()
        if chance < OTHERS:
            for _ in range(r.integers(1, 3)):
                self.put_other(canvas, factor)
        if r.random() < MARKED:
            target = self.put_mark(canvas, factor)
        image = code(np.clip(canvas + 0.5, 0, 255).astype(np.uint8), r)
        if r.random() < SMALLER:
            image = cv2.resize(image, (WIDTH * SENT // SHORT, HEIGHT * SENT // SHORT), interpolation=cv2.INTER_AREA)
            return cv2.resize(image, (WIDTH, HEIGHT), interpolation=cv2.INTER_LINEAR), *target
        return cv2.resize(image, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), *target

    def put_other(self, canvas, factor):
        r = self.random
        mask, cover, height = self.bank.other()
        width = height * mask.shape[1] / mask.shape[0]
        place = r.uniform(-width / 2, WIDTH - width / 2) * factor, r.uniform(0, HEIGHT - height / 2) * factor, height * factor
        colour = (255, 255, 255) if r.random() < 0.7 else r.uniform(0, 255, 3)
        if r.random() < 0.3:
            put(canvas, cv2.dilate(mask, np.ones((5, 5))), cover, place, (0, 0, 0))
        put(canvas, mask, cover, place, colour)

    def put_mark(self, canvas, factor):
        r = self.random
        kind, mask, cover, height = self.bank.mark()
        width = height * mask.shape[1] / mask.shape[0]
        # A mark that hangs out of the tile is met too, when a frame is swept.
        x = r.uniform(-0.12 * width, max(0, WIDTH - 0.88 * width))
        y = r.uniform(-0.1 * height, HEIGHT - 0.9 * height)
        seen, uneven = put(canvas, mask, cover, (x * factor, y * factor, height * factor), (255, 255, 255))
        classes, sides = target_of(kind, (x, y, x + width, y + height))
        if seen < (VISIBLE_ON_EVEN if uneven < EVEN else VISIBLE):
            classes[classes > 0] = IGNORED
        return classes, sides


def read_images(data, split='train'):
    """Pictures with nothing of a generator's mark in them, BGR, for grounds."""
    out = []
    for r in read_table(os.path.join(data, 'index.tsv')):
        if r['split'] == split and r['label'].startswith(GROUNDS):
            image = cv2.imread(os.path.join(data, r['path']), cv2.IMREAD_COLOR)
            if image is not None and min(image.shape[:2]) >= 64:
                out.append(image)
    return out
