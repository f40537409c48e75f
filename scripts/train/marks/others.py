"""What is no mark and lies where marks lie: words, channel names, icons, sparkles, bars. Drawn to be told apart."""
import math
import numpy as np
import cv2
import marks
import strokes as s

WORDS = ('Sora', 'Soda', 'Sara', 'Sofa', 'Score', 'Live', 'NEWS', 'SONY', 'Store', 'Kling', 'KING', 'KLM', 'Sport 1', 'Veo', 'Vevo', 'HD', 'Video',
         'Disney', 'Hello', 'AI', 'ANIME', 'TV', 'Part 2', 'Follow', '@sora', '@user_12', '@cat.lover', '#fyp', '4K', 'wait', 'for', 'it', 'LOL',
         'when you', 'POV:', 'subscribe', 'the end', 'Capcut', 'TikTok', 'Reels', 'Shorts', 'fox', 'BBC', 'CNN', 'MTV', 'Hulu', 'Storm', 'Studio')


def icon(random, size):
    """A round, square, heart, star or face shape as channels have them; faces without the lobes of the cloud too."""
    mask, kind, c = s.blank(size, size), random.integers(9), size / 2
    if kind == 0:
        s.disc(mask, c, c, c - 1)
    elif kind == 1:
        cv2.circle(mask, (round(c), round(c)), round(c - 8), 1.0, round(random.uniform(4, 16)), cv2.LINE_AA)
    elif kind == 2:
        mask[4:-4, 4:-4] = 1
        s.disc(mask, c, c, c * random.uniform(0.2, 0.6), None, 0, 0.0)
    elif kind == 3:
        s.fill(mask, [[size * 0.15, 4], [size * 0.95, c], [size * 0.15, size - 4]])
    elif kind == 4:
        s.fill(mask, [[c + c * k * math.sin(a), c - c * k * math.cos(a)] for a, k in (
            (i * math.pi / 5, 0.95 if i % 2 == 0 else 0.4) for i in range(10))])
    elif kind == 5:
        s.disc(mask, c, c, c - 2)
        s.disc(mask, c * 0.7, c * 0.8, c * 0.12, None, 0, 0.0)
        s.disc(mask, c * 1.3, c * 0.8, c * 0.12, None, 0, 0.0)
        cv2.ellipse(mask, (round(c), round(c * 1.15)), (round(c * 0.45), round(c * 0.35)), 0, 0, 180, 0.0, 6)
    elif kind == 6:
        t = np.linspace(0, 2 * math.pi, 40)
        s.fill(mask, np.stack([c + c * 0.9 * np.sin(t) ** 3, c - c * 0.055 * (13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t))], 1))
    elif kind == 7:
        for i in range(random.integers(3, 7)):
            s.line(mask, [[8 + i * 15, c + random.uniform(0, c - 8)], [8 + i * 15, c - random.uniform(0, c - 8)]], 8)
    else:
        for i in range(6):
            s.disc(mask, c + c * 0.6 * math.cos(i * 1.047), c + c * 0.6 * math.sin(i * 1.047), c * 0.36)
        s.disc(mask, c, c, c * 0.3, None, 0, float(random.integers(2)))
    return mask


def word(random, height):
    font = [s.BOLD, s.CONDENSED, s.SANS, s.LIGHT, s.SERIF, s.MONO][random.integers(6)]
    letters = WORDS[random.integers(len(WORDS))]
    if random.random() < 0.35:
        letters = ''.join(chr(random.choice([random.integers(65, 91), random.integers(97, 123)])) for _ in range(random.integers(2, 9)))
    return s.text(letters, font, height)


def sparkle(random):
    """A glint: four points, but thinner, fatter or uneven, or a cross of light. The diamond itself is as wide as a power of 0.74."""
    mask = marks.diamond(120, random.choice([random.uniform(0.25, 0.5), random.uniform(0.95, 1.3), random.uniform(1.8, 2.2)]))
    if random.random() < 0.6:
        mask = s.stretch(mask, 120 * random.uniform(0.35, 0.75), 120)
    return mask if random.random() < 0.5 else cv2.GaussianBlur(mask, (0, 0), random.uniform(6, 20))


def other(random):
    """A mask that is no mark, and its cover."""
    kind = random.random()
    if kind < 0.3:
        mask = word(random, 60)
    elif kind < 0.6:
        mask = s.beside([icon(random, 100), word(random, random.uniform(45, 75))], random.uniform(12, 45))
    elif kind < 0.7:
        mask = s.beside([word(random, 50), icon(random, 80)], random.uniform(10, 30))
    elif kind < 0.78:
        mask = icon(random, 100)
    elif kind < 0.9:
        mask = sparkle(random)
    elif kind < 0.95:
        mask = np.vstack([s.stretch(word(random, 60), 300, 55), s.blank(300, 20), s.stretch(word(random, 60), 300, 55)])
    else:
        lone = [s.character(c, 80, random.uniform(7, 16)) for c in random.choice(list(s.CHARACTERS), random.integers(1, 5))]
        mask = s.beside(lone, random.uniform(5, 20))
    return mask, random.uniform(0.35, 1.0)
