"""Changes made to a view each time it is shown, cheap enough for the training loop: turned, recoloured, partly covered."""
import cv2
import numpy as np

# Natural logarithms of the zoom and of the stretch; degrees (standard deviation, and the most).
ZOOM, STRETCH, TURN, MOST = (-0.15, 0.35), 0.15, 7.0, 25.0
GREY = 0.1
# Sides of a laid-over piece, as shares of the frame's.
PIECE = (0.25, 0.6)


def turned(view, side, random):
    """A view [H,H,3] turned, stretched, moved, larger or smaller a little and perhaps mirrored, as [side,side,3]."""
    whole = view.shape[0]
    zoom, stretch = side / whole * np.exp(random.uniform(*ZOOM)), np.exp(random.uniform(-STRETCH, STRETCH))
    angle = np.deg2rad(np.clip(random.normal(0, TURN), -MOST, MOST))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    mirror = -1 if random.random() < 0.5 else 1
    matrix = turn @ np.diag([mirror * zoom * stretch, zoom / stretch])
    room = max(0.0, zoom * whole - side) / 2
    shift = side / 2 + random.uniform(-room, room, 2) - matrix @ (whole / 2, whole / 2)
    return cv2.warpAffine(np.ascontiguousarray(view), np.column_stack([matrix, shift]), (side, side),
                          flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)


def recoloured(frame, random):
    """Hue, saturation and brightness as the filters of a re-upload change them; grey now and then."""
    if random.random() < GREY:
        return cv2.cvtColor(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    ramp = np.arange(256)
    hue = (ramp + random.integers(-8, 9)) % 180
    saturation = np.clip(ramp * random.uniform(0.6, 1.35), 0, 255)
    value = 255 * (ramp / 255) ** np.exp(random.uniform(-0.45, 0.45))
    table = np.stack([hue, saturation, value], 1).astype(np.uint8)[:, None]
    return cv2.cvtColor(cv2.LUT(cv2.cvtColor(frame, cv2.COLOR_RGB2HSV), table), cv2.COLOR_HSV2RGB)


def covered(frame, piece, random):
    """`frame` under a rectangle of `piece` (same shape): whoever is shown is not always shown whole."""
    side, frame = frame.shape[0], frame.copy()
    height, width = (int(side * random.uniform(*PIECE)) for _ in range(2))
    y, x = random.integers(0, side - height), random.integers(0, side - width)
    frame[y:y + height, x:x + width] = piece[y:y + height, x:x + width]
    return frame
