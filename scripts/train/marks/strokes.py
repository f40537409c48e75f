"""Lines, letters and shapes as alpha masks of float32 0..1, drawn large so that they can be made small at any place."""
import math
import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONTS = '/usr/share/fonts/truetype/dejavu/'
BOLD, CONDENSED, SANS, LIGHT, SERIF, MONO = (FONTS + name + '.ttf' for name in (
    'DejaVuSans-Bold', 'DejaVuSansCondensed-Bold', 'DejaVuSans', 'DejaVuSans-ExtraLight', 'DejaVuSerif-Bold', 'DejaVuSansMono'))
SHIFT = 4

# Strokes of the characters that marks are written in, in a unit square; at the size they are read they are little more.
CHARACTERS = {
    '即': ['.05,.1 .45,.1 .45,.5 .05,.5 .05,.1 .05,.9', '.05,.3 .45,.3', '.05,.9 .3,.75 .45,.95', '.6,.1 .95,.1 .95,.7 .8,.7',
          '.6,.1 .6,1'],
    '梦': ['.0,.15 .45,.15', '.22,.0 .22,.45', '.22,.2 .0,.42', '.22,.2 .45,.4', '.55,.15 1,.15', '.77,.0 .77,.45', '.77,.2 .55,.42',
          '.77,.2 1,.4', '.45,.45 .1,.8', '.4,.55 .85,.55 .6,.9 .1,1', '.4,.68 .6,.8'],
    '豆': ['.05,.05 .95,.05', '.2,.25 .8,.25 .8,.55 .2,.55 .2,.25', '.3,.65 .36,.85', '.7,.65 .62,.85', '.0,.97 1,.97'],
    '包': ['.3,.0 .05,.3', '.2,.15 .95,.15 .95,.65 .8,.65', '.2,.38 .65,.38 .65,.62 .2,.62', '.2,.38 .2,.95 .95,.95 .95,.8'],
    '生': ['.25,.05 .1,.35', '.2,.25 .9,.25', '.15,.58 .85,.58', '.52,.0 .52,.97', '.0,.97 1,.97'],
    '成': ['.15,.2 .95,.2', '.15,.2 .15,.6 .0,1', '.15,.48 .42,.48 .42,.8 .3,.8', '.6,.0 .68,.6 .95,.97 1,.75', '.9,.4 .6,.8 .45,.97',
          '.78,.03 .9,.1'],
    '可': ['.0,.08 1,.08', '.15,.35 .55,.35 .55,.7 .15,.7 .15,.35', '.8,.08 .8,.97 .6,.97'],
    '灵': ['.15,.05 .85,.05 .85,.4 .15,.4', '.15,.22 .85,.22', '.5,.45 .45,.7 .0,1', '.5,.6 1,1', '.2,.5 .28,.65', '.8,.5 .72,.65'],
}


def blank(width, height):
    return np.zeros((max(1, round(height)), max(1, round(width))), np.float32)


def line(mask, points, thickness):
    """A polyline with round ends."""
    fixed = np.round(np.asarray(points, np.float64) * (1 << SHIFT)).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(mask, [fixed], False, 1.0, max(1, round(thickness)), cv2.LINE_AA, SHIFT)


def fill(mask, points):
    fixed = np.round(np.asarray(points, np.float64) * (1 << SHIFT)).astype(np.int32).reshape(-1, 1, 2)
    cv2.fillPoly(mask, [fixed], 1.0, cv2.LINE_AA, SHIFT)


def disc(mask, x, y, rx, ry=None, angle=0.0, value=1.0):
    size = (round(rx * (1 << SHIFT)), round((rx if ry is None else ry) * (1 << SHIFT)))
    cv2.ellipse(mask, (round(x * (1 << SHIFT)), round(y * (1 << SHIFT))), size, angle, 0, 360, value, -1, cv2.LINE_AA, SHIFT)


def arc(x, y, rx, ry, start, end, steps=24):
    """Points of an ellipse, degrees clockwise from the right as the picture has y downwards."""
    t = np.radians(np.linspace(start, end, steps))
    return np.stack([x + rx * np.cos(t), y + ry * np.sin(t)], 1)


def text(words, font, height):
    """Words in a font as a tight mask about `height` high."""
    face = ImageFont.truetype(font, max(8, round(height * 1.35)))
    left, top, right, bottom = face.getbbox(words)
    image = Image.new('L', (max(1, right - left), max(1, bottom - top)), 0)
    ImageDraw.Draw(image).text((-left, -top), words, font=face, fill=255)
    return np.asarray(image, np.float32) / 255


def character(name, size, thickness):
    mask = blank(size + 2 * thickness, size + 2 * thickness)
    for stroke in CHARACTERS[name]:
        points = [[float(v) * size + thickness for v in pair.split(',')] for pair in stroke.split()]
        line(mask, points, thickness)
    return mask


def beside(parts, gap):
    """Masks in one row, centred on one line; `gap` is one width or one for each space between."""
    gaps = gap if isinstance(gap, (list, tuple)) else [gap] * (len(parts) - 1)
    height = max(part.shape[0] for part in parts)
    out = []
    for i, part in enumerate(parts):
        above = (height - part.shape[0]) // 2
        out.append(np.pad(part, ((above, height - part.shape[0] - above), (0, 0))))
        if i < len(gaps):
            out.append(blank(gaps[i], height))
    return np.hstack(out)


def stretch(mask, width, height):
    return cv2.resize(mask, (max(1, round(width)), max(1, round(height))), interpolation=cv2.INTER_AREA)


def slant(mask, share):
    """Italic: the top moved right by `share` of the height."""
    height, width = mask.shape
    move = np.float32([[1, -share, share * height], [0, 1, 0]])
    return cv2.warpAffine(mask, move, (width + math.ceil(share * height), height))
