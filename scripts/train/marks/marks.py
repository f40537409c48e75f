"""The marks of generators, drawn from measured facts: each function gives a mask and how much of it covers the picture."""
import math
import numpy as np
import cv2
import strokes as s

NAMES = ['sora2', 'kling', 'gemini', 'veo', 'sora1', 'jimeng', 'doubao', 'hailuo', 'ai-pill']


def cloud(random, size):
    """A cloud of round lobes with two upright eyes and a glint in each; now and then it blinks."""
    blink = random.random() < 0.08
    wide, high = (size * 1.05, size * 0.93) if blink else (size, size)
    mask = s.blank(wide + 4, high + 4)
    x, y, lobes, turn = wide / 2 + 2, high / 2 + 2, random.integers(6, 8), random.uniform(0, 6.3)
    reach = random.uniform(0.2, 0.3)
    s.disc(mask, x, y, 0.38 * wide, 0.38 * high)
    for i in range(lobes):
        a = turn + i * 2 * math.pi / lobes
        s.disc(mask, x + reach * wide * math.cos(a), y + reach * high * math.sin(a), (0.49 - reach) * wide, (0.49 - reach) * high)
    look_x, look_y, tilt = random.uniform(-0.1, 0.1), random.uniform(-0.12, 0.06), random.uniform(-12, 12)
    for side in (-1, 1):
        ex = x + (side * random.uniform(0.13, 0.15) + look_x) * wide
        ey = y + (look_y - 0.02) * high - side * tilt / 12 * 0.03 * high
        tall = 0.02 if blink else random.uniform(0.125, 0.165)
        s.disc(mask, ex, ey, 0.085 * wide, tall * high, tilt, 0.0)
        if not blink and random.random() < 0.7:
            gx, gy, r = ex - 0.02 * wide, ey - 0.03 * high, 0.045 * wide
            s.fill(mask, [[gx + r * k * math.cos(a), gy + r * k * math.sin(a)] for a, k in (
                (i * math.pi / 4, 1 if i % 2 == 0 else 0.35) for i in range(8))])
    return mask


def sora_word(random, size):
    """The word in a heavy round grotesque: drawn in strokes, or now and then in a font pressed into the same box."""
    width, height = size * random.uniform(1.55, 1.68), size * random.uniform(0.54, 0.6)
    if random.random() < 0.3:
        return s.stretch(s.text('Sora', [s.BOLD, s.CONDENSED][random.integers(2)], 200), width, height)
    t = height * random.uniform(0.155, 0.2)
    mask, h, low, k = s.blank(width, height), height, height - t / 2, width / 82
    s.line(mask, np.vstack([s.arc(13 * k, 0.28 * h, 9.5 * k, 0.28 * h - t / 2, -25, -270), s.arc(13 * k, 0.74 * h, 10.5 * k,
                            0.26 * h - t / 2, -90, 155)]), t)
    s.line(mask, s.arc(39 * k, 0.62 * h, 9 * k, low - 0.62 * h, 0, 360), t)
    s.line(mask, [[54 * k, 0.3 * h], [54 * k, low]], t)
    s.line(mask, s.arc(61.5 * k, 0.62 * h, 7 * k, 0.3 * h, 185, 280), t)
    s.line(mask, s.arc(71 * k, 0.46 * h, 6.5 * k, 0.46 * h - 0.3 * h, 195, 360), t)
    s.line(mask, [[77.5 * k, 0.46 * h], [77.5 * k, low]], t)
    s.line(mask, s.arc(71 * k, 0.8 * h, 6.5 * k, low - 0.8 * h, 0, 360), t * 0.9)
    return mask


def sora2(random):
    size = 100
    blob = cloud(random, size)
    alpha = random.uniform(0.66, 0.8)
    if random.random() < 0.06:
        return blob, alpha
    return s.beside([blob, sora_word(random, size)], size * random.uniform(0.32, 0.38)), alpha


