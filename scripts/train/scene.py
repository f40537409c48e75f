"""Fits the scene head again on the finished trunk, at the sizes of the product: python3 scripts/train/scene.py.

Trained along with the cells the head lags behind the trunk, and it only ever saw square crops. Fitted alone it takes seconds.
"""
import argparse
import os
import numpy as np
import torch
import torch.nn.functional as F
import losses
from dataset import Dataset
from embed import altered, frame_of
from network import Prototypes, Recogniser, spread
from views import decode, model_input

ALTERATIONS = 1
STEPS, BATCH, RATE, DECAY, DROPOUT = 2500, 512, 2e-3, 0.02, 0.3
# Negatives come more often than the square root of their number says: a false match costs more than a missed one.
NEGATIVE_WEIGHT = 2.0


def pooled(net, frames):
    eighth, sixteenth, thirtieth = net.features(frames)
    return torch.cat([spread(eighth), spread(sixteenth), thirtieth.mean((2, 3))], 1)


@torch.no_grad()
def features_of(net, dataset, seed, batch=32):
    """(row numbers, pooled features) of every training picture, as it is and altered."""
    random, groups, numbers, out = np.random.default_rng(seed), {}, [], []

    def flush(group):
        out.append(pooled(net, torch.cat([frame_of(image) for _, image in group])))
        numbers.extend(i for i, _ in group)

    for i, row in enumerate(dataset.train):
        rgb, alpha = decode(os.path.join(dataset.data, row['path']))
        for image in [model_input(rgb, alpha)] + [altered(rgb, alpha, random) for _ in range(ALTERATIONS)]:
            group = groups.setdefault(image.shape, [])
            group.append((i, image))
            if len(group) == batch:
                flush(groups.pop(image.shape))
    for group in groups.values():
        flush(group)
    return np.array(numbers), torch.cat(out)


def fit_head(dataset, numbers, features, counts, scale, seed):
    """Returns (linear layer on raw features, prototypes)."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    mean, deviation = features.mean(0), features.std(0) + 1e-3
    x = (features - mean) / deviation
    rows = [dataset.train[i] for i in numbers]
    pairs = [dataset.scene_target(r) for r in rows]
    target = torch.tensor([t for t, _ in pairs])
    allowed = torch.zeros(len(rows), len(dataset.scene_classes))
    for i, (_, numbers_allowed) in enumerate(pairs):
        allowed[i, numbers_allowed] = 1
    label = np.array([dataset.number[r['label']] for r in rows])
    weight = np.bincount(label)[label] ** -0.5
    weight *= [1 if dataset.entries_in(r) else NEGATIVE_WEIGHT for r in rows]
    weight = np.cumsum(weight / weight.sum())
    linear, prototypes = torch.nn.Linear(x.shape[1], 128), Prototypes(counts, scale)
    optimiser = torch.optim.AdamW([*linear.parameters(), *prototypes.parameters()], RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    for step in range(STEPS):
        index = np.minimum(np.searchsorted(weight, random.random(BATCH)), len(rows) - 1)
        scene = F.normalize(linear(F.dropout(x[index], DROPOUT)))
        loss = losses.scenes(prototypes(scene), target[index], allowed[index])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 500 == 0:
            print(step, round(loss.item(), 3), flush=True)
    with torch.no_grad():
        linear.weight /= deviation
        linear.bias -= linear.weight @ mean
    return linear, prototypes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--data', default='../shared/data')
    parser.add_argument('--out', required=True)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--threads', type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    dataset, path = Dataset(options.data), os.path.join(options.out, 'checkpoint.pt')
    state = torch.load(path)['average']
    net = Recogniser().eval()
    net.load_state_dict({k[4:]: v for k, v in state.items() if k.startswith('net.')})
    numbers, features = features_of(net, dataset, options.seed)
    from train import Model
    model = Model(dataset)
    model.load_state_dict(state)
    linear, prototypes = fit_head(dataset, numbers, features, model.scene.counts, model.scene.scale, options.seed)
    model.net.scene, model.scene = linear, prototypes
    torch.save(model.state_dict(), os.path.join(options.out, 'finished.pt'))


if __name__ == '__main__':
    main()
