"""What the network is asked for: cells that tell characters from contrast, scenes that tell styles."""
import torch
import torch.nn.functional as F

# What is right must win by this much (logits; a tenth of a cosine at a scale of 18), or a net that has learnt its
# pictures by heart has nothing left to learn.
MARGIN = 1.8


def among(log_posterior, allowed):
    """-log of the posterior that lies on the allowed classes; `allowed` is 0/1 and broadcasts."""
    return -torch.logsumexp(log_posterior + torch.log(allowed + 1e-12), -1)


def handicapped(logits, labels):
    """log posterior [...] of the class `labels` [...] among logits [...,C] when its own logit is lowered by the margin."""
    taken = MARGIN * F.one_hot(labels, logits.shape[-1])
    return F.log_softmax(logits - taken, -1).gather(-1, labels[..., None])[..., 0]


def whole_pictures(logits, labels, sure, allowed):
    """Loss of pictures with one label and no place. logits [N,cells,C]; sure marks labels that every cell shows.

    A character may fill a corner, so only its best quarter of the cells must say its name, while every cell must say
    either that name or that it is nobody's. A negative or a style frame must say so everywhere.
    """
    each = among(F.log_softmax(logits - MARGIN * allowed[:, None], -1), allowed[:, None])
    # One cell that says a name is a false match, however sure the others are: the worst eighth counts by itself.
    dense, worst = each.mean(1), each.topk(max(1, logits.shape[1] // 8), 1).values.mean(1)
    own = handicapped(logits, labels[:, None].expand(-1, logits.shape[1]))
    best = own.topk(max(1, logits.shape[1] // 4), 1).values
    somewhere = -(torch.logsumexp(best, 1) - torch.log(torch.tensor(float(best.shape[1]))))
    return torch.where(sure, dense + worst - 0.1 * own.mean(1), somewhere + dense).mean()


def placed_figures(logits, cells, contrast):
    """Loss of composites. cells [N,cells]: class number, -1 for the background, -2 for edges that teach nothing."""
    background = among(F.log_softmax(logits - MARGIN * contrast, -1), contrast)
    figure = -handicapped(logits, cells.clamp(min=0))
    on, off = cells >= 0, cells == -1
    return (figure * on).sum() / on.sum().clamp(min=1) + (background * off).sum() / off.sum().clamp(min=1)


def scenes(logits, target, allowed):
    """Style loss: sure targets (>= 0) are named among styles and contrast, the others must stay on what is allowed."""
    loss = among(F.log_softmax(logits - MARGIN * allowed, -1), allowed)
    named = target >= 0
    own = -handicapped(logits, target.clamp(min=0))
    return (loss + 0.3 * own * named).mean()
