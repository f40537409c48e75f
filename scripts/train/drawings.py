"""Pictures that we draw ourselves: patterns and creatures that are nobody's, and the interface that lies over a feed video."""
import math
import cv2
import numpy as np

SIDE = 224
GLYPHS = 'abcdefghijklmnopqrstuvwxyz0123456789@#!?&'


def colour(random):
    return tuple(int(c) for c in random.integers(0, 256, 3))


def ground(random):
    """Two colours that run into each other, with a little noise now and then."""
    share = np.linspace(0, 1, SIDE)[:, None, None]
    sheet = np.array(colour(random)) * (1 - share) + np.array(colour(random)) * share + np.zeros((1, SIDE, 1))
    noise = random.normal(0, random.uniform(0, 25) * (random.random() < 0.3), sheet.shape)
    return np.ascontiguousarray(np.clip(sheet + noise, 0, 255).astype(np.uint8))


def turned(sheet, random):
    """The sheet turned and enlarged, seen a little from the side."""
    corners = np.float32([[0, 0], [SIDE, 0], [SIDE, SIDE], [0, SIDE]])
    angle, zoom = random.uniform(0, math.pi / 2), random.uniform(0.6, 1.3)
    turn = zoom * np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    target = (corners - SIDE / 2) @ turn + SIDE / 2 + random.uniform(-30, 30, (4, 2))
    matrix = cv2.getPerspectiveTransform(corners, target.astype(np.float32))
    return cv2.warpPerspective(sheet, matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)


