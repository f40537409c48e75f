"""The network that reads marks: four convolutions and a head over cells of 8 pixels."""
import torch
import torch.nn as nn
from marks import NAMES
from tiles import COLUMNS, ROWS

STEM, WIDTH = 24, 48


def block(inputs, outputs, kernel, stride):
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, 1, bias=False), nn.BatchNorm2d(outputs))


class Reader(nn.Module):
    """Tiles [N,3,56,72] in 0..1 -> per cell a logit of each class, then the distances to left, top, right, bottom in cells."""

    def __init__(self):
        super().__init__()
        self.stem = block(3, STEM, 6, 4)
        self.inner = nn.ModuleList([block(STEM, WIDTH, 3, 2), block(WIDTH, WIDTH, 3, 1), block(WIDTH, WIDTH, 3, 1)])
        self.head = nn.Conv2d(WIDTH, len(NAMES) + 4, 1)
        nn.init.constant_(self.head.bias[:len(NAMES)], -4.0)

    def forward(self, tiles):
        x = torch.relu(self.stem(tiles))
        for layer in self.inner:
            x = torch.relu(layer(x))
        return self.head(x)


def multiplications(tiles=1):
    """Multiply-adds for so many tiles."""
    cells = COLUMNS * ROWS
    stem = 3 * 36 * STEM * cells * 4
    return tiles * (stem + cells * (9 * STEM * WIDTH + 2 * 9 * WIDTH * WIDTH + WIDTH * (len(NAMES) + 4)))