def ring(random, size):
    """Two crescents that chase each other."""
    mask, turn, outer = s.blank(size, size), random.uniform(-35, -5), size / 2 - 1
    for start in (turn + 20, turn + 200):
        t = np.linspace(0, 1, 20)
        angle = np.radians(start + 150 * t)
        thick = outer * random.uniform(0.36, 0.55) * np.sin(np.pi * np.clip(t * 0.9 + 0.1, 0, 1))
        out = np.stack([size / 2 + outer * np.cos(angle), size / 2 + outer * 0.97 * np.sin(angle)], 1)
        inside = np.stack([size / 2 + (outer - thick) * np.cos(angle), size / 2 + (outer - thick) * 0.97 * np.sin(angle)], 1)
        s.fill(mask, np.vstack([out, inside[::-1]]))
    return mask


def kling(random):
    size = 100
    font = [s.SANS, s.BOLD, s.SANS][random.integers(3)]
    if random.random() < 0.2:
        t = random.uniform(9, 13)
        word = s.beside([s.character('可', 62, t), s.character('灵', 62, t), s.text('AI', font, 62)], 8)
    else:
        word = s.stretch(s.text(['KLIΠG AI', 'KLING AI', 'KLIΠG AI'][random.integers(3)], font, 100), size * random.uniform(
            2.9, 3.5), size * random.uniform(0.58, 0.7))
    parts, gaps = [ring(random, size), word], [size * random.uniform(0.25, 0.4)]
    if random.random() < 0.4:
        version = ['1.0', '1.5', '1.6', '2.0', '2.1', '2.5', '3.0', '2.1 PRO', 'PRO'][random.integers(9)]
        parts.append(s.stretch(s.text(version, s.SANS, 60), 30 * len(version) + 10, word.shape[0] * random.uniform(0.8, 1)))
        gaps.append(size * random.uniform(0.2, 0.35))
    return s.beside(parts, gaps), random.uniform(0.75, 1.0)


def diamond(size, power):
    """A star of four points whose sides are those of a superellipse: glints, not the mark."""
    v = np.abs(np.linspace(-1, 1, size * 2))
    grid = v[None, :] ** power + v[:, None] ** power
    return cv2.resize((grid <= 1).astype(np.float32), (size, size), interpolation=cv2.INTER_AREA)


# Measured on captures on black, the half side being 1: four circles cut the sides, and the points end blunt at the border.
ARC_MIDDLE, ARC_RADIUS = 1.29, 1.286


def arcs(random, size):
    """The diamond of Gemini and Veo: how far each place lies within its sides, in pixels of the mask."""
    v = np.abs((np.arange(size) + 0.5) * 2 / size - 1)
    middle = ARC_MIDDLE * random.uniform(0.99, 1.01)
    return (np.hypot(middle - v[None, :], middle - v[:, None]) - ARC_RADIUS) * size / 2


def gemini(random):
    """Sharp and even until May 2026; since then fainter, with soft sides and a rim a fifth brighter than the rest."""
    size = 144
    inside = arcs(random, size)
    if random.random() < 0.4:
        return np.clip(inside + 0.5, 0, 1).astype(np.float32), random.choice([0.5, random.uniform(0.4, 0.6)], p=[0.7, 0.3])
    soft, rim = random.uniform(2.5, 5), random.uniform(0.1, 0.25)
    bright = np.exp(-((inside - soft) / random.uniform(4, 8)) ** 2) * rim
    return (np.clip(inside / soft + 0.5, 0, 1) * (1 + bright)).astype(np.float32), random.choice(
        [0.3, random.uniform(0.26, 0.4)], p=[0.6, 0.4])


def veo(random):
    font = [s.LIGHT, s.SANS, s.SANS][random.integers(3)]
    return s.text('Veo', font, 90), random.uniform(0.5, 0.9)


