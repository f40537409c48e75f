"""Embeds pictures with the quantised network, at the sizes and with the scaling the product uses."""
import numpy as np
import torch
from faults import spoilt
from views import PIXELS, crop_boxes, flatten, model_input, model_size, read, resize


def frame_of(image):
    return torch.from_numpy(np.ascontiguousarray(image)).permute(2, 0, 1).float()[None].div_(255)


def altered(rgb, alpha, random, pixels):
    """The picture as another frame might show it: cropped, spoilt as a re-upload spoils it, mirrored; still at a model size."""
    (x, y, width, height), = crop_boxes(random, *np.array([rgb.shape[1::-1]]).T, 1.0).astype(int)
    image = flatten(rgb, alpha)[y:y + max(8, height), x:x + max(8, width)]
    image = resize(image, *model_size(image.shape[1], image.shape[0], pixels))
    image = spoilt(frame_of(image), random)[0].mul(255).round().byte().permute(1, 2, 0).numpy()
    return image[:, ::-1] if random.random() < 0.5 else image


def embed(net, data, rows, alterations=0, seed=7, batch=32, pixels=PIXELS):
    """Yields (row, cells [h,w,128], scene [128]) per row and alteration, in no particular order; frames have about `pixels`."""
    random, groups = np.random.default_rng(seed), {}
    torch.manual_seed(seed)
    for row in rows:
        rgb, alpha = read(data, row)
        images = [model_input(rgb, alpha, pixels)] + [altered(rgb, alpha, random, pixels) for _ in range(alterations)]
        for image in images:
            group = groups.setdefault(image.shape, [])
            group.append((row, image))
            if len(group) == batch:
                yield from run(net, groups.pop(image.shape))
    for group in groups.values():
        yield from run(net, group)


def run(net, group):
    with torch.no_grad():
        cells, scene = net(torch.cat([frame_of(image) for _, image in group]))
    for i, (row, _) in enumerate(group):
        yield row, cells[i].permute(1, 2, 0).numpy(), scene[i].numpy()


def score(net, scorer, data, rows, **options):
    """Returns (rows, log-odds [n, entries])."""
    pairs = [(row, scorer.raw(cells, scene)) for row, cells, scene in embed(net, data, rows, **options)]
    return [r for r, _ in pairs], np.array([x for _, x in pairs])
