"""What filters, cameras, codecs and re-uploads do to frames, on tensors [n,3,H,W] in 0..1. Each keeps shape and kind."""
import math
import numpy as np
import torch
import torch.nn.functional as F

# Luma and two colour differences, in which hue is an angle.
TO_YIQ = np.array([[0.299, 0.587, 0.114], [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]])
TO_YCC = np.array([[0.299, 0.587, 0.114], [-0.169, -0.331, 0.5], [0.5, -0.419, -0.081]])
LUMA_TABLE = np.array([
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99])


def of(frames, array):
    return torch.from_numpy(np.asarray(array, np.float32)).to(frames.device, frames.dtype, non_blocking=True)


def by_matrix(frames, matrix, offset):
    """Colours through one matrix [n,3,3] and offset [n,3] per frame."""
    flat = of(frames, matrix) @ frames.flatten(2) + of(frames, offset)[:, :, None]
    return flat.reshape(frames.shape)


def recoloured(frames, random, strength, grey=0.0):
    """Gain per colour, brightness, contrast, saturation, hue and gamma; a share `grey` loses all colour."""
    n = len(frames)
    angle = np.deg2rad(random.uniform(-18, 18, n)) * strength
    saturation = np.where(random.random(n) < grey, 0, np.exp(random.uniform(-0.5, 0.35, n) * strength))
    turn = np.zeros((n, 3, 3))
    turn[:, 0, 0] = 1
    turn[:, 1, 1] = turn[:, 2, 2] = np.cos(angle) * saturation
    turn[:, 1, 2], turn[:, 2, 1] = -np.sin(angle) * saturation, np.sin(angle) * saturation
    gain = np.exp(random.uniform(-0.25, 0.25, (n, 1)) * strength + random.uniform(-0.08, 0.08, (n, 3)) * strength)
    matrix = gain[:, :, None] * (np.linalg.inv(TO_YIQ) @ turn @ TO_YIQ)
    out = by_matrix(frames, matrix, random.uniform(-0.07, 0.07, (n, 1)).repeat(3, 1) * strength).clamp(0, 1)
    return out ** of(frames, np.exp(random.uniform(-0.4, 0.4, (n, 1, 1, 1)) * strength))


def blurred(frames, sigma):
    radius = max(1, math.ceil(2 * sigma))
    x = torch.arange(-radius, radius + 1, device=frames.device, dtype=torch.float32)
    kernel = torch.exp(-x * x / (2 * sigma * sigma))
    kernel = (kernel / kernel.sum()).to(frames.dtype).repeat(3, 1)
    padded = F.pad(frames, (radius,) * 4, mode='reflect')
    return F.conv2d(F.conv2d(padded, kernel[:, None, :, None], groups=3), kernel[:, None, None, :], groups=3)


def shrunk(frames, share):
    """Made smaller and large again, as a video of low resolution is shown."""
    height, width = frames.shape[2:]
    small = F.interpolate(frames, (max(16, int(height * share)), max(16, int(width * share))), mode='area')
    return F.interpolate(small, (height, width), mode='bilinear', align_corners=False)


def cosines():
    k, x = np.arange(8)[:, None], np.arange(8)[None]
    table = np.cos((2 * x + 1) * k * math.pi / 16) / 2
    table[0] /= math.sqrt(2)
    return table


def transformed(blocks, table):
    """table block table^T of every block [...,8,8], one side after the other as one large product."""
    for _ in range(2):
        blocks = (blocks @ table.t()).transpose(-1, -2).contiguous()
    return blocks


def rounded_blocks(plane, steps):
    """A plane [n,c,H,W] through the cosine transform of 8 x 8 blocks, rounded to `steps` [n,8,8] (of 255), and back."""
    n, c, height, width = plane.shape
    table, size = of(plane, cosines()), of(plane, steps / 255)[:, None, None, None]
    blocks = plane.reshape(n, c, height // 8, 8, width // 8, 8).transpose(3, 4).contiguous()
    back = transformed((transformed(blocks, table) / size).round() * size, table.t())
    return back.transpose(3, 4).reshape(plane.shape)


def compressed(frames, quality):
    """As a still coded with the quality [n] (1..100) and half the colour would look. Sides multiples of 16."""
    scale = np.where(quality < 50, 5000 / quality, 200 - 2 * quality) / 100
    steps = np.clip(LUMA_TABLE.reshape(1, 8, 8) * scale[:, None, None], 1, 255)
    n = len(frames)
    colours = by_matrix(frames, np.repeat(TO_YCC[None], n, 0), np.zeros((n, 3)))
    luma = rounded_blocks(colours[:, :1] - 0.5, steps) + 0.5
    colour = rounded_blocks(F.avg_pool2d(colours[:, 1:], 2), np.clip(steps * 1.4, 1, 255))
    whole = torch.cat([luma, F.interpolate(colour, scale_factor=2, mode='bilinear', align_corners=False)], 1)
    return by_matrix(whole, np.repeat(np.linalg.inv(TO_YCC)[None], n, 0), np.zeros((n, 3))).clamp(0, 1)


def apply_to(frames, random, share, change):
    """Changes a random share of the frames, in place."""
    chosen = np.flatnonzero(random.random(len(frames)) < share)
    if len(chosen):
        index = torch.from_numpy(chosen).to(frames.device, non_blocking=True)
        frames[index] = change(frames[index], len(chosen)).to(frames.dtype)


def spoilt(frames, random):
    """Frames as they may come out of a feed, in the order in which a re-upload spoils them."""
    apply_to(frames, random, 0.7, lambda x, n: recoloured(x, random, 1.0, grey=0.06))
    for _ in range(2):
        apply_to(frames, random, 0.12, lambda x, n: shrunk(x, random.uniform(0.25, 0.7)))
        apply_to(frames, random, 0.08, lambda x, n: blurred(x, random.uniform(0.6, 2.5)))
    apply_to(frames, random, 0.08, lambda x, n: x + random.uniform(0.01, 0.06) * torch.randn_like(x))
    apply_to(frames, random, 0.45, lambda x, n: compressed(x.clamp(0, 1), random.uniform(8, 80, n)))
    return frames.clamp_(0, 1)
