"""What the network is asked for: cells that tell characters from contrast, scenes that tell styles."""
import torch
import torch.nn.functional as F

# What is right must win by this much (logits; a tenth of a cosine at a scale of 18), or a net that has learnt its
# pictures by heart has nothing left to learn.
MARGIN = 1.8
# What a cell counts for a pupil at least, beside what its teachers see there of any character.
QUIET = 0.2


def among(log_posterior, allowed):
    """-log of the posterior that lies on the allowed classes; `allowed` is 0/1 and broadcasts."""
    return -torch.logsumexp(log_posterior + torch.log(allowed + 1e-12), -1)


def handicapped(logits, labels):
    """log posterior [...] of the class `labels` [...] among logits [...,C] when its own logit is lowered by the margin."""
    taken = MARGIN * F.one_hot(labels, logits.shape[-1])
    return F.log_softmax(logits - taken, -1).gather(-1, labels[..., None])[..., 0]


def mean_over(values, mask):
    """Mean of values [n,cells] over the cells of the mask [n,cells], per row [n]."""
    return (values * mask).sum(1) / mask.sum(1).clamp(min=1)


def whole_pictures(logits, labels, sure, allowed, inside):
    """Loss of pictures with one label and no place. logits [N,cells,C]; `inside` 0/1 [N,cells] says where the picture is
    shown; `sure` marks labels that every cell of it shows.

    A character may fill a corner, so only its best quarter of the cells must say its name, while every cell must say
    either that name or that it is nobody's. A negative or a style frame must say so everywhere.
    """
    each = among(F.log_softmax(logits - MARGIN * allowed[:, None], -1), allowed[:, None])
    # One cell that says a name is a false match, however sure the others are: the worst eighth counts by itself.
    dense, worst = mean_over(each, inside), (each * inside).topk(max(1, logits.shape[1] // 8), 1).values.mean(1)
    own = handicapped(logits, labels[:, None].expand(-1, logits.shape[1]))
    best = own.masked_fill(inside == 0, -1e4).sort(1, descending=True).values
    count = (inside.sum(1, keepdim=True) // 4).clamp(min=1)
    is_best = torch.arange(best.shape[1], device=best.device) < count
    somewhere = torch.log(count[:, 0]) - torch.logsumexp(best.masked_fill(~is_best, -1e4), 1)
    # A figure so small that no cell is its own teaches nothing.
    somewhere = somewhere.where(inside.any(1), torch.zeros_like(somewhere))
    return torch.where(sure, dense + worst - 0.1 * mean_over(own, inside), somewhere + dense).mean()


def nobody(logits, where, contrast):
    """Loss of cells that show the ground alone. logits [N,cells,C]; where 0/1 [N,cells]; contrast 0/1 [C]."""
    each = among(F.log_softmax(logits - MARGIN * contrast, -1), contrast)
    return (each * where).sum() / where.sum().clamp(min=1)


def told_apart(logits, cells):
    """Loss of cells that are known to show somebody. logits [N,cells,C]; cells [N,cells]: whose number, below 0 where there is none."""
    on = (cells >= 0).float()
    return (-handicapped(logits, cells.clamp(min=0)) * on).sum() / on.sum().clamp(min=1)


def placed_figures(logits, cells, contrast):
    """Loss of composites. cells [N,cells]: class number, -1 for the background, -2 for edges that teach nothing."""
    return told_apart(logits, cells) + nobody(logits, (cells == -1).float(), contrast)


def scenes(logits, target, allowed):
    """Style loss: sure targets (>= 0) are named among styles and contrast, the others must stay on what is allowed."""
    loss = among(F.log_softmax(logits - MARGIN * allowed, -1), allowed)
    named = target >= 0
    own = -handicapped(logits, target.clamp(min=0))
    return (loss + 0.3 * own * named).mean()


def followed(logits, posterior, interesting=None):
    """Loss of a pupil: the divergence of its posterior [...,C] from its teachers'. Classes that are `interesting` 0/1 [C]
    make a cell count more, for most cells show nobody and say so at once."""
    each = F.kl_div(F.log_softmax(logits, -1), posterior, reduction='none').sum(-1)
    if interesting is None:
        return each.mean()
    weight = QUIET + (posterior * interesting).sum(-1)
    return (each * weight).sum() / weight.sum()
