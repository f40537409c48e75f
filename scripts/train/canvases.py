"""All pictures of a training in one tensor, each at three sizes, so that any part can be drawn at any size in one pass."""
import multiprocessing
import os
import cv2
import numpy as np
import torch
import drawings
from views import cut_out, read

# A picture takes the left square; its half and its quarter stand to the right of it.
SIDE, WIDTH = 224, 336
CORNERS = ((0, 0), (SIDE, 0), (SIDE, SIDE // 2))
INTERFACES = 300
# What there is of a figure in a picture.
NONE, OWN, CUT = range(3)


def packed(rgb, alpha):
    """(RGBA uint8 [4,224,336] premultiplied, with its half and quarter; widths and heights [3,2] of the three)."""
    alpha = np.full(rgb.shape[:2], 255, np.uint8) if alpha is None else alpha
    full = np.dstack([(rgb.astype(np.float32) * alpha[..., None] / 255 + 0.5).astype(np.uint8), alpha])
    longest = max(full.shape[:2])
    if longest > SIDE:
        full = cv2.resize(full, None, fx=SIDE / longest, fy=SIDE / longest, interpolation=cv2.INTER_AREA)
    sheet, sizes = np.zeros((SIDE, WIDTH, 4), np.uint8), []
    for level, (left, top) in enumerate(CORNERS):
        height, width = (-(-side // 2 ** level) for side in full.shape[:2])
        sheet[top:top + height, left:left + width] = cv2.resize(full, (width, height), interpolation=cv2.INTER_AREA)
        sizes.append((width, height))
    return sheet.transpose(2, 0, 1), np.array(sizes, np.float32)


def has_figure(place):
    """OWN where the picture of (data folder, row, whether a figure is wanted) is one already, CUT where one can be cut out, else NONE."""
    if not place[2]:
        return NONE
    rgb, alpha = read(*place[:2])
    return OWN if alpha is not None else NONE if cut_out(rgb, None) is None else CUT


def write(work):
    """Packs the picture of a row into the place `at` of the file given, and its figure into another (-1: none)."""
    path, place, at, figure = work
    pixels = np.load(path, mmap_mode='r+')
    rgb, alpha = read(*place[:2])
    pixels[at], size = packed(rgb, alpha)
    if figure < 0:
        return size, None
    pixels[figure], figure_size = packed(rgb, cut_out(rgb, alpha))
    return size, figure_size


def prepare(folder, data, rows, wanted, workers):
    """Packs all pictures into `folder` where that is not done yet: their pixels, their sizes, and where each figure stands.

    Pictures come first, in the order of `rows`; `wanted` says of which a figure is to be cut out; drawn interfaces come last.
    """
    done = os.path.join(folder, 'figure.npy')
    if os.path.exists(done):
        return
    os.makedirs(folder, exist_ok=True)
    places, path = [(data, row, bool(w)) for row, w in zip(rows, wanted)], os.path.join(folder, 'pixels.npy')
    with multiprocessing.get_context('fork').Pool(workers) as pool:
        kinds = np.array(pool.map(has_figure, places, chunksize=16))
        cuts = np.flatnonzero(kinds == CUT)
        extra = np.full(len(rows), -1)
        extra[cuts] = len(rows) + np.arange(len(cuts))
        count = len(rows) + len(cuts) + INTERFACES
        pixels, sizes = np.lib.format.open_memmap(path, 'w+', np.uint8, (count, 4, SIDE, WIDTH)), np.zeros((count, 3, 2), np.float32)
        for i, made in enumerate(pool.imap(write, [(path, place, i, extra[i]) for i, place in enumerate(places)], chunksize=16)):
            sizes[i] = made[0]
            if extra[i] >= 0:
                sizes[extra[i]] = made[1]
    for seed in range(INTERFACES):
        sheet, at = drawings.interface(seed), count - INTERFACES + seed
        pixels[at], sizes[at] = packed(sheet[..., :3], sheet[..., 3])
    pixels.flush()
    np.save(os.path.join(folder, 'sizes.npy'), sizes)
    np.save(done, np.where(kinds == OWN, np.arange(len(rows)), extra))


class Canvases:
    """What `prepare` left in a folder: pixels uint8 [n,4,224,336] on a device, sizes float32 [n,3,2] here; `figure` gives the
    number of the cut-out of a row, or -1; `interfaces` are the numbers of drawn interfaces."""

    def __init__(self, folder, device):
        self.sizes, self.figure = (np.load(os.path.join(folder, name)) for name in ('sizes.npy', 'figure.npy'))
        # Mapped, so that the system may keep as much of it in memory as there is room for.
        self.pixels = torch.from_numpy(np.load(os.path.join(folder, 'pixels.npy'), mmap_mode='c')).to(device)
        self.interfaces = np.arange(len(self.sizes) - INTERFACES, len(self.sizes))
        self.per_pixel = self.scale(device)

    @staticmethod
    def scale(device):
        """What a pixel of a canvas is in the coordinates -1..1 of `grid_sample`."""
        return torch.tensor([2 / WIDTH, 2 / SIDE], device=device)
