"""What lies between the frames of a batch and the network: their size."""
import torch
import torch.nn.functional as F
from views import CELL


def turn(options, step):
    """Of one step: its share of the sides of a first look, those at which frames are composed, how many frames there are, fewer
    where they are larger, and how many pixels of a frame as composed are a cell."""
    share = options.share[step % len(options.share)]
    fine = max(options.fine, share)
    return share, fine, round(options.batch * options.fine / fine), round(CELL * fine / share)


def shown(frames, share, fine):
    """Frames of `fine` times the sides of a first look at `share` times those, in float."""
    size = tuple(round(side * share / fine) for side in frames.shape[2:])
    small = F.interpolate(frames.float(), size, mode='bilinear', align_corners=False, antialias=True) if share != fine else frames.float()
    return small.contiguous(memory_format=torch.channels_last)
