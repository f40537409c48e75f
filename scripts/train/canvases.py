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


def both(place):
    """The packed picture of a row, and its packed figure where it has one to cut out that is not the picture itself."""
    rgb, alpha = read(*place[:2])
    mask = cut_out(rgb, alpha) if place[2] and alpha is None else None
    return packed(rgb, alpha), None if mask is None else packed(rgb, mask), alpha is not None


def prepare(folder, data, rows, wanted, workers):
    """Packs all pictures into `folder` where that is not done yet: their pixels, their sizes, and where each figure stands.

    Pictures come first, in the order of `rows`; `wanted` says of which a figure is to be cut out; drawn interfaces come last.
    """
    done = os.path.join(folder, 'figure.npy')
    if os.path.exists(done):
        return
    os.makedirs(folder, exist_ok=True)
    with multiprocessing.get_context('fork').Pool(workers) as pool:
        made = pool.map(both, [(data, row, bool(w)) for row, w in zip(rows, wanted)], chunksize=16)
    all_of, figure = [picture for picture, _, _ in made], np.full(len(rows), -1)
    for i, (_, cut, has_alpha) in enumerate(made):
        if cut is not None:
            figure[i] = len(all_of)
            all_of.append(cut)
        elif has_alpha and wanted[i]:
            figure[i] = i
    for seed in range(INTERFACES):
        sheet = drawings.interface(seed)
        all_of.append(packed(sheet[..., :3], sheet[..., 3]))
    np.save(os.path.join(folder, 'pixels.npy'), np.stack([pixels for pixels, _ in all_of]))
    np.save(os.path.join(folder, 'sizes.npy'), np.stack([sizes for _, sizes in all_of]))
    np.save(done, figure)


class Canvases:
    """What `prepare` left in a folder: pixels uint8 [n,4,224,336] on a device, sizes float32 [n,3,2] here; `figure` gives the
    number of the cut-out of a row, or -1; `interfaces` are the numbers of drawn interfaces."""

    def __init__(self, folder, device):
        self.sizes, self.figure = (np.load(os.path.join(folder, name)) for name in ('sizes.npy', 'figure.npy'))
        self.pixels = torch.from_numpy(np.load(os.path.join(folder, 'pixels.npy'))).to(device)
        self.interfaces = np.arange(len(self.sizes) - INTERFACES, len(self.sizes))
        self.per_pixel = self.scale(device)

    @staticmethod
    def scale(device):
        """What a pixel of a canvas is in the coordinates -1..1 of `grid_sample`."""
        return torch.tensor([2 / WIDTH, 2 / SIDE], device=device)