def chequers(random):
    sheet, step = ground(random), int(random.integers(6, 60))
    one = colour(random)
    for y in range(0, SIDE, step):
        for x in range((y // step % 2) * step, SIDE, 2 * step):
            cv2.rectangle(sheet, (x, y), (x + step - 1, y + step - 1), one, -1)
    return turned(sheet, random)


def stripes(random):
    sheet, x = ground(random), 0
    colours = [colour(random) for _ in range(random.integers(1, 5))]
    while x < SIDE:
        width = int(random.integers(4, 40))
        cv2.rectangle(sheet, (x, 0), (x + width, SIDE), colours[int(random.integers(len(colours)))], -1)
        x += width + int(random.integers(0, 30))
    return turned(sheet, random)


def dots(random):
    sheet, step, one = ground(random), int(random.integers(12, 60)), colour(random)
    for y in range(0, SIDE + step, step):
        for x in range(0, SIDE + step, step):
            cv2.circle(sheet, (x + (y // step % 2) * step // 2, y), int(step * 0.3), one, -1, cv2.LINE_AA)
    return turned(sheet, random)


def rings(random):
    sheet, middle = ground(random), tuple(int(v) for v in random.integers(0, SIDE, 2))
    for radius in range(SIDE, 4, -int(random.integers(8, 40))):
        cv2.circle(sheet, middle, radius, colour(random), -1, cv2.LINE_AA)
    return sheet


def shapes(random):
    """Discs, boxes and polygons of all sizes, as in flat illustrations."""
    sheet = ground(random)
    for _ in range(random.integers(3, 25)):
        x, y, size = (int(v) for v in (*random.integers(0, SIDE, 2), random.integers(5, 80)))
        kind = random.integers(3)
        if kind == 0:
            axes = (size, max(3, int(size * random.uniform(0.4, 1))))
            cv2.ellipse(sheet, (x, y), axes, random.uniform(0, 180), 0, 360, colour(random), -1, cv2.LINE_AA)
        elif kind == 1:
            cv2.rectangle(sheet, (x, y), (x + size, y + int(size * random.uniform(0.3, 1.5))), colour(random), -1)
        else:
            points = np.array([x, y]) + random.integers(-size, size + 1, (int(random.integers(3, 7)), 2))
            cv2.fillPoly(sheet, [points.astype(np.int32)], colour(random), cv2.LINE_AA)
    return sheet


def clouds(random):
    """Soft spots of several colours."""
    small = random.integers(0, 256, (int(random.integers(3, 12)),) * 2 + (3,)).astype(np.uint8)
    return cv2.resize(small, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)


def words(random):
    sheet = ground(random)
    for y in range(20, SIDE, int(random.integers(16, 48))):
        text = ''.join(random.choice(list(GLYPHS + '     '), int(random.integers(5, 30))))
        cv2.putText(sheet, text, (int(random.integers(-40, 40)), y), int(random.integers(0, 8)), random.uniform(0.4, 1.4),
                    colour(random), int(random.integers(1, 4)), cv2.LINE_AA)
    return sheet


def creature(random):
    """A plain creature of nobody's: a body, ears or horns, eyes, perhaps a belly; what children and stock art draw."""
    sheet = shapes(random) if random.random() < 0.4 else ground(random)
    x, y, size = SIDE // 2 + int(random.integers(-40, 41)), SIDE // 2 + int(random.integers(-20, 50)), int(random.integers(28, 85))
    skin, wide = colour(random), random.uniform(0.6, 1.2)
    body = (int(size * wide), size)
    ear, reach = (int(size * random.uniform(0.1, 0.3)), int(size * random.uniform(0.2, 0.7))), int(size * random.uniform(0.7, 1))
    for side in (-1, 1):
        cv2.ellipse(sheet, (x + side * int(body[0] * 0.6), y - reach), ear, side * random.uniform(0, 30), 0, 360, skin, -1, cv2.LINE_AA)
        cv2.ellipse(sheet, (x + side * body[0] // 2, y + size), (size // 3, size // 5), 0, 0, 360, skin, -1, cv2.LINE_AA)
    cv2.ellipse(sheet, (x, y), body, 0, 0, 360, skin, -1, cv2.LINE_AA)
    if random.random() < 0.5:
        cv2.ellipse(sheet, (x, y + size // 3), (body[0] * 2 // 3, size // 2), 0, 0, 360, colour(random), -1, cv2.LINE_AA)
    eye, apart, pupil = int(size * random.uniform(0.06, 0.2)) + 1, int(body[0] * random.uniform(0.25, 0.5)), colour(random)
    for side in (-1, 1):
        spot = (x + side * apart, y - size // 3)
        cv2.circle(sheet, spot, eye, (255, 255, 255), -1, cv2.LINE_AA)
        cv2.circle(sheet, spot, max(1, eye // 2), tuple(c // 3 for c in pupil), -1, cv2.LINE_AA)
    cv2.ellipse(sheet, (x, y - size // 12), (size // 4, size // 8), 0, 0, 180, (30, 30, 30), 2, cv2.LINE_AA)
    return sheet


KINDS = (chequers, stripes, dots, rings, shapes, clouds, words, creature, creature, creature)


def nobody(seed):
    """Drawing number `seed` of nobody, RGB uint8 [224,224,3]; the same number always gives the same drawing."""
    random = np.random.default_rng([seed, 224])
    sheet = KINDS[seed % len(KINDS)](random)
    return cv2.GaussianBlur(sheet, (0, 0), random.uniform(0.4, 1.5)) if random.random() < 0.4 else sheet


def interface(seed):
    """What a site lays over a video, RGBA uint8 [224,224,4]: buttons at a side, lines of words below, subtitles, a bar."""
    random = np.random.default_rng([seed, 4])
    sheet = np.zeros((SIDE, SIDE, 4), np.uint8)
    ink = (255, 255, 255, 255)

    def write(text, x, y, scale, thickness=1):
        for shade, extra in (((0, 0, 0, 255), 2 * (random.random() < 0.7)), (ink, 0)):
            if extra or shade == ink:
                cv2.putText(sheet, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, shade, thickness + extra, cv2.LINE_AA)

    def line(least, most):
        return ''.join(random.choice(list(GLYPHS + '     '), int(random.integers(least, most))))

    if random.random() < 0.6:
        x, radius = (SIDE - 16, int(random.integers(6, 12))) if random.random() < 0.85 else (16, 8)
        for y in range(int(random.integers(60, 120)), SIDE - 20, int(radius * 2.8)):
            cv2.circle(sheet, (x, y), radius, ink if random.random() < 0.5 else (*colour(random), 255), -1 if random.random() < 0.6 else 2, cv2.LINE_AA)
    if random.random() < 0.6:
        for row in range(random.integers(1, 4)):
            write(line(6, 26), 6, SIDE - 12 - 12 * row, random.uniform(0.28, 0.42))
    if random.random() < 0.5:
        text, scale = line(5, 16), random.uniform(0.5, 0.95)
        (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_SIMPLEX, scale, 2)
        write(text, (SIDE - width) // 2, int(random.integers(120, 200)), scale, 2)
    if random.random() < 0.3:
        bar = int(random.integers(8, 40))
        sheet[:bar] = sheet[SIDE - bar:] = (*colour(random), 255) if random.random() < 0.3 else (0, 0, 0, 255)
    if random.random() < 0.3:
        cv2.line(sheet, (0, SIDE - 3), (int(random.integers(10, SIDE)), SIDE - 3), (*colour(random), 255), 3)
    return sheet