def sora1(random):
    mask, bars, phase = s.blank(500, 100), random.integers(10, 13), random.uniform(0, 6.3)
    kind = random.random()
    for i in range(bars):
        x = 12 + i * 476 / (bars - 1)
        tall = 50 if kind < 0.3 else 12 + 38 * abs(math.sin(phase + i * random.uniform(0.4, 1.1)))
        middle = 50 + (0 if kind < 0.5 else random.uniform(-1, 1) * (50 - tall))
        s.line(mask, [[x, middle - tall + 5], [x, middle + tall - 5]], random.uniform(10, 16))
    return mask, random.uniform(0.6, 0.95)


def jimeng(random):
    size, t = 100, random.uniform(7, 10)
    star = s.blank(size, size)
    a = random.uniform(0.15, 0.3)
    points = [(k * math.cos(a + i * math.pi / 4), k * math.sin(a + i * math.pi / 4)) for i, k in (
        (i, 0.52 if i % 2 == 0 else 0.24) for i in range(8))]
    s.fill(star, [[size * (0.5 + x), size * (0.5 + y)] for x, y in points])
    cv2.line(star, (size // 3, size), (size, size * 2 // 3), 0.0, 6)
    word = s.slant(s.beside([s.character('即', 62, t), s.character('梦', 62, t), s.text('AI', s.BOLD, 62)], 6), 0.15)
    return s.beside([star, word], random.uniform(15, 30)), random.uniform(0.7, 0.9)


def doubao(random):
    t = random.uniform(13, 18)
    word = [s.character(c, 84, t) for c in '豆包'] + [s.text('AI', s.BOLD, 100)] + [s.character(c, 84, t) for c in '生成']
    return s.stretch(s.beside(word, random.uniform(4, 12)), 440, 100), random.uniform(0.5, 0.7)


def hailuo(random):
    wave = s.blank(110, 100)
    for i in range(5):
        tall = random.uniform(18, 48)
        s.line(wave, [[12 + i * 21, 50 - tall], [12 + i * 21, 50 + tall]], 9)
    bar, circle = s.blank(6, 90), s.blank(90, 90)
    bar[:] = 1
    cv2.circle(circle, (45, 45), 36, 1.0, 11, cv2.LINE_AA)
    return s.beside([wave, s.text('MINIMAX', s.BOLD, 55), bar, circle, s.text('hailuo AI', s.SANS, 60)], 22), random.uniform(0.6, 0.95)


def ai_pill(random):
    words = [s.text('AI', s.BOLD, 60)]
    if random.random() < 0.5:
        words += [s.character(c, 56, random.uniform(7, 11)) for c in '生成']
    word = s.beside(words, 6)
    height, width = 110, word.shape[1] + 70
    mask, r, t = s.blank(width, height), random.uniform(18, 52), round(random.uniform(5, 10))
    e = t / 2 + 1
    s.line(mask, np.vstack([s.arc(width - e - r, e + r, r, r, -90, 0), s.arc(width - e - r, height - e - r, r, r, 0, 90), s.arc(
        e + r, height - e - r, r, r, 90, 180), s.arc(e + r, e + r, r, r, 180, 270), [[width - e - r, e]]]), t)
    y, x = (height - word.shape[0]) // 2, (width - word.shape[1]) // 2
    mask[y:y + word.shape[0], x:x + word.shape[1]] = np.maximum(mask[y:y + word.shape[0], x:x + word.shape[1]], word)
    return mask, random.uniform(0.6, 0.95)


DRAW = [sora2, kling, gemini, veo, sora1, jimeng, doubao, hailuo, ai_pill]
# Height of the whole mark as a share of the short side, least and most.
HEIGHTS = [(0.056, 0.086), (0.036, 0.058), (0.043, 0.088), (0.017, 0.034), (0.021, 0.03), (0.04, 0.06), (0.026, 0.04),
           (0.026, 0.05), (0.05, 0.1)]
