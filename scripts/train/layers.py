"""Draws parts of canvases on frames, many at once: cropped, turned, stretched, mirrored, enlarged or reduced."""
import numpy as np
import torch
import torch.nn.functional as F
from canvases import CORNERS

# A canvas of a quarter is taken where a frame's pixel covers more than this many of the picture's.
SHARP = 1.4


class Layer:
    """Placements of n canvases; every array has n rows. Numbers of canvases, and for out = pixel of the frame
    source = middle + matrix (out - place), in pixels of the full picture."""

    def __init__(self, canvases, number, middle, matrix, place):
        self.number, self.place = number, place
        level = np.ceil(np.log2(np.maximum(np.sqrt((matrix ** 2).sum(2)).max(1) / SHARP, 1e-3))).clip(0, 2).astype(int)
        self.full, self.size = canvases.sizes[number, 0], canvases.sizes[number, level]
        self.middle, self.matrix = middle, matrix
        self.corner = np.array(CORNERS, np.float32)[level]


def placed(canvases, number, box, span, place, angle, mirrored):
    """Shows the box (x, y, width, height of the picture) over `span` (width, height) of the frame, its middle at `place`."""
    step = box[:, 2:] / span
    step[:, 0] *= np.where(mirrored, -1, 1)
    cos, sin = np.cos(angle), np.sin(angle)
    turn = np.stack([np.stack([cos, -sin], 1), np.stack([sin, cos], 1)], 1)
    return Layer(canvases, number, box[:, :2] + box[:, 2:] / 2, step[:, :, None] * turn, place)


def on(device, array, kind=torch.float32):
    return torch.from_numpy(np.ascontiguousarray(array)).to(device, kind, non_blocking=True)


def draw(canvases, layer, height, width, fills):
    """RGBA 0..1 [n,4,height,width], premultiplied. Outside of the picture is its mirror image where it fills, else nothing."""
    device = canvases.pixels.device
    kind = torch.float16 if device.type == 'cuda' else torch.float32
    y, x = torch.meshgrid(torch.arange(height, device=device) + 0.5, torch.arange(width, device=device) + 0.5, indexing='ij')
    out = torch.stack([x, y], -1).reshape(1, -1, 2) - on(device, layer.place)[:, None]
    source = out @ on(device, layer.matrix).transpose(1, 2) + on(device, layer.middle)[:, None]
    share = source / on(device, layer.full)[:, None]
    inside = ((share >= 0) & (share <= 1)).all(-1)
    share = 1 - (1 - share.remainder(2)).abs() if fills else share.clamp(0, 1)
    size, corner = on(device, layer.size)[:, None], on(device, layer.corner)[:, None]
    pixel = torch.minimum((share * size).clamp(min=0.5), size - 0.5) + corner
    grid = pixel * canvases.per_pixel - 1
    sheets = canvases.pixels[on(device, layer.number, torch.long)].to(kind).div_(255)
    drawn = F.grid_sample(sheets, grid.reshape(-1, height, width, 2).to(kind), mode='bilinear', align_corners=False)
    return drawn if fills else drawn * inside.reshape(-1, 1, height, width)
