"""What lies between the frames of a batch and the network: their size, and whose cells its targets are."""
import torch
import torch.nn.functional as F


def shown(frames, share, fine):
    """Frames [n,3,H,W] of `fine` times the product's sides at `share` of those, in float."""
    size = tuple(round(side * share / fine) for side in frames.shape[2:])
    small = F.interpolate(frames.float(), size, mode='bilinear', align_corners=False, antialias=True) if share != fine else frames.float()
    return small.contiguous(memory_format=torch.channels_last)


def at_grid(targets, rows, columns, height, width):
    """Targets per cell of a grid of rows x columns for another one: those of the cell in which the middle lies."""
    y = (torch.arange(height) * 2 + 1) * rows // (2 * height)
    x = (torch.arange(width) * 2 + 1) * columns // (2 * width)
    index = (y[:, None] * columns + x).flatten()
    return targets | {name: targets[name][:, index.to(targets[name].device, non_blocking=True)] for name in ('inside', 'outside', 'cells', 'identities')}
